"""The steps that were promised, in words: how many of them came to what, and a table of each."""

from collections.abc import Iterable

from register.figures.blocks import Day, Row, Table, line, small
from register.figures.cells import head_of, row_of
from register.figures.promises import PromisedStep, Promises
from register.figures.tables import link_to
from register.wording.sentences import say


def say_promises(promises: Promises, sentence: str = "steps-promised") -> str:
    """How many steps were promised, and what became of them; empty where there were none."""
    if not promises.promised:
        return ""
    parts = ", ".join(say(f"step-count-{state}", count=count) for state, count in promises.by_state)
    return f"{say(sentence, count=promises.promised)} {parts}."


def steps_table(steps: Iterable[PromisedStep], caption: str, named: bool = True) -> Table:
    """Each step with the day that it was promised for and what became of it; named: with its finding too."""
    head = head_of("step", "step-by", "step-became")
    return Table(caption, head, (tuple(_row(step, named) for step in steps),))


def _row(promised: PromisedStep, with_finding: bool) -> Row:
    step, finding = promised.step, promised.finding
    by = (Day(step.by),) if step.by else (say("no-date"),)
    moved = small(say("step-moved-to", day=step.now_by)) if step.now_by and step.now_by != step.by else ""
    ended = small(Day(step.ended)) if step.ended else ""
    named = (step.what, small(link_to(finding)) if with_finding else "") if step.what else (link_to(finding),)
    became = line(say(f"step-{promised.state}"), ended)
    return row_of(line(*named), line(*by, moved), became)
