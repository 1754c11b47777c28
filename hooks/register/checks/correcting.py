"""How a correction is written: the advice that gives all of it to paste, but for its words."""

import json
from collections.abc import Iterable

from register.checks.comparison import Comparison
from register.checks.past_papers import causes_in
from register.records.places import Place, text_at
from register.records.record import Record


def correction_of(place: Place, was: Record, since: Comparison) -> str:
    """The advice to add a correction of that place to a record, which was so before. It names the papers touched."""
    touched = (
        cause.papers
        for cause in causes_in(since)
        if (cause.now.kind, cause.now.id) == (was.kind, was.id) and cause.place == place
    )
    papers = sorted({paper.meeting.id for papers in touched for paper in papers})
    return f"add to corrections: {correction_line(place, text_at(was, place), since, papers)}"


def correction_line(place: Place, was: str, since: Comparison, papers: Iterable[str]) -> str:
    """The correction of that place as one entry of the list, without words: a reader has to say what was wrong."""
    named = ", ".join(papers)
    fields = {
        "date": str(since.today),
        "of": _quoted(str(place)),
        "was": _quoted(was),
        "what": '""',
        "reason": '""',
        "papers": f"[{named}]" if named else "",
    }
    return f"- {{{', '.join(f'{name}: {text}' for name, text in fields.items() if text)}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else ""
