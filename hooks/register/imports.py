"""How does a spreadsheet become records? One new finding for each line of a CSV file."""

import csv
import io
from collections.abc import Iterator

from register.drafts import filled
from register.folder import File, Kind
from register.model import OFFICIAL_WORDS, RESPONSE, RecommendationFacts, is_id

_WORDS = {"recommendation": OFFICIAL_WORDS, "response": RESPONSE}
_NESTED = ("next", "links", "history", "corrections", "formerly")  # no cell of a spreadsheet holds these

COLUMNS = ("id", *(name for name in RecommendationFacts.model_fields if name not in _NESTED), *_WORDS)
"""The columns that an import knows: the id, the fields that hold one value, the official words and the response."""


class NotImported(Exception):
    """The table can't be imported. The message says which line or column, and what to do."""


def findings_from_csv(table: str) -> tuple[File, ...]:
    """A new record for each line of the table, whose first line names the columns. Raises NotImported."""
    lines = csv.DictReader(io.StringIO(table.replace("\r\n", "\n"), newline=""))
    lines.fieldnames = [_column(name) for name in lines.fieldnames or ()]
    unknown = [name for name in lines.fieldnames if name not in COLUMNS]
    if unknown or "id" not in lines.fieldnames:
        problem = f'there is no column "{unknown[0]}"' if unknown else 'the column "id" is missing'
        raise NotImported(f"{problem}; the first line names columns out of {', '.join(COLUMNS)}")
    return tuple(_files(lines))


def _column(heading: str) -> str:
    """The column that a heading names: capitals and blanks mean nothing."""
    return "_".join(heading.lower().split())


def _files(lines: csv.DictReader) -> Iterator[File]:
    seen: set[str] = set()
    for line in lines:
        id = (line["id"] or "").strip()
        if not is_id(id) or id in seen:
            wrong = "stands twice" if id in seen else "can't be an id: use a-z, 0-9 and single hyphens"
            raise NotImported(f'line {lines.line_num}: "{id}" {wrong}')
        seen.add(id)
        facts = {name: (line.get(name) or "").strip() for name in COLUMNS if name != "id" and name not in _WORDS}
        words = {title: (line.get(column) or "").strip() for column, title in _WORDS.items()}
        yield File(f"recommendations/{id}.md", Kind.RECOMMENDATION, filled(facts, words).encode())
