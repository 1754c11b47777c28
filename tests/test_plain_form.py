"""The plain form of a record: words from lists, blanks and line ends are put right, and it means the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.checks.judge import check
from register.editing import fmt as module
from register.editing.fmt import Left, plain_form
from register.records.folder import File, Kind, files_from, kind_of, read_folder
from register.records.record import read_records
from register.records.source import read_source

from tests import golden
from tests.small import FRAMEWORK, INSPECTION, MEETING, REGISTER, TODAY, finding

BODY = "\n## Recommendation\n\nThe force should act.\n"
PATHS = {
    Kind.REGISTER: "register.yml",
    Kind.OWNERS: "owners.yml",
    Kind.FRAMEWORK: "frameworks/x.yml",
    Kind.INSPECTION: "inspections/x.md",
    Kind.RECOMMENDATION: "recommendations/x.md",
    Kind.MEETING: "meetings/2019-06-28.md",
}


def file_of(text: str | bytes, kind: Kind = Kind.RECOMMENDATION) -> File:
    return File(PATHS[kind], kind, text.encode() if isinstance(text, str) else text)


def plainly(text: str | bytes, kind: Kind = Kind.RECOMMENDATION) -> str:
    """The plain form as text; the file must not be left as it is."""
    form = plain_form(file_of(text, kind))
    assert form.left is None
    return form.content.decode()


def record_of(file: File):
    (record,) = read_records((file,)).all
    return record


def facts(lines: str) -> str:
    return f"---\n{lines}\n---\n{BODY}"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("status: Amber", "status: amber"),
        ("status: amber\u00a0", "status: amber"),
        ("status: \u00a0AMBER\u00a0# so it is", "status: \u00a0AMBER\u00a0# so it is"),  # all of it is the text
        ("status: Amber\u00a0 # so it is", "status: amber # so it is"),
        ('status: " Amber "', 'status: "amber"'),
        ("status: 'Amber'", "status: 'amber'"),
        ('status: "Amber\\u00a0"', 'status: "amber"'),
        ('status: "amber"', 'status: "amber"'),
        ("type: Area-For-Improvement", "type: area-for-improvement"),
        ("publish: False", "publish: false"),
        ("due: ' 2020-03-31 '", "due: '2020-03-31'"),
        ("due: 2020-03-31\u00a0", "due: 2020-03-31"),
        ("superseded_by: [ Vetting-2 ]", "superseded_by: vetting-2"),
        ("superseded_by: [Vetting-2] # since", "superseded_by: [vetting-2] # since"),
        ("superseded_by: [vetting-2, vetting-3]", "superseded_by: [vetting-2, vetting-3]"),
        ("formerly: [vetting-2]", "formerly: [vetting-2]"),
        ("formerly: [Vetting-1,  Vetting-2]", "formerly: [vetting-1,  vetting-2]"),
        ("history:\n- {date: 2019-05-02\u00a0, status:   RED}", "history:\n- {date: 2019-05-02, status: red}"),
        ('history: [{"date":2019-05-02, "status":RED}]', 'history: [{"date": 2019-05-02, "status": red}]'),
        ("next:\n    what:   Ask Bob\n    by:  2020-03-31", "next:\n    what: Ask Bob\n    by: 2020-03-31"),
    ],
)
def test_words_dates_and_colons_are_put_right(written, plain):
    assert plainly(facts(written)) == facts(plain)


@pytest.mark.parametrize(
    ("written", "plain", "kind"),
    [
        ("due_soon_days: ' 30'\n", "due_soon_days: '30'\n", Kind.REGISTER),
        ("statuses:\n- {id: Red, colour: RED, stage: Open, label: Red}\n", "statuses:\n- {id: red, colour: red, stage: open, label: Red}\n", Kind.REGISTER),
        ("grades:\n- {id: Good, ranked: FALSE}\n", "grades:\n- {id: good, ranked: false}\n", Kind.FRAMEWORK),
        ("---\ngrades:\n- {grade: Good, judged: '2018 ', progress: Same}\n---\n", "---\ngrades:\n- {grade: good, judged: '2018', progress: same}\n---\n", Kind.INSPECTION),
        ("---\nprevious: ' 2019-03-28'\n---\n", "---\nprevious: '2019-03-28'\n---\n", Kind.MEETING),
    ],
)  # fmt: skip
def test_every_kind_of_record_has_its_own_words(written, plain, kind):
    assert plainly(written, kind) == plain


@pytest.mark.parametrize(
    "written",
    [
        "title: Vetting IS Late",
        "owner: ' Head of Contact '",
        "deadline: NONE",
        "status:",
        "status: # not yet known",
        "status: Needs no\u00a0list",  # no word: the check speaks of it
        "due: 31/12/2019",
        "due: 2019-06-31",
        "status: [Amber]",
        "Status: Amber",
        "next: {What: AMBER, status: AMBER}",
        "reason: |\n  First:   line\n\n  Status:   Red",
        "title: >-\n  One\n  two",
        'title: "One:   two\n\n  three"',
        "title: One\n  Two  three\n  four",
        "status: |\n  Amber",
        "status: |  # |\n  Amber",
        'status: "\n  Amber"',
        'status: "Amber\n  "',
        'title: "\\u0061bc"',
        "title:   # C\n         A",
        "status: \u00a0\n  Amber",
        "# Status:   Amber\n\ntitle:\n  - {  a: b   ,  c: d  }   # Keep:   this",
        "? title\n: A",
        "? title",
        "'title': A\n\"owner\": ''",
        "title: \U0001f600 # A  B",
        "status : amber",
    ],
)
def test_what_is_not_known_to_mean_nothing_stays_as_it_is_written(written):
    text = facts(written)
    assert plain_form(file_of(text)) == (text.encode(), None)


def test_blanks_at_the_ends_of_lines_go_from_the_facts_and_stay_in_the_words():
    assert plainly("---\ntitle: A \t\n  \n# so  \nowner: B  # C \n---\n\n## Recommendation  \n\nOne  \ntwo\n  \n") == (
        "---\ntitle: A\n\n# so\nowner: B  # C\n---\n\n## Recommendation  \n\nOne  \ntwo\n  \n"
    )


def test_an_escaped_blank_at_the_end_of_a_line_stays():
    text = facts('title: "One\\ \n  two"')
    assert plainly(text) == text


@pytest.mark.parametrize("ends", ["", "\n", "\n\n\n", "\r\n", "\r\n\r\n"])
def test_a_file_ends_with_one_line_end(ends):
    assert plainly(f"---\ntitle: A\n---\n\nWords{ends}") == "---\ntitle: A\n---\n\nWords\n"
    assert plainly(f"---\ntitle: A\n---{ends}") == "---\ntitle: A\n---\n"
    assert plainly(f"title: A{ends}", Kind.FRAMEWORK) == "title: A\n"


def test_blank_lines_at_the_end_stay_where_they_are_code():
    text = "---\ntitle: A\n---\n\n```\nWords\n\n\n"
    assert plainly(text) == text
    assert plainly(text + "```\n\n\n") == text + "```\n"


def test_a_bom_and_windows_line_ends_go():
    windows = b"\xef\xbb\xbf" + finding(status="Amber").replace("\n", "\r\n").encode()
    assert plainly(windows) == finding()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"Status: Amber \r\n",
        b"---\r\nstatus: Amber\r\n",
        b"---\r\n- Amber\r\n---\r\n",
        b"---\r\nstatus: Amber: red\r\n---\r\n",
        b"---\r\nstatus: &a Amber\r\n---\r\n",
        b"---\r\nstatus: *a\r\n---\r\n",
        b"---\r\nstatus: !!str Amber\r\n---\r\n",
        b"---\r\nstatus: Amber\r\nstatus: Red\r\n---\r\n",
        b"---\r\nstatus: Amber\r\n---\r\n<<<<<<< HEAD\r\n",
        b"---\r\nstatus: Amber\xff\r\n---\r\n",
        "---\r\nstatus: Amber\r\ntitle: a\u2028b\r\n---\r\n".encode(),
        b"---\r\nstatus: Amber\rtitle: A\r\n---\r\n",
    ],
)
def test_a_file_that_cannot_be_read_is_left_as_it_is(text):
    assert plain_form(file_of(text)) == (text, Left.UNREADABLE)


def test_a_value_that_is_absent_below_the_last_line_changes_nothing():
    assert plainly("? title", Kind.FRAMEWORK) == "? title\n"


def test_what_is_no_record_is_left_as_it_is():
    assert plain_form(File("notes.txt", None, b"status: Amber ")) == (b"status: Amber ", Left.UNREADABLE)


# The address in a block has blanks that make it no address. Without them it would be one: another meaning.
ADDRESS = "---\nurl: >-\n  https://a.example/  \nframework: Peel\n---\n"


def test_a_plain_form_that_would_be_read_differently_is_not_given():
    assert plain_form(file_of(ADDRESS, Kind.INSPECTION)) == (ADDRESS.encode(), Left.CHANGED_MEANING)


@pytest.mark.parametrize(
    "mistake",
    [
        lambda *_: finding(status="green"),
        lambda *_: finding(title="Clear the backlog"),
        lambda *_: finding(title="clear the vetting backlog"),
        lambda *_: finding(owner="Head of Professional Standards # or another"),
        lambda *_: finding(extra="[]"),
        lambda *_: finding(owner="head of Professional  Standards ").replace("## Rec", "# Rec"),
        lambda *_: finding().replace("backlog.\n", "backlog. \n"),
        lambda *_: finding(extra="x"),
        lambda *_: finding("history: x\n"),
        lambda *_: "",
        lambda *_: "---\n: [\n---\n",
    ],
)
def test_a_mistake_of_the_command_itself_harms_no_record(monkeypatch, mistake):
    monkeypatch.setattr(module, "_written_plainly", mistake)
    assert plain_form(file_of(finding())) == (finding().encode(), Left.CHANGED_MEANING)


def test_words_in_a_field_that_has_another_mistake_are_kept_too(monkeypatch):
    broken = finding("history:\n  - {date: 31/12/2019, reason: One}\n")
    monkeypatch.setattr(module, "_written_plainly", lambda *_: broken.replace("One", "Two"))
    assert plain_form(file_of(broken)).left is Left.CHANGED_MEANING


# Properties

RECORDS = {
    Kind.REGISTER: REGISTER,
    Kind.OWNERS: "- role: Head of Learning\n- {role: Head of IT, formerly: [Head of Computing], until:  2030-01-01 }\n",
    Kind.FRAMEWORK: FRAMEWORK,
    Kind.INSPECTION: INSPECTION,
    Kind.MEETING: MEETING,
    Kind.RECOMMENDATION: finding(
        "history:\n  - {date: 2019-05-02, status: AMBER, due: 2020-03-31, reason: 'So: it'}\n"
        "  - date:   2019-06-02\n    reason: |\n      One  \n\n      two: three\n    next: {what: \"a\\\n      b\", by:  2019-09-01}\n",
        links="\n  - {title: a, url: 'https://b.example'}",
        publish='"True "',
    ),
}  # fmt: skip


@st.composite
def edited_records(draw) -> File:
    """A valid record with up to three edits anywhere in it."""
    kind = draw(st.sampled_from(sorted(RECORDS)))
    text = RECORDS[kind]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 8))
        put = draw(st.text(alphabet="-:#&*!{}[]\"'\\|>?,%~ \n\r\tABnoé\u00a0\u200b<", max_size=6))
        text = text[:start] + put + text[start + cut :]
    return file_of(text, kind)


ANY_TEXT = st.text(alphabet="-:#&*!{}[]\"'\\|>?,%~ \n\r\tAb1\u00e9\u00a0\u0130\u212a\U0001f600", max_size=80)
ANY_FILES = st.one_of(
    st.builds(file_of, st.binary(max_size=200), st.sampled_from(sorted(Kind))),
    st.builds(lambda text, body: file_of(f"---\n{text}\n---\n{body}"), ANY_TEXT, ANY_TEXT),
    st.builds(lambda value: file_of(f"---\nstatus: {value}\n---\n"), ANY_TEXT),
    st.builds(lambda value: file_of(f"statuses: [{{id: {value}}}]\n", Kind.REGISTER), ANY_TEXT),
)


@given(edited_records() | ANY_FILES)
def test_the_plain_form_of_a_plain_form_is_itself(file):
    once = File(file.path, file.kind, plain_form(file).content)
    assert plain_form(once).content == once.content


@given(edited_records() | ANY_FILES)
def test_it_means_the_same(file):
    made = File(file.path, file.kind, plain_form(file).content)
    before, after = record_of(file), record_of(made)
    assert (after.facts, after.broken) == (before.facts, before.broken)
    assert [(p.path, p.kind) for p in after.field_errors] == [(p.path, p.kind) for p in before.field_errors]
    assert (after.source.body or "").rstrip("\n") == (before.source.body or "").rstrip("\n")


@given(edited_records())
def test_the_edits_alone_keep_the_meaning(file):
    """Else the comparison at the end would hide a fault of the edits."""
    assert plain_form(file).left is not Left.CHANGED_MEANING


@given(edited_records() | ANY_FILES)
def test_nothing_but_blanks_and_capitals_changes(file):
    def letters(content: bytes) -> str:
        return "".join(read_source(file_of(content)).text.split()).casefold()

    if b"\\" not in file.content:  # an escaped blank in quotes may go
        assert letters(plain_form(file).content) == letters(file.content)


def test_the_golden_records_have_a_plain_form_in_which_the_check_finds_the_same():
    files = read_folder(golden.RECORDS)
    forms = [plain_form(file) for file in files]
    assert len(files) > 5
    assert not [file.path for file, form in zip(files, forms, strict=True) if form.left]
    made = [File(file.path, file.kind, form.content) for file, form in zip(files, forms, strict=True)]
    assert check(read_records(made), TODAY) == check(read_records(files), TODAY)


def test_untidy_records_have_the_same_findings_as_plain_ones():
    untidy = {
        "register.yml": REGISTER,
        "frameworks/peel-2018-19.yml": FRAMEWORK.replace("\n", "  \r\n"),
        "inspections/peel-2018-19.md": "\ufeff" + INSPECTION.replace("good", "Good"),
        "recommendations/vetting.md": finding(status="Ambr ", due="' 2020-03-31'", grade="GOOD") + "\n\n",
    }
    files = files_from(untidy)
    made = [File(file.path, kind_of(file.path), plain_form(file).content) for file in files]
    before, after = (check(read_records(f), date(2019, 12, 31)) for f in (files, made))
    assert [f.rule for f in before] == [f.rule for f in after]
    assert {"unknown-status", "grade-contradicts-inspection"} <= {f.rule for f in after}
