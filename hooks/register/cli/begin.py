"""`register init`: begins a register of one's own in place of the example."""

import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from register import environment
from register.cli.asking import ask, ask_needed, can_ask
from register.cli.command import FOLDER, command
from register.records.folder import files_from, read_folder

if TYPE_CHECKING:
    from register.editing.begin import Beginning

_SETTINGS = "mkdocs.yml"
_NEEDED = ("organisation", "contact")  # the statements on accessibility and security name them


@command()
@FOLDER
@click.option("--organisation", help="Who publishes the register, e.g. Northshire Police.")
@click.option("--body", metavar="ID", help="A word that stands for the body; default: made of its name.")
@click.option("--kind", help="police, fire, policing-body or other; default: guessed from the name.")
@click.option("--area", metavar="CODE", help="The GSS code of its area, e.g. E23000014.")
@click.option("--inspectorate", help="Who inspects it; default: HMICFRS.")
@click.option("--committee", "committees", multiple=True, help="The committee that meets on it; may be repeated.")
@click.option("--contact", help="Where the public can ask: an e-mail address or an https address.")
@click.option("--site-url", metavar="URL", help="The address that the site will have; the feed and calendar need it.")
@click.option("--repo-url", metavar="URL", help="The address of its repository, for a link to edit each page.")
def init(folder: Path, committees: tuple[str, ...], **given: str | None) -> None:
    """Begin a register of your own: its settings, the ready frameworks and an empty list of addresses.

    The example moves to the folder example/. What is not given is asked for on a terminal.
    """
    from register.editing.begin import EXAMPLE, example_settings, first_records, settings
    from register.editing.editors import editor_files
    from register.publishing.ledger import EMPTY, LEDGER
    from register.records.record import read_records

    project = folder.parent
    today = _day_of_beginning(project, folder)
    beginning = _beginning(given, committees, today)
    as_they_were = (project / _SETTINGS).read_text("utf-8")
    texts = {folder / path: text for path, text in first_records(beginning, today).items()}
    for_editors = editor_files(read_records(files_from(first_records(beginning, today))), folder.name)
    texts |= {project / path: text for path, text in for_editors.items()}
    texts |= {project / LEDGER: EMPTY, project / _SETTINGS: settings(as_they_were, beginning)}
    moves = {folder: project / EXAMPLE / "records", project / LEDGER: project / EXAMPLE / LEDGER}
    moves = {old: new for old, new in moves.items() if old.exists()}
    if folder in moves:
        texts[project / EXAMPLE / _SETTINGS] = example_settings()
    _change(moves, texts)
    for path in texts:
        click.echo(f"wrote {environment.shown_path(path)}")
    _tell_next(beginning, moved=folder in moves)


def _day_of_beginning(project: Path, folder: Path) -> date:
    """Today. Raises UsageError where there is another register than the example, or none can begin."""
    from register.checks.reading import check_files
    from register.editing.begin import EXAMPLE, is_example

    if not (project / _SETTINGS).exists():
        raise environment.UsageError(f"there is no {_SETTINGS} here; run this in the folder of the project")
    reading = check_files(read_folder(folder), environment.moment(), environment.as_at())
    whose = reading.records.settings.organisation or "somebody"
    if not is_example(reading.records):
        raise environment.UsageError(
            f"{folder} holds the register of {whose} already; change {folder}/register.yml instead"
        )
    if (project / EXAMPLE).exists():
        raise environment.UsageError(f"there is a folder {EXAMPLE} already, so the example can't move there; rename it")
    return reading.today


# What is asked


def _beginning(given: Mapping[str, str | None], committees: tuple[str, ...], today: date) -> "Beginning":
    """Whose register begins, from options and answers. Raises UsageError that names each option that is needed."""
    from register.editing import begin as core
    from register.editing.advice import in_answer
    from register.records.register_facts import BodyKind

    asks = can_ask()

    def answer(name: str, question: str, default: str = "", tidy: Callable[[str], str] = str) -> str:
        def wrong(text: str) -> str:
            return _problem(name, tidy(text), today)

        value = (given.get(name) or "").strip()
        if not value and asks and question:
            asking = ask_needed if name in _NEEDED else ask
            return tidy(asking(question, default, lambda text: in_answer(wrong(text))))
        _refuse(name, value and wrong(value))
        return tidy(value or default)

    organisation = answer("organisation", "Whose register is it, e.g. Northshire Police")
    _refuse_unnamed(organisation, bool(given["contact"]) or asks)
    kinds = ", ".join(kind.value for kind in BodyKind)
    kind = BodyKind(answer("kind", f"What kind of body is it ({kinds})", core.kind_of_body(organisation), str.lower))
    for name in committees:
        _refuse("committee", _problem("committee", name, today))
    inspectorate = answer("inspectorate", "Who inspects it", core.usual_inspectorate(kind))
    committee = "" if committees else answer("committee", "Which committee meets on it (empty: none yet)")
    return core.Beginning(
        organisation,
        kind,
        body=answer("body", ""),
        area=answer("area", ""),
        inspectorate=inspectorate,
        committees=committees or ((committee,) if committee else ()),
        contact=answer("contact", "Where can the public ask (e-mail or https address)", tidy=core.contact_address),
        site_url=answer("site_url", "What address will the site have (empty: not known yet)", tidy=core.site_address),
        repo_url=answer("repo_url", ""),
    )


def _refuse(name: str, problem: str) -> None:
    """Raises UsageError with what is wrong with an option, where something is."""
    if problem:
        raise environment.UsageError(f"--{name.replace('_', '-')}: {problem}")


def _refuse_unnamed(organisation: str, has_contact: bool) -> None:
    """The statements on accessibility and security must say whose site it is, and where to ask."""
    needed = [] if organisation else ["--organisation"]
    needed += [] if has_contact else ["--contact"]
    if needed:
        raise environment.UsageError(f"say whose register it is and where the public can ask: {' and '.join(needed)}")


def _problem(name: str, text: str, today: date) -> str:
    """What is wrong with an answer, and what to write instead; empty where nothing is."""
    from register.checks.judge import check
    from register.editing.begin import Beginning, register_yml
    from register.records.record import read_records
    from register.records.register_facts import BodyKind

    if "[" in text or "<" in text:
        return f'"{text}" is a placeholder; write what it stands for'
    if name in ("site_url", "repo_url"):
        return "" if re.fullmatch(r"https?://[^\s\"'#]+", text) else "write the whole address, from https:// on"
    if name == "kind":
        kinds = ", ".join(BodyKind)
        return "" if text in tuple(BodyKind) else f'"{text}" is not a kind of body; write one of {kinds}'
    given = {"committees": (text,)} if name == "committee" else {name: text}
    tried = replace(Beginning("A", BodyKind.OTHER), **given)  # type: ignore[arg-type]
    issues = check(read_records(files_from({"register.yml": register_yml(tried, today)})), today)
    return next((f"{issue.message}; {issue.fix}" for issue in issues), "")


# What is written


def _change(moves: Mapping[Path, Path], texts: Mapping[Path, str]) -> None:
    """Moves and writes all of these, or nothing. Raises UsageError where that can't be done."""
    before = {path: path.read_bytes() for path in texts if path.exists() and path not in moves}
    with ExitStack() as undo:
        for old, new in moves.items():
            _move(old, new)
            undo.callback(_put_back, old, new)
        for path, text in texts.items():
            content = before.get(path)
            undo.callback(path.unlink, missing_ok=True) if content is None else undo.callback(path.write_bytes, content)
            environment.write_whole(path, text.encode())
        undo.pop_all()


def _move(old: Path, new: Path) -> None:
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)
    except OSError as error:
        raise environment.UsageError(f"{old} can't move to {new}: {environment.why(error)}") from None


def _put_back(old: Path, new: Path) -> None:
    """Moves it back in place of the folders that were written there, whose files are gone again."""
    if old.is_dir():
        shutil.rmtree(old)
    new.rename(old)
    with suppress(OSError):  # something else has moved there, and is put back next
        new.parent.rmdir()


def _tell_next(beginning: "Beginning", moved: bool) -> None:
    if moved:
        click.echo("the example is now in example/; to look at it, run make example,")
        click.echo("  or on Windows .venv\\Scripts\\mkdocs serve --config-file example/mkdocs.yml")
    if not beginning.site_url:
        click.echo(
            f"without --site-url there is no feed and no calendar; write site_url into {_SETTINGS} once it is known"
        )
    if not beginning.committees:
        click.echo("no committee is named; list it under committees in records/register.yml once it is known")
    click.echo('next: git add --all, git commit -m "Our own register", then register new inspection with an id')
