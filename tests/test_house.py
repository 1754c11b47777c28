"""The house stands as its picture says: who may import whom, and what nobody does."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "hooks" / "register"
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the file to the page. A module may import those before it, and none after it.
ORDER = [
    "folder", "shares", "digests", "hidden", "front_matter", "source", "body", "values", "model", "nearest", "records", "progress", "staff", "history", "finding", "kept_findings", "checks", "excerpt", "report", "reading", "snapshot", "as_at", "days",
    "summary", "pictures", "changes", "timeline", "paper", "wording", "change_report", "numbering", "addresses", "rendering", "rows", "pages", "pouring", "kept_pages", "search_index", "search_entries", "paper_pdf", "html_to_word", "paper_word", "workbook", "feeds", "exports", "headers", "disclosure",
    "manifest", "verification", "ledger", "build", "writing",
    "drafts", "updates", "imports", "plain_form",
    "shell", "publication", "git", "cli",
]  # fmt: skip

# Libraries that only one module may know.
ALONE = {
    "yaml": {"front_matter"},
    "frontmatter": {"source"},
    "cmarkgfm": {"body"},
    "jinja2": {"rendering"},
    "fluent": {"wording"},
    "babel": {"wording"},
    "click": {"cli"},
    "xlsxwriter": {"workbook"},
    "feedgen": {"feeds"},
    "icalendar": {"feeds"},
    "weasyprint": {"paper_pdf"},
    "docx": {"html_to_word", "paper_word"},
    "lxml": {"html_to_word", "paper_word"},
    "mkdocs": set(),
    "platformdirs": {"shell"},
    "subprocess": {"git"},
    "filelock": {"publication"},
    "ctypes": {"publication"},
    "os": {"folder", "shell", "publication", "writing", "cli"},
    "time": set(),
    "sys": {"cli", "shell", "writing"},
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[tuple[str, str]]:
    """(top-level package, module of the register or "") for every import anywhere in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {(alias.name.split(".")[0], "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            top, *rest = node.module.split(".")
            names = rest[:1] or [alias.name for alias in node.names]
            found |= {(top, name if top == "register" else "") for name in names}
    return found


def test_every_module_has_its_place_in_the_order():
    assert {name_of(path) for path in MODULES} - {"__init__"} == set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_comes_before_it(path):
    name = name_of(path)
    if name == "__init__":
        return
    later = {module for top, module in imports(path) if top == "register" and ORDER.index(module) > ORDER.index(name)}
    assert not later


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_is_known_to_its_one_module_alone(path):
    known = {top for top, _ in imports(path)}
    assert not {library for library in known & ALONE.keys() if name_of(path) not in ALONE[library]}


def test_only_the_shells_ask_for_the_clock_or_the_environment_or_print():
    for path in MODULES:
        if name_of(path) in ("shell", "cli"):
            continue
        called = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call)
        }
        assert not {call for call in called if call == "print" or call.endswith((".now", ".today", ".getenv"))}


def test_the_check_loads_nothing_that_only_pages_need(tmp_path):
    """Staff wait for the check. The folder is new, so that no finding is kept from an earlier one."""
    (tmp_path / "records").mkdir()
    program = "import sys; from register.cli import main; main(standalone_mode=False)"
    loaded = f"try:\n    exec({program!r})\nexcept SystemExit:\n    print(*sys.modules)"
    command = [sys.executable, "-c", "import sys\n" + loaded, "check"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    names = run.stdout.split()
    assert "register.checks.judge" in names
    assert not {"mkdocs", "jinja2", "fluent", "babel", "weasyprint", "docx", "xlsxwriter", "icalendar"} & set(names)
