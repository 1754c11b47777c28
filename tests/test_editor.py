"""`register editor` writes what editors need to know, from the declared fields and the words of this register."""

import io
import json
import re
from wsgiref.util import setup_testing_defaults

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from register.cli import main
from register.editing.editors import editor_files
from register.records.folder import Kind
from register.records.model import FACTS
from register.serving.web_editor import with_editor

from tests.conftest import PROJECT
from tests.small import FRAMEWORK, INSPECTION, REGISTER, finding, records_of, texts

OWNERS = "- role: Head of Contact\n- role: Director of People, and Culture\n"
FILES = {**texts(vetting=finding(owner="Head of Contact")), "owners.yml": OWNERS}


def made(files=FILES):
    return editor_files(records_of(files))


def schema(kind, files=FILES):
    return json.loads(made(files)[f".vscode/schemas/{kind}.json"])


def config(files=FILES):
    return yaml.safe_load(made(files)["edit/config.yml"])


def form(name):
    return next(each for each in config()["collections"] if each["name"] == name)


def field(fields, *names):
    found = next(each for each in fields if each["name"] == names[0])
    return field(found["fields"], *names[1:]) if names[1:] else found


# Visual Studio Code


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("type", ["cause-of-concern", "recommendation", "area-for-improvement"]),
        ("question", ["vulnerable", "firearms", "workforce"]),
        ("owner", ["Head of Contact", "Director of People, and Culture"]),
        ("inspection", ["peel-2018-19"]),
    ],
)
def test_a_schema_lists_the_words_of_this_register(name, words):
    declared = schema(Kind.RECOMMENDATION)["properties"][name]
    assert declared.get("enum", declared.get("anyOf", [{}])[0].get("enum")) == words


def test_a_word_that_the_register_adds_is_in_the_next_schema():
    more = "more_statuses:\n  - {id: paused, label: Paused, stage: open, colour: grey, meaning: It waits.}\n"
    statuses = schema(Kind.RECOMMENDATION, {**FILES, "register.yml": REGISTER + more})["properties"]["status"]["enum"]
    assert "paused" in statuses


def test_without_a_list_of_owners_any_role_will_do():
    owner = schema(Kind.RECOMMENDATION, texts(vetting=finding()))["properties"]["owner"]
    assert not [part for part in owner["anyOf"] if "enum" in part]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_schema_is_one_and_has_every_field(kind):
    jsonschema.Draft202012Validator.check_schema(schema(kind))
    assert kind is Kind.OWNERS or schema(kind)["properties"].keys() == FACTS[kind].fields().keys()


HISTORY = """\
history:
  - {date: 2019-05-02, status: red, with: [Head of Contact], due: 2020-03-31, inspectorate_status: awaiting-review}
  - {date: 2019-06-02, with: none, due: none, inspectorate_status: none, reason: It was enough.}
"""


def test_what_the_check_takes_fits_the_schema():
    """As YAML reads it in an editor: a number is a number there."""
    front = finding(HISTORY, owner="Head of Contact", reference="12").split("---\n")[1]
    facts = json.loads(json.dumps(yaml.safe_load(front), default=str))
    jsonschema.validate(facts, schema(Kind.RECOMMENDATION))
    jsonschema.validate(yaml.safe_load(FRAMEWORK), schema(Kind.FRAMEWORK))
    jsonschema.validate(
        yaml.safe_load(INSPECTION.split("---\n")[1].replace("2019-05-02", "")),
        schema(Kind.INSPECTION) | {"properties": schema(Kind.INSPECTION)["properties"] | {"published": {}}},
    )


def test_a_snippet_offers_words_and_keeps_their_commas():
    snippets = json.loads(made()[".vscode/register.code-snippets"])
    body = "\n".join(snippets["New finding"]["body"])
    assert "status: ${6|red,amber," in body
    assert r"Head of Contact,Director of People\, and Culture|}" in body
    assert snippets.keys() == {"New finding", "History entry", "Response"}


def test_the_task_finds_what_the_check_prints(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {**FILES, "recommendations/vetting.md": finding(status="ambr", owner="Head of Contact")})
    first = CliRunner().invoke(main, ["check"]).stdout.splitlines()[0]
    tasks = json.loads(made()[".vscode/tasks.json"])["tasks"]
    assert re.match(tasks[0]["problemMatcher"][0]["pattern"]["regexp"], first)


# The editor in the browser


def test_words_are_chosen_by_their_labels():
    grade = field(form("recommendations")["fields"], "grade")
    assert {"label": "Requires improvement", "value": "requires-improvement"} in grade["options"]
    assert field(form("recommendations")["fields"], "history", "status")["widget"] == "select"


def test_other_records_are_chosen_by_their_titles():
    inspection = field(form("recommendations")["fields"], "inspection")
    assert (inspection["widget"], inspection["collection"]) == ("relation", "inspections")
    assert {each["name"] for each in config()["collections"]} >= {inspection["collection"]}


def test_a_history_only_grows():
    history = field(form("recommendations")["fields"], "history")
    assert not [what for what in ("allow_remove", "allow_reorder", "allow_duplicate") if history[what]]


def test_nothing_is_said_by_a_box_that_nobody_ticked():
    assert "boolean" not in made()["edit/config.yml"]
    assert field(form("recommendations")["fields"], "publish")["options"][1]["value"] == "false"


def test_an_id_is_chosen_once_and_no_record_is_deleted():
    for each in config()["collections"]:
        assert (each["slug"]["editable"], each["delete"]) == (["create"], False)


def test_each_field_says_what_it_holds():
    for each in config()["collections"]:
        assert all(about.get("hint") for about in each["fields"])


def test_the_page_asks_nothing_of_another_machine():
    page = made()["edit/index.html"]
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_editor_is_locked_by_digests_and_names_no_address():
    text = (PROJECT / "edit" / "package-lock.json").read_text("utf-8")
    packages = json.loads(text)["packages"]
    assert "//" not in re.sub(r'"sha512-[^"]*"|"node_modules/[^"]*"', "", text)
    assert all(about["integrity"].startswith("sha512-") for path, about in packages.items() if path)


def asked(address, folder, remote="127.0.0.1"):
    """The status and the content of the answer."""
    environ = {"PATH_INFO": address, "REMOTE_ADDR": remote, "wsgi.input": io.BytesIO()}
    setup_testing_defaults(environ)
    statuses = []

    def site(environ, start):
        start("200 OK", [])
        return [b"the site"]

    answer = with_editor(site, folder)(environ, lambda status, _: statuses.append(status))
    return statuses[0][:3], b"".join(answer)


def test_the_preview_serves_it_to_this_machine_alone(tmp_path):
    (tmp_path / "edit" / "node_modules").mkdir(parents=True)
    (tmp_path / "edit" / "index.html").write_text("the editor", "utf-8")
    assert asked("/edit/", tmp_path) == ("200", b"the editor")
    assert asked("/edit/", tmp_path, remote="192.0.2.7") == ("200", b"the site")
    assert asked("/", tmp_path) == ("200", b"the site")
    assert asked("/edit", tmp_path)[0] == "301"


@pytest.mark.parametrize(
    "address", ["/edit/../secret.yml", "/edit/package.json", "/edit/missing.js", "/edit/%2e%2e/x.js"]
)
def test_it_reads_nothing_else(tmp_path, address):
    (tmp_path / "edit" / "node_modules").mkdir(parents=True)
    for name in ("secret.yml", "edit/package.json"):
        (tmp_path / name).write_text("not for you", "utf-8")
    assert asked(address, tmp_path)[0] == "404"


# The command


def write(folder, files):
    for name, text in files.items():
        (folder / "records" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "records" / name).write_text(text, "utf-8")


def test_the_command_writes_them_and_says_which_are_out_of_date(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, FILES)
    run = CliRunner()
    missing = run.invoke(main, ["editor", "--check"])
    assert (missing.exit_code, "edit/config.yml is missing" in missing.stdout) == (1, True)
    assert "wrote .vscode/settings.json" in run.invoke(main, ["editor"]).stdout
    assert run.invoke(main, ["editor", "--check"]).exit_code == 0
    assert "nothing was written" in run.invoke(main, ["editor"]).stdout
    write(tmp_path, {"owners.yml": OWNERS + "- role: Director of Finance\n"})
    changed = run.invoke(main, ["editor", "--check"])
    assert changed.exit_code == 1
    assert ".vscode/schemas/recommendation.json is out of date" in changed.stdout
    assert ".vscode/settings.json" not in changed.stdout


def test_the_same_register_gives_the_same_bytes():
    assert made() == made(dict(reversed(FILES.items())))
