"""Tells which field a column of a tracker gives, by its heading."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from register.editing.trackers.periods import period_in
from register.records.model import OFFICIAL_WORDS, POLICING_BODY_RESPONSE, RESPONSE, STAFF_NOTES, RecommendationFacts
from register.records.nearest import nearest_heading

LEFT_OUT = "leave out"
"""The answer that leaves a column, a value or a row out, and what stands for a column that no record needs."""

_NESTED = ("history", "corrections", "formerly", "withheld", "links", "also")
WORDS = {
    "recommendation": OFFICIAL_WORDS,
    "response": RESPONSE,
    "policing_body_response": POLICING_BODY_RESPONSE,
    "evidence": "Evidence",
    "staff_notes": STAFF_NOTES,
}
"""The columns whose text goes below a heading of the record."""
BESIDE = ("by", "reason", "approved_by", "said_on")
"""The columns that say more of another: the date of the next step, why a date moved and who approved it, and the day of
the response."""
COLUMNS = ("id", *(name for name in RecommendationFacts.fields() if name not in _NESTED), *WORDS, *BESIDE)
"""What a column can give: the fields that hold one value, and the words."""


class Meaning(NamedTuple):
    """What a column gives: a field, or LEFT_OUT.

    turn: of several columns for one field, which comes first: of due dates the one that held first (-1, 0 or 1), of
    statuses the newest (below 0 where the heading names a time).
    """

    field: str
    turn: int = 0


def meaning_of(heading: str) -> Meaning | None:
    """What a column with this heading gives; None where that can't be told.

    Where the whole heading isn't known, it counts without what stands in brackets, then by that alone, then by its
    parts: `Area for improvement (from the report)`, `How are we doing? (RAG)`, `Perchennog / Owner`.
    """
    if "%" in heading:
        return None  # no field holds how much of the work is done
    texts = (heading, _BRACKETS.sub(" ", heading), " ".join(_BRACKETS.findall(heading)))
    found = (meaning for text in dict.fromkeys(texts) if (meaning := _meaning(text)))
    return next(found, None) or _of_parts(_PARTS.split(heading))


_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\]]*\]?")
_PARTS = re.compile(r"\s*[/|\n]\s*|\s[-–—]\s")


def _of_parts(parts: Iterable[str]) -> Meaning | None:
    """What those parts of a heading give that are known; none where they give different fields."""
    known = [meaning for part in parts if (meaning := _meaning(part))]
    return known[0] if len({meaning.field for meaning in known}) == 1 else None


def _meaning(heading: str) -> Meaning | None:
    plain = _plain(heading)
    if plain.replace(" ", "_") in COLUMNS:
        return Meaning(plain.replace(" ", "_"))
    if not plain or len(plain) > _LONGEST:
        return None
    if (period := period_in(heading)) and re.search(r"\b(?:b?rag|status|rating)\b", plain):
        return Meaning("status", -period.day.toordinal() if period.day else 0)
    if period and not re.search(r"\b(?:due|target|date|deadline)\b", plain):
        return Meaning("response")
    if nearest_heading(heading, (POLICING_BODY_RESPONSE,)):
        return Meaning("policing_body_response")
    for field, pattern in _PATTERNS:
        if pattern.fullmatch(plain):
            return Meaning(field, _turn(plain) if field == "due" else 0)
    return None


def _turn(plain: str) -> int:
    return 1 if _LATER.search(plain) else -1 if _FIRST.search(plain) else 0


_LONGEST = 60  # letters of a heading


def _plain(heading: str) -> str:
    """The heading without regard to case and signs: `RAG-rating (June)` is `rag rating june`."""
    words = re.sub(r"[^\w#]+", " ", re.sub(r"['’]s\b|\(s\)", "s", heading.casefold())).replace("_", " ")
    return re.sub(r"\b(hmicfrs|inspectorate|force)s\b", r"\1", " ".join(words.split()))


_FIRST = re.compile(r"\b(?:first|original|baseline)\b")
_LATER = re.compile(r"\b(?:rev|revised|revision|new|current|latest|extended|extension|forecast|amended|updated)\b")
_SAID = r"(?:(?:hmic|hmicfrs|hmi|inspectorates?|inspection|peel) )?"
_WHOSE = (
    r"(?:(?:our|force|the|unique|internal|current|overall|latest|delivery|progress|agreed|force s|level|"
    r"chief constables?|chief fire officers?) )*"
)
_WHICH = (
    "(?:original|first|(?:1st |2nd |3rd |second |third )?(?:revised|revision|rev|extension)|new|current|latest|agreed|"
    "extended|forecast|amended|baseline|expected|planned|anticipated|estimated)"
)


def _pattern(field: str, words: str) -> tuple[str, re.Pattern[str]]:
    return field, re.compile(words)


# The first that fits counts. A heading that could mean two things is in none, so it is asked about.
_PATTERNS = (
    _pattern(
        LEFT_OUT,
        r"(?:number of )?(?:working )?days? (?:left|overdue|remaining|late|to go|until due|open)|overdue|is overdue|"
        r"age|row|row no|line|line no|s n|sn|trend|direction of travel|updated by|last updated by|colour|weeks? left|"
        r"progress bar|start(?:ed)? date|date started|(?:planned |actual )?start|addressed to|"
        # what list programs add by themselves, how findings stood before, and what is counted
        r"(?:app )?(?:created|modified)(?: by)?|item type|content type|attachments|path|version|"
        r"(?:previous|prior|last)(?: \w+){0,2} (?:b?rag|status|rating)|"
        r"b?rag(?: status)? (?:at )?(?:the )?(?:last|previous) (?:meeting|month|quarter)|"
        r"status (?:at )?(?:the )?(?:last|previous) (?:meeting|month|quarter)|count of [\w ]+",
    ),
    _pattern("status", r"open(?: or)? closed|closed open|live(?: or)? closed"),
    _pattern(
        "inspectorate_status",
        r"(?:hmic|hmicfrs|hmi|inspectorates?)(?: monitoring)?(?: portal)? (?:status|position|view|rag)|"
        r"(?:monitoring )?portal status|inspectorates? status|status (?:on|in) (?:the )?(?:hmicfrs )?portal",
    ),
    _pattern("priority", r"priority(?: level| rating)?|urgency"),
    _pattern(
        "with",
        r"(?:support|supporting|other|joint|secondary|tactical|deputy|additional) (?:owners?|leads?|officers?|roles?)"
        r"|contributors?|also involved|co owners?|spoc|"
        r"single point of contact",
    ),
    _pattern("waiting_on", r"depend(?:s|ent|ency|encies)(?: on)?|waiting (?:on|for)|awaiting|blocked by"),
    _pattern("approved_by", r"(?:(?:date )?(?:change )?)(?:approved|authorised|agreed|signed off) by|approver"),
    _pattern("by", r"next (?:step|action)s? (?:date|due|due date|by|by when)|by when|date of next (?:step|action)"),
    _pattern("next", r"(?:key |planned )?next (?:steps?|actions?)(?: planned)?|what next|planned actions?"),
    _pattern(
        "reason",
        r"(?:reasons?|rationale|justification)(?: for)?(?: the)?(?: (?:date )?(?:change|changes|revision|extension|"
        r"slippage|delay|move|closure|closing|revised date))?(?: of date)?",
    ),
    _pattern(
        "closed",
        r"(?:date )?(?:closed|signed off|discharged|ended)(?: on| date)?|(?:closure|closed|sign off|end) date|"
        r"date (?:of )?(?:closure|sign off|signed off|discharge)|date completed|completed (?:date|on)|"
        r"date of completion|actual completion(?: date)?",
    ),
    _pattern(
        "received",
        rf"{_SAID}(?:date )?(?:received|published|issued|raised|opened)(?: on| date)?|{_SAID}report published|"
        rf"{_SAID}(?:publication|report|issue) date|"
        r"date (?:of )?(?:report|publication|issue|receipt|inspection report|report published)",
    ),
    _pattern(
        "said_on",
        r"(?:date )?(?:of )?(?:the )?(?:last |latest )?(?:updated|reviewed)(?: on)?|"
        r"(?:date (?:of )?)?(?:last |latest )?(?:update|note)(?: date| on)|"
        r"date of (?:the )?(?:last |latest )?(?:update|review)",
    ),
    _pattern(
        "due",
        rf"(?:action )?(?:{_WHICH} )*(?:target|due|delivery|deadline|implementation|completion target|"
        rf"target completion|due by|"
        rf"complete by)(?: completion| delivery| implementation)?(?: dates?| deadline| by)?(?: original| revised| \d)?|"
        rf"(?:{_WHICH} )+(?:completion|finish|end)(?: date)?|finish(?: date)?|"
        rf"(?:{_WHICH} )+dates?(?: \d)?|(?:revision|extension) \d|to be (?:completed|delivered|done) by|"
        r"(?:by )?when(?: will (?:it|this) be (?:done|completed?|delivered)(?: by)?)?|action due|"
        rf"(?:dates? |target dates? |due dates? )(?:original|revised|revision|revised \d|revision \d|new|extended)",
    ),
    _pattern("deadline", r"(?:official|hmicfrs|inspectorates?) deadline|timescale|time ?scales?"),
    _pattern(
        "title",
        rf"(?!inspection title){_SAID}(?:short |brief |action )?(?:title|heading|headline|summary|subject|"
        r"recommendation title|"
        rf"finding title|"
        rf"short title|summary of recommendation|recommendation summary)",
    ),
    _pattern(
        "reference",
        rf"{_WHOSE}{_SAID}(?:rec|recs|recommendation|finding|afi|action|unique|portal)?s? ?"
        rf"(?:ref|refs|reference|references|id|no|nos|number|identifier|code|urn|#)(?: no| number| id| code)?",
    ),
    _pattern(
        "recommendation",
        rf"(?:full |official |original )?{_SAID}(?:recommendations?|findings?|afis?|causes? of concern|"
        rf"areas? for improvement)"
        rf"(?: (?:or |and )?(?:recommendations?|afis?|afi coc|areas? for improvement|cause of concern))*"
        rf"(?: (?:full )?(?:text|wording|words|details?|description|in full))?|"
        rf"(?:full |official |original |exact )(?:wording|words|text|description)|wording|description|text|details?|"
        rf"what {_SAID}said|issue|requirement",
    ),
    _pattern(
        "inspection",
        rf"{_SAID}(?:inspections?|reports?|programme|publication)(?: (?:title|name|report|programme|area|source))?|"
        rf"(?:name|title) of (?:the )?(?:inspection|report)|source(?: report| document)?|thematic(?: inspection)?|"
        rf"audit report|parent (?:title|name|action)",
    ),
    _pattern("pillar", r"(?:peel )?pillars?"),
    _pattern(
        "question", r"(?:core |peel |inspection )?(?:questions?|areas?|themes?|strands?|topics?|diagnostics?)(?: area)?"
    ),
    _pattern(
        "type",
        rf"{_SAID}(?:finding |recommendation |rec )?(?:type|category|kind|classification)(?: of \w+)?|rec afi coc",
    ),
    _pattern("grade", rf"{_SAID}(?:peel )?(?:grade|grading|judge?ment|graded|grade given)"),
    _pattern(
        "status",
        rf"{_WHOSE}(?:action )?(?:rag|brag|status|position status|rag status|brag status)"
        rf"(?: (?:status|rating|colour|rag|brag))?",
    ),
    _pattern(
        "owner",
        rf"{_WHOSE}(?:business |strategic |accountable |responsible |action |lead |recommendation |senior |executive |"
        rf"chief officer |force |overall )*(?:owners?|leads?|officers?|sro|exec(?:utive)?s?|responsible|accountable|"
        r"assigned to|"
        rf"responsibility|role|post holder)(?: role)?|"
        rf"who(?: is responsible| will do it| leads?)?|managed by|action managed by",
    ),
    _pattern(
        "evidence",
        r"evidence(?: of (?:completion|closure|delivery)| links?| refs?| references?| location| files?)?|assurance",
    ),
    _pattern("staff_notes", r"(?:internal|staff|private|confidential) (?:notes?|comments?)"),
    _pattern(
        "response",
        rf"{_WHOSE}(?:management |initial |quarterly |monthly |quarter )*(?:responses?|updates?|progress|comments?|"
        rf"commentary|narrative|action taken|actions taken|actions?(?: required)?|action plan|"
        rf"latest note|last update)(?: (?:update|to date|notes?|narrative|"
        rf"made|commentary|on progress|comments?))?|position(?: statement)?|"
        r"what (?:have |are |will )?we (?:have |are |will )?(?:done|did|doing|do)(?: so far| about it)?|"
        r"actions? (?:to be taken|needed)|(?:closing|closure|final) (?:statement|summary|comments?|narrative|update)",
    ),
)
