"""An earlier revision of the records, with which they are compared."""

from datetime import datetime
from typing import NamedTuple

from register.records.folder import File


class Earlier(NamedTuple):
    """The files of an earlier revision, and the moment at which it was committed."""

    files: tuple[File, ...]
    moment: datetime
