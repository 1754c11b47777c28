"""`register init` begins a register of one's own: nothing of it speaks of the example, and all checks are green."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from register.cli import main
from register.pages.guides import names, with_names
from register.publishing.placeholders import placeholders
from register.records.register_facts import RegisterFacts

from tests.building import NO_COPIES, files_of, mkdocs, project_in
from tests.conftest import PROJECT
from tests.small import finding, records_of, texts
from tests.test_git import Clone

FORCE = (
    "--organisation", "Northshire Police", "--area", "e23000099", "--committee", "Joint Audit Committee", "--contact",
    "register@northshire.police.uk", "--site-url", "https://register.northshire.police.uk", "--repo-url",
    "https://gitlab.com/northshire/register",
)  # fmt: skip
FIRE = ("--organisation", "Northshire Fire & Rescue Service", "--contact", "https://northshire-fire.gov.uk/contact")
EXAMPLE = {**texts(vetting=finding()), "register.yml": 'organisation: Westshire\nnotice: "This is an example: …"\n'}
TODAY = {"REGISTER_AS_OF": ""}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def clone(tmp_path, monkeypatch) -> Clone:
    """The project with an example, as somebody has cloned it."""
    project_in(tmp_path / "project", EXAMPLE)
    (tmp_path / "project" / "addresses.txt").write_text("/\n/recommendations/vetting/\n", "utf-8")
    (tmp_path / "project" / ".gitignore").write_text("/site/\n/site-example/\n/.site*\n", "utf-8")
    clone = Clone(tmp_path / "project")
    clone.git("init", "--quiet")
    clone.commit()
    monkeypatch.chdir(tmp_path / "project")
    return clone


@pytest.mark.parametrize(("options", "kind"), [(FORCE, "police"), (FIRE, "fire")])
def test_on_its_first_commit_a_register_without_records_passes_all_that_ci_asks(clone, options, kind):
    begun = run("init", *options)
    assert begun.exit_code == 0, begun.output
    clone.commit()
    assert run("check", "--strict").output == "no errors, no warnings\n"
    assert run("check", "--since", "HEAD^").exit_code == 0
    built = mkdocs(clone.path, "build", "--strict", **TODAY)
    assert built.returncode == 0, built.stderr
    for command in (
        ("verify",),
        ("addresses",),
        ("addresses", "--since", "HEAD^"),
        ("changes", "HEAD^"),
        ("editor", "--check"),
    ):
        result = run(*command)
        assert result.exit_code == 0, result.output
    assert f"kind: {kind}" in Path("records/register.yml").read_text("utf-8")
    assert "Westshire" not in "".join(page.decode("utf-8", "replace") for page in files_of(Path("site")).values())


def test_with_its_first_finding_it_passes_them_too(clone):
    run("init", *FORCE)
    clone.commit()
    report = ("--title", "PEEL 2023–25", "--framework", "peel-2023-25", "--published", "2025-04-10")
    assert run("new", "inspection", "peel-2023-25", *report).exit_code == 0
    Path("words.md").write_text("The force should answer calls faster.", "utf-8")
    facts = {
        "title": "Answer calls faster", "type": "area-for-improvement", "inspection": "peel-2023-25",
        "question": "responding-to-the-public", "grade": "adequate", "status": "amber", "owner": "Head of Contact",
        "due": "2030-03-31", "words": "words.md",
    }  # fmt: skip
    options = [part for name, value in facts.items() for part in (f"--{name}", value)]
    assert run("new", "recommendation", "call-handling", *options).exit_code == 0
    Path("words.md").unlink()
    assert mkdocs(clone.path, "build", "--strict", **TODAY).returncode == 0
    assert "/recommendations/call-handling/ is new; run make addresses" in run("addresses").output
    assert run("addresses", "--write").exit_code == 0
    clone.commit()
    for command in (("check", "--since", "HEAD^"), ("verify",), ("addresses", "--since", "HEAD^")):
        result = run(*command)
        assert result.exit_code == 0, result.output


def test_the_settings_are_those_of_the_new_site_and_the_rest_of_them_stays(clone):
    before = Path("mkdocs.yml").read_text("utf-8").splitlines()
    run("init", *FORCE)
    after = Path("mkdocs.yml").read_text("utf-8").splitlines()
    assert 'site_name: "Northshire Police: inspection register"' in after
    assert "site_url: https://register.northshire.police.uk/" in after
    assert "edit_uri: -/edit/main/docs/" in after
    gone = [line.lstrip("# ").partition(":")[0] for line in before if line not in after]
    assert set(gone) <= {"site_name", "site_description", "site_url", "repo_url", "edit_uri"}
    register = records_of({"register.yml": Path("records/register.yml").read_text("utf-8")}).settings
    assert (register.body.id, register.body.area) == ("northshire-police", "E23000099")
    assert register.contact == "mailto:register@northshire.police.uk"


def test_the_example_stays_to_look_at(clone):
    assert "make example" in run("init", *FORCE).output
    assert sorted(path.name for path in Path("records").iterdir()) == ["frameworks", "register.yml"]
    assert Path("example/addresses.txt").read_text("utf-8") == "/\n/recommendations/vetting/\n"
    assert run("check", "--records", "example/records").exit_code == 0
    built = mkdocs(clone.path, "build", "--strict", "--config-file", "example/mkdocs.yml", **TODAY)
    assert built.returncode == 0, built.stderr
    page = Path("site-example/recommendations/vetting/index.html").read_text("utf-8")
    assert "Westshire" in page
    assert "gitlab.com" not in page


def test_of_a_fire_service_no_page_speaks_of_a_force(clone):
    run("init", *FIRE)
    assert mkdocs(clone.path, "build", "--strict", **TODAY).returncode == 0
    for path in ("accessibility", "lists", "statuses", "index.html", "inspections", "meetings"):
        page = Path("site", path, "" if path.endswith(".html") else "index.html").read_text("utf-8")
        assert " the force" not in page.lower(), path
    statement = Path("site/accessibility/index.html").read_text("utf-8")
    assert "run by Northshire Fire &#38; Rescue Service." in statement
    assert 'href="https://northshire-fire.gov.uk/contact"' in statement


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--organisation and --contact"),
        (("--organisation", "Northshire Police"), "can ask: --contact"),
        ((*FIRE, "--kind", "brigade"), '--kind: "brigade" is not a kind of body; write one of police, fire'),
        ((*FIRE, "--area", "Northshire"), "--area:"),
        ((*FIRE, "--site-url", "register"), "--site-url: write the whole address"),
        ((*FIRE[:2], "--contact", "ask us"), "--contact:"),
        ((*FIRE, "--committee", "to be confirmed"), "--committee:"),
        ((*FIRE, "--site-url", "https://a.uk/ # not yet"), "--site-url: write the whole address"),
        (("--organisation", "[your force]", *FIRE[2:]), '--organisation: "[your force]" is a placeholder'),
        (("--organisation", "TBC", *FIRE[2:]), "--organisation:"),
    ],
)
def test_what_is_wrong_or_missing_is_named_by_its_option_and_nothing_is_written(clone, options, said):
    result = run("init", *options)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert clone.git("status", "--porcelain") == ""


def test_without_a_folder_of_records_or_an_example_there_is_nothing_to_move(clone):
    shutil.rmtree("records")
    assert run("init", *FIRE).exit_code == 0
    assert not Path("example/records").exists()
    assert run("check").exit_code == 0


def test_a_register_that_has_begun_is_left_alone(clone):
    run("init", *FORCE)
    again = run("init", *FIRE)
    assert again.exit_code == 2
    assert "holds the register of Northshire Police already" in " ".join(again.output.split())


def test_what_cannot_be_written_is_taken_back(clone, monkeypatch):
    replace = Path.replace

    def full(self, target):
        if Path(target).name == "mkdocs.yml":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    result = run("init", *FORCE)
    assert result.exit_code == 2
    assert "can't be written" in result.output
    assert clone.git("status", "--porcelain") == ""
    assert not Path("example").exists()


def test_on_a_terminal_it_asks_six_questions_with_defaults(clone, monkeypatch):
    monkeypatch.setattr("register.cli.begin.can_ask", lambda: True)
    answers = (
        "", "Northshire Police", "", "", "Joint Audit Committee", "", "nobody", "www.northshire.police.uk",
        "register@northshire.police.uk", "",
    )  # fmt: skip
    result = CliRunner().invoke(main, ["init"], input="".join(f"{answer}\n" for answer in answers))
    assert result.exit_code == 0, result.output
    assert "[police]" in result.output
    assert "[HMICFRS]" in result.output
    assert result.output.count("Whose register is it") == 2
    assert result.output.count("Where can the public ask") == 4
    assert 'write "https://www.northshire.police.uk"' in result.output
    assert run("check").exit_code == 0


# Guides


def guide(text: str, **facts: object) -> str:
    return with_names(text, names(RegisterFacts(organisation="A *new* & <odd> body", **facts)))


def test_names_in_a_guide_are_text_whatever_is_in_them():
    assert guide("Of {{ organisation }}.") == "Of A &#42;new&#42; &#38; &#60;odd&#62; body."
    assert guide("{{ unknown }} ${{ !cancelled() }}") == "{{ unknown }} ${{ !cancelled() }}"


def test_without_a_contact_the_organisation_is_named():
    assert guide("Ask {{ contact }}.") == guide("Ask {{ organisation }}.")
    assert guide("Ask {{ contact }}.", contact="mailto:a@b.uk") == "Ask [a&#64;b&#46;uk](<mailto:a@b.uk>)."


def test_a_placeholder_in_a_guide_is_refused_and_one_in_a_record_is_an_editors_own():
    said = b"<p>Ask [name of the body] or {{ contact }}.</p><code>[x] {{ y }}</code>"
    files = {"security/index.html": b"<div data-guide>" + said, "red/index.html": b"<div>" + said}
    assert list(placeholders(files)) == [
        'security/index.html still says "[name of the body]"; write what it stands for',
        'security/index.html still says "{{ contact }}"; write what it stands for',
    ]


def test_verify_refuses_a_site_with_a_placeholder(clone):
    run("init", *FORCE)
    statement = Path("docs/accessibility.md")
    statement.write_text(statement.read_text("utf-8") + "\nAsk [the Register Manager].\n", "utf-8")
    assert mkdocs(clone.path, "build", "--strict", **TODAY).returncode == 0
    result = run("verify")
    assert result.exit_code == 1
    assert 'accessibility/index.html still says "[the Register Manager]"' in result.output


def test_no_guide_of_the_project_holds_a_placeholder(tmp_path):
    shutil.copytree(PROJECT / "docs", tmp_path / "docs", ignore=NO_COPIES)
    known = names(RegisterFacts(organisation="Northshire Police"))
    for path in (tmp_path / "docs").rglob("*.md"):
        assert "{{ " not in with_names(path.read_text("utf-8"), known).replace("${{ ", ""), path.name
