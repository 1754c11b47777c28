"""Shell 2: the command `register`. Reads arguments, calls the core, prints, and chooses the exit status.

0: all is well; 1: the records have errors; 2: the command was misused.
"""

import gc
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from register import git, report, shell
from register.finding import Finding, Severity, has_errors
from register.folder import File, Kind, read_folder

if TYPE_CHECKING:
    from register.model import HistoryEntry
    from register.reading import Reading
    from register.records import Records
    from register.snapshot import Snapshot

_FOLDER = click.option(
    "--records",
    "folder",
    default="records",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the records.",
)


class _Group(click.Group):
    """Turns misuse into a sentence and exit status 2."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except shell.Misuse as misuse:
            raise click.UsageError(str(misuse), context) from None


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="inspection-register")
def main() -> None:
    """The register of what an inspectorate recommended, and of what became of it."""
    for stream in (sys.stdout, sys.stderr):  # a console that lacks a letter must not end the program
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@_FOLDER
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(report.FORMATS)),
    default="text",
    show_default=True,
    help="How the findings are shown.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option(
    "--since",
    "revision",
    metavar="REV",
    help="Compare with the records from which the work since REV began, e.g. origin/main, and refuse lost history.",
)
def check(paths: tuple[Path, ...], folder: Path, form: str, strict: bool, revision: str | None) -> None:
    """Check every record, and say of each mistake where it is and what to write instead.

    The whole register is read; PATH limits what is reported to some files or folders.
    """
    gc.disable()  # the command ends before the collector would be worth its time: a third of it
    click.get_current_context().call_on_close(gc.enable)
    _refuse_missing(paths)
    found, texts = _found(folder) if revision is None else _found_since(folder, revision)
    findings = tuple(finding for finding in found if _is_asked_for(finding.path, folder, paths))
    located = report.locate(findings, shell.shown_path(folder), texts)
    if form == "text":
        _print_text(located, sys.stdout)
    else:
        click.echo(report.FORMATS[form](located), nl=False)
    if form == "github":
        _summarise(located)
    failed = has_errors(findings) or (strict and any(f.severity is Severity.WARNING for f in findings))
    sys.exit(1 if failed else 0)


_Found = tuple[tuple[Finding, ...], Mapping[str, str]]


def _found(folder: Path) -> _Found:
    """What the check finds, and what each file with a finding says. Kept from the last time, if nothing changed."""
    from register.kept_findings import Kept, keep, name_of, read_kept

    _refuse_no_folder(folder)
    files, moment, as_of = read_folder(folder), shell.moment(), shell.as_of()
    name, place = name_of(files), shell.cache_of(folder) / "findings"
    kept = read_kept(place)
    if not kept or not kept.holds(name, moment, as_of):
        from register.reading import check_files

        reading = check_files(files, moment, as_of)
        kept = Kept(name, reading.zone, reading.day, reading.latest, reading.findings)
        keep(kept, place)
    if not kept.findings:
        return (), {}
    from register.source import texts_of

    return kept.findings, texts_of(files, {finding.path for finding in kept.findings})


def _found_since(folder: Path, revision: str) -> _Found:
    reading = _read(folder, revision)
    return reading.findings, reading.texts


_STYLES: dict[str, dict[str, Any]] = {"path": {"bold": True}, "error": {"fg": "red"}, "warning": {"fg": "yellow"}}


def _print_text(located: Sequence[report.Located], stream: TextIO) -> None:
    """In colour where the stream is a terminal, and with no character that its encoding lacks."""
    text = report.as_text(located, stream.encoding or "utf-8", lambda text, what: click.style(text, **_STYLES[what]))
    click.echo(text, file=stream, nl=False, color=shell.colour())


def _summarise(located: Sequence[report.Located]) -> None:
    """Where the summary can't be written, says so; the findings are printed already."""
    try:
        shell.add_to_step_summary(report.as_markdown(located))
    except OSError as problem:
        click.echo(f"the summary of this run could not be written: {problem}", err=True)


def _refuse_missing(paths: tuple[Path, ...]) -> None:
    for path in paths:
        if not os.path.lexists(path):
            raise shell.Misuse(f"there is no file or folder {path}")


def _refuse_no_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise shell.Misuse(f"there is no folder {folder}; name the folder of the records with --records DIR")


def _read(folder: Path, revision: str | None = None) -> "Reading":
    from register.reading import read_and_check

    _refuse_no_folder(folder)
    earlier = git.files_before(folder, revision) if revision is not None else None
    return read_and_check(folder, shell.moment(), shell.as_of(), earlier)


def _is_asked_for(name: str, folder: Path, paths: tuple[Path, ...]) -> bool:
    """Whether the file of that name below folder is one of paths, or stands in one; no paths ask for every file."""
    place = (folder / name).absolute()
    return not paths or any(place.is_relative_to(path.absolute()) for path in paths)


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@_FOLDER
@click.option("--check", "only_name", is_flag=True, help="Write nothing, and end with 1 if a file would change.")
def fmt(paths: tuple[Path, ...], folder: Path, only_name: bool) -> None:
    """Write records in their plain form: capitals, blanks and line ends that mean nothing are put right.

    No facts, words, remarks or their order change. PATH limits this to some files or folders.
    """
    from register.plain_form import plain_form

    _refuse_missing(paths)
    _refuse_no_folder(folder)
    files = [f for f in read_folder(folder) if f.kind and _is_asked_for(f.path, folder, paths)]
    forms = {file: plain_form(file) for file in files}
    changed = [file for file, form in forms.items() if form.content != file.content]
    for file, form in forms.items():
        if form.left:
            click.echo(f"{_shown(file, folder)} is left as it is: {form.left}", err=True)
    for file in changed:
        if not only_name:
            shell.write_whole(folder / file.path, forms[file].content)
        click.echo(f"{_shown(file, folder)} {'would change' if only_name else 'is written in its plain form'}")
    if not changed:
        click.echo("no file needs a change")
    sys.exit(1 if only_name and changed else 0)


def _shown(file: File, folder: Path) -> str:
    return Path(shell.shown_path(folder), file.path).as_posix()


def _sound(folder: Path) -> "Reading":
    """The records, if they have no errors; else prints the errors and ends."""
    reading = _read(folder)
    if has_errors(reading.findings):
        errors = tuple(f for f in reading.findings if f.severity is Severity.ERROR)
        _print_text(report.locate(errors, shell.shown_path(folder), reading.texts), sys.stderr)
        sys.exit(1)
    return reading


@main.command()
@_FOLDER
@click.option(
    "--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True, help="What to write."
)
def export(folder: Path, form: str) -> None:
    """Print the public facts as at the day: the whole register as JSON, or one line a finding as CSV."""
    from register.as_at import as_at
    from register.exports import recommendations_as_csv, register_as_json

    reading = _sound(folder)
    now = as_at(reading.records.public(), reading.day)
    if form == "csv":
        click.echo(recommendations_as_csv(now), nl=False)
    else:
        click.echo(json.dumps(register_as_json(now), ensure_ascii=False, indent=2))


@main.command()
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO", required=False)
@_FOLDER
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True,
    help="How the changes are shown.",
)  # fmt: skip
def changes(start: str, end: str | None, folder: Path, form: str) -> None:
    """Tell what changed after FROM, up to and including TO (default: as the records stand today).

    FROM and TO are days, e.g. 2019-06-28, or Git revisions, e.g. v1.2. Revisions are compared as at the day of the
    build. Where FROM is a revision and TO is left out, it tells what the work since then would change.
    """
    from register.change_report import FORMATS, heading
    from register.changes import changes_between

    reading = _sound(folder)
    first, last = _day(start), _day(end) if end else None
    if first and (not end or last) and first >= (last or reading.day):
        raise shell.Misuse(f"{first} is not before {last or reading.day}; name the earlier day first")
    before = _state(reading, folder, start, since=not end)
    found = changes_between(before, _state(reading, folder, end) if end else _state_on(reading.records, reading.day))
    title = heading(found) if first and (not end or last) else _between_revisions(start, end, reading.day)
    click.echo(FORMATS[form](found, title), nl=False)


def _state(reading: "Reading", folder: Path, written: str, since: bool = False) -> "Snapshot":
    """The register on the day that is written, or as its records were at the revision that is written.

    since: the revision stands for the commit from which the work since it began.
    """
    from register.checks import check as judge
    from register.records import read_records

    if day := _day(written):
        return _state_on(reading.records, day)
    records = read_records(git.files_before(folder, written) if since else git.files_at(folder, written))
    if has_errors(judge(records, reading.latest, reading.day)):
        raise shell.Misuse(f'the records at "{written}" have errors, so nothing can be compared with them')
    return _state_on(records, reading.day)


def _state_on(records: "Records", day: date) -> "Snapshot":
    from register.as_at import as_at

    return as_at(records.public(), day)


def _between_revisions(start: str, end: str | None, day: date) -> str:
    from register.wording import say

    now = end or say("changes-working-tree")
    return say("changes-caption-revisions", start=start, end=now, day=day)


def _day(written: str) -> date | None:
    """The day that is written; None where it has not the form of one, so that it can be a revision."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        return None
    from register.model import read_day

    try:
        return read_day(written)
    except ValueError:
        raise shell.Misuse(f'"{written}" is no day; write it as yyyy-mm-dd, e.g. 2019-06-28') from None


@main.command()
@click.argument("meetings", nargs=-1, metavar="[MEETING]...")
@_FOLDER
@click.option(
    "--out",
    default="site",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write them.",
)
def papers(meetings: tuple[str, ...], folder: Path, out: Path) -> None:
    """Make the papers of all meetings, or of those named, as PDF and Word files.

    MEETING is a meeting's id, e.g. 2019-09-26. Its paper is written as DIR/meetings/MEETING/paper.pdf and paper.docx.
    """
    from register.build import make_papers
    from register.days import Days

    reading = _sound(folder)
    public = reading.records.public()
    for id in meetings:
        if id not in public.meetings:
            raise shell.Misuse(f'there is no meeting "{id}"; the meetings are {", ".join(sorted(public.meetings))}')
    forms, missing = shell.forms_here()
    for address, content in make_papers(Days(public), reading.day, forms, meetings or None).items():
        path = out / address.lstrip("/")
        shell.write_whole(path, content)
        click.echo(path.as_posix())
    if missing:
        raise click.ClickException(missing)


@main.command()
@click.argument("site", default="site", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
def verify(site: Path) -> None:
    """Verify a built site before it is published: it is whole, as it was built, and not the private one.

    DIR is the folder of the site, by default site.
    """
    from register.manifest import PRIVATE_MARK, differences
    from register.verification import faults

    if not site.is_dir():
        raise shell.Misuse(f"there is no folder {site}; build the site first")
    files = shell.Folder(site)
    wrong = [f"{site} is a private site, which may not be published"] if PRIVATE_MARK in files else []
    wrong += [*differences(files), *faults(files)]
    for fault in wrong:
        click.echo(fault)
    if wrong:
        sys.exit(1)
    click.echo(f"{site} is whole: {len(files)} files, as they were built")


@main.command()
@click.argument("site", default="site", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
@click.option("--write", is_flag=True, help="Add the new addresses to addresses.txt.")
@click.option(
    "--since",
    "revision",
    metavar="REV",
    help="Compare with the ledger from which the work since REV began, e.g. origin/main, and refuse a line taken out.",
)
def addresses(site: Path, write: bool, revision: str | None) -> None:
    """Compare a built site with addresses.txt, the ledger of all that was ever published: no address may be lost.

    DIR is the folder of the site, by default site. The ledger stands in the working directory.
    """
    from register.ledger import LEDGER, lost, published, read_ledger, taken_out, with_new
    from register.manifest import PRIVATE_MARK

    if not site.is_dir():
        raise shell.Misuse(f"there is no folder {site}; build the site first")
    files, ledger = shell.Folder(site), shell.ledger_in(Path())
    if PRIVATE_MARK in files:
        raise shell.Misuse(f"{site} is a private site; its addresses are not for the ledger")
    there = published(files)
    before = read_ledger(git.text_before(Path(), LEDGER, revision) if revision else "")
    gone, new = (*taken_out(before, ledger), *lost(ledger, there)), there - ledger.addresses.keys()
    for sentence in gone:
        click.echo(sentence)
    if gone:
        sys.exit(1)
    if write and new:
        shell.write_whole(Path(LEDGER), with_new(ledger, there).encode())
    click.echo(f"no address is lost, {len(new)} {'were added' if write else 'are new'}")


@main.command()
@click.argument("kind", type=click.Choice([str(kind) for kind in Kind]))
def schema(kind: str) -> None:
    """Print the JSON Schema of the facts of one kind of record, for editors and other programs."""
    from register import model

    click.echo(json.dumps(model.schema(Kind(kind)), ensure_ascii=False, indent=2))


_PLACES = {
    Kind.FRAMEWORK: "frameworks/{}.yml",
    Kind.INSPECTION: "inspections/{}.md",
    Kind.RECOMMENDATION: "recommendations/{}.md",
    Kind.MEETING: "meetings/{}.md",
}


@main.command()
@click.argument("kind", type=click.Choice([str(kind) for kind in _PLACES]))
@click.argument("id")
@_FOLDER
def new(kind: str, id: str, folder: Path) -> None:
    """Begin a new record: writes a file with every field and heading, ready to be filled in.

    ID is the name that the record's address is made of, e.g. vetting-clearance; for a meeting its day, e.g. 2019-09-26.
    """
    from register.drafts import skeleton
    from register.model import is_id
    from register.nearest import slug
    from register.records import meeting_day

    if Kind(kind) is Kind.MEETING and meeting_day(id) is None:
        raise shell.Misuse(f'"{id}" does not begin with a day; name a meeting by its day, e.g. 2019-09-26')
    if not is_id(id):
        meant = f'; write "{slug(id)}" if that is meant' if is_id(slug(id)) else ""
        raise shell.Misuse(f'"{id}" can\'t be an id: use a-z, 0-9 and single hyphens{meant}')
    path = folder / _PLACES[Kind(kind)].format(id)
    if path.exists():
        raise shell.Misuse(f"{path} exists already")
    shell.write_whole(path, skeleton(Kind(kind)).encode())
    click.echo(f"{path.as_posix()} is begun: fill it in, delete what is not needed, then check it")


@main.command()
@click.argument("id")
@_FOLDER
@click.option("--status", help="The new status.")
@click.option("--due", metavar="YYYY-MM-DD", help="The new due date; needs --reason.")
@click.option("--owner", help="The new owner, a role.")
@click.option("--next", "what", help="The next step.")
@click.option("--by", metavar="YYYY-MM-DD", help="The date of the next step.")
@click.option("--inspectorate-status", help="The inspectorate's new status.")
@click.option("--reason", help="Why.")
@click.option("--approved-by", help="The role that approved it.")
@click.option("--date", "on", metavar="YYYY-MM-DD", help="The day of the change (default: today).")
def update(id: str, folder: Path, on: str | None, what: str | None, by: str | None, **changed: str | None) -> None:
    """Record a change of state: writes it at the top of the record ID and, with its day, into the history.

    The record is checked with the change; where that has errors, nothing is written.
    """
    from register.nearest import nearest
    from register.updates import NotUpdated, updated

    reading = _read(folder)
    record = reading.records.recommendations.get(id)
    if record is None:
        near = nearest(id, reading.records.recommendations)
        raise shell.Misuse(f'there is no finding "{id}"' + (f'; write "{near}" if that is meant' if near else ""))
    if by and not what:
        raise shell.Misuse("--by is the date of the next step; say the step with --next")
    step = {"what": what} | ({"by": by} if by else {}) if what else None
    try:
        file = updated(record, _entry(on or reading.day.isoformat(), {**changed, "next": step}), reading.records)
    except NotUpdated as refusal:
        raise shell.Misuse(f"{record.file.path}: {refusal}") from None
    _show_findings(reading, (file,), folder, "nothing was written; mend what the command was given")
    shell.write_whole(folder / file.path, file.content)
    click.echo(f"{shell.shown_path(folder)}/{file.path} is updated")


@main.command("import")
@click.argument("table", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_FOLDER
def import_(table: Path, folder: Path) -> None:
    """Make a new finding of each line of TABLE, a CSV file in UTF-8 whose first line names the columns.

    All lines are checked together with the register first; where one has errors, nothing is written.
    """
    from register.imports import NotImported, findings_from_csv

    reading = _read(folder)
    try:
        files = findings_from_csv(table.read_text("utf-8-sig"))
    except (NotImported, UnicodeDecodeError) as refusal:
        what = refusal if isinstance(refusal, NotImported) else 'save it as "CSV UTF-8"'
        raise shell.Misuse(f"{table}: {what}") from None
    existing = [file.id for file in files if file.id in reading.records.recommendations]
    if existing:
        raise shell.Misuse(f"these records exist already: {', '.join(existing)}")
    _show_findings(reading, files, folder, f"nothing was written; mend the lines of {table} with these ids")
    for file in files:
        shell.write_whole(folder / file.path, file.content)
    click.echo(f"{len(files)} new in {shell.shown_path(folder)}/recommendations")


def _entry(day: str, changed: dict[str, object]) -> "HistoryEntry":
    """The entry that these options make."""
    from pydantic import ValidationError

    from register.model import HistoryEntry

    given = {name: value for name, value in changed.items() if value}
    if not given:
        raise shell.Misuse("say what changed, e.g. --status green --reason ...")
    try:
        return HistoryEntry.model_validate({"date": day, **given})
    except ValidationError as wrong:
        problems = [_misread(str(problem["loc"][-1]), str(problem["input"])) for problem in wrong.errors()]
        raise shell.Misuse("; ".join(problems)) from None


def _misread(field: str, given: str) -> str:
    """What is wrong with the value that was given for the field of an entry."""
    from register.checks.days import what_instead, what_is_wrong

    option = f"--{field.replace('_', '-')}"
    if field in ("date", "due", "by"):
        return f"{what_is_wrong(given)}; {what_instead(given, option + ' {}')}"
    return f'"{given}" can\'t be read; write {option} with an id as it is'


def _show_findings(reading: "Reading", files: tuple[File, ...], folder: Path, refusal: str) -> None:
    """Prints what would be found in these files if they stood in place of the old ones; ends where it is an error."""
    from register.checks import check as judge
    from register.records import read_records
    from register.source import texts_of

    changed = {file.path: file for file in files}
    whole = {file.path: file for file in reading.records.files} | changed
    findings = tuple(f for f in judge(read_records(whole.values()), reading.latest, reading.day) if f.path in changed)
    if findings:
        _print_text(report.locate(findings, shell.shown_path(folder), texts_of(files, changed)), sys.stderr)
    if has_errors(findings):
        click.echo(refusal, err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
