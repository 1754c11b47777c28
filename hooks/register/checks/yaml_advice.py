"""Advice on a line of YAML that can't be read: what is wrong with it, and what to write instead."""

import re
from typing import NamedTuple, Self

from register.checks.advice import in_quotes
from register.checks.issue import Issue
from register.records.model import FIELD_NAMES
from register.records.source import Span

FIELD_OR_TEXT = 'write it as "field: value", or indent it like the lines above'
"""The advice for a line that may be a field or a part of the text above it."""

NO_FIELD = "mapping values are not allowed"
"""The parser's words for a colon that makes no field."""

_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")  # they look like the ordinary one


def advice_on_line(span: Span, line: str, detail: str) -> Issue:
    """The issue of a line that can't be read, from the parser's message (detail) and the line itself."""
    field = _Field.of(line)
    for look in (_at_blanks, _at_value, _at_form):
        if issue := look(span, field, detail):
            return issue
    advice = 'write "field: value" with a space after the colon, indented like the lines around it'
    return Issue(span, "this line can't be read here", advice)


class _Field(NamedTuple):
    """A line as a field, as far as it is one: what is before its colon, the key with the colon, and its value."""

    line: str
    before: str
    colon: str
    after: str
    key: str
    value: str

    @classmethod
    def of(cls, line: str) -> Self:
        """The line as a field; of an entry of a list of texts, the hyphen is the key."""
        before, colon, after = line.partition(":")
        if not colon and line.lstrip().startswith("- "):
            return cls(line, before, colon, after, "-", line.strip().removeprefix("- "))
        return cls(line, before, colon, after, f"{before.strip().removeprefix('- ').strip()}:", after.strip())

    @property
    def is_known(self) -> bool:
        """Whether a field of some record has this name."""
        return self.key[:-1] in FIELD_NAMES


def _at_blanks(span: Span, field: _Field, detail: str) -> Issue | None:
    """The issue of blanks that are not spaces."""
    line = field.line
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Issue(span, "this line is indented with a tab", "indent it with spaces, two for each level")
    if odd := _SPACES.search(field.before + field.colon + field.after[:1]):
        message = f"this is not an ordinary space, though it looks like one (U+{ord(odd.group()):04X})"
        return Issue(Span(span.line, odd.start() + 1), message, "delete it, and type an ordinary space")
    return None


def _at_value(span: Span, field: _Field, detail: str) -> Issue | None:
    """The issue of a text that has signs which mean something to the parser."""
    line, key, value = field.line, field.key, field.value
    at_value = Span(span.line, line.rfind(value) + 1, len(value)) if value else span
    quote_it = f"put the text in double quotes: {key} {in_quotes(_without_typeset_quotes(value))}"
    if "escape character" in detail or "hexdecimal" in detail:
        text = value.strip('"').replace("'", "''")
        advice = f"write it with two \\\\, or put the text in single quotes: {key} '{text}'"
        return Issue(at_value, "in double quotes, a \\ begins a special character", advice)
    if NO_FIELD in detail and field.colon and span.column > len(field.before) + 1:
        if fields := _fields_without_braces(line):
            return Issue(span, "several fields on one line stand between { and }", f"write {fields}")
        return Issue(span, "the text contains a colon followed by a space", quote_it)
    if "did not find expected ',' or" in detail:
        return _bracket_advice(span, line)
    if value == "-":
        return Issue(at_value, "a hyphen alone says nothing", "write the value of the field, or leave the line out")
    if value and (value[0] in "*&!%@`>|{[]},?" or value.startswith("- ")):
        return Issue(at_value, f"a text can't begin with {value[0]}", quote_it)
    if value[:1] == '"' and value[-1] in _TYPESET_QUOTES and value.count('"') == 1:
        message = "this is another quotation mark than the one that began the text"
        return Issue(Span(span.line, len(line.rstrip())), message, 'put a " in its place')
    if value and value[0] in "\"'":
        advice = f"put {value[0]} at the end of the text, and nowhere inside it"
        return Issue(at_value, "this quotation mark is not closed, or something follows the closing one", advice)
    return None


def _at_form(span: Span, field: _Field, detail: str) -> Issue | None:
    """The issue of a line that is neither a field nor an entry of a list, or stands where it can't be one."""
    line, colon = field.line, field.colon
    is_no_field = NO_FIELD in detail and bool(colon)
    if entry := re.match(r"\s*(-(?=\w)|[*\u2022\u2013](?= ))", line):
        advice = f'write "- {line[entry.end() :].strip()}", with a hyphen and a space'
        return Issue(Span(span.line, entry.start(1) + 1), "an entry in a list begins with a hyphen and a space", advice)
    if "did not find expected" in detail and (issue := _about_brackets(span.line, line)):
        return issue
    if line.startswith("- ") and field.is_known and not line.startswith("- {"):
        return Issue(Span(span.line, 1), "a hyphen begins a list, and this is a field", "take the hyphen away")
    if is_no_field and line[:1] == " " and not field.is_known:
        message = "this line goes on with the text above it, and contains a colon"
        return Issue(span, message, "join the two lines, and put the whole text in double quotes")
    if "did not find expected" in detail or is_no_field:
        advice = "start it directly below the first letter of the line above"
        name = Span(span.line, len(line) - len(line.lstrip()) + 1, len(field.before.strip()))
        return Issue(name, "this line is not indented like the lines around it", advice)
    if sign := _OTHER_COLON.fullmatch(line):
        return Issue(span, "a colon and a space follow the name of a field", f'write "{sign[1]}: {sign[2]}"')
    if not colon:
        return Issue(span, "this line is neither a field nor part of the text above", FIELD_OR_TEXT)
    if field.value and not re.search(r":\s", line):
        advice = f'write "{field.key} {field.value}"' if field.is_known else FIELD_OR_TEXT
        return Issue(span, "there is no space after the colon", advice)
    return None


_TYPESET_QUOTES = "\u201c\u201d\u201e"  # what word processors make of a quotation mark
_OTHER_COLON = re.compile(rf" *({'|'.join(sorted(FIELD_NAMES))})\s*[=;\uff1a\u2236]\s*(\S.*)")
_ENTRY = re.compile(r"\s*- (?:\(|\{)?(?P<fields>[^{}]+?)[)}]?\s*")
_FIELD_WITHIN = re.compile(r", *([a-z_]+): ")


def _without_typeset_quotes(text: str) -> str:
    """The text without quotation marks of a word processor around the whole of it."""
    return re.sub("^[\u201c\u201d\u201e](.*)[\u201c\u201d]$", r"\1", text)


def _fields_without_braces(line: str) -> str:
    """The entry of a list with the braces that its fields lack, in quotation marks; empty for another line."""
    entry = _ENTRY.fullmatch(line)
    if not entry or not FIELD_NAMES.issuperset(_FIELD_WITHIN.findall(line)) or not _FIELD_WITHIN.search(line):
        return ""
    return f'"- {{{entry["fields"]}}}"'


def _about_brackets(number: int, line: str) -> Issue | None:
    """The issue of brackets or braces that lack another or have one too many; None where each has its own."""
    read = re.sub(r"\s#.*", "", line)
    for opening, closing in ("{}", "[]"):
        if read.count(opening) > read.count(closing):
            return _bracket_advice(Span(number, line.index(opening) + 1), line)
        if read.count(closing) > read.count(opening):
            is_sure = opening not in read or read.rstrip().endswith(closing * 2)
            advice = "delete it" if is_sure else f"keep only the {closing} that ends what the {opening} begins"
            return Issue(Span(number, read.rindex(closing) + 1), f"there is one {closing} too many here", advice)
    if link := _MARKDOWN_LINK.fullmatch(read):
        advice = f'write "- {{title: {link[1]}, url: {link[2]}}}"'
        return Issue(Span(number, read.index("[") + 1, len(link[0].strip()) - 2), "this is a link as in a text", advice)
    if second := re.search(r"\}[\s,;]*(\{)", read):
        return Issue(
            Span(number, second.start(1) + 1),
            "a second entry begins here",
            'write each entry on a line of its own that begins with "- "',
        )
    return None


_MARKDOWN_LINK = re.compile(r"\s*- \[([^\[\]]+)\]\((\S+)\)\s*")


def _bracket_advice(span: Span, line: str) -> Issue:
    """The issue of a bracket or brace that is not closed, or that holds something that can't be read."""
    comment = re.search(r"\s#.*", line)
    read = line[: comment.start()] if comment else line
    if all(read.count(opening) == read.count(closing) for opening, closing in ("{}", "[]")):
        message = "these brackets lack a comma, or a text in them contains a colon"
        return Issue(span, message, "put a comma between fields, and double quotes round a text that contains a colon")
    if comment:
        message = "everything after a space and # is ignored, so this bracket is not closed"
        return Issue(Span(span.line, comment.start() + 2), message, "put the text that contains # in double quotes")
    return Issue(span, "this bracket or brace is not closed", "close it with ] or }")
