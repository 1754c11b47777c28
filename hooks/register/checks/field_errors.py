"""Which rule explains an error of a field, and which model declares the field?"""

from collections.abc import Iterator

from register.records.folder import Kind
from register.records.history import TAKEN_AWAY_BY_NONE
from register.records.model import FACTS, Facts, inner_model, name_at
from register.records.record import Record
from register.records.source import ParseErrorKind, Path
from register.records.validation import FieldError
from register.records.values import SAYS_NOTHING, says_nothing

# The rule that explains a mistake, by pydantic's name for it. "wrong-shape" takes whatever is not listed here.
_RULE_OF = {
    "extra_forbidden": "unknown-field",
    "missing": "missing-field",
    SAYS_NOTHING: "says-nothing",
    "day": "bad-date",
    "string_pattern_mismatch": "bad-word",
    "enum": "unknown-choice",
    "true_or_false": "not-true-or-false",
    "year": "bad-number",
    "whole_number": "bad-number",
    "web_address": "bad-web-address",
    "secure_address": "bad-web-address",
    "contact_address": "bad-web-address",
    "area_code": "bad-area-code",
    "days_or_none": "bad-number",
    "string_too_long": "text-too-long",
    "too_long": "text-too-long",
}
# Parse errors that already say what is wrong with a value.
_REFUSED = (ParseErrorKind.ANCHOR, ParseErrorKind.TAG, ParseErrorKind.HIDDEN_CHARACTER, ParseErrorKind.NOT_UTF8)


def errors_of(record: Record, rule: str) -> Iterator[FieldError]:
    """The field errors that this rule reports, except for values that were refused as they are written."""
    refused = {each.span.line for each in record.source.parse_errors if each.kind in _REFUSED}
    for field_error in record.field_errors:
        if _rule_of(field_error) == rule and record.source.span(*field_error.path).line not in refused:
            yield field_error


def _rule_of(field_error: FieldError) -> str:
    empty = isinstance(field_error.value, str) and not field_error.value.strip()
    return "empty-entry" if empty else _RULE_OF.get(field_error.kind, "wrong-shape")


def leave_out(kind: Kind, path: Path, text: str) -> str | None:
    """The advice for a placeholder: to leave the field out; None where it can't be, or the text says something."""
    name = name_at(path)
    if not says_nothing(text) or model_at(kind, path).fields()[name].is_required():
        return None
    if path[0] == "history" and name in TAKEN_AWAY_BY_NONE:
        return f'write "{name}: none" if there was none any more from that day, or leave "{name}" out'
    return f'leave "{name}" out until there is one'


def model_at(kind: Kind, path: Path) -> type[Facts]:
    """The model that declares the field at path."""
    model: type[Facts] = FACTS[kind]
    for step in path[:-1]:
        if isinstance(step, str) and step in model.fields():
            model = inner_model(model.fields()[step].annotation) or model
    return model
