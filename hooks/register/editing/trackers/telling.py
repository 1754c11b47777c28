"""Says what was understood of a tracker, and what is wrong with it: by cause, with the cells."""

from collections.abc import Iterable, Iterator, Mapping

from register.checks.issue import Issue
from register.editing.trackers.asking import Question
from register.editing.trackers.cells import ranges
from register.editing.trackers.columns import Columns
from register.editing.trackers.findings import Identified
from register.editing.trackers.headings import WORDS
from register.editing.trackers.taking import Taken, Understood

_MOST_PLACES, _MOST_ALIKE, _MOST_WORDS = 5, 3, 12


def understanding(tracker: Understood) -> Iterator[str]:
    """What was understood: the sheets, their headings, what each column gives, and what was done that needs a look."""
    for columns in tracker.columns:
        table = columns.table
        numbers = [number for row in table.rows for number in row.numbers]
        hidden = [number for number in numbers if number in table.sheet.hidden_rows]
        apart = [f"{kind}: {_rows(others)}" for kind, others in sorted(table.apart.items())]
        apart += [f"hidden, and taken in: {_rows(hidden)}"] if hidden else []
        rows = f"headings in row {table.header}, {len(numbers)} rows with findings"
        yield f'sheet "{table.sheet.name}": {rows}' + "".join(f"; {each}" for each in apart)
    yield from dict.fromkeys(map(_mapped, tracker.columns))
    for field, words in tracker.inquiry.read.items():
        listed = [f"{word} → {meaning} ({count})" for (word, meaning), count in sorted(words.items())]
        yield f"{field}: {', '.join(listed[:_MOST_WORDS])}" + (", ..." if len(listed) > _MOST_WORDS else "")
    for name, why in tracker.sheets_apart.items():
        yield f'sheet "{name}" left out: {why}'
    for cause, places in tracker.inquiry.told.items():
        yield f"{cause} ({shown(places)})"


def _rows(numbers: Iterable[int]) -> str:
    return f"row {shown}" if (shown := ranges(numbers)).isdigit() else f"rows {shown}"


def _mapped(columns: Columns) -> str:
    """What each column gives, by its heading."""
    headings = columns.table.headings
    given = [
        f"{headings.get(column, '?')} → {field}" for field, numbers in columns.by_field.items() for column in numbers
    ]
    left = [f"{heading} ({why})" if why else heading for heading, why in columns.left_out.items()]
    return f"columns: {', '.join(given)}" + (f"; left out: {', '.join(left)}" if left else "")


def shown(places: Iterable[str]) -> str:
    """The first places of many, and how many more there are."""
    listed = list(dict.fromkeys(places))
    more = len(listed) - _MOST_PLACES
    return ", ".join(listed[:_MOST_PLACES]) + (f" and {more} more" if more > 0 else "")


def asked(questions: Iterable[Question]) -> Iterator[str]:
    """What is asked: one line for each thing that is not known, with all that it is asked about."""
    by_why: dict[tuple[str, str], list[str]] = {}
    for question in questions:
        rows = len(question.places)
        about = f'"{question.about}" ({rows} rows)' if rows > 1 else f'"{question.about}" ({question.places[0]})'
        by_why.setdefault((question.field, question.why), []).append(about)
    for (field, why), abouts in by_why.items():
        yield f"{field}: {why}: {shown(abouts)}"


def account(found: Taken) -> Iterator[str]:
    """What becomes of each row."""
    counts = (("new", found.made), ("changed", found.changed), ("the same as in the register", found.same))
    left_out = sum(map(len, found.left_out.values()))
    said = [f"{len(rows)} {what}" for what, rows in counts if rows] + ([f"{left_out} left out"] if left_out else [])
    yield f"rows: {', '.join(said) or 'none'}"
    for why, rows in found.left_out.items():
        yield f"left out, {len(rows)}: {why} ({shown(rows)})"
    if found.missing:
        yield f"outstanding in the register, and not in this tracker: {shown(found.missing)}"


def by_cause(issues: Iterable[Issue], rows: Mapping[str, Identified], files: Mapping[str, str]) -> Iterator[str]:
    """The issues of the new records by their cause, each with the cells that it comes from.

    files: the text of each record that would be written.
    """
    causes: dict[tuple[str, str], dict[str, list[str]]] = {}
    for issue in issues:
        said = causes.setdefault((issue.severity, issue.rule), {})
        said.setdefault(f"{issue.message}; {issue.fix}", []).append(_cell(issue, rows, files))
    for (severity, rule), messages in sorted(causes.items()):
        for message, cells in list(messages.items())[:_MOST_ALIKE]:
            yield f"{severity}[{rule}]: {message} ({shown(sorted(cells, key=_in_sheet))})"
        if more := [cell for cells in list(messages.values())[_MOST_ALIKE:] for cell in cells]:
            yield f"{severity}[{rule}]: {len(more)} more of this kind ({shown(sorted(more, key=_in_sheet))})"


def _in_sheet(cell: str) -> tuple[str, int, str]:
    """Where a cell comes when a sheet is read from the top."""
    sheet, _, spot = cell.rpartition("!")
    number = spot.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return sheet, int(number) if number.isdigit() else 0, spot


def _cell(issue: Issue, rows: Mapping[str, Identified], files: Mapping[str, str]) -> str:
    """The cell that an issue of a record comes from; its row where no column gives it; else the record."""
    found_in = rows.get(issue.path)
    if found_in is None:
        return issue.path
    lines = files[issue.path].split("\n")[: issue.line]
    of_heading = {f"## {title}": column for column, title in WORDS.items()}
    found = next((of_heading[line] for line in reversed(lines) if line in of_heading), None)
    field = found or next((line.partition(":")[0] for line in reversed(lines) if line[:1].isalpha()), "")
    return found_in.finding.columns.get(field, found_in.finding.row)
