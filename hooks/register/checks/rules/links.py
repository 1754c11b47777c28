"""Rules about what the words may not contain: HTML, images, and links that lead nowhere or do harm."""

import re
from collections.abc import Iterator

from register.checks.advice import PUT_ON_THE_WEB, choose, quoted
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.records.body import record_named
from register.records.folder import Kind
from register.records.nearest import nearest
from register.records.record import Record

_KINDS = (Kind.INSPECTION, Kind.RECOMMENDATION, Kind.MEETING)
_ALLOWED_TARGET = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*:|//)")


@error(*_KINDS)
def raw_html(record: Record, context: Context) -> Iterator[Issue]:
    """HTML tags are not allowed in the text: they can carry programs.

    Use Markdown instead; to show a < write `&lt;` or put it in `code`.

    Write `A plan is in place.`, not `A plan<br>is in place.`.
    """
    for span in record.body.raw_html if record.body else ():
        yield Issue(span, "there is an HTML tag or comment here", "use Markdown instead; write &lt; to show a <")


@error(*_KINDS)
def link_target(record: Record, context: Context) -> Iterator[Issue]:
    """A link leads to http(s), to mailto, or to a page of the register (a relative link).

    Other kinds can harm readers, or lead nowhere.

    Write `[the plan](https://www.example.org/plan)`, not `[the plan](file:///C:/plan.docx)`.
    """
    for link in record.body.links if record.body else ():
        outside = _is_outside(link.target) and not _ALLOWED_TARGET.match(link.target)
        if not link.picture and (outside or not link.target.strip()):
            start = link.span.column - 1
            written = record.source.line(link.span.line)[start : start + link.span.length]
            name = link.target or written
            shown = f"the link {quoted(name)}" if len(name) > 1 else "this link"
            message = f"{shown} is not http(s), mailto or relative"
            yield Issue(link.span, message, "write an address that begins with https://")


def _is_outside(target: str) -> bool:
    """Whether a link leads out of the register, to an address with a scheme or to another server."""
    return _SCHEME.match(target) is not None


@error(*_KINDS)
def picture(record: Record, context: Context) -> Iterator[Issue]:
    """There is an image in the text.

    It can't be read aloud or printed well, and it may come from another site. Link to it instead.

    Write `[The chart](https://www.example.org/chart.png)`, not `![The chart](https://www.example.org/chart.png)`.
    """
    for link in record.body.links if record.body else ():
        if link.picture:
            yield Issue(link.span, "there is an image here", "describe it in words, or remove the ! to make it a link")


@warning(*_KINDS, cross_record=True)
def link_to_no_record(record: Record, context: Context) -> Iterator[Issue]:
    """A relative link leads to a file that is not a record, so readers see its words without a link.

    Correct its name, or give the web address of a document that is kept elsewhere.

    Write `[the cause](vetting.md)`, not `[the cause](veting.md)`.
    """
    for link in record.body.links if record.body else ():
        name = record_named(link.target)
        if name and _is_file(link.target) and not link.picture and not _is_id(name, context):
            files = [f"{id}.md" for id in context.records.recommendations]
            advice = choose(f"{name}.md", files)
            if _WITHOUT_SCHEME.match(link.target):
                advice = f'write "https://{link.target}" if that is meant'
            elif not link.target.endswith(".md") and not nearest(f"{name}.md", files):
                advice = PUT_ON_THE_WEB
            yield Issue(link.span, f"{quoted(link.target)} is not the file of a record", advice)


_WITHOUT_SCHEME = re.compile(r"www\.", re.IGNORECASE)


def _is_file(target: str) -> bool:
    """Whether a link is relative and names a file: its last part has an ending. A host is taken for one."""
    last = target.partition("#")[0].rpartition("/")[2].strip(".")
    return not _is_outside(target) and ("." in last or _WITHOUT_SCHEME.match(target) is not None)


def _is_id(name: str, context: Context) -> bool:
    records = context.records
    return any(name in those for those in (records.recommendations, records.inspections, records.meetings))
