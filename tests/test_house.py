"""The house stands as its picture says: who may import whom, and what nobody does."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "hooks" / "register"
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the file to the page. A module may import those before it, and none after it.
ORDER = [
    "folder", "source", "body", "model", "records", "progress", "history", "checks", "excerpt", "report", "snapshot", "as_at", "days",
    "summary", "pictures", "changes", "timeline", "paper", "wording", "change_report", "numbering", "pages", "pouring", "search_index", "search_entries", "paper_pdf", "html_to_word", "paper_word", "workbook", "feeds", "exports", "headers", "disclosure", "build", "drafts", "updates", "imports", "plain_form", "shell", "git", "cli",
]  # fmt: skip

# Libraries that only one module may know.
ALONE = {
    "yaml": {"source"},
    "frontmatter": {"source"},
    "cmarkgfm": {"body"},
    "jinja2": {"pages"},
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
    "subprocess": {"git"},
    "os": {"folder", "shell", "cli"},
    "time": set(),
    "sys": {"cli"},
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


def test_the_check_needs_neither_mkdocs_nor_jinja():
    """Staff wait for the check, so it loads nothing that only pages need."""
    reached, todo = set(), ["checks", "report"]
    while todo:
        name = todo.pop()
        for path in [p for p in MODULES if name_of(p) == name]:
            for top, module in imports(path):
                assert top not in ("mkdocs", "jinja2", "fluent", "babel")
                if top == "register" and module not in reached:
                    reached.add(module)
                    todo.append(module)
