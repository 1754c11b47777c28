"""Takes the words out of a withheld finding, which still counts in every number and list, whatever the day.

Only the register's own codes, roles and dates stay. So a past paper counts it as before, and says nothing of it.
"""

import re
from dataclasses import replace

from register.records.folder import File, Kind
from register.records.model import HistoryEntry, Withheld
from register.snapshots.snapshot import WITHHELD_TITLE, Recommendation

_WORDS_OF_AN_ENTRY = ("waiting_on", "next", "reason", "approved_by")


_MARK = re.compile(rb"^[\"']?withheld[\"']?[ \t]*:", re.MULTILINE)


def is_withheld(file: File) -> bool:
    """Whether the file is a withheld finding's, judging by its bytes: one with a mistake in it counts too."""
    return file.kind is Kind.RECOMMENDATION and _MARK.search(file.content) is not None


def without_words(finding: Recommendation, withheld: Withheld) -> Recommendation:
    """The finding without its title, official words, responses, reasons, approvals, steps, links and corrections."""
    return replace(
        finding,
        title=WITHHELD_TITLE,
        official_words="",
        responses=(),
        evidence="",
        deadline=None,
        next=None,
        steps=tuple(replace(step, what="") for step in finding.steps),
        reference=None,
        priority=None,
        waiting_on=None,
        links=(),
        history=tuple(_without_words(entry) for entry in finding.history),
        due_moves=tuple(moved._replace(entry=_without_words(moved.entry)) for moved in finding.due_moves),
        corrections=(),
        withheld=withheld,
    )


def _without_words(entry: HistoryEntry) -> HistoryEntry:
    return entry.having(dict.fromkeys(_WORDS_OF_AN_ENTRY))
