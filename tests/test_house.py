"""The house stands as its picture says: who may import whom, and what nobody does."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

HOOKS = Path(__file__).resolve().parent.parent / "hooks"
PACKAGE = HOOKS / "register"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")

# From the file to the page. A room imports from those before it, and from none after it.
ORDER = [
    "fingerprints", "parallel", "wording", "records", "snapshots", "figures", "checks", "environment", "editing",
    "pages", "publishing", "exports", "combining", "git", "build", "project", "serving", "cli", "mkdocs",
]  # fmt: skip

# Libraries that only these modules, or packages, may know.
KNOWN_TO = {
    "yaml": {"records.front_matter", "records.extents"},
    "frontmatter": {"records.source"},
    "cmarkgfm": {"records.markdown"},
    "jinja2": {"pages.rendering", "mkdocs"},
    "markupsafe": {"pages", "mkdocs"},
    "fluent": {"wording.sentences"},
    "babel": {"wording.sentences"},
    "click": {"cli", "mkdocs"},
    "openpyxl": {"editing.workbook_files", "editing.returns.workbook_reading", "editing.trackers.workbooks"},
    "xlsxwriter": {"exports.workbook", "editing.returns.workbook_writing", "editing.trackers.review"},
    "icalendar": {"exports.calendars"},
    "fontTools": {"exports.signs_font"},
    "weasyprint": {"exports.paper_pdf"},
    "docx": {"exports"},
    "lxml": {"exports"},
    "mkdocs": {"mkdocs"},
    "platformdirs": {"environment"},
    "subprocess": {"git"},
    "filelock": {"publishing.publication"},
    "ctypes": {"publishing.replacement"},
    "os": {"records.folder", "environment", "publishing", "parallel", "cli", "serving"},
    "time": set(),
    "sys": {"cli", "environment", "parallel"},
}


@cache
def tree(path: Path) -> ast.Module:
    """The file as Python reads it."""
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    """The module as it is imported, below register."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> str:
    return module.partition(".")[0]


KNOWN = {name_of(path) for path in MODULES}


@cache
def imports(path: Path) -> set[str]:
    """Every module that is imported anywhere in the file, in full."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@cache
def own(imported: str) -> str | None:
    """The module of the register that the import leads to, below register; None where it is another's."""
    if not imported.startswith("register."):
        return None
    parts = imported.removeprefix("register.").split(".")
    return next((name for end in range(len(parts), 0, -1) if (name := ".".join(parts[:end])) in KNOWN), None)


def names(paths: list[Path]) -> list[str]:
    return [name_of(path) for path in paths]


def test_every_room_has_its_place_in_the_order():
    assert {room_of(name_of(path)) for path in MODULES} == set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_imports_only_from_the_rooms_before_its_own(path):
    place = ORDER.index(room_of(name_of(path)))
    rooms = {room_of(module) for imported in imports(path) if (module := own(imported))}
    assert not {room for room in rooms if ORDER.index(room) > place}


def test_no_modules_import_each_other_in_a_circle():
    below = {name_of(path): {m for i in imports(path) if (m := own(i))} - {name_of(path)} for path in MODULES}
    while leaves := {module for module, needs in below.items() if not needs & below.keys()}:
        below = {module: needs for module, needs in below.items() if module not in leaves}
    assert not below


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_library_is_known_to_its_own_modules_alone(path):
    module = name_of(path)
    known = {imported.partition(".")[0] for imported in imports(path)}
    assert not {library for library in known & KNOWN_TO.keys() if not KNOWN_TO[library] & {module, room_of(module)}}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("__init__.py")), ids=str)
def test_every_package_says_what_it_owns(path):
    assert (ast.get_docstring(tree(path)) or "").strip()


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_no_module_and_no_function_is_too_long(path):
    text = path.read_text("utf-8")
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]
    assert len(text.splitlines()) <= 400
    assert not [node.name for node in functions if node.end_lineno - node.lineno >= 60]


def test_nothing_that_changes_stands_in_a_module():
    for path in MODULES:
        nodes = list(ast.walk(tree(path)))
        assert not [node for node in nodes if isinstance(node, ast.Global | ast.Assert)]


def test_the_hook_only_names_the_events():
    assert len((HOOKS / "mkdocs_hook.py").read_text("utf-8").splitlines()) <= 50


def test_only_the_shells_ask_for_the_clock_or_the_environment_or_print():
    for path in MODULES:
        if room_of(name_of(path)) in ("environment", "cli"):
            continue
        called = {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}
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
