"""The pages that the committee turns to: what is red, what is overdue or soon due, and what else wants a look."""

from register.pages.addresses import Address
from register.pages.page import Page, page_from
from register.pages.rendering import Renderer
from register.wording.sentences import say


def red(renderer: Renderer) -> Page:
    """The page of the red findings."""
    return page_from(renderer, Address.RED, say("red-page-title"), "red.html")


def overdue(renderer: Renderer) -> Page:
    """The page of what is overdue, soon due, or has no date."""
    return page_from(renderer, Address.OVERDUE, say("overdue-page-title"), "overdue.html")


def lists(renderer: Renderer) -> Page:
    """The page of what lies still, was often re-dated or waits for others, and of what is due in each quarter."""
    return page_from(renderer, Address.LISTS, say("lists-title"), "lists.html", contents=True)
