"""What was put right: the page of all corrections, and those that other pages show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from register.figures.blocks import Block, paragraph
from register.figures.correction_blocks import corrections_table
from register.figures.corrections import Corrected
from register.pages.addresses import Address
from register.pages.page import Page
from register.pages.pagination import of_body
from register.pages.rendering import Renderer
from register.records.folder import Kind
from register.snapshots.snapshot import Snapshot
from register.wording.sentences import say

NEW_DAYS = 30
"""For so many days a correction is new, where there has been no meeting to count from."""

SOME_ROWS = 20
"""So many new ones stand on the home page; all have a page."""


@dataclass(frozen=True)
class Corrections:
    """Everything that was put right by the day of the site, the newest first."""

    listed: tuple[Corrected, ...]

    @cached_property
    def _by_record(self) -> Mapping[tuple[Kind, str], list[Corrected]]:
        found: dict[tuple[Kind, str], list[Corrected]] = {}
        for each in self.listed:
            found.setdefault((each.kind, each.id), []).append(each)
        return found

    def of(self, kind: Kind, id: str, besides: Sequence[Corrected] = ()) -> list[Block]:
        """The table of what was put right in one record, besides these; nothing where nothing was."""
        own = [each for each in self._by_record.get((kind, id), ()) if each not in besides]
        return [corrections_table(own, say("corrections-caption"), named=False)] if own else []

    def new(self, snapshot: Snapshot) -> list[Block]:
        """The table of what was put right last, since the last meeting; nothing where nothing was."""
        start = snapshot.counting_from
        after = start or snapshot.day - timedelta(NEW_DAYS)
        caption = say("corrections-new-since", start=start) if start else say("corrections-new", count=NEW_DAYS)
        return _table([each for each in self.listed if each.correction.date > after][:SOME_ROWS], caption)


def _table(corrected: Sequence[Corrected], caption: str) -> list[Block]:
    return [corrections_table(corrected, caption)] if corrected else []


def corrections(renderer: Renderer, corrected: Corrections) -> Iterator[Page]:
    """The page of everything that was put right, and of the day on which the register began."""
    began = renderer.snapshot.settings.began
    values = {"began": began if began and began <= renderer.snapshot.day else None}
    body = _table(corrected.listed, say("corrections-caption")) or [paragraph(say("corrections-none"))]
    return of_body(
        renderer, Address.CORRECTIONS, say("corrections-title"), "corrections.html", lambda: values, body, {}
    )
