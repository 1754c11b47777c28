"""What a reader does on a page: sort, filter, search, move by keyboard, read without scripts or motion."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.kinds import KINDS

ALL = "recommendations/"
STATUS, DUE = 2, 4  # columns of a list of findings
VISIBLE = "table.findings tbody tr:visible"


def column(page: Page, number: int) -> list[str]:
    """The words of a column of the list of findings, as a reader sees them from top to bottom."""
    return [" ".join(text.split()) for text in page.locator(f"{VISIBLE} > :nth-child({number})").all_inner_texts()]


def sorted_by(page: Page) -> dict[str, str]:
    """The header cells that say how the list is sorted."""
    cells = page.locator("table.findings thead th[aria-sort]").all()
    return {cell.inner_text().strip(): cell.get_attribute("aria-sort") for cell in cells}


# Sorting


def test_sorting_by_due_date_follows_the_calendar_and_says_so(open_page: Open):
    page = open_page("real", ALL)
    page.get_by_role("button", name="Due").click()
    assert sorted_by(page) == {"Due": "ascending"}
    days = page.locator("table.findings tbody td:nth-child(4) time")
    assert days.evaluate_all("days => days.map((day) => day.dateTime)") == [
        "2019-07-31", "2020-01-31", "2020-02-28", *["2020-03-31"] * 4, "2020-09-30",
    ]  # fmt: skip
    page.get_by_role("button", name="Due").click()
    assert sorted_by(page) == {"Due": "descending"}


def test_sorting_by_status_follows_gravity_not_the_alphabet(open_page: Open):
    page = open_page("real", ALL)
    page.get_by_role("button", name="Status").click()
    words = [re.search(r"Red|Amber|Green|Complete|Closed", text)[0] for text in column(page, STATUS)]
    assert words == ["Red"] * 2 + ["Amber"] * 2 + ["Green"] * 3 + ["Closed"]
    assert sorted_by(page) == {"Status": "ascending"}


def test_sorting_by_another_column_leaves_only_that_one_marked(open_page: Open):
    page = open_page("real", ALL)
    page.get_by_role("button", name="Status").click()
    page.get_by_role("button", name="Finding").click()
    assert sorted_by(page) == {"Finding": "ascending"}
    titles = [title.lower() for title in column(page, 1)]
    assert titles == sorted(titles)


# Filtering


def test_filtering_announces_how_many_rows_are_left(open_page: Open):
    page = open_page("real", ALL)
    expect(page.get_by_role("status").filter(has_text="Rows shown")).to_have_count(0)
    page.get_by_role("searchbox", name="Filter this list").fill("professional STANDARDS")
    expect(page.get_by_role("status").filter(has_text="Rows shown")).to_have_text("Rows shown: 2")
    assert len(column(page, 1)) == 2
    page.locator(".register-filter input").fill("no such words")
    expect(page.get_by_role("status").filter(has_text="Rows shown")).to_have_text("Rows shown: 0")
    page.locator(".register-filter input").fill("")
    expect(page.get_by_role("status").filter(has_text="Rows shown")).to_have_text("Rows shown: 8")


def test_a_link_shows_the_rows_and_the_order_that_somebody_chose(open_page: Open):
    page = open_page("real", ALL)
    page.get_by_role("searchbox", name="Filter this list").fill("amber")
    page.get_by_role("button", name="Due").click()
    page.get_by_role("button", name="Due").click()
    rows = column(page, 1)
    assert len(rows) == 2
    copy = open_page("real", ALL + "?" + page.url.split("?")[1])
    assert column(copy, 1) == rows
    assert sorted_by(copy) == {"Due": "descending"}
    expect(copy.get_by_role("searchbox", name="Filter this list")).to_have_value("amber")


def test_back_undoes_a_choice_and_a_page_come_back_to_still_shows_it(open_page: Open):
    page = open_page("real", ALL)
    first = column(page, 1)
    page.get_by_role("button", name="Status").click()
    page.get_by_role("searchbox", name="Filter this list").press_sequentially("vetting")
    chosen = column(page, 1)
    assert 0 < len(chosen) < len(first)
    page.get_by_role("link", name="Vetting is a cause of concern").click()
    page.wait_for_url("**/recommendations/vetting/")
    page.go_back()
    assert column(page, 1) == chosen
    page.go_back()  # the whole word at once
    assert len(column(page, 1)) == len(first)
    assert sorted_by(page) == {"Status": "ascending"}
    page.go_back()
    assert column(page, 1) == first
    page.go_forward()
    assert sorted_by(page) == {"Status": "ascending"}


@pytest.mark.parametrize("query", ["sort-1=99-ascending", "sort-1=x", "sort-1=-", "show-1=%3Cb%3E&sort-9=1-ascending"])
def test_a_broken_link_still_shows_the_page(open_page: Open, query):
    page = open_page("real", f"{ALL}?{query}")
    assert not sorted_by(page)


CHOICES = "Filter by status, owner, report and more"


@pytest.mark.parametrize(("register", "width", "count"), [("real", 1280, 2), ("long", 390, 20)])
def test_filters_are_combined_announced_kept_in_the_address_and_cleared(open_page: Open, register, width, count):
    owner = {"real": "Head of Professional Standards", "long": "Head of Vetting"}[register]
    page = open_page(register, ALL, width=width)
    before = column(page, 1)
    page.get_by_text(CHOICES).click()
    page.get_by_role("combobox", name="Status").select_option("Red")
    page.get_by_role("combobox", name="Owner").select_option(owner)
    status = page.get_by_role("status").filter(has_text="Rows shown")
    expect(status).to_have_text(f"Rows shown: {count}")
    chosen = column(page, 1)
    assert len(chosen) == count
    copy = open_page(register, ALL + "?" + page.url.split("?")[1], width=width)
    expect(copy.get_by_role("combobox", name="Owner")).to_have_value(owner.lower().replace(" ", "-"))
    assert column(copy, 1) == chosen
    page.get_by_role("button", name="Clear these filters").click()
    expect(page.locator(VISIBLE)).to_have_count(len(before))
    expect(page.get_by_role("combobox", name="Status")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("combobox", name="Status")).to_have_value("red")


def test_a_filter_that_no_finding_has_is_not_offered_and_an_unknown_option_filters_nothing(open_page: Open):
    page = open_page("real", ALL + "?status=purple&owner=%3Cb%3E")
    expect(page.get_by_role("combobox", name="Status")).to_have_value("")
    expect(page.locator(VISIBLE)).to_have_count(8)
    expect(page.get_by_role("combobox", name="Priority")).to_have_count(0)


def test_without_scripts_the_filters_are_links(open_page: Open):
    page = open_page("real", ALL, java_script_enabled=False)
    expect(page.get_by_text(CHOICES)).to_have_count(0)
    page.get_by_role("link", name="By owner").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("By owner")


# A list on many pages


def test_a_long_list_is_sorted_as_a_whole(open_page: Open):
    page = open_page("long", ALL)
    assert page.locator(VISIBLE).count() == 50
    page.get_by_role("button", name="Finding").click()
    expect(page.get_by_role("status").filter(has_text="Rows shown")).to_have_text("Rows shown: 120")
    assert [title.split(" Rec")[0] for title in column(page, 1)] == [f"Finding number {n:03}" for n in range(100)]
    expect(page.get_by_role("navigation", name="Pages of the list")).to_be_hidden()
    page.get_by_role("button", name="Show more rows").click()
    expect(page.get_by_role("link", name="Finding number 100")).to_be_focused()
    assert len(column(page, 1)) == 120


def test_a_long_list_is_filtered_as_a_whole_and_back_leads_to_the_page(open_page: Open):
    page = open_page("long", ALL + "page/3/")
    first = column(page, 1)
    page.get_by_role("searchbox", name="Filter this list, on all its pages").fill("vetting number 007")
    expect(page.get_by_role("status").filter(has_text="Rows shown")).to_have_text("Rows shown: 1")
    page.get_by_role("link", name="Finding number 007").click()
    page.wait_for_url("**/recommendations/finding-007/")
    page.go_back()
    expect(page.locator(VISIBLE)).to_have_count(1)
    page.go_back()
    assert column(page, 1) == first
    expect(page.get_by_role("navigation", name="Pages of the list")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_row_from_another_page_is_the_row_of_that_page(open_page: Open, width):
    rows = open_page("long", ALL, width=width).locator(VISIBLE).all_inner_texts()
    page = open_page("long", ALL + "page/3/?sort-1=1-descending", width=width)
    expect(page.locator("th[aria-sort]")).to_have_count(1)
    page.get_by_role("button", name="Show more rows").click()
    assert {" ".join(row.split()) for row in rows} < {
        " ".join(row.split()) for row in page.locator(VISIBLE).all_inner_texts()
    }


def test_a_long_list_whose_rows_cannot_be_fetched_says_so_and_keeps_its_pages(open_page: Open):
    page = open_page("long", ALL)
    page.route("**/rows.json", lambda route: route.abort())
    page.get_by_role("button", name="Due").click()
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    expect(page.get_by_role("navigation", name="Pages of the list")).to_be_visible()


def test_without_scripts_a_long_list_is_read_page_by_page(open_page: Open):
    page = open_page("long", ALL, java_script_enabled=False)
    names = column(page, 1)
    for _ in range(2):
        page.get_by_role("link", name="Next").click()
        names += column(page, 1)
    assert len(set(names)) == 120
    expect(page.get_by_role("link", name="Next")).to_have_count(0)


# The keyboard


def focused(page: Page) -> str:
    """The name of what has the focus, and a failure where that can't be seen."""
    name, seen = page.evaluate(
        """() => {
            const element = document.activeElement;
            const box = element.getBoundingClientRect();
            const style = getComputedStyle(element);
            const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            const above = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            const free = above !== null && (element.contains(above) || above.contains(element));
            const name = element.getAttribute("aria-label") ?? (element.labels?.[0] ?? element).textContent;
            return [name.trim().replace(/\\s+/g, " "), marked && free];
        }"""
    )
    assert seen, f"the focus on {name!r} can't be seen"
    return name


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("kind", ["home", "all recommendations", "a record", "a paper", "how to read"])
def test_the_focus_is_seen_at_every_step_and_never_caught(open_page: Open, kind, width):
    page = open_page(*KINDS[kind], width=width, reduced_motion="reduce")
    visited = []
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        visited.append(focused(page))
    assert visited[0] == "Skip to main content"
    assert visited[-1] == "For those who keep the register"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_skip_link_leads_past_the_menu(open_page: Open, width):
    page = open_page("real", "red/", width=width)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_a_list_is_filtered_and_sorted_by_keyboard_alone(open_page: Open):
    page = open_page("real", ALL)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    while focused(page) != "Filter this list":
        page.keyboard.press("Tab")
    page.keyboard.type("amber")
    page.keyboard.press("Tab")
    assert focused(page) == CHOICES
    page.keyboard.press("Tab")
    assert focused(page) == "Finding"
    page.keyboard.press("Enter")
    assert sorted_by(page) == {"Finding": "ascending"}
    assert focused(page) == "Finding"
    page.keyboard.press("Space")
    assert sorted_by(page) == {"Finding": "descending"}
    assert len(column(page, 1)) == 2


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_a_narrow_page_opens_by_keyboard(open_page: Open, scripts):
    page = open_page("real", "", width=390, java_script_enabled=scripts)
    entry = page.get_by_role("navigation", name="Menu").get_by_role("link", name="What changed")
    expect(entry).to_be_hidden()
    page.locator("summary", has_text="Menu").focus()
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()
    page.keyboard.press("Space")
    expect(entry).to_be_hidden()


def test_the_menu_of_a_wide_page_stands_open_and_shows_no_button(open_page: Open):
    page = open_page("real", "", java_script_enabled=False)
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link", name="What changed")).to_be_visible()
    expect(page.locator("summary", has_text="Menu")).to_be_hidden()


def test_the_menu_says_which_page_is_shown(open_page: Open):
    page = open_page("real", "red/")
    here = page.get_by_role("navigation", name="Menu").locator("[aria-current=page]")
    assert here.all_inner_texts() == ["Red"]


# Searching

COUNT = ".search__count"


def results(page: Page) -> list[str]:
    """The titles that the search shows, once it has said how many there are."""
    expect(page.locator(COUNT)).not_to_be_empty()
    return page.locator(".results li > a").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("VETTING clearance", "Give all staff at least the lowest vetting clearance for their role"),
        ("vett", "Vetting is a cause of concern"),
        ("Head of Contact", "Improve supervision in the control room"),
        ("domestic-abuse-risk-assessment", "Complete more and better domestic abuse risk assessments"),
        ("who is responsible", "By owner"),
        ("AFI", "Improve supervision in the control room"),
    ],
)
def test_a_page_is_found_by_its_words_owner_or_id(open_page: Open, words, title):
    assert title in results(open_page("real", f"search/?q={words}"))


def test_the_number_of_results_is_announced_and_the_words_stay_in_the_field(open_page: Open):
    page = open_page("real", "search/?q=lowest vetting clearance")
    expect(page.get_by_role("status")).to_have_text("Results: 1. ")
    expect(page.get_by_role("searchbox", name="Search the register")).to_have_value("lowest vetting clearance")
    expect(page).to_have_title(re.compile("^lowest vetting clearance - Search"))


def test_a_result_shows_status_owner_and_due_date(open_page: Open):
    page = open_page("real", "search/?q=lowest vetting clearance")
    shown = " ".join(page.locator(".results li").inner_text().split())
    assert "▲ Red Recommendation Head of Professional Standards due 31 March 2020" in shown


@pytest.mark.parametrize("words", ["vetitng", "vettng"])
def test_a_wrong_letter_or_another_ending_leads_to_the_same_findings_and_says_so(open_page: Open, words):
    page = open_page("real", f"search/?q={words}")
    assert results(page)[0] == "Vetting is a cause of concern"
    expect(page.locator(COUNT)).to_contain_text("so these have: vetting")


@pytest.mark.parametrize("words", ["zzz", "zzz zzy", "<b>", "constructor", "%", "__proto__"])
def test_words_that_are_nowhere_have_no_results_and_a_way_on(open_page: Open, words):
    page = open_page("real", f"search/?q={words}")
    assert page.locator(".results li").count() == 0
    expect(page.locator("article").get_by_role("link", name="All findings")).to_be_visible()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("who is responsible for vetting", "Vetting is a cause of concern"),
        ("last meeting", "HMICFRS update, 26 September 2019"),
        ("legitimacy", "Legitimacy"),
        ("next meeting", "HMICFRS update, 26 March 2020"),
        ("closed findings", "Closed"),
        ("June 2019 meeting", "HMICFRS update, 28 June 2019"),
        ("example r1", "Give all staff at least the lowest vetting clearance for their role"),
    ],
)
def test_the_page_that_is_meant_comes_first(open_page: Open, words, title):
    assert results(open_page("real", f"search/?q={words}"))[0] == title


def test_where_no_page_has_every_word_those_with_most_of_them_are_shown_and_it_is_said(open_page: Open):
    page = open_page("real", "search/?q=lowest vetting zzz")
    assert len(results(page)) == 1
    expect(page.locator(COUNT)).to_contain_text("No page has every word you typed")


def test_more_results_come_ten_at_a_time_and_the_focus_is_on_the_first_of_them(open_page: Open):
    page = open_page("real", "search/?q=force")
    assert len(results(page)) == 10
    page.get_by_role("button", name="Show more results").click()
    expect(page.locator(".results li")).to_have_count(20)
    expect(page.locator(".results li a").nth(10)).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_finding_is_searched_for_and_opened_by_keyboard_alone(open_page: Open, width):
    page = open_page("real", "data/", width=width)
    page.keyboard.press("Tab")
    while focused(page) not in ("Search", "Search the register"):
        page.keyboard.press("Tab")
    if width < 720:  # here it is a link to the page of the search
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/")
        while page.evaluate("document.activeElement.id !== 'search-words'"):
            page.keyboard.press("Tab")
    page.keyboard.type("lowest vetting clearance")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert results(page)[0].startswith("Give all staff")
    page.keyboard.press("Tab")
    while focused(page) != "Give all staff at least the lowest vetting clearance for their role":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recommendations/vetting-clearance/")


def test_without_scripts_the_search_says_so_and_leads_to_the_lists(open_page: Open):
    page = open_page("real", "search/?q=vetting", java_script_enabled=False)
    expect(page.get_by_text("Search needs JavaScript, which")).to_be_visible()
    page.locator("article").get_by_role("link", name="All findings").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All findings")


# A site that nobody rebuilt

OLD = "This site was last updated on 30 September 2019. It should have been updated since, so parts may be out of date."


@pytest.mark.parametrize("kind", ["home", "a record", "a paper", "search", "how to read", "a record that moved"])
@pytest.mark.parametrize(
    ("at", "is_old"), [("2019-09-30T00:00Z", False), ("2019-10-01T23:59Z", False), ("2019-10-02T00:00Z", True)]
)
def test_a_page_that_was_not_rebuilt_two_nights_running_says_so(open_page: Open, kind, at, is_old):
    page = open_page(*KINDS[kind], at=at)
    expect(page.get_by_text(OLD)).to_be_visible(visible=is_old)


# Without scripts, without motion


@pytest.mark.parametrize("width", [1280, 390])
def test_without_scripts_every_row_and_the_menu_are_there(open_page: Open, width):
    page = open_page("real", ALL, width=width, java_script_enabled=False)
    assert page.locator(VISIBLE).count() == 8
    assert page.locator("article").get_by_role("button").count() == 0
    if width == 390:
        page.locator("summary", has_text="Menu").click()
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="What changed").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed")


def test_without_scripts_dark_is_dark(open_page: Open):
    page = open_page("real", "", java_script_enabled=False, color_scheme="dark")
    pixel = page.screenshot(clip={"x": 5, "y": 500, "width": 1, "height": 1})
    light = open_page("real", "", java_script_enabled=False, color_scheme="light")
    assert pixel != light.screenshot(clip={"x": 5, "y": 500, "width": 1, "height": 1})


GROUND = "getComputedStyle(document.body).backgroundColor"
DARK, LIGHT = "rgb(21, 25, 29)", "rgb(255, 255, 255)"


@pytest.mark.parametrize(("system", "own", "other"), [("light", LIGHT, DARK), ("dark", DARK, LIGHT)])
def test_a_reader_chooses_between_dark_and_light_and_the_next_page_remembers_it(open_page: Open, system, own, other):
    page = open_page("real", "", color_scheme=system)
    assert page.evaluate(GROUND) == own
    page.get_by_role("button", name="Light colours" if system == "dark" else "Dark colours").click()
    assert page.evaluate(GROUND) == other
    page.get_by_role("link", name="Red", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Red findings")
    assert page.evaluate(GROUND) == other
    page.emulate_media(media="print")
    assert page.evaluate(GROUND) == LIGHT
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Dark colours" if system == "dark" else "Light colours").click()
    assert page.evaluate(GROUND) == own
    assert page.evaluate("localStorage.length") == 0  # what the system prefers is no choice


MOVES = """() => [...document.querySelectorAll('*')].filter((element) => {
    const style = getComputedStyle(element);
    const moves = (times) => times.split(',').some((time) => parseFloat(time) > 0);
    const animated = style.animationName !== 'none' && moves(style.animationDuration);
    const changing = style.transitionProperty !== 'none' && moves(style.transitionDuration);
    return animated || changing || style.scrollBehavior === 'smooth';
}).length"""


def test_nothing_moves_so_nobody_has_to_ask_for_less_motion(open_page: Open):
    page = open_page("real", "", bypass_csp=True)
    assert page.evaluate(MOVES) == 0
    page.add_style_tag(content="a { transition: color 1s; }")
    assert page.evaluate(MOVES) > 0
