"""The front matter of a record as declared fields: what every kind has in common."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo


class Facts(BaseModel):
    """The front matter of a record. Unknown fields are refused.

    A field whose name is a keyword of Python is declared with `_` behind it and its name as alias. It is read by
    either: `facts.with_` is `getattr(facts, "with")`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Lets a field with an alias be read by it."""
        super().__pydantic_init_subclass__(**kwargs)
        for name, about in cls.model_fields.items():
            if about.alias:
                setattr(cls, about.alias, property(attrgetter(name)))

    @classmethod
    def fields(cls) -> Mapping[str, FieldInfo]:
        """The declared fields, by the name that each has in a file."""
        return {about.alias or name: about for name, about in cls.model_fields.items()}
