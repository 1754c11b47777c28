"""The mapping file of a tracker: its questions as keys, and after each the answer that people wrote."""

import json
import re
from collections.abc import Iterable, Mapping

from register.editing.trackers.asking import Answer, Answers, Question, plain
from register.editing.trackers.headings import COLUMNS
from register.editing.yaml_text import written
from register.records.front_matter import Mapping as Node
from register.records.front_matter import ParseErrorKind, Scalar, read_facts
from register.records.nearest import nearest

FIELDS = ("columns", "row", *COLUMNS)
"""What a mapping can answer about."""

_HEAD = """\
# What only people can tell about {name}. Write each answer behind its colon, then run the same command again.
# An answer is an id or a label, the name of a field, a day (yyyy-mm-dd), yes, no, or: leave out.
"""


class BadMapping(Exception):
    """The mapping can't be read. The message says at which line, and what to do."""


def read_mapping(text: str) -> Answers:
    """The answers in a mapping file. Raises BadMapping."""
    root, errors = read_facts(text)
    for error in errors:
        if error.kind is ParseErrorKind.NOT_FIELDS and error.detail == "empty":
            return Answers()
        if error.kind is ParseErrorKind.CUT_TEXT:
            continue  # a remark behind an answer
        hint = f" ({error.detail})" if error.detail else ""
        raise BadMapping(f"line {error.span.line}: {error.kind}{hint}; a text with : or # in it needs double quotes")
    given: dict[str, dict[str, Answer]] = {}
    for name, (key, value) in (root.entries if root else {}).items():
        if name not in FIELDS:
            near = nearest(name, FIELDS)
            meant = f'write "{near}" if that is meant' if near else "delete the line"
            raise BadMapping(f'line {key.span.line}: "{name}" is not something that was asked about; {meant}')
        given[name] = {"": value.text} if isinstance(value, Scalar) else _answers(name, value)
    return Answers(given)


def _answers(name: str, value: object) -> dict[str, Answer]:
    if not isinstance(value, Node):
        raise BadMapping(f'below "{name}" there is a list; write each answer as "what it is about: answer"')
    found: dict[str, Answer] = {}
    for about, (key, answer) in value.entries.items():
        if isinstance(answer, Scalar):
            found[plain(about)] = answer.text
        elif isinstance(answer, Node) and all(isinstance(part, Scalar) for _, part in answer.entries.values()):
            found[plain(about)] = {fact: part.text for fact, (_, part) in answer.entries.items()}  # type: ignore[union-attr]
        else:
            raise BadMapping(f'line {key.span.line}: "{about}" has more than one answer; write one')
    return found


def with_questions(text: str, questions: Iterable[Question], name: str) -> str:
    """The mapping file with the questions added that it doesn't have; what stands there stays as it is.

    name: the tracker's. An empty text makes a new file. A question that is answered by then has its answer in it.
    """
    lines = (text or _HEAD.format(name=name)).rstrip("\n").split("\n")
    root = read_facts(text)[0] if text.strip() else None
    entries: Mapping[str, tuple[Scalar, object]] = root.entries if root else {}
    by_field: dict[str, list[Question]] = {}
    for question in questions:
        by_field.setdefault(question.field, []).append(question)
    places = {field: entries[field][0].span.line if field in entries else 0 for field in by_field}
    for field in sorted(by_field, key=lambda field: -places[field]):  # from the end, so that the lines before stay true
        new = [line for question in by_field[field] if not _has(entries, question) for line in _lines(question)]
        if places[field] and new:
            lines[places[field] : places[field]] = new
        elif new:
            lines += ["", f"{field}:", *new]
    return "\n".join(lines) + "\n"


def _has(entries: Mapping[str, tuple[Scalar, object]], question: Question) -> bool:
    node = entries[question.field][1] if question.field in entries else None
    return isinstance(node, Node) and plain(question.about) in map(plain, node.entries)


_MOST = 12  # choices in a comment


def _lines(question: Question) -> list[str]:
    listed = ", ".join(question.choices[:_MOST]) + (", ..." if len(question.choices) > _MOST else "")
    rows = f"{len(question.places)} rows, e.g. {question.places[0]}" if len(question.places) > 1 else question.places[0]
    return [f"  # {question.why} ({rows})" + (f": {listed}" if listed else ""), f"  {_key(question.about)}:"]


def _key(about: str) -> str:
    return (
        about if re.fullmatch(r"[A-Za-z][\w /().&'-]*[\w)]|[A-Za-z]", about) else json.dumps(about, ensure_ascii=False)
    )


def with_answers(text: str, answers: Answers) -> str:
    """The mapping file with these answers behind their keys; what stands there stays where it is the answer."""
    lines = text.split("\n")
    root = read_facts(text)[0]
    for field, (_, node) in (root.entries if root else {}).items():
        for about, (key, value) in (node.entries if isinstance(node, Node) else {}).items():
            answer = answers.given.get(field, {}).get(plain(about))
            if isinstance(value, Scalar) and isinstance(answer, str) and answer not in ("", value.text):
                line = lines[key.span.line - 1].rstrip()
                start = value.span.column - 1 if value.text else len(line)
                after = line[start + value.span.length :] if value.text else ""
                lines[key.span.line - 1] = f"{line[:start].rstrip()} {written(answer)}{after}"
    return "\n".join(lines)
