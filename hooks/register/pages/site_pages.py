"""All pages of the site, each made by the module of its subject.

Links are relative, so the site works from any folder.
"""

from collections.abc import Mapping
from datetime import date

from register.figures.corrections import corrected_by
from register.pages import (
    change_pages,
    charts,
    corrections,
    data,
    findings,
    groups,
    home,
    lists,
    papers,
    questions,
    redirects,
)
from register.pages.addresses import PaperFormat
from register.pages.page import Page
from register.pages.rendering import Renderer
from register.pages.staff import ForStaff
from register.snapshots.snapshots import Snapshots


def make_pages(
    snapshots: Snapshots,
    day: date,
    about_data: data.DataPages,
    formats: tuple[PaperFormat, ...] = (),
    for_staff: Mapping[str, ForStaff] | None = None,
) -> tuple[Page, ...]:
    """Every page of the register as at the day, sorted by address. The records must have passed the checks.

    about_data: what the pages of data tell of; formats are the files that the page of a
    paper leads to. for_staff: what the private site adds to the page of each finding, by its id.
    """
    renderer = Renderer(snapshots.on(day), about_data.private)
    corrected = corrections.Corrections(corrected_by(snapshots.records, day))
    made = (
        home.home(renderer, snapshots, corrected),
        *findings.list_of_all(renderer),
        *findings.each_finding(renderer, for_staff or {}, corrected, snapshots),
        *groups.pillars(renderer),
        *groups.questions(renderer),
        *groups.statuses(renderer),
        *groups.owners(renderer, about_data.of_owners),
        *groups.inspections(renderer, corrected),
        *lists.red(renderer),
        *lists.overdue(renderer),
        *lists.lists(renderer),
        charts.charts(renderer, snapshots),
        *change_pages.changes(renderer, snapshots),
        *corrections.corrections(renderer, corrected),
        *papers.meetings(renderer, snapshots, formats, corrected),
        *redirects.redirects_of_records(renderer),
        data.search(renderer),
        *data.data(renderer, about_data),
        questions.questions_of_data(renderer),
        data.rules(renderer),
        data.fields(renderer),
    )
    return tuple(sorted(made, key=lambda page: page.address))
