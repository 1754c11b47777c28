"""The search over the findings of all bodies: its index, and the statuses that its results show."""

import sqlite3
from collections.abc import Iterator, Mapping

from register.combining.rows import Sign, day_of, sign_of, text_of
from register.pages.addresses import Address
from register.pages.search_index import Entry, make_search_index
from register.wording.sentences import say

_LINE = 160  # letters of the official words that a result shows

_FINDINGS = """\
SELECT f.*, b.organisation FROM findings f JOIN bodies b ON b.id = f.body
WHERE f.status <> 'withdrawn' ORDER BY f.outstanding DESC, f.body, f.id"""

_SIGNS = "SELECT DISTINCT status_label, stage, colour FROM findings ORDER BY status_label, stage, colour"

_WORDS = ("organisation", "recommendation", "question_label", "pillar_label", "type_label", "status_label", "owner")


def signs_of(connection: sqlite3.Connection) -> Mapping[Sign, str]:
    """The statuses of all bodies, by word, colour and stage, each with the name by which results show it."""
    rows = connection.execute(_SIGNS).fetchall()
    return {sign_of(row, "status_label"): str(number) for number, row in enumerate(rows, start=1)}


def search_files(connection: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """The files of the index, by their addresses."""
    connection.row_factory = sqlite3.Row
    signs = signs_of(connection)
    entries = (_entry(row, signs) for row in connection.execute(_FINDINGS))
    for name, content in make_search_index(entries).items():
        yield f"{Address.SEARCH}{name}", content


def _entry(row: sqlite3.Row, signs: Mapping[Sign, str]) -> Entry:
    """The finding in the search; a result leads to the body's own page, or else to the body's page here."""
    due = day_of(row["due"])
    card = {
        "address": row["address"] or f"../bodies/{row['body']}/",
        "title": text_of(row["title"]) or say("combined-withheld"),
        "kind": text_of(row["organisation"]),
        "status": signs[sign_of(row, "status_label")],
        "owner": text_of(row["owner"]),
        "due": say("search-due", day=due) if due and row["outstanding"] else "",
        "late": bool(row["overdue"]),
        "line": text_of(row["recommendation"], _LINE),
    }
    names = tuple(filter(None, (row["title"], row["key"], row["reference"])))
    return Entry(names, "\n".join(row[name] for name in _WORDS if row[name]), card)
