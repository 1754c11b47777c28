"""The settings of editors, from the declared fields of the records and the words that a register uses."""

from collections.abc import Mapping

from register.editing.editors.vscode import vscode_files
from register.editing.editors.web import web_files
from register.records.record import Records

__all__ = ["editor_files"]


def editor_files(records: Records, folder: str = "records") -> Mapping[str, str]:
    """The text of each file by its path below the project. folder: where the records are, below the project."""
    made = {**vscode_files(records, folder), **web_files(records, folder)}
    return dict(sorted(made.items()))
