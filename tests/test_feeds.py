"""Feed readers and calendars are told of every change once, on the day on which the register said so."""

from datetime import date
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from register.exports.data import make_exports
from register.exports.feeds import NEWEST
from register.exports.files import Files
from register.exports.origin import Origin
from register.snapshots.snapshots import Snapshots

from tests.small import INSPECTION, MEETING, finding, records_of, texts

SITE, ATOM = "https://register.example.org/", "{http://www.w3.org/2005/Atom}"
D = date.fromisoformat
DAY = D("2019-09-30")


def files_of(files: dict[str, str], day: date = DAY, site_url: str | None = SITE, private: bool = False) -> Files:
    records = records_of(files)
    return make_exports(Snapshots(records if private else records.public()), day, Origin(site_url, private=private))


def with_history(*entries: str, **fields: str) -> str:
    return finding("history:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries), **fields)


def entries_of(files: Files, address: str = "/data/feed.xml") -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(files[address]).iter(f"{ATOM}entry"))


def titles_of(files: Files, address: str = "/data/feed.xml") -> list[str]:
    return [entry.findtext(f"{ATOM}title") or "" for entry in entries_of(files, address)]


def ids_of(files: Files, address: str = "/data/feed.xml") -> list[str]:
    return [entry.findtext(f"{ATOM}id") or "" for entry in entries_of(files, address)]


def links_of(files: Files, address: str) -> dict[str, str]:
    links = ElementTree.fromstring(files[address]).iterfind(f"{ATOM}link")
    return {link.get("rel", ""): link.get("href", "") for link in links}


def events_of(files: Files, address: str = "/data/due-dates.ics") -> dict[str, date]:
    return {str(event["SUMMARY"]): event["DTSTART"].dt for event in Calendar.from_ical(files[address]).walk("VEVENT")}


BEGUN = "date: 2019-05-02, status: amber, due: 2020-03-31, owner: Head of Vetting"


def test_the_feed_tells_what_happened_newest_first():
    made = files_of(texts(vetting=with_history(BEGUN, "date: 2019-06-01, reason: Begun.", "date: 2019-07-01, status: red, reason: '<Late> & long'", status="red", owner="Head of Vetting")))  # fmt: skip
    assert titles_of(made)[:4] == [
        "Turned red (from Amber to Red): Clear the vetting backlog",
        "Paper for the meeting on 28 June 2019: Joint Audit Committee, HMICFRS update",
        "Note: Clear the vetting backlog",
        "Report received: Integrated PEEL inspection 2018/19",
    ]
    first = entries_of(made)[0]
    assert first.findtext(f"{ATOM}summary") == "<Late> & long"
    assert first.find(f"{ATOM}link").get("href") == SITE + "recommendations/vetting/"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("due: 2020-06-30, reason: Late., approved_by: Chief Constable", "Date moved (from 31 March 2020 to 30 June 2020)"),
        ("due: none, reason: Late.", "Date taken away (was 31 March 2020)"),
        ("owner: Head of Learning", "Owner: Head of Learning"),
        ("status: closed, reason: Done.", "Closed (from Amber to Closed)"),
        ("inspectorate_status: no-further-action-needed", "Closed by HMICFRS (now No further action needed)"),
        ("inspectorate_status: being-progressed", "Status given by HMICFRS changed (now Being progressed)"),
        ("accepted: partly", "Accepted: In part"),
        ("with: [Head of Learning]", "With Head of Learning"),
        ("waiting_on: Home Office", "Waiting on Home Office"),
    ],
)  # fmt: skip
def test_every_kind_of_change_is_told(entry, told):
    history = (BEGUN, f"date: 2019-07-01, {entry}")
    made = files_of(texts(vetting=with_history(*history, **_top(entry))))
    assert titles_of(made)[0] == f"{told}: Clear the vetting backlog"


def _top(entry: str) -> dict[str, str | None]:
    """The facts at the top that go with the entry."""
    top = {"owner": "Head of Vetting"} | dict(part.split(": ", 1) for part in entry.split(", ") if ": " in part)
    if top.get("due") == "none":
        top["due"] = None
    if top.get("status") == "closed":
        top["closed"] = "2019-07-01"
    return {name: value for name, value in top.items() if name not in ("reason", "approved_by")}


def test_an_end_that_was_undone_is_told_as_reopened():
    made = files_of(texts(vetting=with_history(BEGUN, "date: 2019-06-01, status: closed, reason: Done.", "date: 2019-07-01, status: amber, reason: Not done.", owner="Head of Vetting")))  # fmt: skip
    assert titles_of(made)[0] == "Reopened (from Closed to Amber): Clear the vetting backlog"


def test_what_was_recorded_late_is_dated_by_the_day_of_its_recording():
    made = files_of(texts(vetting=with_history(BEGUN, "date: 2019-06-01, recorded: 2019-08-01, status: red, reason: Late.", status="red", owner="Head of Vetting")))  # fmt: skip
    newest = entries_of(made)[0]
    assert newest.findtext(f"{ATOM}updated") == "2019-08-01T00:00:00+01:00"
    assert newest.findtext(f"{ATOM}summary") == "Late. It happened on 1 June 2019."


def test_a_report_is_told_of_when_it_was_written_down():
    report = INSPECTION.replace("published: 2019-05-02", "published: 2019-05-02\nrecorded: 2019-08-02")
    assert report != INSPECTION
    made = files_of({**texts(), "inspections/peel-2018-19.md": report})
    assert titles_of(made)[0] == "Report received: Integrated PEEL inspection 2018/19"
    assert entries_of(made)[0].findtext(f"{ATOM}updated", "").startswith("2019-08-02")


def test_a_response_is_told_with_its_first_words_and_so_is_what_members_decided():
    body = "## Recommendation\n\nClear it.\n\n## Force response\n\n### 2019-07-10\n\nThe plan is *late*.\n"
    decided = MEETING + "\n## Decided\n\nMembers agreed.\n"
    made = files_of({**texts(vetting=finding(body=body)), "meetings/2019-06-28.md": decided})
    told = {entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}summary") for entry in entries_of(made)}
    assert told["Response: Clear the vetting backlog"] == "The plan is late ."
    assert told["Decided on 28 June 2019: Joint Audit Committee, HMICFRS update"] == "Members agreed."


def test_an_entry_that_is_put_in_gives_no_other_another_id():
    later = ("date: 2019-07-01, status: red, reason: Late.", "date: 2019-07-01, reason: A note.")
    put_in = ("date: 2019-06-01, reason: Between.", "date: 2019-07-01, reason: Another note.", "date: 2019-07-01, owner: Head of Vetting")  # fmt: skip
    top = {"status": "red", "owner": "Head of Vetting"}
    before = ids_of(files_of(texts(vetting=with_history(BEGUN, *later, **top))))
    after = ids_of(files_of(texts(vetting=with_history(BEGUN, put_in[0], *put_in[1:], *later, **top))))
    assert set(before) < set(after)
    assert len(after) == len(before) + 3


def test_a_corrected_reason_is_no_new_entry():
    one, other = (
        ids_of(files_of(texts(vetting=with_history(BEGUN, f"date: 2019-07-01, status: red, reason: {why}", status="red"))))
        for why in ("Lat.", "Late.")
    )  # fmt: skip
    assert one == other


def test_equal_entries_are_kept_apart():
    note = "date: 2019-07-01, reason: A note."
    ids = ids_of(files_of(texts(vetting=with_history(BEGUN, note, note, owner="Head of Vetting"))))
    assert len(ids) == len(set(ids))
    assert sum("#2019-07-01-" in id for id in ids) == 2


def test_withheld_words_are_nowhere_and_the_entries_keep_their_ids():
    history = (BEGUN, "date: 2019-07-01, status: red, reason: canary., next: {what: canary-step, by: 2019-12-01}")
    told, withheld = (
        files_of(texts(vetting=with_history(*history, status="red", title="canary-title", **more)))
        for more in ({}, {"withheld": "{since: 2019-09-01, reason: It named a victim.}"})
    )
    assert ids_of(told) == ids_of(withheld)
    assert not [name for name in withheld if name.endswith((".xml", ".ics")) and b"canary" in withheld[name]]
    assert events_of(withheld) == {"Due: A withheld finding": D("2020-03-31")}


def many(years: range) -> dict[str, str]:
    """A register with a note in each month of these years."""
    notes = [f"date: {year}-{month:02}-02, reason: Note {year} {month}." for year in years for month in range(1, 13)]
    begun = f"date: {years[0]}-01-01, status: amber"
    facts = {"received": f"{years[0]}-01-01", "due": "2040-01-01"}
    return texts(vetting=with_history(begun, *notes, **facts))


def test_a_long_feed_has_archives_by_year_that_together_hold_everything():
    made = files_of(many(range(2020, 2031)), D("2031-02-01"))
    years = range(2018, 2031)
    archives = [f"/data/feed-{year}.xml" for year in years if f"/data/feed-{year}.xml" in made]
    assert len(entries_of(made)) == NEWEST
    assert links_of(made, "/data/feed.xml")["prev-archive"] == SITE + archives[-1][1:]
    for index, address in enumerate(archives):
        links = links_of(made, address)
        assert links["self"] == SITE + address[1:]
        assert links["current"] == SITE + "data/feed.xml"
        assert links.get("prev-archive") == (SITE + archives[index - 1][1:] if index else None)
        assert links.get("next-archive") == (SITE + archives[index + 1][1:] if index + 1 < len(archives) else None)
        assert b"<fh:archive/>" in made[address]
    archived = [id for address in archives for id in ids_of(made, address)]
    assert len(archived) == len(set(archived)) == 11 * 12 + len({"received", "report", "paper"})
    assert set(ids_of(made)) <= set(archived)


def test_a_short_feed_has_no_archives():
    made = files_of(many(range(2020, 2024)), D("2024-02-01"))
    assert not [name for name in made if name.startswith("/data/feed-")]
    assert "prev-archive" not in links_of(made, "/data/feed.xml")


def test_an_owner_has_a_feed_and_a_calendar_of_what_they_answer_for():
    mine = with_history(BEGUN, "date: 2019-07-01, owner: Head of Learning", title="Mine", owner="Head of Learning")
    made = files_of(texts(mine=mine, other=finding(owner="Head of Custody", title="Not mine")))
    feed = "/data/owners/head-of-learning/feed.xml"
    assert titles_of(made, feed) == ["Owner: Head of Learning: Mine", "New: Mine"]
    assert links_of(made, feed)["self"] == SITE + feed[1:]
    assert events_of(made, "/data/owners/head-of-learning/due-dates.ics") == {"Due: Mine": D("2020-03-31")}


def test_a_renamed_owner_keeps_the_feed_and_its_id():
    owners = "- {role: Head of Learning, formerly: [Head of Training]}\n"
    files = texts(mine=finding(owner="Head of Learning"))
    before = files_of(texts(mine=finding(owner="Head of Training")))
    after = files_of({**files, "owners.yml": owners})
    old, new = "/data/owners/head-of-training/feed.xml", "/data/owners/head-of-learning/feed.xml"
    assert after[old] == after[new]
    id = ElementTree.fromstring(before[old]).findtext(f"{ATOM}id")
    assert ElementTree.fromstring(after[new]).findtext(f"{ATOM}id") == id


def test_the_calendar_holds_what_is_due_and_leaves_out_what_is_past():
    files = texts(
        a=finding(title="Délai, pour; toujours", next="{what: Ask; wait, by: 2019-12-01}"),
        b=finding(status="complete"),
        past=finding(title="Past", due="2019-09-29", next="{what: Gone, by: 2019-09-01}"),
        today=finding(title="Today", due="2019-09-30"),
    ) | {"meetings/2019-12-12.md": MEETING}
    report = INSPECTION.replace("published: 2019-05-02", "published: 2019-09-01")
    made = files_of(files | {"inspections/peel-2018-19.md": report})
    assert all(len(line) <= 75 for line in made["/data/due-dates.ics"].split(b"\r\n"))
    assert events_of(made) == {
        "Due: Today": D("2019-09-30"),
        "Response due: Integrated PEEL inspection 2018/19": D("2019-10-26"),
        "Next step: Ask; wait (Délai, pour; toujours)": D("2019-12-01"),
        "Joint Audit Committee: HMICFRS update": D("2019-12-12"),
        "Due: Délai, pour; toujours": D("2020-03-31"),
    }


def test_a_step_that_moves_keeps_its_id():
    def uids(by: str) -> set[str]:
        made = files_of(texts(vetting=finding(next=f"{{what: Ask, by: {by}}}")))
        return {str(event["UID"]) for event in Calendar.from_ical(made["/data/due-dates.ics"]).walk("VEVENT")}

    assert uids("2019-12-01") == uids("2020-01-01")
    assert len(uids("2019-12-01")) == 2


def test_without_an_address_there_is_no_feed_and_no_calendar():
    assert not [name for name in files_of(texts(a=finding()), site_url=None) if name.endswith((".xml", ".ics"))]


def test_those_of_a_private_site_say_so_in_their_names_and_titles():
    made = files_of(texts(a=finding(owner="Head of Vetting")), private=True)
    found = sorted(name for name in made if name.endswith((".xml", ".ics")))
    assert found == [
        "/data/owners/head-of-vetting/private-due-dates.ics",
        "/data/owners/head-of-vetting/private-feed.xml",
        "/data/private-due-dates.ics",
        "/data/private-feed.xml",
    ]
    assert all(b"Private: not for publication." in made[name] for name in found)
    assert links_of(made, "/data/private-feed.xml")["self"] == SITE + "data/private-feed.xml"
