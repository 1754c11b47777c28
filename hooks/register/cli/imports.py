"""`register import`: brings a tracker in, asks what only people can tell, and writes all of it or nothing."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from register import environment
from register.checks.issue import has_errors
from register.cli.asking import ask, can_ask
from register.cli.command import FOLDER, command, sound
from register.cli.restore import data_in, restore

if TYPE_CHECKING:
    from register.checks.reading import Reading
    from register.editing.trackers.asking import Answers, Inquiry, Question
    from register.editing.trackers.cells import Sheet
    from register.editing.trackers.taking import Taken, Understood

_FILE = click.Path(path_type=Path, dir_okay=False)


@command("import")
@click.argument("table", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@FOLDER
@click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Read only this sheet; can be given again.")
@click.option(
    "--map", "mapping", type=_FILE, metavar="FILE",
    help="The file with the questions that the tracker raises, and their answers (default: TABLE with .map.yml).",
)  # fmt: skip
@click.option(
    "--review", type=_FILE, metavar="FILE.xlsx",
    help="A workbook with the same questions, written the first time, and read the next.",
)  # fmt: skip
@click.option("--reason", help="Why due dates moved, where the tracker doesn't say.")
@click.option("--update", is_flag=True, help="Take in what changed in findings that are there already.")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
def import_(
    table: Path,
    folder: Path,
    sheets: tuple[str, ...],
    mapping: Path | None,
    review: Path | None,
    reason: str | None,
    update: bool,
    dry_run: bool,
) -> None:
    """Bring a tracker in: make a finding of each row of TABLE, a workbook (.xlsx) or a table saved as text (.csv).

    It says what it understood, and what becomes of each row. What it can't tell, it asks once: on a terminal, in the
    file of --map, and with --review in a workbook. All findings are checked together with the register first; if any
    has errors, nothing is written. The same table again changes nothing.

    TABLE may also be a register.json or register.zip that a site published: its records are made again, in a folder
    that holds none yet.
    """
    if data := data_in(table):
        restore(table, data, folder)
        return
    reading = sound(folder)
    source = _Source(table, mapping or table.with_suffix(".map.yml"), review)
    answers = source.answers().with_reason(reason)
    tracker, found = _taken_in(source, sheets, reading, answers, update)
    skipped: set[tuple[str, str]] = set()
    while can_ask() and (new := _next_questions(tracker.inquiry, skipped)):
        given = _asked(new.values())
        skipped |= {key for key, question in new.items() if not given.of(question.field, (question.about,))}
        answers = given.with_more(answers)
        source.keep(tracker, answers)
        tracker, found = _taken_in(source, sheets, reading, answers, update)
    _tell(table, tracker, found)
    if tracker.inquiry.questions or tracker.inquiry.refused:
        _stop(source, tracker, dry_run and mapping is None)
    _write(found, reading, folder, dry_run)


class _Source:
    """The tracker's file, and the files in which its questions are answered."""

    def __init__(self, table: Path, mapping: Path, review: Path | None) -> None:
        self.table, self.mapping, self.review = table, mapping, review

    def sheets(self) -> "tuple[Sheet, ...]":
        """The sheets of the tracker. Raises UsageError."""
        from register.editing.trackers.taking import sheets_in
        from register.editing.workbook_files import Unreadable

        try:
            return sheets_in(self.table.name, self.table.read_bytes())
        except (Unreadable, OSError) as why:
            raise environment.UsageError(f"{self.table}: {environment.why(why)}") from None

    def answers(self) -> "Answers":
        """The answers given so far, in the mapping and in the workbook. Raises UsageError."""
        from register.editing.trackers.asking import Answers
        from register.editing.trackers.mapping import BadMapping, read_mapping
        from register.editing.trackers.review import answers_in
        from register.editing.workbook_files import Unreadable

        given = Answers()
        try:
            given = read_mapping(self._mapping_text())
        except BadMapping as why:
            raise environment.UsageError(f"{self.mapping}: {why}") from None
        if self.review and self.review.exists():
            try:
                given = given.with_more(answers_in(self.review.read_bytes()))
            except (Unreadable, OSError) as why:
                raise environment.UsageError(f"{self.review}: {environment.why(why)}") from None
        return given

    def keep(self, tracker: "Understood", answers: "Answers") -> None:
        """Writes the questions into the mapping file, with the answers that there are."""
        from register.editing.trackers.mapping import with_answers, with_questions

        text = with_questions(self._mapping_text(), tracker.inquiry.questions.values(), self.table.name)
        environment.write_whole(self.mapping, with_answers(text, answers).encode())

    def _mapping_text(self) -> str:
        try:
            return self.mapping.read_text("utf-8-sig") if self.mapping.exists() else ""
        except (OSError, UnicodeDecodeError):
            raise environment.UsageError(f"{self.mapping}: it can't be read; save it as UTF-8") from None


def _taken_in(
    source: _Source, sheets: tuple[str, ...], reading: "Reading", answers: "Answers", update: bool
) -> "tuple[Understood, Taken]":
    """What was understood of the tracker, and what would be written. Raises UsageError."""
    from register.editing.trackers.taking import taken, understood
    from register.editing.workbook_files import Unreadable

    try:
        tracker = understood(source.sheets(), sheets, reading.records, answers, reading.today)
    except Unreadable as why:
        raise environment.UsageError(f"{source.table}: {why}") from None
    return tracker, taken(tracker, reading.today, update)


def _next_questions(inquiry: "Inquiry", skipped: set[tuple[str, str]]) -> "dict[tuple[str, str], Question]":
    """The questions to put next, those first that need an answer; without those that somebody skipped."""
    for refusal in inquiry.refused.values():
        click.echo(refusal)
    open_ = {key: each for key, each in inquiry.questions.items() if key not in skipped}
    return {key: each for key, each in open_.items() if each.needed} or open_


def _asked(questions: "Iterable[Question]") -> "Answers":
    """The answers that somebody at the terminal gives; an empty one leaves a question open."""
    from register.editing.trackers.asking import Answers, plain

    given: dict[str, dict[str, str]] = {}
    for question in questions:
        choices = f" [{', '.join(question.choices)}]" if question.choices else ""
        rows = f"{len(question.places)} rows" if len(question.places) > 1 else question.places[0]
        click.echo(f"{question.why} ({rows}){choices}")
        given.setdefault(question.field, {})[plain(question.about)] = ask(f"{question.field}: {question.about}")
    return Answers(given)


def _tell(table: Path, tracker: "Understood", found: "Taken") -> None:
    from register.editing.trackers.telling import account, understanding

    click.echo(f"{table.name}:")
    for line in understanding(tracker):
        click.echo(f"  {line}")
    if not tracker.inquiry.questions:
        for line in account(found):
            click.echo(f"  {line}")


def _stop(source: _Source, tracker: "Understood", quietly: bool) -> None:
    """Says which questions are open, and where they are answered; exits with 1."""
    from register.editing.trackers.review import review_of
    from register.editing.trackers.telling import asked

    questions = tracker.inquiry.questions.values()
    for refusal in tracker.inquiry.refused.values():
        click.echo(refusal, err=True)
    for line in asked(questions):
        click.echo(line, err=True)
    if questions and not quietly:
        source.keep(tracker, source.answers())
        if source.review:
            environment.write_whole(source.review, review_of(questions))
    where = f"{source.review} or in {source.mapping}" if source.review else str(source.mapping)
    click.echo(f"nothing was written; answer in {where}, then run this again", err=True)
    sys.exit(1)


def _write(found: "Taken", reading: "Reading", folder: Path, dry_run: bool) -> None:
    """Checks the new and changed records, and writes all of them; exits with 1 where one has an error."""
    from register.editing.proposal import propose
    from register.editing.trackers.telling import by_cause

    proposal = propose(reading, {file.path: file for file in found.files})
    issues, texts = proposal.issues, {file.path: file.content.decode() for file in found.files}
    for line in by_cause(issues, found.rows, texts):
        click.echo(line, err=True)
    if has_errors(issues):
        click.echo("nothing was written; correct the table, or answer in the mapping, then run this again", err=True)
        sys.exit(1)
    if not found.files:
        click.echo("nothing to write: the register says all of this already")
        return
    if not dry_run:
        environment.write_all({folder / file.path: file.content for file in found.files})
    records = "1 record" if len(found.files) == 1 else f"{len(found.files)} records"
    shown = environment.shown_path(folder)
    if dry_run:
        click.echo(f"{records} would be written in {shown}; run this again without --dry-run")
    else:
        click.echo(f"wrote {records} in {shown}; look at them, then run register check")
