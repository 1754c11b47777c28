"""Rules about the words below the facts: headings, dated responses, links, and what may not appear there."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from register.checks.advice import choose, either, quoted
from register.checks.date_advice import days_meant, what_instead, what_is_wrong
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.records.body import Heading, Section, has_words
from register.records.folder import Kind
from register.records.model import FACTS, HEADINGS, OFFICIAL_WORDS, STAFF_NOTES, VOICES, Voice
from register.records.nearest import nearest_heading
from register.records.record import Record, framework_of
from register.records.responses import HEADING_WITH_RECORDED, days_of_heading
from register.records.source import ParseErrorKind, Span
from register.records.values import says_nothing

_KINDS = (Kind.INSPECTION, Kind.RECOMMENDATION, Kind.MEETING)


def allowed_headings(record: Record, context: Context) -> list[str]:
    """The headings (##) that the record's words may have; for an inspection also its questions, by label and by id."""
    titles = list(HEADINGS[record.kind])  # type: ignore[index]
    framework = framework_of(record, context.records) if record.kind is Kind.INSPECTION else None
    if framework and framework.sound("questions"):
        titles += [q.label for q in framework.facts.questions] + [q.id for q in framework.facts.questions]
    return titles


@error(*_KINDS)
def unknown_heading(record: Record, context: Context) -> Iterator[Issue]:
    """A heading (##) is not one that this kind of record can have, so its text would appear nowhere on the site.

    Write `## Force response`, not `## Force reponse`.
    """
    titles = allowed_headings(record, context)
    if record.kind is Kind.INSPECTION:
        framework = framework_of(record, context.records)
        if not framework or not framework.sound("questions"):
            return
    other = [h for h in record.headings if h.level == 2 and h.plain and h.title not in titles]
    known = {title.casefold() for title in titles} if other else set()
    for heading in other:
        if heading.title.casefold() not in known:
            advice = choose(heading.title, titles, near_to=nearest_heading)
            if record.kind is Kind.RECOMMENDATION and days_of_heading(heading.title)[0]:
                advice = f'write "### {heading.title}"'
            yield Issue(heading.span, f"{quoted(heading.title)} is not a heading here", advice)


@error(*_KINDS)
def repeated_heading(record: Record, context: Context) -> Iterator[Issue]:
    """A heading (##) appears twice, or a question has one by its label and one by its id.

    Put the text of both under the first.
    """
    framework = framework_of(record, context.records) if record.kind is Kind.INSPECTION else None
    questions = framework.facts.questions if framework and framework.sound("questions") else ()
    labels = {question.id: question.label.casefold() for question in questions}
    first: dict[str, Heading] = {}
    for heading in record.headings:
        title = heading.title.casefold()
        earlier = first.setdefault(labels.get(title, title), heading) if heading.level == 2 else heading
        if earlier is not heading:
            message = f"{quoted(heading.title)} appears twice (first on line {earlier.span.line})"
            yield Issue(heading.span, message, "put the text of both under the first")


@error(*_KINDS)
def top_heading(record: Record, context: Context) -> Iterator[Issue]:
    """A page has one title, which comes from the field `title`. Begin headings in the text with ##.

    Write `## Purpose`, not `# Purpose`.
    """
    for heading in record.headings:
        if heading.level == 1 and heading.plain:
            known = {title.casefold(): title for title in allowed_headings(record, context)}
            title = known.get(heading.title.casefold())
            advice = "make it a bold line, or begin it with ## and use one of the known headings"
            advice = f'write "## {title}"' if title else advice
            yield Issue(heading.span, "a heading with one # is the title of a page", advice)


@error(*_KINDS)
def odd_heading(record: Record, context: Context) -> Iterator[Issue]:
    """A heading is inside a list or quotation, or is made by a line of --- or === below it. Begin its line with ##.

    A line of dashes under a paragraph turns that paragraph into a heading: leave a blank line between them.

    Write `**A plan**`, not `- ## A plan`.
    """
    odd = [heading for heading in record.headings if not heading.plain]
    parse_errors = record.source.parse_errors if odd else ()
    unmerged = {each.span.line for each in parse_errors if each.kind is ParseErrorKind.MERGE_CONFLICT}
    for heading in odd:
        if heading.span.line not in unmerged:
            marked = "#" in record.source.line(heading.span.line)
            advice = (
                "make it a bold line, or begin its line with ##"
                if marked
                else "leave a blank line above the line of --- or ==="
            )
            yield Issue(heading.span, f"{quoted(heading.title)} becomes a heading here", advice)


@error(*_KINDS)
def heading_without_blank(record: Record, context: Context) -> Iterator[Issue]:
    """A line begins with ## or ### but has no space after them, so it is not a heading but text of the section above.

    That is how staff notes would get published. Put a space after the last #.

    Write `## Evidence`, not `##Evidence`.
    """
    for span, marks, title in _without_blank(record):
        advice = f'write "{marks} {title}", with a space after {marks}'
        known = {title.casefold() for title in allowed_headings(record, context)}
        if title.casefold() not in known and not days_of_heading(title)[0]:
            advice += ", if a heading is meant, else put a \\ before the first #"
        yield Issue(span, f'"{marks}{title}" is not a heading', advice)


_NO_BLANK = re.compile(r" {0,3}(#{2,3})(?![#\t ])(.*\S.*)")
_NO_BLANK_ANYWHERE = re.compile(r"##[^#\t\n ]")  # most records have none, and needn't be read line by line
_FENCE = re.compile(r" {0,3}(```|~~~)")


def _without_blank(record: Record) -> Iterator[tuple[Span, str, str]]:
    """The lines outside code that look like headings but have no space after their marks: (span, marks, title)."""
    body, in_code = record.source.body or "", False
    if not _NO_BLANK_ANYWHERE.search(body):
        return
    for number, line in enumerate(body.split("\n"), start=record.source.body_line):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code and (match := _NO_BLANK.fullmatch(line)):
            yield Span(number, 1, len(line)), match[1], match[2].strip()


@warning(*_KINDS)
def heading_without_marks(record: Record, context: Context) -> Iterator[Issue]:
    """A line has the words of a heading but no ##, so the text below it belongs to the section above.

    Write `## Force response`, not `Force response`.
    """
    lines = _lines_of(_WITHOUT_MARKS[record.kind], record)  # type: ignore[index]
    headings = {heading.span.line for heading in record.headings} if lines else set()
    first = min(headings, default=0)  # text above the first heading has its own rule
    for span, words in lines:
        if span.line not in headings and 0 < first < span.line:
            title = next(title for title in HEADINGS[record.kind] if title.casefold() == words.rstrip(":").casefold())  # type: ignore[index]
            message = f"{quoted(words)} is not a heading, so the text below it belongs to the section above"
            yield Issue(span, message, f'write "## {title}" if a heading is meant')
    for span, words in _lines_of(_A_DAY, record) if record.kind is Kind.RECOMMENDATION else ():
        day = next(iter(days_meant(words.strip("#*_: "), context.records.zone)), None)
        days = {response.section.heading.span.line: response.day for response in record.responses}
        if day and not days.get(span.line):
            if min(days, default=span.line) < span.line or _answers(record, span):
                message = f"{quoted(words)} is not the heading of a response, so what follows belongs to the one above"
                yield Issue(span, message, f'write "### {day}" if a response of that day begins here')


def _lines_of(line: re.Pattern[str], record: Record) -> list[tuple[Span, str]]:
    """The lines below the facts that a pattern of `_whole_line` finds: each with its span, and without outer spaces."""
    found: list[tuple[Span, str]] = []
    body, number, counted = record.source.body or "", record.source.body_line, 0
    for match in line.finditer(body):
        number += body.count("\n", counted, match.end())
        counted = match.end()
        found.append((Span(number, 1, match.end() - match.start() - 1), match.group().strip()))
    return found


def _whole_line(words: str) -> re.Pattern[str]:
    """A pattern of each line that says nothing but the words, themselves a pattern, and of the line end before it.

    Searching for a line end is five times as fast as asking of every letter whether a line begins there.
    """
    return re.compile(rf"\n{_BLANKS}(?:{words}){_BLANKS}(?=\n|\Z)", re.IGNORECASE)


def _answers(record: Record, span: Span) -> bool:
    """Whether the line stands below the heading of a response."""
    above = [heading.title for heading in record.headings if heading.level == 2 and heading.span.line < span.line]
    return bool(above) and above[-1].casefold() in {title.casefold() for title in VOICES.values()}


_BLANKS = r"[^\S\n]*+"
_WITHOUT_MARKS = {
    kind: _whole_line(f"(?:{'|'.join(title for title in titles if title != STAFF_NOTES)}):?")
    for kind, titles in HEADINGS.items()
}
_DAY_IN_WORDS = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9} \d{4}"
_A_DAY = _whole_line(rf"(?:#{{4,6}}[^\S\n]+|\*\*|__)?(?:{_DAY_IN_WORDS}):?(?:\*\*|__)?:?")


@error(Kind.RECOMMENDATION)
def staff_notes_public(record: Record, context: Context) -> Iterator[Issue]:
    """A line says Staff notes but is not a heading with ##, so the text below it would be published.

    Only the section `## Staff notes` is kept private.

    Write `## Staff notes`, not `**Staff notes**`.
    """
    lines = _lines_of(_STAFF_NOTES, record)
    if not lines:
        return
    reported = {heading.span.line for heading in record.headings if heading.level <= 2 or not heading.plain}
    reported |= {response.section.heading.span.line for response in record.responses}
    for span, _ in lines:
        if span.line not in reported and span.line not in staff_notes(record):
            yield Issue(span, "the text below this line would be published", f'write "## {STAFF_NOTES}"')


_STAFF_NOTES = _whole_line(rf"(?:#+[^\S\n]++|\*\*|__|[*_])?{STAFF_NOTES}{_BLANKS}:?(?:\*\*|__|[*_])?:?")


def staff_notes(record: Record) -> range:
    """The lines of the section that is never published."""
    tops = [heading for heading in record.headings if heading.level <= 2]
    for heading, after in pairwise([*tops, None]):
        if heading.title.casefold() == STAFF_NOTES.casefold() and record.kind is Kind.RECOMMENDATION:
            return range(heading.span.line, after.span.line if after else _last_line(record) + 1)
    return range(0)


def _last_line(record: Record) -> int:
    return record.source.body_line + (record.source.body or "").count("\n")


@error(*_KINDS)
def words_before_heading(record: Record, context: Context) -> Iterator[Issue]:
    """There is text above the first heading, which so belongs to no section. Put it below a heading.

    Write `## Recommendation`, not `**Recommendation**`.
    """
    if _has_words_above(record):
        lines = (record.source.body or "").split("\n")
        first = next(number for number, line in enumerate(lines) if line.strip())
        span = Span(record.source.body_line + first, 1, len(lines[first]))
        if any(each == span for each, _, _ in _without_blank(record)):
            return
        yield _belongs_nowhere(record, span, lines[first].strip())


def _belongs_nowhere(record: Record, span: Span, line: str) -> Issue:
    """The issue of a line above all headings: a heading with signs that make it none, a fact, or a text."""
    titles = {f"## {title}".casefold(): title for title in HEADINGS[record.kind]}  # type: ignore[index]
    if title := titles.get(line.replace("\\", "").casefold()):
        return Issue(span, f"{quoted(line)} is not a heading", f'write "## {title}", with nothing before it')
    field, colon, _ = line.partition(": ")
    if colon and field in FACTS[record.kind].fields():  # type: ignore[index]
        message = f"this is a fact, and the facts end at line {_end_of_facts(record)}"
        return Issue(span, message, "move it above the line --- that ends them")
    known = either(f"## {title}" for title in titles.values())
    return Issue(span, "this text belongs to no section", f"put it below a heading: {known}")


def _end_of_facts(record: Record) -> int:
    return record.source.body_line - 1


@error(*_KINDS)
def code_without_end(record: Record, context: Context) -> Iterator[Issue]:
    """A line of ``` begins computer code, and no other ends it: all below is shown as code, its headings too.

    Write such a line below the code too, or leave the signs out.
    """
    body, opened = record.source.body or "", None
    for number, line in enumerate(body.split("\n") if "```" in body or "~~~" in body else ()):
        fence = _FENCE.match(line)
        if fence and opened is None:
            opened = (number, line.strip())
        elif fence and opened and line.strip().startswith(fence[1]) and not line.strip().strip("`~"):
            opened = None if opened[1].startswith(fence[1]) else opened
    if opened:
        message = f"{quoted(opened[1])} begins computer code that never ends, so no heading is seen below it"
        span = Span(record.source.body_line + opened[0], 1, len(opened[1]))
        yield Issue(span, message, "delete the line, or end the code with such a line below it")


def _has_words_above(record: Record) -> bool:
    return bool(record.body) and has_words(record.body.preamble)  # type: ignore[union-attr]


@error(Kind.RECOMMENDATION)
def official_words_missing(record: Record, context: Context) -> Iterator[Issue]:
    """Every finding has a section `## Recommendation` with the inspectorate's own words."""
    if not record.body or record.body.section(OFFICIAL_WORDS):
        return
    headings = record.headings
    tops = (heading for heading in headings if heading.level <= 2 or not heading.plain)
    misspelt = {nearest_heading(heading.title, HEADINGS[Kind.RECOMMENDATION]) for heading in tops}
    if OFFICIAL_WORDS in misspelt or _has_words_above(record) or any(_without_blank(record)):
        return  # another rule says so
    deeper = next((h for h in headings if h.title.casefold() == OFFICIAL_WORDS.casefold()), None)
    span = deeper.span if deeper else Span(record.source.body_line)
    advice = f'write "## {OFFICIAL_WORDS}"' + (" with two #" if deeper else " and the official words below it")
    yield Issue(span, f"there is no section ## {OFFICIAL_WORDS}", advice)


@error(Kind.RECOMMENDATION)
def official_words_empty(record: Record, context: Context) -> Iterator[Issue]:
    """The section `## Recommendation` is empty. Write the inspectorate's own words there."""
    section = record.body.section(OFFICIAL_WORDS) if record.body else None
    if section and _says_nothing(section):
        yield Issue(section.heading.span, "this section says nothing", "write the inspectorate's own words here")
    elif section and section.empty and all(part.empty for part in record.body.below(OFFICIAL_WORDS)):  # type: ignore[union-attr]
        yield Issue(section.heading.span, "this section is empty", "write the inspectorate's own words here")


def _says_nothing(section: Section) -> bool:
    """Whether the section holds nothing but a sign for nothing, such as TBC."""
    return (
        len(section.html) < _LONGEST_SIGN and not section.empty and says_nothing(re.sub(r"<[^>]*>", "", section.html))
    )


_LONGEST_SIGN = 40


@error(Kind.RECOMMENDATION)
def response_without_day(record: Record, context: Context) -> Iterator[Issue]:
    """A heading (###) under a response is the day, yyyy-mm-dd, of what is said below it.

    Where they came into the register later, it says so: `### 2019-09-05 (recorded 2019-12-02)`.

    Write `### 2019-09-05`, not `### 05/09/2019`.
    """
    for response in record.responses:
        heading = response.section.heading
        if heading.level == 3 and response.day is None:
            wrong, line = _not_a_day(heading.title)
            if wrong == heading.title and (parts := _DAY_AND_WORDS.fullmatch(wrong)):
                recorded = _RECORDED.fullmatch(parts[2])
                advice = f'write "### {parts[1]}" and {quoted(parts[2])} below it'
                if recorded:
                    advice = f'write "### {parts[1]} (recorded {recorded[1]})"'
                yield Issue(heading.span, f"{quoted(heading.title)} says more than the day", advice)
                continue
            yield Issue(
                heading.span,
                what_is_wrong(wrong),
                f"{what_instead(wrong, line, context.records.zone)}, or make it a bold line",
            )


_DAY_AND_WORDS = re.compile(r"(\d{4}-\d\d-\d\d)[\s:,\u2013\u2014-]+(.*[^\W\d_].*)")
_RECORDED = re.compile(r"[(\[]?recorded:?(?: on)? (\d{4}-\d\d-\d\d)[)\]]?", re.IGNORECASE)


def _not_a_day(title: str) -> tuple[str, str]:
    """The part of a heading that is not a day, and the heading as it is written with {} in place of that part."""
    both = HEADING_WITH_RECORDED.fullmatch(title)
    if not both:
        return title, "### {}"
    if days_of_heading(both[1])[0]:
        return both[2], f"### {both[1]} (recorded {{}})"
    return both[1], f"### {{}} (recorded {both[2]})"


@error(Kind.RECOMMENDATION)
def responses_out_of_order(record: Record, context: Context) -> Iterator[Issue]:
    """The dated responses run from the oldest to the newest, with each day once. Move or join them.

    After a response of 5 September 2019, write `### 2019-12-02`, not `### 2019-08-02`.
    """
    newest: dict[Voice, date] = {}
    for response in record.responses:
        if response.section.heading.level == 3 and (day := response.day):
            before = newest.get(response.by)
            if before and day <= before:
                message = f"{day} appears twice" if day == before else f"{day} comes after {before} here"
                yield Issue(response.section.heading.span, message, "put the oldest first, and each day once")
            newest[response.by] = day


@warning(Kind.RECOMMENDATION)
def response_empty(record: Record, context: Context) -> Iterator[Issue]:
    """A dated heading under a response has nothing below it. Write what was said, or delete the heading."""
    for response in record.responses:
        is_empty = response.section.empty or _says_nothing(response.section)
        if response.section.heading.level == 3 and response.day and is_empty:
            advice = "write what was said on that day, or delete the heading"
            advice += "" if response.section.empty else " and the sign below it"
            yield Issue(response.section.heading.span, f"there is nothing under {response.day}", advice)
