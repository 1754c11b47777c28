"""The front matter of a record as declared fields: what every kind has in common."""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from register.records.values import AnyText, Day, Text, Word


class Declared(BaseModel):
    """Declared fields, frozen.

    A field whose name is a keyword of Python is declared with `_` behind it and its name as alias. It is read by
    either: `facts.with_` is `getattr(facts, "with")`.
    """

    model_config = ConfigDict(frozen=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Lets a field with an alias be read by it."""
        super().__pydantic_init_subclass__(**kwargs)
        for name, about in cls.model_fields.items():
            if about.alias:
                setattr(cls, about.alias, property(attrgetter(name)))

    @classmethod
    def fields(cls) -> Mapping[str, FieldInfo]:
        """The declared fields, by the name that each has in a file or in the data."""
        return {about.alias or name: about for name, about in cls.model_fields.items()}


class Facts(Declared):
    """The front matter of a record. Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")

    def having(self, values: Mapping[str, Any]) -> Self:
        """The same with these values, by the names that the fields have in a file; nothing is validated."""
        names = {about.alias or name: name for name, about in type(self).model_fields.items()}
        other = self.model_copy(update={names[field]: value for field, value in values.items()})
        for kept in vars(other).keys() - type(self).model_fields.keys():  # it was made from the values before
            del vars(other)[kept]
        return other


class Correction(Facts):
    """What was put right in a record already published."""

    date: Day = Field(description="the day of the correction")
    of: Text | None = Field(
        None,
        description="what was put right: a field, a heading, `history 2019-09-12` or `response 2019-09-12`",
    )
    was: AnyText | None = Field(None, description="what stood there before")
    what: Text = Field(description="what was put right, in words for the public")
    reason: Text = Field(description="why")
    papers: tuple[Word, ...] = Field((), description="ids of the past meetings whose papers say something else by it")


def corrections_by(corrections: Iterable[Correction], day: date) -> tuple[Correction, ...]:
    """Those that were made by the day, in their order."""
    return tuple(correction for correction in corrections if correction.date <= day)


CORRECTIONS = "what was put right in this record since it was published, oldest first"
FORMERLY = "earlier ids; their addresses lead here"
