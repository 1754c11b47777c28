"""The home page: what is red, late or soon due, what changed since the last meeting, and how it all adds up."""

from functools import partial

from register.figures.changes import changes_since_last_meeting
from register.pages.addresses import Address
from register.pages.page import Page, page_from
from register.pages.rendering import Renderer
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say


def home(renderer: Renderer, snapshots: Snapshots) -> Page:
    """The home page. Its title and first words are written in docs/index.md."""
    since = partial(changes_since_last_meeting, renderer.snapshot, snapshots)
    return page_from(renderer, Address.HOME, say("red-title"), "home.html", lambda: {"since": since()})
