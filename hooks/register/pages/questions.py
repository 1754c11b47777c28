"""Ten questions that people ask of the data, each with its answer for a spreadsheet, SQL, pandas and jq.

The page and the tests are made from the same recipes. Their days and words are examples: readers put in their own.
"""

from dataclasses import dataclass

from register.pages.addresses import Address
from register.pages.page import Page, page_from
from register.pages.rendering import Renderer
from register.wording.sentences import say


@dataclass(frozen=True)
class Recipe:
    """How to answer a question. id: the end of the names of its sentences: the question, and the way in a spreadsheet.

    sql is for register.sqlite, jq for register.json; pandas has each table of register.zip under its name.
    """

    id: str
    sql: str
    pandas: str
    jq: str


PANDAS_FIRST = """\
import zipfile
import pandas as pd

data = zipfile.ZipFile("register.zip")
findings, periods, changes, inspections, meetings = (
    pd.read_csv(data.open(f"{name}.csv")).astype(object)
    for name in ("findings", "periods", "changes", "inspections", "meetings")
)"""
"""What comes before each answer in pandas."""

RECIPES = (
    Recipe(
        "overdue",
        "SELECT owner, count(*) FROM findings\nWHERE overdue GROUP BY owner ORDER BY owner",
        'findings[findings["overdue"]].groupby("owner").size()',
        ".recommendations | map(select(.overdue)) | group_by(.owner)[]\n| [.[0].owner, length]",
    ),
    Recipe(
        "days-to-close",
        "SELECT pillar, count(*), avg(julianday(closed) - julianday(received))\nFROM findings\n"
        "WHERE stage = 'ended' AND status <> 'withdrawn'\nGROUP BY pillar ORDER BY pillar",
        'ended = findings[(findings["stage"] == "ended") & (findings["status"] != "withdrawn")]\n'
        'days = pd.to_datetime(ended["closed"]) - pd.to_datetime(ended["received"])\n'
        'days.dt.days.groupby(ended["pillar"], dropna=False).agg(["size", "mean"])',
        'def day: strptime("%Y-%m-%d") | mktime / 86400;\n'
        '.recommendations | map(select(.stage == "ended" and .status != "withdrawn"))\n| group_by(.pillar)[]\n'
        "| [.[0].pillar, length, (map((.closed | day) - (.received | day)) | add / length)]",
    ),
    Recipe(
        "re-dated",
        "SELECT id, times_redated FROM findings\nWHERE times_redated > 0 ORDER BY times_redated DESC, id",
        'moved = findings[findings["times_redated"] > 0]\n'
        'moved.sort_values(["times_redated", "id"], ascending=[False, True])[["id", "times_redated"]]',
        ".recommendations | map(select(.times_redated > 0))\n| sort_by([-.times_redated, .id])[]\n"
        "| [.id, .times_redated]",
    ),
    Recipe(
        "red-over-time",
        "SELECT as_at, figures_red FROM meetings\nWHERE figures_red IS NOT NULL ORDER BY as_at\n"
        "-- and each day on which it changed: SELECT * FROM red_by_day",
        'meetings.dropna(subset=["figures_red"]).sort_values("as_at")[["as_at", "figures_red"]]',
        ".meetings | map(select(.figures)) | sort_by(.as_at)[]\n| [.as_at, .figures.red]",
    ),
    Recipe(
        "past-day",
        "SELECT finding, status FROM periods\nWHERE \"from\" <= '2019-06-30'\n"
        "  AND (until IS NULL OR until > '2019-06-30')\nORDER BY finding",
        'then = (periods["from"] <= "2019-06-30") & (periods["until"].fillna("9999") > "2019-06-30")\n'
        'periods[then].sort_values("finding")[["finding", "status"]]',
        '"2019-06-30" as $day\n| .recommendations[] | select((.recorded // .received) <= $day)\n'
        '| [.id, if .status == "withdrawn" then if .since <= $day then .status else "not-recorded" end\n'
        "  elif any(.history[]; .status)\n"
        "  then [.history[] | select(.status and (.recorded // .date) <= $day) | .status]\n"
        '    | last // "not-recorded"\n'
        '  elif .closed and .closed > $day then "not-recorded" else .status end]',
    ),
    Recipe(
        "between",
        "SELECT coalesce(recorded, date) AS day, finding, kind, was, now\nFROM changes\n"
        "WHERE day > '2019-06-28' AND day <= '2019-09-16'\nORDER BY day, finding, kind",
        'changes["day"] = changes["recorded"].fillna(changes["date"])\n'
        'between = (changes["day"] > "2019-06-28") & (changes["day"] <= "2019-09-16")\n'
        'told = changes[between].sort_values(["day", "finding", "kind"])\n'
        'told[["day", "finding", "kind", "was", "now"]]',
        "# one line for each entry of a history\n"
        ".recommendations[] | .id as $id | .history[]?\n| (.recorded // .date) as $day\n"
        '| select($day > "2019-06-28" and $day <= "2019-09-16")\n| [$day, $id, .status_label, .due, .owner, .reason]',
    ),
    Recipe(
        "word",
        "SELECT id, title FROM findings\nWHERE rowid IN (\n"
        "  SELECT rowid FROM findings_search WHERE findings_search MATCH 'vetting'\n)\nORDER BY id",
        'texts = findings[["title", "recommendation", "evidence", "status_reason"]].fillna("")\n'
        'found = texts.agg(" ".join, axis=1).str.contains("vetting", case=False)\n'
        'findings[found].sort_values("id")[["id", "title"]]',
        ".recommendations[]\n| select([.title, .recommendation, .evidence, .status_reason]\n"
        '    | map(. // "") | join(" ") | test("vetting"; "i"))\n| [.id, .title]',
    ),
    Recipe(
        "response",
        "SELECT id, response_due, response_state, response_spare_days\nFROM inspections\n"
        "WHERE response_due IS NOT NULL ORDER BY response_due",
        'clocks = inspections.dropna(subset=["response_due"]).sort_values("response_due")\n'
        'clocks[["id", "response_due", "response_state", "response_spare_days"]]',
        ".inspections | map(select(.response_due)) | sort_by(.response_due)[]\n"
        "| [.id, .response_due, .response_state, .response_spare_days]",
    ),
    Recipe(
        "chains",
        "WITH RECURSIVE chain(finding, path) AS (\n"
        "  SELECT successor, finding || ' > ' || successor FROM successors\n"
        "  WHERE finding NOT IN (SELECT successor FROM successors)\n"
        "  UNION\n"
        "  SELECT s.successor, path || ' > ' || s.successor\n  FROM chain JOIN successors s USING (finding)\n)\n"
        "SELECT path FROM chain\nWHERE finding NOT IN (SELECT finding FROM successors) ORDER BY path",
        'by_id = findings.set_index("id")["superseded_by"].dropna().str.split()\n\n'
        "def chains(id):\n"
        "    return [[id, *rest] for next in by_id.get(id, []) for rest in chains(next)] or [[id]]\n\n"
        "later = {next for found in by_id for next in found}\n"
        'pd.Series([" > ".join(chain) for id in by_id.index if id not in later for chain in chains(id)])',
        "def chain($all): if (.superseded_by // []) == [] then [.id]\n"
        "  else .superseded_by[] as $next | [.id] + ($all[$next] | chain($all)) end;\n"
        "INDEX(.recommendations[]; .id) as $all | .recommendations[]\n"
        "| select((.superseded_by // []) != [] and (.takes_place_of // []) == [])\n"
        '| chain($all) | [join(" > ")]',
    ),
    Recipe(
        "since",
        "SELECT id, modified FROM findings\nWHERE modified >= '2019-07-01' ORDER BY modified, id",
        'since = findings[findings["modified"] >= "2019-07-01"]\n'
        'since.sort_values(["modified", "id"])[["id", "modified"]]',
        '.recommendations | map(select(.modified >= "2019-07-01"))\n| sort_by([.modified, .id])[]\n| [.id, .modified]',
    ),
)
"""The recipes, in the order of the page."""


def questions_of_data(renderer: Renderer) -> Page:
    """The page of the questions with their answers."""
    values = {"recipes": RECIPES, "pandas_first": PANDAS_FIRST}
    title = say("data-questions-title")
    return page_from(renderer, Address.DATA_QUESTIONS, title, "data_questions.html", lambda: values, contents=True)
