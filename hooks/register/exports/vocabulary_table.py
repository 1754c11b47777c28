"""The vocabulary of a register as one table: what each code in the data is called, and what it means."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from register.exports.published import Framework, Register
from register.exports.published_rows import Word
from register.figures.promises import StepState
from register.records.model import Acceptance, Outcome, Priority, Progress
from register.snapshots.snapshot import NOT_RECORDED
from register.wording.sentences import say

REGISTER = "register"
"""The scope of the words that a framework does not define."""

_BUILT_IN: dict[str, type[StrEnum]] = {
    "accepted": Acceptance,
    "outcome": Outcome,
    "priority": Priority,
    "progress": Progress,
    "step": StepState,
}
"""The words that every register has, each kind with its codes; their labels are sentences of the same name."""


def vocabulary_of(register: Register) -> Iterator[Word]:
    """Every word of the register, kind by kind, each in its order."""
    yield from _words("status", REGISTER, (*register.statuses, NOT_RECORDED))
    yield from _words("inspectorate_status", REGISTER, register.inspectorate_statuses)
    yield from _words("type", REGISTER, register.types)
    for kind, codes in _BUILT_IN.items():
        for position, code in enumerate(codes, start=1):
            yield Word(kind=kind, scope=REGISTER, id=code, label=say(f"{kind}-{code}"), position=position)
    for position, framework in enumerate(register.frameworks, start=1):
        yield Word(kind="framework", scope=REGISTER, id=framework.id, label=framework.title, position=position)
        yield from _of_framework(framework)


def _of_framework(framework: Framework) -> Iterator[Word]:
    yield from _words("grade", framework.id, framework.grades)
    yield from _words("pillar", framework.id, framework.pillars)
    yield from _words("question", framework.id, framework.questions)


def _words(kind: str, scope: str, items: Iterable[Any]) -> Iterator[Word]:
    """The words of a kind: of what is known of each, what the table has a column for."""
    own = Word.model_fields.keys() - {"kind", "scope", "position"}
    for position, item in enumerate(items, start=1):
        facts = {name: getattr(item, name) for name in own if hasattr(item, name)}
        yield Word.model_construct(kind=kind, scope=scope, position=position, **facts)
