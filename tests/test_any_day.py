"""The site as at a day holds nothing of what comes later: without it, every byte is the same."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest

from hypothesis import given
from hypothesis import strategies as st
from register.build import Site

from tests.small import finding, site_of, texts

D = date.fromisoformat
FIRST = D("2019-05-02")

STATUSES = ("red", "amber", "green", "complete", "closed", "withdrawn")
ENDED = ("closed", "withdrawn")
OWNERS = ("Head of Contact", "Head of Vetting")
REPORT = (
    "---\ntitle: A report of {published}\nframework: peel-2018-19\nfieldwork_ended: {ended}\npublished: {published}\n"
    "{recorded}grades:\n  - {{question: workforce, grade: good}}\n---\n\n## Summary\n\nA summary of {published}.\n"
)


def day_after(start: date, most: int = 400) -> st.SearchStrategy[date]:
    return st.integers(0, most).map(lambda days: start + timedelta(days))


@st.composite
def entries(draw, received: date):
    """A history in order: re-datings, reopenings, entries of one day, entries recorded late, steps and outcomes."""
    dates = sorted([received, *draw(st.lists(day_after(received), max_size=4))])
    made: list[dict[str, object]] = []
    step_known = date.max  # from when the register knows of the step that stands; none stands: never
    for number, day in enumerate(dates):
        entry = {"date": day, "reason": f"Reason {number}."}
        if number == 0 or draw(st.booleans()):
            entry["status"] = draw(st.sampled_from(STATUSES[:4] if number == 0 else STATUSES))
        if number == 0 or draw(st.booleans()):
            entry["due"] = draw(day_after(received, 500)) if number == 0 or draw(st.booleans()) else "none"
        if number == 0 or draw(st.booleans()):
            entry["owner"] = draw(st.sampled_from(OWNERS))
        if draw(st.booleans()):
            entry["waiting_on"] = draw(st.sampled_from(["The College of Policing", "none"]))
        if number and draw(st.booleans()):
            entry["recorded"] = day + timedelta(draw(st.integers(1, 60)))
        if step_known <= day and draw(st.booleans()):
            entry["outcome"], step_known = draw(st.sampled_from(["done", "partly", "not-done", "dropped"])), date.max
        if entry.get("status") in ENDED:
            step_known = date.max
        elif draw(st.booleans()):
            entry["next"], step_known = (
                f"{{what: Step {number}, by: {draw(day_after(day, 90))}}}",
                entry.get("recorded", day),
            )
        made.append(entry)
    return made


@st.composite
def findings(draw):
    """The facts of a finding that may change: when it came, its history, and its dated responses."""
    received = draw(day_after(FIRST, 200))
    history = draw(st.one_of(st.just([]), entries(received)))
    said = sorted(draw(st.sets(day_after(received), max_size=3)))
    late = [draw(st.one_of(st.none(), st.integers(1, 60))) for _ in said]
    responses = [(day, day + timedelta(more) if more else None) for day, more in zip(said, late, strict=True)]
    recorded = received + timedelta(draw(st.integers(1, 90))) if not history and draw(st.booleans()) else None
    return {"received": received, "recorded": recorded, "history": history, "responses": responses}


def known(entry: dict, day: date) -> bool:
    return max(entry["date"], entry.get("recorded", entry["date"])) <= day


def written(id: str, facts: dict, day: date) -> str | None:
    """The finding as its file stands when everything after the day is taken out, and the facts at the top follow."""
    if max(facts["received"], facts["recorded"] or facts["received"]) > day:
        return None
    history = [entry for entry in facts["history"] if known(entry, day)]
    top: dict[str, object] = {"status": "amber", "owner": OWNERS[0], "due": "2020-01-31"}
    if facts["history"]:
        top = {"status": None, "owner": None, "due": None}
        for entry in history:
            top |= {field: value for field, value in entry.items() if field in (*top, "waiting_on", "next")}
            if entry.get("outcome") and "next" not in entry:
                top["next"] = None
    lines = "".join("  - {" + ", ".join(f"{key}: {value}" for key, value in entry.items()) + "}\n" for entry in history)
    ends = [(before, entry) for before, entry in zip([None, *history], history, strict=False) if "status" in entry]
    closed, was = None, None
    for _, entry in ends:
        closed = (closed if was in ENDED else entry["date"]) if entry["status"] in ENDED else None
        was = entry["status"]
    said = "".join(
        f"### {when}{f' (recorded {recorded})' if recorded else ''}\n\nSaid on {when}.\n\n"
        for when, recorded in facts["responses"]
        if max(when, recorded or when) <= day
    )
    fields = {name: None if value in (None, "none") else str(value) for name, value in top.items()}
    fields |= {"closed": closed and str(closed), "received": str(facts["received"])}
    fields["recorded"] = facts["recorded"] and str(facts["recorded"])
    fields["title"] = f"Finding {id}"
    body = f"## Recommendation\n\nDo it.\n\n## Force response\n\nFirst.\n\n{said}"
    return finding(f"history:\n{lines}" if lines else "", body=body, **fields)


MEETINGS = [("", "Joint Audit Committee"), ("-performance", "Performance Committee")]


@st.composite
def registers(draw):
    """What a register's files say with everything after a day taken out, by that day."""
    made = {f"f{number}": draw(findings()) for number in range(draw(st.integers(0, 4)))}
    published = draw(day_after(FIRST, 300))
    report = {"ended": published - timedelta(30), "published": published, "recorded": draw(st.integers(0, 60))}
    meetings = {}
    for name, committee in MEETINGS:
        for day in draw(st.lists(day_after(FIRST, 500), max_size=3, unique=True)):
            more = draw(st.sampled_from(["", f"next_meeting: {day + timedelta(90)}\n", "held: false\nreason: Snow.\n"]))
            meetings[f"meetings/{day}{name}.md"] = f"---\ntitle: Update\ncommittee: {committee}\n{more}---\n"

    def files(day: date) -> dict[str, str]:
        found = {id.replace("-", "_"): text for id, facts in made.items() if (text := written(id, facts, day))}
        files = texts(**found) | meetings
        recorded = report["published"] + timedelta(report["recorded"])
        if recorded <= day:
            late = f"recorded: {recorded}\n" if report["recorded"] else ""
            files["inspections/later.md"] = REPORT.format(**report | {"recorded": late})
        elif report["ended"] <= day:
            files["inspections/later.md"] = re.sub(
                r"(?s)published: .*", "---\n", REPORT.format(**report | {"recorded": ""})
            )
        return files

    return files


def content(site: Site) -> dict[str, object]:
    return {page.address: page.html for page in site.pages} | dict(site.files)


def differences(one: dict[str, str | bytes], other: dict[str, str | bytes]) -> Iterator[tuple[str, str, str]]:
    """Where the sites differ: the address, and the first line that is not the same."""
    for address in sorted({*one, *other}):
        here, there = (str(site.get(address, "")).split("\n") for site in (one, other))
        yield from [(address, *lines) for lines in zip_longest(here, there, fillvalue="") if lines[0] != lines[1]][:1]


@given(registers(), st.integers(-10, 600))
def test_taking_out_what_comes_after_a_day_changes_no_byte_of_the_site_as_at_that_day(files, days):
    day = FIRST + timedelta(days)
    whole, without = site_of(files(date.max), day), site_of(files(day), day)
    assert not list(differences(content(whole), content(without)))
