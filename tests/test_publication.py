"""The published folder is wholly the old site or wholly the new one, whatever happens to a build."""

import json
import os
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from register.environment import UsageError
from register.publishing import replacement
from register.publishing.publication import Publication

from tests.building import Built, environment, files_of, mkdocs, mkdocs_alone, project_in
from tests.conftest import IMPOSSIBLE, PROJECT, sampled
from tests.fault_hook import EVENTS
from tests.small import finding, texts

# Alone


def put(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def old_site(tmp_path: Path) -> Path:
    return put(tmp_path / "site", manifest_json="{}", page="old")


def publish(site: Path) -> None:
    new = Publication(site)
    put(new.staged, manifest_json="{}", page="new")
    new.publish()


def page(site: Path) -> str:
    return (site / "page").read_text()


def beside(tmp_path: Path) -> set[str]:
    return {path.name for path in tmp_path.iterdir()} - {".site.lock"}


def test_a_new_site_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it(tmp_path):
    site = old_site(tmp_path)
    publish(site)
    assert page(site) == "new"
    assert beside(tmp_path) == {"site"}


def test_the_first_site_needs_no_folder(tmp_path):
    publish(tmp_path / "deep" / "site")
    assert page(tmp_path / "deep" / "site") == "new"


def test_a_link_to_the_published_folder_stays_a_link(tmp_path):
    site = old_site(tmp_path)
    (tmp_path / "live").symlink_to(site, target_is_directory=True)
    publish(tmp_path / "live")
    assert page(site) == "new"
    assert (tmp_path / "live").is_symlink()


def test_a_build_that_ends_without_publishing_changes_nothing(tmp_path):
    site = old_site(tmp_path)
    new = Publication(site)
    put(new.staged, page="half")
    new.end()
    assert page(site) == "old"
    assert beside(tmp_path) == {"site"}
    publish(site)


class Killed(BaseException):
    """Stands for kill -9: nothing catches it."""


@pytest.fixture
def in_two_steps(monkeypatch):
    """A system that can't exchange two folders in one step."""
    monkeypatch.setattr(replacement, "_exchanged", lambda *_: False)


@pytest.mark.usefixtures("in_two_steps")
def test_without_an_exchange_the_new_site_comes_in_two_steps(tmp_path):
    site = old_site(tmp_path)
    publish(site)
    assert page(site) == "new"
    assert beside(tmp_path) == {"site"}


@pytest.mark.usefixtures("in_two_steps")
@pytest.mark.parametrize(("step", "page_then"), [(1, "old"), (2, "old"), (3, "new")])
def test_a_kill_between_the_steps_is_put_right_by_the_next_build(tmp_path, monkeypatch, step, page_then):
    site, renames = old_site(tmp_path), []
    really = Path.rename

    def rename(self, target):
        renames.append(target)
        if len(renames) == step:
            raise Killed
        return really(self, target)

    def rmtree(*_, **__):
        raise Killed

    killed = Publication(site)
    put(killed.staged, manifest_json="{}", page="new")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", rename)
        patched.setattr(shutil, "rmtree", rmtree)
        with pytest.raises(Killed):
            killed.publish()
    killed._lock.release()  # as the system does
    following = Publication(site)
    assert page(site) == page_then
    following.end()
    assert beside(tmp_path) == {"site"}


@pytest.mark.usefixtures("in_two_steps")
def test_where_the_second_step_fails_the_first_is_taken_back(tmp_path, monkeypatch):
    site, really = old_site(tmp_path), Path.rename
    new = Publication(site)
    put(new.staged, page="new")

    def rename(self, target):
        if self == new.staged:
            raise PermissionError(13, "in use")
        return really(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(UsageError, match="the last site stays: in use"):
        new.publish()
    assert page(site) == "old"


def test_only_one_build_at_a_time_writes_into_a_folder(tmp_path):
    site = old_site(tmp_path)
    first = Publication(site)
    with pytest.raises(UsageError, match=r"another build of .* is running"):
        Publication(site)
    first.end()
    Publication(site).end()


@pytest.mark.parametrize(
    ("files", "private", "refusal"),
    [
        ({"letter": "to a friend"}, False, "holds files that do not belong to a site"),
        ({"manifest_json": "{}", "private_txt": ""}, False, "holds a private site"),
        ({"manifest_json": "{}"}, True, "holds a public site"),
        ({"manifest_json": "{}", "_git": "precious"}, False, r"holds \.git, which a new site would not have"),
    ],
)
def test_what_no_build_made_is_not_deleted(tmp_path, files, private, refusal):
    site = put(tmp_path / "site", **files)
    with pytest.raises(UsageError, match=refusal):
        Publication(site, private)
    assert {path.name.replace(".", "_") for path in site.iterdir()} == set(files)
    assert beside(tmp_path) == {"site"}


def test_a_hidden_file_that_the_last_build_made_is_no_hindrance(tmp_path):
    manifest = json.dumps({"files": {".well-known/security.txt": ""}})
    site = put(tmp_path / "site", manifest_json=manifest)
    (site / ".well-known").mkdir()
    publish(site)
    assert page(site) == "new"


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "site").write_text("a letter")
    with pytest.raises(UsageError, match="is a file"):
        Publication(tmp_path / "site")


# Through MkDocs


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A small register whose builds can be made to fail, with the site of its first build."""
    return faulty_project(tmp_path_factory.mktemp("faults"))


def faulty_project(folder: Path) -> Path:
    """A small register with a site, whose later builds can be made to fail: see fault_hook.py."""
    project_in(folder, texts(vetting=finding()))
    shutil.copy(PROJECT / "tests" / "fault_hook.py", folder / "hooks")
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    hooks = "  - hooks/mkdocs_hook.py\n"
    assert hooks in settings
    (folder / "mkdocs.yml").write_text(settings.replace(hooks, f"{hooks}  - hooks/fault_hook.py\n"), "utf-8")
    assert mkdocs(folder, "build", "--strict").returncode == 0
    return folder


def build(project: Path, *arguments: str, run=mkdocs, fault: str = "none:", title: str = "A new title") -> Built:
    """A build after the record's title changed, so that the new site differs from the old one."""
    record = project / "records" / "recommendations" / "vetting.md"
    record.write_text(finding(title=title), "utf-8")
    return run(project, "build", *arguments, FAULT=fault)


build_alone = partial(build, run=mkdocs_alone)
"""A build in a process of its own, which may be killed."""


@pytest.fixture
def old(project):
    return files_of(project / "site")


def left_beside(project: Path) -> list[str]:
    return [path.name for path in project.iterdir() if path.name.startswith(".site.") and path.name != ".site.lock"]


@pytest.mark.parametrize("event", sampled(["on_startup", *EVENTS, "on_nav"], "on_startup", "on_env", "on_post_build"))
def test_an_exception_in_an_event_leaves_the_old_site(project, old, event):
    result = build(project, fault=f"raise:{event}")
    assert result.returncode != 0
    assert f"a fault in {event}" in result.stderr
    assert files_of(project / "site") == old
    assert left_beside(project) == []


def touches(project: Path, tmp_path: Path) -> tuple[int, int]:
    """How often a build touches the disk, and which of the touches exchanges the two sites."""
    assert build_alone(project, fault=f"count:{tmp_path / 'count'}", title="Counted").returncode == 0
    all, exchange = (tmp_path / "count").read_text().split()
    return int(all), int(exchange)


def tidy(project: Path) -> None:
    """Takes away what a killed build left, so that the next one touches the disk as often as one that was counted."""
    for left in left_beside(project):
        shutil.rmtree(project / left)


@pytest.mark.exhaustive
def test_a_killed_build_leaves_the_old_site_or_the_new_one_and_the_next_build_ends_well(project, tmp_path):
    assert build_alone(project, title="New").returncode == 0
    sites = {"New": files_of(project / "site")}
    all, exchange = touches(project, tmp_path)
    sites["Counted"] = files_of(project / "site")
    now, ends = "Counted", set()
    for moment in (1, all // 3, exchange - 1, exchange, exchange + 1, (exchange + all) // 2, all - 1):
        title = "New" if now == "Counted" else "Counted"
        tidy(project)
        assert build_alone(project, fault=f"kill:{moment}", title=title).returncode == -9
        found = files_of(project / "site")
        assert found in sites.values(), moment
        ends.add(found == sites[title])
        now = title if found == sites[title] else now
    assert ends == {False, True}  # some were killed before the exchange, some after it
    assert build_alone(project, title="New").returncode == 0
    assert files_of(project / "site") == sites["New"]
    assert left_beside(project) == []


@pytest.mark.exhaustive
def test_a_full_disk_leaves_the_old_site_and_is_told_in_a_sentence(project, old, tmp_path):
    half = touches(project, tmp_path)[1] // 2  # of the touches before the exchange
    old = files_of(project / "site")
    for moment in (1, half // 2, half):
        result = build_alone(project, fault=f"full:{moment}", title=f"Full {moment}")
        assert result.returncode == 1
        assert "No space left on device" in result.stderr
        assert "Traceback" not in result.stderr
        assert files_of(project / "site") == old
        assert left_beside(project) == []


@pytest.mark.exhaustive
def test_an_interrupted_build_leaves_the_old_site_and_nothing_beside_it(project, tmp_path):
    half = touches(project, tmp_path)[1] // 2  # of the touches before the exchange
    old = files_of(project / "site")
    result = build_alone(project, fault=f"interrupt:{half}", title="Interrupted")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert files_of(project / "site") == old
    assert left_beside(project) == []


def test_a_second_build_meanwhile_says_so_and_the_first_ends_whole(project, tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    first = subprocess.Popen(command, cwd=project, env=environment(FAULT=f"wait:{tmp_path}"))
    try:
        while not (tmp_path / "waiting").exists():
            assert first.poll() is None
            time.sleep(0.02)
        second = build(project, title="Meanwhile")
    finally:
        (tmp_path / "go").touch()
        assert first.wait() == 0
    assert second.returncode == 1
    assert "another build of site is running" in second.stderr
    assert "Traceback" not in second.stderr
    assert left_beside(project) == []


FLAGS = ["--strict", "--strict -q", "--strict -v", "", "-q", "-v"]


@pytest.mark.parametrize("flags", sampled(FLAGS, "--strict", "-q"))
def test_a_site_with_a_broken_link_is_not_published_whatever_the_flags(project, old, flags):
    page = project / "docs" / "index.md"
    words = page.read_text("utf-8")
    page.write_text(f'{words}\n<a href="nowhere/">Nowhere</a>\n', "utf-8")
    try:
        result = build(project, *flags.split())
    finally:
        page.write_text(words, "utf-8")
    assert result.returncode == 1
    assert "index.html links to nowhere/, which is not in the site" in result.stderr
    assert "Traceback" not in result.stderr
    assert files_of(project / "site") == old


@pytest.mark.parametrize("flags", sampled(["", "-q", "-v"], "-q"))
def test_a_site_that_strict_refuses_is_not_published(project, old, flags):
    page = project / "docs" / "stray.md"
    page.write_text("# A page that no menu has\n", "utf-8")
    try:
        result = build(project, "--strict", *flags.split())
    finally:
        page.unlink()
    assert result.returncode == 1
    assert files_of(project / "site") == old


def test_a_file_that_nobody_meant_is_not_published(project, old):
    hook = project / "hooks" / "fault_hook.py"
    words = hook.read_text("utf-8")
    writes = (
        'from pathlib import Path\n\ndef on_post_build(config):\n    (Path(config.site_dir) / "notes.txt").touch()\n'
    )
    hook.write_text(writes, "utf-8")
    try:
        result = build(project)
    finally:
        hook.write_text(words, "utf-8")
    assert "notes.txt is in the site, but neither the register, docs/ nor the theme made it" in result.stderr
    assert files_of(project / "site") == old


@pytest.mark.skipif(os.name == "nt", reason=f"{IMPOSSIBLE}Windows has no such modes")
def test_what_is_published_has_the_modes_that_the_umask_asks_for(project):
    previous = os.umask(0o077)
    try:
        assert build(project).returncode == 0  # its pages are kept for the next build
        os.umask(0o022)
        assert build(project).returncode == 0
    finally:
        os.umask(previous)
    assert (project / "site").stat().st_mode & 0o777 == 0o755
    assert {path.stat().st_mode & 0o777 for path in (project / "site").rglob("*") if path.is_file()} == {0o644}
