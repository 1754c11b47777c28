"""Validates the values of a file against the declared fields of its kind: the facts, and what is wrong with them."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from keyword import iskeyword
from typing import Any, NamedTuple

from pydantic import ValidationError

from register.records.facts import Facts
from register.records.nearest import nearest_field
from register.records.source import Path
from register.records.values import SAYS_NOTHING


class FieldError(NamedTuple):
    """A value that its field can't take: where, pydantic's name for what is wrong, and what was written."""

    path: Path
    kind: str
    context: Mapping[str, Any]
    value: object


def validated(kind: type[Facts], values: Any) -> tuple[Facts, tuple[FieldError, ...]]:
    """The facts of that kind. Where values are wrong, those fields are None and the errors say why.

    A placeholder counts as absent, and so does a step that is none.
    """
    try:
        return kind.model_validate(values), ()
    except ValidationError as error:
        field_errors = tuple(
            FieldError(tuple(e["loc"]), e["type"], e.get("ctx", {}), e["input"])
            for e in error.errors(include_url=False)
        )
    nothing = tuple(each for each in field_errors if each.kind == SAYS_NOTHING)
    if nothing and (something := _without(values, nothing)) != values:
        facts, others = validated(kind, something)
        return facts, (*nothing, *others)
    wrong = {each.path[0] for each in field_errors}
    rest = {field: value for field, value in values.items() if field not in wrong}
    missing = {field: None for field, about in kind.fields().items() if about.is_required() and field not in rest}
    readable = {field: getattr(_lone(kind, field, value), field) for field, value in rest.items()}
    return kind.model_construct(**missing, **readable), field_errors


def _without(values: Any, nothing: Iterable[FieldError]) -> Any:
    """The values without those that are placeholders, and without the step that one of them says."""
    rest = deepcopy(values)
    for path in sorted((each.path for each in nothing), reverse=True):
        *parents, last = path[:-1] if path[-2:-1] == ("next",) else path
        holder = value_at(rest, parents)
        if value_at(holder, [last]) is not None:
            del holder[last]
        if holder == []:  # no list is not an empty one, which takes away what was there
            del value_at(rest, parents[:-1])[parents[-1]]
    return rest


def value_at(values: Any, path: Iterable[str | int]) -> Any:
    """The value at the path in values as `plain` makes them; None where there is none."""
    for step in path:
        if isinstance(values, dict):
            values = values.get(step)
        elif isinstance(values, list) and isinstance(step, int) and step < len(values):
            values = values[step]
        else:
            return None
    return values


def _lone(kind: type[Facts], field: str, value: object) -> Facts:
    """A record with this one field set and validated, the rest left unset."""
    attribute = f"{field}_" if iskeyword(field) else field
    return kind.__pydantic_validator__.validate_assignment(kind.model_construct(), attribute, value)


def meant(field_errors: Iterable[FieldError], model: type[Facts], parent: Path = ()) -> frozenset[str]:
    """The fields of the model at parent that were most likely meant by those of an unknown name."""
    unknown = (str(p.path[-1]) for p in field_errors if p.kind == "extra_forbidden" and p.path[:-1] == parent)
    return frozenset(field for name in unknown if (field := nearest_field(name, model.fields())))
