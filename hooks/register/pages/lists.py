"""The pages that the committee turns to: what is red, what is overdue or due soon, and what else needs attention."""

from collections.abc import Sequence

from register.figures import summary
from register.figures.acceptance import acceptance_table, not_fully_accepted, say_acceptance
from register.figures.blocks import Cell, Row, Table, line
from register.figures.families import families
from register.figures.finding_blocks import card
from register.figures.names import say_body
from register.figures.promise_blocks import say_promises, steps_table
from register.figures.promises import promises_of, without_outcome
from register.figures.summary import Group, Quarter, statuses_to_explain
from register.pages.addresses import Address
from register.pages.page import Page, Values, page_from
from register.pages.rendering import Renderer
from register.pages.rows import WHOLE
from register.wording.sentences import say, say_number


def red(renderer: Renderer) -> Page:
    """The page of the red findings."""

    def values() -> Values:
        found = renderer.overview.red
        cards = [card(family, renderer.snapshot, level=2) for family in families(found)]
        return {"red": found, "cards": cards, "meanings": statuses_to_explain(found, renderer.snapshot.statuses)}

    return page_from(renderer, Address.RED, say("red-page-title"), "red.html", values)


def overdue(renderer: Renderer) -> Page:
    """The page of what is overdue, soon due, or has no date."""

    def values() -> Values:
        overview = renderer.overview
        late, soon, undated = overview.overdue, overview.due_soon, overview.without_date
        return {
            "late": late,
            "soon": soon,
            "soon_until": overview.soon_until,
            "undated": undated,
            "past_first": summary.past_first_date(renderer.snapshot),
            "meanings": statuses_to_explain((*late, *soon, *undated), renderer.snapshot.statuses),
        }

    return page_from(renderer, Address.OVERDUE, say("overdue-page-title"), "overdue.html", values)


def lists(renderer: Renderer) -> Page:
    """The page of what lies still, was often re-dated or waits for others, and of what is due in each quarter."""
    snapshot = renderer.snapshot

    def values() -> Values:
        return {
            "quiet": summary.not_reviewed(snapshot),
            "redated": summary.often_redated(snapshot),
            "promised": say_promises(promises_of(snapshot.recommendations, snapshot.day)),
            "steps": [steps_table(late, say("steps-late-caption"))] if (late := without_outcome(snapshot)) else [],
            "differ": [
                (finding, snapshot.inspectorate_label(finding.inspectorate_status or ""))
                for finding in summary.judged_otherwise(snapshot)
            ],
            "body": say_body(snapshot.settings),
            "acceptance": say_acceptance(snapshot.recommendations),
            "not_accepted": [acceptance_table(found)]
            if (found := not_fully_accepted(snapshot.recommendations))
            else [],
            "waiting": summary.waiting(snapshot),
            **_by_quarter(summary.by_due_quarter(snapshot)),
            "meanings": renderer.overview.explained,
        }

    return page_from(renderer, Address.LISTS, say("lists-title"), "lists.html", values, contents=True)


def _by_quarter(groups: Sequence[Group[Quarter | None]]) -> Values:
    """The findings due in each quarter; of a long list their numbers, since the statuses' pages have the findings."""
    if sum(len(group.findings) for group in groups) <= WHOLE:
        return {"quarters": [(_name(group.key), group.findings) for group in groups], "numbers": []}
    head = (Cell(line(say("due"))), Cell(line(say("total")), number=True))
    numbers = ((_name(group.key), say_number(len(group.findings))) for group in groups)
    rows = tuple(Row((Cell(line(name)), Cell(line(number), number=True))) for name, number in numbers)
    return {"quarters": [], "numbers": [Table(say("quarters-title"), head, (rows,))]}


def _name(quarter: Quarter | None) -> str:
    return say("quarter", quarter=quarter.quarter, year=str(quarter.year)) if quarter else say("no-date")
