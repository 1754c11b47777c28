"""How the words of a tracker are understood: owners, statuses, dates and headings."""

from datetime import date

import pytest
from register.editing.trackers.headings import meaning_of
from register.editing.trackers.periods import Dates, dates_in, last_day_of_period, period_in
from register.editing.trackers.roles import owners_in
from register.editing.trackers.vocabulary import is_still_open, status_named_in, status_of, type_named_in
from register.editing.trackers.wording import first_words, notes_in

from tests.small import records_of, texts

RECORDS = records_of(texts())


@pytest.mark.parametrize(
    "text",
    [
        "T/Det Supt Brown", "Jane Smith", "J Smith", "Supt. Khan (Custody)", "ACC Smith", "Cmdr. Patel – Local Policing",
        "Insp 1234 Jones", "jane.smith@northshire.police.uk", "Area Manager Williams", "AM Williams", "Siân Ŵynne-Jones",
        "D/C/Supt O'Neill", "Smith, Jane", "Temp ACC Davies", "Mrs Patel", "All", "Jo Bloggs and Al Khan",
    ],
)  # fmt: skip
def test_what_may_be_a_person_is_asked_about_and_never_becomes_an_owner(text):
    found = owners_in(text, RECORDS)
    assert found.parts == found.unsure != ()


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Ch Supt Jane Smith, Head of PPU", ("Head of PPU",)),
        ("Jane Smith (Head of PPU)", ("Head of PPU",)),
        ("Head of PPU - Jane Smith", ("Head of PPU",)),
        ("Head of Safeguarding: Jo Bloggs", ("Head of Safeguarding",)),
        ("DCI Patel - MASH", ("MASH",)),
        ("Jane Smith, Head of HR, Head of IT", ("Head of HR", "Head of IT")),
        ("Head of PPU\nHead of HR", ("Head of PPU", "Head of HR")),
        ("ACC & DCC", ("ACC", "DCC")),
        ("Chief Inspector, Force Control Room", ("Chief Inspector, Force Control Room",)),
        ("Director of People and Organisational Development", ("Director of People and Organisational Development",)),
        ("AM Prevention", ("AM Prevention",)),
        ("Supt Ops", ("Supt Ops",)),
        ("D/Supt PVP", ("D/Supt PVP",)),
        ("DI MASH", ("DI MASH",)),
        ("ACC (Local Policing)", ("ACC (Local Policing)",)),
    ],
)
def test_roles_are_taken_over_without_the_names_beside_them(text, roles):
    assert owners_in(text, RECORDS)[:2] == (roles, ())


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("🔴", "red"), ("🟢", "green"), ("Off-track", "red"), ("Complete – awaiting sign-off", "complete"), ("red↑", "red"),
        ("B/G", None), ("Amber\n(was Red)", "amber"), ("Amber/Red", None), ("Amber - a supplier is late", "amber"), ("75%", None), ("✓", None),
        ("Blue - Complete", "complete"), ("(2) Amber", "amber"), ("1. Red", "red"), ("Submitted for closure", "complete"),
        ("Completed - awaiting HMI sign off", "complete"), ("Complete - awaiting funding", None),
    ],
)  # fmt: skip
def test_a_status_is_understood_only_where_it_is_plain(text, status):
    assert status_of(text, RECORDS) == status


def test_a_sheet_of_closed_findings_gives_their_status_and_others_give_none():
    assert status_named_in("Closed recs", RECORDS) == status_named_in("Archive (closed)", RECORDS) == "closed"
    assert status_named_in("Tracker", RECORDS) is None


def test_letters_in_a_name_tell_a_type_where_they_are_of_one_only():
    assert type_named_in("PEEL 2021/22 AFIs", RECORDS.types) == "area-for-improvement"
    assert type_named_in("Custody CoC & Recs", RECORDS.types) is None
    assert type_named_in("Area North", RECORDS.types) is None


@pytest.mark.parametrize("text", ["In progress", "Not yet started", "Ongoing", "Behind schedule", "75%", "Overdue"])
def test_nobody_is_asked_when_something_ended_that_is_plainly_open(text):
    assert is_still_open(text)
    assert not is_still_open("No longer applicable")


LATER, DUE = date(2024, 6, 30), date(2024, 3, 31)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("31-Mar-24", Dates((DUE,))),
        ("31st March '24", Dates((DUE,))),
        ("End Mar 24", Dates((DUE,))),
        ("by the end of March 2024", Dates((DUE,))),
        ("06/30/2024", Dates((LATER,))),
        ("31/3/2024 → 30/6/2024", Dates((DUE, LATER))),
        ("30/6/24 (was 31/3/24)", Dates((DUE, LATER))),
        ("31/03/2024 - 30/06/2024", Dates((LATER,), "31/03/2024 - 30/06/2024")),
        ("was 31/3, now 30/6", Dates((), "was 31/3, now 30/6")),
        ("end of March", Dates((), "end of March")),
        ("31/02/2024", Dates((), "31/02/2024")),
    ],
)
def test_due_dates_are_days_moves_spans_or_words(text, found):
    assert dates_in(text) == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mar-24", DUE),
        ("by end Q4 23/24", DUE),
        ("Q4 2024", None),
        ("March 2024 if funded", None),
        ("Spring 2024", None),
    ],
)
def test_only_a_month_or_a_quarter_of_a_year_has_a_last_day(text, day):
    assert last_day_of_period(text) == day


@pytest.mark.parametrize("text", ["Q1 update 2023/24", "Q1 (23/24)", "2023/24 Q1", "Quarter 1 progress 2023-24"])
def test_a_quarter_is_of_the_financial_year_that_stands_beside_it(text):
    assert period_in(text).day == date(2023, 6, 30)


def test_numbers_that_are_no_financial_year_make_no_quarter_a_day():
    assert period_in("12/24 Q3").day is None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("HMICFRS status", "inspectorate_status"), ("Inspectorate's status", "inspectorate_status"),
        ("Area for improvement (as set out in the report)", "recommendation"), ("How are we doing? (RAG)", "status"),
        ("Perchennog / Owner", "owner"), ("Actions/Progress", "response"), ("RAG Nov 2026", "status"),
        ("2nd revised date", "due"), ("Latest Note Date", "said_on"), ("Due date / Status", None), ("Notes", None), ("Open/Closed", "status"), ("Progress (%)", None), ("SPOC", "with"),
        ("Completion date", None), ("Inspection Title", "inspection"), ("Expected Completion Date", "due"), ("Finish", "due"),
        ("Cause of Concern and recommendation", "recommendation"), ("Chief Constable’s comments", "response"),
        ("Force Level Status", "status"), ("Status at last meeting", "leave out"), ("Created By", "leave out"),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_itself_by_its_brackets_or_by_its_parts(heading, field):
    meaning = meaning_of(heading)
    assert (meaning.field if meaning else None) == field


def test_notes_keep_their_author_and_lose_their_time():
    text = "[12/03/2023 10:15] JS: Text one.\n01.05.24 JS: Text two"
    assert [(note.period.day, note.text) for note in notes_in(text)] == [
        (date(2023, 3, 12), "JS: Text one."),
        (date(2024, 5, 1), "JS: Text two"),
    ]


def test_notes_that_begin_with_initials_keep_them_and_lose_their_time():
    notes = notes_in("JS 12/11/26: Text one.\nML, 03/09/26 - Text two")
    assert [(note.period.day, note.text) for note in notes] == [
        (date(2026, 11, 12), "JS: Text one."),
        (date(2026, 9, 3), "ML: Text two"),
    ]


@pytest.mark.parametrize("text", ["1.", "...", "(a)"])
def test_words_that_are_only_signs_are_a_title_all_the_same(text):
    assert first_words(text)
