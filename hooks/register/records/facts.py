"""The front matter of a record as declared fields: what every kind has in common."""

from pydantic import BaseModel, ConfigDict


class Facts(BaseModel):
    """The front matter of a record. Unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
