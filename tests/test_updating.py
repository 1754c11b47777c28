"""A change of state is written in the history and at the top, and no past paper says anything else by it."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from register.checks.judge import check, check_since
from register.editing.draft import Draft, NotEdited
from register.editing.proposal import with_files
from register.editing.update import recorded_late, with_entry
from register.editing.words import with_response
from register.records.model import HistoryEntry, Voice

from tests.small import MEETING, TODAY, finding, records_of, texts

PATH = "recommendations/vetting.md"
RECEIVED = "2019-05-02"
LATER_PAPER = MEETING.replace("previous: 2019-03-28\n", "")
PAPERS = {f"meetings/{day}.md": LATER_PAPER for day in ("2019-09-26", "2020-03-26", "2026-12-17")}
DAYS = ("2019-05-02", "2019-06-28", "2019-07-01", "2019-09-26", "2020-03-26", "2020-04-01", str(TODAY))
ROLES = ("Head of Vetting", "Head of Learning", "Director of People")
VALUES = {
    "status": st.sampled_from(["red", "amber", "green", "complete", "closed"]),
    "due": st.sampled_from(["2020-03-31", "2020-09-30", "none"]),
    "owner": st.sampled_from(ROLES),
    "with": st.sampled_from(["none", ROLES[:1], ROLES[1:]]),
    "waiting_on": st.sampled_from(["Home Office", "College of Policing", "none"]),
    "inspectorate_status": st.sampled_from(["awaiting-review", "being-progressed", "none"]),
    "accepted": st.sampled_from(["yes", "no", "awaited"]),
    "next": st.sampled_from([{"what": "Train the staff", "by": "2020-06-30"}, {"what": "Report, in full"}]),
}
TAKEN = ("due", "with", "waiting_on", "inspectorate_status")


@st.composite
def findings(draw) -> str:
    """A valid finding: some fields in its history, some only at the top, with or without a response."""
    entries = draw(st.lists(st.sampled_from(DAYS[:-1]), max_size=3).map(sorted))
    history, last = [], {}
    for number, day in enumerate(entries):
        fields = set(draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=3))) | (
            {"status"} if not number else set()
        )
        entry = {name: draw(VALUES[name]) for name in sorted(fields)}
        late = draw(st.sampled_from([None, None, "2020-04-01"]))
        recorded = {"recorded": late} if late and late > day else {}
        history.append({"date": day, **recorded, **entry, "reason": f"Reason {number}."})
        last |= entry
    top = {"status": draw(VALUES["status"]), "owner": draw(VALUES["owner"])}
    for name in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=4)):
        top[name] = draw(VALUES[name].filter(lambda value: value != "none"))
    top |= last
    given = {name: value for name, value in top.items() if value != "none"}
    ended = [entry["date"] for entry in history if entry.get("status") == "closed"]
    given |= {"closed": ended[-1] if ended else "2019-07-01"} if given["status"] == "closed" else {}
    text = Draft(records_of(texts(vetting=finding(due=None))).recommendations["vetting"].file)
    for name, value in given.items():
        text = text.with_value((name,), value)
    for number, entry in enumerate(history):
        text = text.with_entry(("history",), number, entry)
    if draw(st.booleans()):
        text = with_response(text, Voice.FORCE, date(2019, 6, 2), None, "Begun.")
    if draw(st.booleans()):
        text = text.with_value(("recorded",), "2019-07-01")
    return text.file.content.decode()


@st.composite
def entries(draw) -> dict:
    fields = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=4, unique=True))
    return {"date": draw(st.sampled_from(DAYS)), "reason": "Because.", **{name: draw(VALUES[name]) for name in fields}}


def errors_of(records) -> list[str]:
    return [issue.rule for issue in check(records, TODAY) if issue.severity == "error"]


def updated(files: dict, entry: dict):
    """The records before and after the update, as the command makes it."""
    before = records_of(files)
    record = before.recommendations["vetting"]
    late = recorded_late(date.fromisoformat(entry["date"]), record, before, TODAY)
    made = HistoryEntry.model_validate({**entry, "recorded": late})
    draft = with_entry(Draft(record.file), record, made, before)
    return before, with_files(before, {PATH: draft.file})


# What the check still asks of a person: an order of days that only they can know.
ASKED = {"moved-without-reason", "reopened-without-reason", "closed-before-received", "history-without-status"}


@settings(suppress_health_check=list(HealthCheck))
@given(findings(), entries())
def test_an_honest_update_changes_no_past_paper_and_needs_no_correction(text, entry):
    files = texts(vetting=text, other=finding(title="Other")) | PAPERS
    if errors_of(records_of(files)):
        return
    try:
        before, after = updated(files, entry)
    except NotEdited:
        return
    if set(errors_of(after)) <= ASKED and errors_of(after):
        return
    assert errors_of(after) == []
    assert [f"{each.message}; {each.fix}" for each in check_since(before, after, TODAY, TODAY)] == []


def test_an_outcome_of_a_step_that_stood_at_the_top_alone_is_written_after_it_though_the_step_goes_on():
    files = texts(vetting=finding("next: {what: Report}\n"))
    after = updated(files, {"date": str(TODAY), "outcome": "partly", "next": {"what": "Report"}})[1]
    assert errors_of(after) == []
    *_, promised, ended = after.recommendations["vetting"].facts.history
    assert (promised.next.what, ended.outcome, ended.next.what) == ("Report", "partly", "Report")
