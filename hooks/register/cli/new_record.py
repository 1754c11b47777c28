"""`register new`: begins a record, and asks for or names what is still to be filled in."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from register import environment
from register.checks.issue import Issue, Severity
from register.cli.asking import ask, ask_words, can_ask, choose
from register.cli.command import FOLDER, Commands, command, read
from register.cli.options import ID, id_given_or_asked, refuse_as_id, text_given
from register.cli.writing import issues_with
from register.records.folder import File, Kind, path_of_record
from register.records.model import OFFICIAL_WORDS

if TYPE_CHECKING:
    from register.checks.reading import Reading
    from register.records.record import Records

BLANKS = frozenset(
    ("missing-field", "official-words-empty", "question-or-pillar-missing", "owner-missing", "received-missing",
     "closed-missing")
)  # fmt: skip
"""The rules that say of a new record what is still to be filled in."""


@click.group(cls=Commands)
def new() -> None:
    """Create a new record: a recommendation, an inspection, a meeting or a framework.

    What is not given as an option is asked for on a terminal. Elsewhere the record is created, and the command names
    what is still to be filled in: until then the check refuses it, so it can't be published.
    """


def _fields(kind: Kind) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """An option for each field of the kind that holds one value."""
    from register.editing.new import single_fields

    def with_options(function: Callable[..., None]) -> Callable[..., None]:
        for name, about in reversed(single_fields(kind).items()):
            is_day = "date" in str(about.annotation)
            metavar = "YYYY-MM-DD" if is_day else "TEXT"
            option = f"--{name.replace('_', '-')}"
            function = click.option(option, name, metavar=metavar, help=_as_sentence(about.description or ""))(function)
        return function

    return with_options


def _as_sentence(description: str) -> str:
    return f"{description[:1].upper()}{description[1:]}."


@command()
@ID
@FOLDER
@_fields(Kind.RECOMMENDATION)
@click.option("--words", metavar="FILE|-", help="A file with the official wording, in UTF-8; -: the standard input.")
def recommendation(id: str | None, folder: Path, words: str | None, **given: str | None) -> None:
    """Create a finding: a recommendation, an area for improvement or a cause of concern.

    ID becomes part of its address, e.g. vetting-clearance.
    """
    draft = _begun(Kind.RECOMMENDATION, id, folder, given)
    if words:
        draft = replace(draft, words={OFFICIAL_WORDS: text_given(words, "--words").strip()})
    _finish(_completed(draft))


@command()
@ID
@FOLDER
@_fields(Kind.INSPECTION)
@click.option("--findings", type=click.IntRange(1, 200), metavar="N", help="Also create N findings of the report.")
def inspection(id: str | None, folder: Path, findings: int | None, **given: str | None) -> None:
    """Create an inspection report, and as many of its findings as there are.

    ID becomes part of its address, e.g. peel-2025-27. The findings are called ID-1, ID-2 and so on: give each a better
    name before it is published.
    """
    from register.editing.new import findings_of

    draft = _begun(Kind.INSPECTION, id, folder, given)
    frameworks = list(draft.reading.records.frameworks)
    if len(frameworks) == 1:
        draft = replace(draft, facts={"framework": frameworks[0], **draft.facts})
    draft = _completed(draft)
    more = findings_of(draft.id, findings, draft.records) if findings else ()
    _finish(draft, more)


@command()
@ID
@FOLDER
@_fields(Kind.MEETING)
def meeting(id: str | None, folder: Path, **given: str | None) -> None:
    """Create a meeting of the committee.

    ID is its day, e.g. 2026-09-26, or its day and a name. Title, committee and contact are those of the committee's
    last meeting. --as-at is the day on which the paper is sent, and --next-meeting the day of the meeting after it.
    """
    from register.editing.new import carried_over

    draft = _begun(Kind.MEETING, id, folder, given)
    facts = {**carried_over(draft.id, draft.facts, draft.reading.records), **draft.facts}
    _finish(_completed(replace(draft, facts=facts)))


def _list_frameworks(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    from register.editing.ready_frameworks import ready_frameworks

    if wanted:
        for each in ready_frameworks().values():
            click.echo(f"{each.name}  {each.title}")
        context.exit()


@command()
@ID
@FOLDER
@_fields(Kind.FRAMEWORK)
@click.option("--from", "source", metavar="NAME", help="Begin with a copy of the ready framework of that name.")
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list_frameworks, help="Name the ready ones."
)
def framework(id: str | None, folder: Path, source: str | None, **given: str | None) -> None:
    """Create the framework of an inspection cycle, from nothing or from a ready one.

    ID becomes part of the addresses of its questions, e.g. peel-2025-27.
    """
    from register.editing.ready_frameworks import ready_frameworks

    draft, ready = _begun(Kind.FRAMEWORK, id, folder, given), ready_frameworks()
    if source is None and not draft.facts and can_ask():
        click.echo("\n".join(f"  {each.name}: {each.title}" for each in ready.values()))
        source = ask("which ready one to copy (empty: none)", draft.id if draft.id in ready else "", _not_ready)
    if not source:
        _finish(_completed(draft))
        return
    if draft.facts:
        raise environment.UsageError("--from copies a framework as it is; leave the other options out, then edit it")
    if problem := _not_ready(source):
        raise environment.UsageError(problem)
    path = path_of_record(Kind.FRAMEWORK, draft.id)
    environment.write_whole(folder / path, ready[source].text.encode())
    click.echo(f"created {environment.shown_path(folder)}/{path}: {ready[source].title}")
    click.echo(ready[source].notes)
    click.echo("next: compare it with your report, then run register check")


def _not_ready(name: str) -> str:
    """What is wrong with the name of a ready framework; empty where nothing is."""
    from register.editing.ready_frameworks import ready_frameworks
    from register.records.nearest import nearest

    ready = ready_frameworks()
    near = nearest(name, ready)
    meant = f'write "{near}" if that is meant, or ' if near else ""
    return "" if name in ready else f'there is no ready framework "{name}"; {meant}see them all with --list'


for _command in (recommendation, inspection, meeting, framework):
    new.add_command(_command)


@dataclass(frozen=True)
class _Draft:
    """A record that is being begun: its facts by field, and its words by heading."""

    reading: "Reading"
    folder: Path
    kind: Kind
    id: str
    facts: Mapping[str, str]
    words: Mapping[str, str]

    @property
    def file(self) -> File:
        from register.editing.fmt import plain_form
        from register.editing.new import new_file

        file = new_file(self.kind, self.id, self.facts, self.words)
        return replace(file, content=plain_form(file, self.reading.records).content)

    @property
    def records(self) -> "Records":
        """The records with this one."""
        from register.records.record import read_records

        return read_records((*self.reading.records.files, self.file), self.reading.records)


def _begun(kind: Kind, id: str | None, folder: Path, given: Mapping[str, str | None]) -> _Draft:
    """The draft with what was given. Raises UsageError where the id can't be one, or is taken."""
    from register.checks.date_advice import what_instead
    from register.records.record import meeting_day

    reading = read(folder)

    def refuse(id: str) -> None:
        if kind is Kind.MEETING and meeting_day(id) is None:
            instead = what_instead(id, "{}", reading.zone)
            raise environment.UsageError(f'"{id}" does not begin with a day, as the name of a meeting does; {instead}')
        refuse_as_id(id)
        _refuse_taken(path_of_record(kind, id), kind, id, folder, reading)

    id = id_given_or_asked(id, _WHICH_ID[kind], refuse)
    facts = {name: value for name, value in given.items() if value}
    return _Draft(reading, folder, kind, id, facts, {})


_WHICH_ID = {
    Kind.RECOMMENDATION: "Its id, which becomes part of its address, such as call-handling",
    Kind.INSPECTION: "Its id, which becomes part of its address, such as peel-2025-27",
    Kind.MEETING: "The day of the meeting, as yyyy-mm-dd",
    Kind.FRAMEWORK: "Its id, which becomes part of addresses, such as peel-2025-27",
}


def _refuse_taken(path: str, kind: Kind, id: str, folder: Path, reading: "Reading") -> None:
    taken = next((file.path for file in reading.records.files if file.kind is kind and file.id == id), None)
    if taken or (folder / path).exists():
        raise environment.UsageError(f"{(folder / (taken or path)).as_posix()} already exists")


def _completed(draft: _Draft) -> _Draft:
    """The draft with what was answered on a terminal."""
    from register.editing.new import is_expected, single_fields

    if not can_ask():
        return draft
    fields = single_fields(draft.kind)
    missing = [name for name in fields if name not in draft.facts and is_expected(draft.kind, name)]
    if missing:
        click.echo("Leave an answer empty to fill it in later.")
    for name in missing:
        draft = _asked(draft, name, fields[name].description or "")
    if draft.kind is Kind.RECOMMENDATION and not draft.words:
        said = ask_words("the official wording")
        draft = replace(draft, words={OFFICIAL_WORDS: said} if said else {})
    return draft


def _asked(draft: _Draft, name: str, description: str) -> _Draft:
    """The draft with the answer for the field; as it was where there is none, or nothing to choose from."""
    from register.checks.valid_words import valid_words
    from register.editing.advice import in_answer
    from register.records.record import framework_of

    records = draft.records
    record = next(each for each in records.all if each.file.path == draft.file.path)
    framework = framework_of(record, records)
    if name == "question" and framework and framework.sound("questions") and not framework.facts.questions:
        return draft
    words = valid_words(name, record, records)

    def wrong(answer: str) -> str:
        tried = replace(draft, facts={**draft.facts, name: answer})
        mistakes = (issue for issue in _mistakes(tried) if issue.rule not in BLANKS)
        return next((in_answer(_sentence(issue)) for issue in mistakes), "")

    question = f"{name}, {description}{'' if _is_needed(name, draft) else ' (can be left out)'}"
    only = next(iter(words)) if len(words) == 1 else _grade_given(draft) if name == "grade" else ""
    answer = choose(name, words, only, wrong) if words else ask(question, wrong=wrong)
    return replace(draft, facts={**draft.facts, name: answer}) if answer else draft


def _grade_given(draft: _Draft) -> str:
    """The grade that the report gave on the question of the draft; empty where it gave none."""
    report = draft.records.inspections.get(draft.facts.get("inspection", ""))
    rows = report.facts.grades if report and report.sound("grades") else ()
    return next((row.grade for row in rows if row.question and row.question == draft.facts.get("question")), "")


def _is_needed(name: str, draft: _Draft) -> bool:
    """Whether the check refuses the draft until the field is filled in."""
    blanks = (issue for issue in _mistakes(draft) if issue.rule in BLANKS)
    return any(f'"{name}"' in issue.message or issue.rule == f"{name}-missing" for issue in blanks)


def _mistakes(draft: _Draft) -> tuple[Issue, ...]:
    """The errors in the draft."""
    return tuple(issue for issue in issues_with(draft.reading, [draft.file]) if issue.severity is Severity.ERROR)


def _sentence(issue: Issue) -> str:
    return f"{issue.message}; {issue.fix}"


def _finish(draft: _Draft, more: Sequence[File] = ()) -> None:
    """Writes the record and those that are created with it, and names what is still to be filled in.

    Where something that was given is wrong, nothing is written.
    """
    files = (draft.file, *more)
    for file in more:
        _refuse_taken(file.path, Kind.RECOMMENDATION, file.id, draft.folder, draft.reading)
    issues = issues_with(draft.reading, files)
    _refuse_wrong([issue for issue in issues if issue.severity is Severity.ERROR and issue.rule not in BLANKS], draft)
    environment.write_all({draft.folder / file.path: file.content for file in files})
    shown = environment.shown_path(draft.folder)
    for file in files:
        click.echo(f"created {shown}/{file.path}")
    blanks = [issue for issue in issues if issue.rule in BLANKS]
    for line in (*_to_fill_in(blanks, [file.path for file in files], shown), *_left_to_defaults(draft)):
        click.echo(line)
    click.echo(f"next: {'fill that in, then ' if blanks else ''}run register check")


def _refuse_wrong(wrong: Sequence[Issue], draft: _Draft) -> None:
    """Prints what is wrong with what was given, in terms of the options, and exits with 1; nothing where nothing is."""
    from register.editing.advice import in_options
    from register.editing.new import single_fields

    for issue in wrong:
        options = [name.replace("_", "-") for name in single_fields(draft.kind)]
        click.echo(f"error[{issue.rule}]: {issue.message}; {in_options(issue.fix, options)}", err=True)
    if wrong:
        click.echo("nothing was written; correct the options of this command", err=True)
        sys.exit(1)


def _to_fill_in(blanks: Sequence[Issue], paths: Sequence[str], shown: str) -> Iterable[str]:
    """What is still to be filled in. Of the findings that are created with a report, one stands for all."""
    if blanks:
        yield "still to be filled in, or the check refuses it:"
    for issue in blanks:
        if issue.path in paths[:2]:
            yield f"  {shown}/{issue.path}:{issue.line}: {_sentence(issue)}"
    if len(paths) > 2:
        yield f"  and the same in {shown}/{paths[2]}" + (f" to {paths[-1].rpartition('/')[2]}" if paths[3:] else "")


def _left_to_defaults(draft: _Draft) -> Iterable[str]:
    """What was left out of a meeting, and what follows."""
    if draft.kind is Kind.MEETING and "as_at" not in draft.facts:
        yield "the paper speaks of the meeting's own day; --as-at is the day on which it is sent"
    if draft.kind is Kind.MEETING and "next_meeting" not in draft.facts:
        yield "the paper names no next meeting; --next-meeting is its day"
