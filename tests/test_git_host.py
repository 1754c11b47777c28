"""The ready files for Git hosts parse, ask for no more than they need, run nothing unpinned, and trust no text."""

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from register.cli import main

from tests.conftest import PROJECT
from tests.small import finding, texts

WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
ISSUE_FORMS = sorted(
    set((PROJECT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")) - {PROJECT / ".github/ISSUE_TEMPLATE/config.yml"}
)
SCRIPTS = PROJECT / ".ci"
NAMED = {path.stem: path for path in WORKFLOWS}
FORMS = ("close", "respond", "update")
PLEASE = "vars.REGISTER_SITE != ''"
"""The condition by which nothing is published from a repository that was not told to."""

WRITES = {
    ("check", "comment"): {"pull-requests"},
    ("publish", "deploy"): {"pages", "id-token"},
    ("nightly", "publish"): {"pages", "id-token"},
    ("propose", "propose"): {"actions", "contents", "pull-requests"},
    **{(form, "propose"): {"actions", "contents", "pull-requests"} for form in FORMS},
}
"""What each job may write; all others only read."""


def loaded(path: Path) -> dict:
    """The file as it is written: BaseLoader reads no `on` as true."""
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


def jobs() -> list[tuple[str, str, dict]]:
    return [(path.stem, name, job) for path in WORKFLOWS for name, job in loaded(path)["jobs"].items()]


def steps() -> list[dict]:
    return [step for _, _, job in jobs() for step in job.get("steps", ())]


def test_the_workflows_are_those_that_the_guide_names():
    page = (PROJECT / "docs" / "staff" / "checks-in-ci.md").read_text("utf-8")
    assert {path.name for path in WORKFLOWS} == set(re.findall(r"^\| `([a-z]+\.yml)`", page, re.MULTILINE))


def test_a_workflow_has_no_permission_but_those_that_a_job_names():
    assert [loaded(path)["permissions"] for path in WORKFLOWS] == [{}] * len(WORKFLOWS)
    for workflow, name, job in jobs():
        may_write = {what for what, access in job["permissions"].items() if access == "write"}
        assert may_write == WRITES.get((workflow, name), set()), (workflow, name)


def test_no_code_of_a_proposal_runs_where_something_may_be_written():
    for workflow, name, job in jobs():
        if workflow == "check" and WRITES.get((workflow, name)):
            assert not [step for step in job["steps"] if "checkout" in step.get("uses", "")]


def test_every_action_is_pinned_to_a_commit_and_says_its_version():
    used = [line for path in WORKFLOWS for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    others = [line for line in used if "uses: ./.github/workflows/" not in line]
    assert others
    assert not [line for line in others if not re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)]


def test_one_action_has_one_pin():
    pins = {step["uses"].partition("@")[::2] for step in steps() if "uses" in step}
    assert len(pins) == len({action for action, _ in pins})


def test_no_script_has_an_expression_in_it():
    assert not [step["run"] for step in steps() if "${{" in step.get("run", "")]


def test_a_checkout_keeps_no_token_unless_something_is_pushed():
    for workflow, _, job in jobs():
        for step in job.get("steps", ()):
            if "checkout" in step.get("uses", "") and workflow != "propose":
                assert step["with"]["persist-credentials"] == "false"


def test_no_workflow_runs_with_the_rights_of_the_target_on_what_was_proposed():
    assert not [path for path in WORKFLOWS if {"pull_request_target", "workflow_run"} & loaded(path)["on"].keys()]


@pytest.mark.parametrize(("workflow", "job"), [("publish", "build"), ("nightly", "publish"), ("propose", "propose")])
def test_nothing_is_published_or_proposed_where_nobody_asked_for_it(workflow, job):
    assert loaded(NAMED[workflow])["jobs"][job]["if"] == PLEASE


def test_gitlab_publishes_only_where_somebody_asked_for_it():
    pipeline = loaded(PROJECT / ".gitlab-ci.yml")
    assert pipeline["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $REGISTER_SITE"}]
    assert pipeline["variables"]["GIT_DEPTH"] == "0"


def test_every_job_ends_some_time():
    assert not [(workflow, name) for workflow, name, job in jobs() if "steps" in job and "timeout-minutes" not in job]


def test_a_command_that_they_run_exists():
    files = [*WORKFLOWS, PROJECT / ".gitlab-ci.yml", SCRIPTS / "check"]
    named = {name for path in files for name in re.findall(r"bin/register ([a-z]+)", path.read_text("utf-8"))}
    assert named
    assert named <= set(main.list_commands(None))


# Forms


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_for_an_id_and_options_of_its_command(name):
    form = loaded(NAMED[name])
    (job,) = form["jobs"].values()
    command = main.get_command(None, job["with"]["command"])
    options = {option.removeprefix("--") for each in command.params for option in each.opts}
    inputs = form["on"]["workflow_dispatch"]["inputs"]
    assert next(iter(inputs)) == "id"
    assert set(inputs) <= options
    assert len(inputs) <= 10  # older hosts take no more


def test_what_a_form_gives_reaches_the_command_as_it_is():
    form = runpy.run_path(str(SCRIPTS / "form"))
    given = {"id": "vetting", "reason": '$(rm -rf /); `x` "y" --z', "status": "", "response": "Done.\n"}
    assert form["arguments"]("close", given) == (
        ["close", f"--reason={given['reason']}", "--response=-", "--", "vetting"],
        "Done.",
    )


def test_a_form_changes_the_record(tmp_path):
    for name, text in texts(vetting=finding()).items():
        (tmp_path / "records" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "records" / name).write_text(text, "utf-8")
    command = tmp_path / ".venv" / "bin" / "register"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m register.cli "$@"\n', "utf-8")
    command.chmod(0o755)
    given = json.dumps({"id": "vetting", "response": "The backlog is smaller.", "from": "force", "date": "2019-09-12"})
    environ = os.environ | {"GIVEN": given, "PYTHONPATH": str(PROJECT / "hooks")}
    subprocess.run([sys.executable, SCRIPTS / "form", "respond"], cwd=tmp_path, env=environ, check=True)
    assert "The backlog is smaller." in (tmp_path / "records/recommendations/vetting.md").read_text("utf-8")


@pytest.mark.parametrize("path", ISSUE_FORMS, ids=lambda path: path.stem)
def test_an_issue_form_says_what_it_is_for_and_each_question_has_a_name_of_its_own(path):
    form = loaded(path)
    assert form["name"]
    assert form["description"]
    asked = [each for each in form["body"] if each["type"] != "markdown"]
    assert {each["type"] for each in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert all(each["attributes"]["label"] for each in asked)
    assert len({each["id"] for each in asked}) == len(asked)


# The comparison with what is published


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
@pytest.mark.parametrize(
    ("published", "compared"), [("", "--since main"), ("200", "--since-published"), ("404", "--since main")]
)
def test_the_check_compares_with_the_published_site_or_else_with_the_branch(tmp_path, published, compared):
    (tmp_path / ".ci").mkdir()
    shutil.copy(SCRIPTS / "check", tmp_path / ".ci" / "check")
    for name, script in {".venv/bin/register": 'echo "$@"', "bin/curl": f"printf {published or 500}"}.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    environ = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "BASE": "main"}
    environ |= {"REGISTER_SITE": "https://register.example.org/"} if published else {}
    run = [tmp_path / ".ci" / "check", "--format", "github"]
    said = subprocess.run(run, env=environ, capture_output=True, text=True, check=True).stdout
    assert said.startswith(f"check {compared}")
    assert said.endswith("--format github\n")
