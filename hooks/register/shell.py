"""What the two shells share: the clock and the environment. Nothing else in the package asks for either."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from register.model import read_day

AS_OF = "REGISTER_AS_OF"


class Misuse(Exception):
    """The command was called in a way that can't be carried out. The message says how to call it."""


def moment() -> datetime:
    """Now, with its time zone."""
    return datetime.now(UTC)


def as_of() -> date | None:
    """The day that REGISTER_AS_OF asks for, or None. Raises Misuse where it is no date."""
    asked = os.environ.get(AS_OF, "").strip()
    try:
        return read_day(asked) if asked else None
    except ValueError:
        raise Misuse(f'{AS_OF} is "{asked}"; write a day as yyyy-mm-dd, e.g. 2019-06-28') from None


def shown_path(folder: Path) -> str:
    """The folder as seen from the working directory, with forward slashes."""
    return Path(os.path.relpath(folder)).as_posix()
