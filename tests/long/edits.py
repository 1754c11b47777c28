"""python -m tests.long.edits [NUMBER] [SEED] [FINDINGS]: does any edit change a past paper without a word, or is an honest one refused?

NUMBER edits (5,000) of the kinds in tests/long/edit_kinds.py are made to generated registers, the same for each SEED.
Each has so many FINDINGS (26); of more than 100, what is compared are papers of the findings concerned.
The papers of both sides are made here in whole, and held against what `check --since` says:

- an edit that the check lets pass changes no paper, but for one that a new correction names
- an honest edit is never refused
- where a message gives a correction to paste, the edit passes with it, and the correction names each paper changed.

It prints how often each kind was accepted, refused and put right, and ends with 1 where any of this was not so.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import yaml
from register.checks.issue import Issue, Severity
from register.checks.judge import check, check_since
from register.checks.papers import Papers
from register.figures.statements import differences
from register.records.folder import files_from
from register.records.record import Records, read_records

from tests.long.edit_kinds import KINDS
from tests.long.edited_register import COMMITTED, FINDINGS, TODAY, Register, make_register
from tests.long.honest_edits import EditKind, Skip, Sort

EDITS_OF_A_REGISTER = 100
_PASTE = re.compile(r"add to corrections: - (\{.*\})")


@dataclass(frozen=True)
class Outcome:
    """What became of an edit: in a word, and what is wrong with that, if anything is."""

    word: str
    wrong: str = ""


def read(register: Register, like: Records | None = None) -> Records:
    """The register as records."""
    return read_records(files_from(register.texts()), like)


def errors(was: Records, now: Records) -> tuple[Issue, ...]:
    """What the check and the comparison refuse."""
    found = (*check(now, TODAY), *check_since(was, now, COMMITTED, TODAY))
    return tuple(issue for issue in found if issue.severity is Severity.ERROR)


def changed(was: Papers, now: Records) -> set[str]:
    """The past papers that say something else, each made in whole from both sides; gone ones too."""
    papers = Papers(now.public(), TODAY)
    by_earlier_id = {id: meeting for meeting in papers.meetings.values() for id in (meeting.id, *meeting.formerly)}
    found = set()
    for meeting in was.past:
        other = by_earlier_id.get(meeting.id)
        given = {each.id for each in papers.past}
        if not other or other.id not in given or differences(was.of(meeting), papers.of(other)):
            found.add(other.id if other else meeting.id)
    return found


def tried(kind: EditKind, register: Register, was: Records, papers: Papers, random: Random) -> Outcome:
    """The edit made, and judged."""
    edited = register.copy()
    try:
        kind.edit(edited, random)
    except (
        Skip,
        KeyError,
        IndexError,
        ValueError,
        AttributeError,
        TypeError,
    ):  # by chance there is nothing to change so
        return Outcome("nothing to change")
    if edited.texts() == register.texts():
        return Outcome("nothing to change")
    now = read(edited, was)
    found = errors(was, now)
    if not found:
        if kind.sort is Sort.WAY:
            return Outcome("accepted")
        papers_changed = changed(papers, now)
        return Outcome("accepted", f"silently changes {sorted(papers_changed)}" if papers_changed else "")
    if kind.sort is not Sort.ANY:
        return Outcome(
            "refused", f"honest and refused: {found[0].path}: {found[0].rule}: {found[0].message}; {found[0].fix}"
        )
    return put_right(edited, was, papers, found)


def put_right(edited: Register, was: Records, papers: Papers, found: tuple[Issue, ...]) -> Outcome:
    """The edit with the corrections that the messages give to paste, if each message gives one."""
    pasted = [
        (issue.path, yaml.load(match[1], yaml.BaseLoader))
        for issue in found
        if (match := _PASTE.search(issue.fix or ""))
    ]
    if len(pasted) < len(found):
        return Outcome("refused")
    for path, correction in pasted:
        said = correction | {"what": "It was wrong.", "reason": "A slip."}
        holder = edited[path].facts
        if said not in holder.setdefault("corrections", []):
            holder["corrections"].append(said)
    now = read(edited)
    still = errors(was, now)
    if still:
        return Outcome(
            "refused again", f"pasted, and still: {still[0].path}: {still[0].rule}: {still[0].message}; {still[0].fix}"
        )
    named = {id for _, correction in pasted for id in correction.get("papers", ())}
    missing = changed(papers, now) - named
    return Outcome("put right", f"with corrections that don't name {sorted(missing)}" if missing else "")


def run(number: int, seed: int, findings: int = FINDINGS) -> Iterator[tuple[int, EditKind, Outcome]]:
    """Each edit with its number, its kind and what became of it."""
    register, was, papers = Register(), None, None
    for place in range(number):
        random = Random(f"{seed} {place}")
        if place % EDITS_OF_A_REGISTER == 0:
            register = make_register(random, findings)
            was = read(register)
            papers = Papers(was.public(), TODAY)
        kind = KINDS[(place * 7919 + seed) % len(KINDS)]
        yield place, kind, tried(kind, register, was, papers, random)  # type: ignore[arg-type]


def main() -> int:
    """Runs the edits and prints the counts. Returns 1 where something was wrong."""
    number, seed, findings = (*map(int, sys.argv[1:]), *(5_000, 0, FINDINGS)[len(sys.argv) - 1 :])
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = 0
    for place, kind, outcome in run(number, seed, findings):
        counts[kind.name][outcome.word] += 1
        if outcome.wrong:
            wrong += 1
            print(f"{place} {kind.name}: {outcome.wrong}", flush=True)
    for name, words in sorted(counts.items()):
        print(f"{name}: {', '.join(f'{count} {word}' for word, count in sorted(words.items()))}")
    total = sum(counts.values(), Counter())
    print(
        f"{number} edits of {len(counts)} kinds: {', '.join(f'{total[word]} {word}' for word in sorted(total))}; {wrong} wrong"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
