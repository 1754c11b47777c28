"""Rules about what is written where there is nothing to say: signs for nothing, and fields left empty."""

from collections.abc import Iterator

from register.checks.advice import quoted
from register.checks.field_errors import errors_of, model_at
from register.checks.issue import Issue
from register.checks.rule import Context, error
from register.records.folder import Kind
from register.records.model import name_at
from register.records.record import Record
from register.records.source import Scalar

_ALL = tuple(Kind)


@error(*_ALL, needs_parse_errors=True)
def says_nothing(record: Record, context: Context) -> Iterator[Issue]:
    """A text is a sign for nothing, such as TBC, n/a or a hyphen: it would be published as an owner, or as a reason.

    Leave the field out until there is something to say. A sign for nothing counts as absent.

    Write `approved_by: Deputy Chief Constable`, not `approved_by: TBC`.
    """
    for field_error in errors_of(record, "says-nothing"):
        name = name_at(field_error.path)
        declared = model_at(record.kind, field_error.path).fields()[name]  # type: ignore[arg-type]
        advice = "write what is meant" + ("" if declared.is_required() else f', or leave "{name}" out')
        yield Issue(record.source.span(*field_error.path), f"{quoted(field_error.value)} says nothing", advice)


@error(Kind.RECOMMENDATION, needs_parse_errors=True)
def publish_empty(record: Record, context: Context) -> Iterator[Issue]:
    """`publish` has no value. What is empty counts as absent, and this finding would be published.

    Write `publish: false`, not `publish:`.
    """
    given = record.source.facts.entries.get("publish") if record.source.facts else None
    if given and isinstance(given[1], Scalar) and not given[1].text.strip():
        advice = 'write "publish: true" or "publish: false"'
        yield Issue(given[0].span, '"publish" has no value', advice)
