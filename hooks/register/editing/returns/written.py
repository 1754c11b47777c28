"""Writes what the returns change into the files of the records."""

from collections.abc import Mapping
from datetime import date

from register.editing.draft import Draft, NotEdited
from register.editing.returns.changes import Change, Now
from register.editing.returns.request import SPOKEN_BY
from register.editing.returns.review import Review
from register.editing.update import recorded_late, with_entry
from register.editing.words import with_response
from register.records.folder import File
from register.records.record import Record


def changed_files(review: Review, now: Now, today: date) -> Mapping[str, File]:
    """The files of the records with all changes, by their path; what comes late says that it was recorded today.

    Raises NotEdited, with the path, where one of them can't be edited.
    """
    files: dict[str, File] = {}
    for row in review.changing:
        record = now.records.recommendations[row.finding.id]
        try:
            files[record.file.path] = _changed(record, row.change, now, today).file  # type: ignore[arg-type]
        except NotEdited as refusal:
            raise NotEdited(f"{record.file.path}: {refusal}") from None
    return files


def _changed(record: Record, change: Change, now: Now, today: date) -> Draft:
    late = recorded_late(now.day, record, now.records, today)
    draft = Draft(record.file)
    if change.entry:
        draft = with_entry(draft, record, change.entry.model_copy(update={"recorded": late}), now.records)
    return with_response(draft, SPOKEN_BY, now.day, late, change.response) if change.response else draft
