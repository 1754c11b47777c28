"""python -m tests.long.mutants: would the tests see it if a rule were wrong? Mutation testing of hooks/register/checks.

Each mutant is the code of the rules with one small change, as the operators of mutmut make them: another comparison,
another number, a condition turned round, an argument taken away, a text spoilt. Docstrings, imports and types are left
alone. Mutmut's own runner leaves out all functions with decorators, which every rule is; so the mutants are run here:
the tests are collected once, and each mutant runs them in a fork of that process until one fails. First come the tests
of the rule that was changed. Tests of properties are left out: what they find depends on chance.

    nice -n 19 .venv/bin/python -m tests.long.mutants              every mutant
    nice -n 19 .venv/bin/python -m tests.long.mutants 10 words     every tenth of checks/words.py

Ctrl-C ends the run with what it saw until then.
"""

import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import libcst as cst
import pytest
from _pytest.runner import runtestprotocol
from libcst.metadata import MetadataWrapper, ParentNodeProvider, WhitespaceInclusivePositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_string
from register.checks.rule import Rule
from register.checks.rules import RULES
from register.records.folder import File
from register.records.record import Records, read_records

from tests import fixtures, small

CHECKS = Path(__file__).resolve().parents[2] / "hooks" / "register" / "checks" / "rules"
NO_RULES = {"__init__"}
TESTS = [
    f"tests/test_{name}.py"
    for name in (
        "fixtures",
        "broken_fields",
        "checks",
        "yaml_advice",
        "lost",
        "past_papers",
        "corrections",
        "words",
        "body",
    )
]
PROCESSES = 2
NAMES = {rule.name for rule in RULES}
OF_LOST_HISTORY = {"lost_records", "lost_words", "past_papers", "corrections"}
PATIENCE = 60  # seconds of processor time after which a mutant counts as killed: it loops
_LEFT_ALONE = cst.Annotation | cst.Import | cst.ImportFrom


class Mutant(NamedTuple):
    """One change: the module, its line, the function around it, what stood there and what stands there now."""

    module: str
    line: int
    function: str
    before: str
    after: str
    code: str

    @property
    def spoils_text(self) -> bool:
        """Whether it only changes a text, most often the words of a message."""
        return "XX" in self.after and "XX" not in self.before

    def __str__(self) -> str:
        """For a person: where, and what became of what."""
        return f"{self.module}.py:{self.line} {self.function}: {_short(self.before)}  →  {_short(self.after)}"


def _short(code: str) -> str:
    return " ".join(code.split())[:110]


# Mutants


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of the module, in the order of its lines."""
    source = (CHECKS / f"{module}.py").read_text("utf-8")
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    places, parents = wrapper.resolve(WhitespaceInclusivePositionProvider), wrapper.resolve(ParentNodeProvider)
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    for node in _walk(wrapper.module):
        for after in _changes(node):
            place, code = places[node], wrapper.module.code_for_node(after) if isinstance(after, cst.CSTNode) else ""
            start, end = (starts[at.line - 1] + at.column for at in (place.start, place.end))
            first, last = source.rfind("\n", 0, start) + 1, source.find("\n", end)
            changed = source[first:start] + code + source[end:last]
            if _judging(changed) != _judging(source[first:last]):
                where = (module, place.start.line, _function(node, parents))
                yield Mutant(*where, source[first:last], changed, source[:start] + code + source[end:])


def _judging(code: str) -> str:
    """The code without what only says which rules need not be asked: the check is as right, and slower, without it."""
    return re.sub(r",\s*(noted=\w+)?\)", ")", code)


def _walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    if isinstance(node, _LEFT_ALONE):
        return
    if isinstance(node, cst.Expr) and isinstance(node.value, cst.SimpleString):  # a docstring
        return
    yield node
    for child in node.children:
        yield from _walk(child)


def _changes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            found = list(operator(node))
            yield from found[:1] if operator is operator_string else found


def _function(node: cst.CSTNode, parents: Mapping[cst.CSTNode, cst.CSTNode]) -> str:
    """The name of the outermost function around the node."""
    name = ""
    while node in parents:
        name = node.name.value if isinstance(node, cst.FunctionDef) else name
        node = parents[node]
    return name


# Tests


class Runner:
    """Runs every mutant against the collected tests."""

    def __init__(self, every: int, only: str) -> None:
        """Runs every n-th mutant of that module, or of all."""
        modules = [path.stem for path in sorted(CHECKS.glob("*.py")) if path.stem not in NO_RULES]
        chosen = [module for module in modules if only in ("", module)]
        self.mutants = [mutant for module in chosen for mutant in mutants(module)][::every]
        self.judged: list[Mutant] = []
        self.survivors: list[Mutant] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of the tests: the tests for every mutant."""
        items = [item for item in session.items if not getattr(item.obj, "is_hypothesis_test", False)]
        remember_what_is_read()
        failing = first_failure(items)
        if failing:
            raise SystemExit(f"{failing} fails without a mutant")
        running: dict[int, Mutant] = {}
        with suppress(KeyboardInterrupt):
            for mutant in self.mutants:
                if len(running) == PROCESSES:
                    self._wait(running)
                running[_fork(mutant, items)] = mutant
            while running:
                self._wait(running)
        return True

    def _wait(self, running: dict[int, Mutant]) -> None:
        process, status = os.wait()
        mutant = running.pop(process)
        self.judged.append(mutant)
        if os.waitstatus_to_exitcode(status) == 0:
            self.survivors.append(mutant)
            print(mutant, file=sys.__stdout__, flush=True)


def remember_what_is_read() -> None:
    """Every mutant is shown the same trees, and how they are read is no part of the rules: each is read once."""
    read: dict[tuple[File, ...], Records] = {}

    def reader(files: Iterable[File]) -> Records:
        tree = tuple(files)
        if tree not in read:
            read[tree] = read_records(tree)
        return read[tree]

    for module in (fixtures, small):
        vars(module)["read_records"] = reader


def first_failure(items: list[pytest.Item]) -> str | None:
    """The first of the tests that fails."""
    for item in items:
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=None)):
            return item.nodeid
    return None


def _fork(mutant: Mutant, items: list[pytest.Item]) -> int:
    process = os.fork()
    if process:
        return process
    signal.signal(signal.SIGVTALRM, lambda *_: os._exit(1))
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        put_in_place(import_module(f"register.checks.rules.{mutant.module}"), mutant.code)
        chosen = [item for item in items if _matters(item, mutant)]
        killed = first_failure(sorted(chosen, key=lambda item: _far(item, mutant)))
    except BaseException:  # noqa: BLE001  code that can't even be loaded is seen by any test
        killed = "loading"
    os._exit(1 if killed else 0)


def _matters(item: pytest.Item, mutant: Mutant) -> bool:
    """Whether the test can see a change of this function, as far as its file tells."""
    rule, of_one_rule = mutant.function.replace("_", "-"), "[" in item.nodeid
    if "test_lost" in item.nodeid:
        return mutant.module in OF_LOST_HISTORY or rule not in NAMES
    if "test_broken_fields" in item.nodeid and of_one_rule:  # there each rule runs alone
        return rule not in NAMES or f"[{rule}/" in item.nodeid
    return mutant.module not in OF_LOST_HISTORY


def _far(item: pytest.Item, mutant: Mutant) -> int:
    """Which tests run first: those of the rule, then those that take little time."""
    rule = mutant.function.replace("_", "-")
    if rule and f"[{rule}/" in item.nodeid:
        return 0
    if rule and rule in item.nodeid.replace("_", "-"):
        return 1
    quick = ("test_lost",) if mutant.module in OF_LOST_HISTORY else ("test_checks", "test_yaml_advice", "test_words")
    if any(name in item.nodeid for name in quick):
        return 2
    return 3 if "test_fixtures" in item.nodeid else 4


def put_in_place(module: ModuleType, code: str) -> None:
    """Runs the code as the module, and hands what it defines to all who have it already."""
    before = dict(vars(module))
    exec(compile(code, module.__file__ or "", "exec"), vars(module))
    new = {rule.name: rule for rule in vars(module).values() if isinstance(rule, Rule)}
    rules = tuple(new.get(rule.name, rule) for rule in RULES)
    for name, other in list(sys.modules.items()):
        if name.startswith(("register.", "tests.")) and other is not module:
            for attribute, value in list(vars(other).items()):
                if attribute in before and value is before[attribute] and not attribute.startswith("__"):
                    setattr(other, attribute, vars(module)[attribute])
                elif value is RULES:
                    setattr(other, attribute, rules)
                elif hasattr(value, "cache_clear"):  # what it knows was found without the mutant
                    value.cache_clear()


def main() -> None:
    """Runs the mutants, and prints the survivors and how many were killed."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
    every, only = int((sys.argv[1:] or ["1"])[0]), (sys.argv[2:] or [""])[0]
    runner = Runner(every, only)
    pytest.main(["-q", "-p", "no:cacheprovider", *TESTS], plugins=[runner])
    print("\n".join(summary(runner, every)))


def summary(runner: Runner, every: int) -> Iterator[str]:
    """How many were killed: of all, of those that change more than a text, and of each module."""
    yield f"every {every}. mutant of {len(runner.mutants) * every:,}" if every > 1 else f"all {len(runner.mutants):,}"
    for what, group in (("all", runner.judged), *_groups(runner.judged)):
        killed = len(group) - sum(mutant in group for mutant in runner.survivors)
        yield f"{what}: {killed} of {len(group)} killed, {killed / max(1, len(group)):.1%}"


def _groups(all_: list[Mutant]) -> Iterator[tuple[str, list[Mutant]]]:
    yield "of those that change more than a text", [mutant for mutant in all_ if not mutant.spoils_text]
    for module in sorted(Counter(mutant.module for mutant in all_)):
        yield module, [mutant for mutant in all_ if mutant.module == module]


if __name__ == "__main__":
    main()
