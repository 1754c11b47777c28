"""Rules about placeholders, such as TBC, and fields left empty."""

from collections.abc import Iterator

from register.checks.advice import quoted
from register.checks.field_errors import errors_of, leave_out
from register.checks.issue import Issue
from register.checks.rule import Context, error
from register.records.folder import Kind
from register.records.model import name_at
from register.records.record import Record
from register.records.source import Scalar

_ALL = tuple(Kind)


@error(*_ALL, needs_parse_errors=True)
def says_nothing(record: Record, context: Context) -> Iterator[Issue]:
    """A text is a placeholder, such as TBC, n/a or a hyphen, and would be published as an owner, or as a reason.

    Leave the field out until there is something to say. A placeholder counts as absent.

    Write `approved_by: Deputy Chief Constable`, not `approved_by: TBC`.
    """
    for field_error in errors_of(record, "says-nothing"):
        advice = leave_out(record.kind, field_error.path, "")  # type: ignore[arg-type]
        if field_error.path == ("owner",):
            advice = 'write the role that answers for it, or leave "owner" out if the finding is closed'
        message = f"{quoted(field_error.value)} is only a placeholder"
        yield Issue(record.source.span(*field_error.path), message, advice or f"write the {name_at(field_error.path)}")


@error(Kind.RECOMMENDATION, needs_parse_errors=True)
def publish_empty(record: Record, context: Context) -> Iterator[Issue]:
    """`publish` has no value. An empty field counts as absent, so this finding would be published.

    Write `publish: false`, not `publish:`.
    """
    given = record.source.facts.entries.get("publish") if record.source.facts else None
    if given and isinstance(given[1], Scalar) and not given[1].text.strip():
        advice = 'write "publish: true" or "publish: false"'
        yield Issue(given[0].span, '"publish" has no value', advice)
