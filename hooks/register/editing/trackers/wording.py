"""Writes the text of a cell so that it reads in a record as it reads in the tracker, and takes dated notes apart."""

import re
from typing import NamedTuple

from register.editing.trackers.periods import Period, period_in
from register.records.invisible import hidden_characters

_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
# What Markdown would take for a mark: at the beginning of a line, and anywhere.
_AT_START = re.compile(r"^(?=#|```|~~~|\|)|^(?=[-=*_]{3,}$)", re.MULTILINE)
_ANYWHERE = re.compile(r"(?=<[A-Za-z/!?])|(?<=!)(?=\[)|(?<=\])(?=\()|(?=\[\^)")


def in_words(text: str) -> str:
    """The text for the body of a record: without what nobody sees, and with no sign that Markdown would act on."""
    seen = _LINE_ENDS.sub("\n", text)
    for hidden in reversed(list(hidden_characters(seen))):
        seen = seen[: hidden.start()] + seen[hidden.end() :]
    lines = re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in seen.split("\n"))).strip()
    return _ANYWHERE.sub(r"\\", _AT_START.sub(r"\\", lines))


def in_a_line(text: str) -> str:
    """The text for a field: on one line, without what nobody sees."""
    return " ".join(
        "".join(re.split("|".join({re.escape(h[0]) for h in hidden_characters(text)}) or "(?!)", text)).split()
    )


def first_words(text: str, most: int = 70) -> str:
    """The first words of a text: at most 70 letters, ending where a word does, without a sign behind them."""
    plain = re.sub(r"^[\s•●▪\-–*\d.()]+(?=\D)", "", in_a_line(text)) or in_a_line(text)
    if len(plain) > most:
        plain = plain[: most + 1].rpartition(" ")[0] or plain[:most]
    return plain.rstrip(" ,;:.–—-(") or in_a_line(text)  # where there are nothing but signs


# Notes


class Note(NamedTuple):
    """A part of a text, and the time that stands above it; None where it has none."""

    period: Period | None
    text: str


_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_QUARTER = r"(?:Q|Qtr |Quarter )[1-4](?:[ ,]{1,2}(?:FY ?)?(?:20\d\d(?:[/–-]\d\d(?:\d\d)?)?|\d\d[/–-]\d\d))?"
_DAY = (
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}\.? ?['’]?\d{{2,4}}"
)
_TIME = r"(?:,? \d{1,2}[:.]\d\d(?::\d\d)?)?"
_AUTHOR = r"(?= (?-i:[A-Z])[\w.'’-]*(?: (?-i:[A-Z])[\w.'’-]*)?: )"  # stays in the text
_MARK = re.compile(
    rf"(?:^|\n)[ \t•*-]*[\[(]?(?:updated? (?:as at |at |on )?)?"
    rf"(?:(?P<initials>(?-i:[A-Z]{{2,3}}))[ ,:–-]{{1,3}}(?=\d))?"
    rf"(?:(?P<quarter>{_QUARTER})[\])]?(?: (?:updates?|position|comments?))?[ \t]*(?:[:–—-]|\s)\s*"
    rf"|(?P<line>{_DAY})(?:{_TIME}(?: \w{{1,4}})?[\])]|{_AUTHOR}"
    rf"|(?: (?:updates?|position|comments?))?[ \t]*(?:[:–—-]|\n))"
    rf"\s*)"
    rf"|(?<=[.;!?)])[ \t]+(?P<within>{_QUARTER}|{_DAY})(?: updates?)?[ \t]*(?::|[–—-](?=\s))\s*",
    re.IGNORECASE,
)


def notes_in(text: str) -> tuple[Note, ...]:
    """The parts of a cell by the times written in front of them, oldest or newest first, as they stand there."""
    marks = list(_MARK.finditer(text))
    ends = [*(mark.start() for mark in marks), len(text)]
    parts = [(None, text[: ends[0]])]
    parts += [(_time_of(mark), _said(mark, text[mark.end() : end])) for mark, end in zip(marks, ends[1:], strict=True)]
    return tuple(Note(period, said.strip()) for period, said in parts if said.strip())


def _said(mark: re.Match[str], text: str) -> str:
    """What was said, with the initials that stand before its day."""
    return f"{mark['initials']}: {text.strip()}" if mark["initials"] and text.strip() else text


def _time_of(mark: re.Match[str]) -> Period | None:
    return period_in(mark["quarter"] or mark["line"] or mark["within"])
