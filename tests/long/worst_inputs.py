"""python -m tests.long.worst_inputs: how long the check takes for inputs made to slow it down.

Each input is one file beside a small valid register, read, checked and shown in a process of its own. None may take
more than a second of processor time, and none may end its process. Then every regular expression of the package gets
long texts made of its own signs; none may take more than a second for 20,000 of them.
"""

import ast
import itertools
import multiprocessing
import re
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from register.checks.judge import check
from register.checks.report import FORMATS, locate
from register.records.folder import files_from, read_folder
from register.records.record import read_records
from register.records.source import texts_of

from tests.long.fuzz import BASE, DAY, PROJECT

LIMIT = 1.0  # seconds
PATIENCE = 10  # seconds of processor time after which an input is given up
PACKAGE = PROJECT / "hooks" / "register"
VETTING = "recommendations/vetting.md"
BODY = 512 * 1024 - 100
MEGABYTES = 5 * 1024 * 1024


def base() -> dict[str, bytes]:
    """The valid register beside which each input stands."""
    return {file.path: file.content for file in read_folder(BASE)}


def worst_inputs() -> Iterator[tuple[str, bytes]]:
    """What the input is, and its file in place of a valid finding."""
    yield from ((name, text.encode()) for name, text in (*_facts(), *_bodies()))
    yield "5 MB on one line", b"a" * MEGABYTES
    yield "5 MB of line ends", b"\n" * MEGABYTES
    yield "5 MB of carriage returns", b"\r" * MEGABYTES
    yield "5 MB of nothing", b"\0" * MEGABYTES
    yield "5 MB that are no UTF-8", b"\xff" * MEGABYTES
    yield "5 MB of hidden characters", "\u200b".encode() * (MEGABYTES // 3)
    yield "5 MB of lines with a hidden character", "\u200b\n".encode() * (MEGABYTES // 4)
    yield "5 MB of merge conflicts", b"<<<<<<<\n" * (MEGABYTES // 8)
    yield "5 MB of ---", b"---\n" * (MEGABYTES // 4)


def _facts() -> Iterator[tuple[str, str]]:
    """Facts as large as they may be, or deeper."""
    full = 64 * 1024 - 200
    for name, facts in {
        "30,000 brackets": f"title: {'[' * 30_000}{']' * 30_000}",
        "30,000 open brackets": f"title: {'[' * 30_000}",
        "30,000 open braces": f"title: {'{' * 30_000}",
        "5,000 nested lists": f"title:\n {'- ' * 5_000}a",
        "5,000 nested fields": "".join(f"{' ' * depth}a:\n" for depth in range(340)),
        "alias bomb": "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)),
        "20,000 aliases": f"a: &a x\nb: [{', '.join(['*a'] * 20_000)}]",
        "10,000 merge keys": "a: &a {b: c}\n" + "<<: *a\n" * 8_000,
        "10,000 tags": f"a: [{', '.join(['!!str a'] * 7_000)}]",
        "12,000 unknown fields": "".join(f"a{n}:\n" for n in range(8_000)),
        "12,000 unknown fields with values": "".join(f"a{n}: b\n" for n in range(6_500)),
        "one field 12,000 times": "a: b\n" * 12_000,
        "20,000 entries of a list": f"formerly: [{', '.join(['a'] * 20_000)}]",
        "20,000 broken entries of a list": f"formerly: [{', '.join(['A_'] * 15_000)}]",
        "3,000 entries of the history": "history:\n" + "".join("- {date: 2019-06-28}\n" for _ in range(3_000)),
        "1,500 broken entries of the history": "history:\n" + "- {date: 2019-02-30, status: Gren, next: {}}\n" * 1_400,
        "2,000 corrections": "corrections:\n" + "- {date: 2019-06-28, what: a, reason: b}\n" * 1_500,
        "2,000 links": "links:\n" + "- {title: a, url: 'https://a.example'}\n" * 1_500,
        "a title of 60,000 letters": f"title: {'a' * full}",
        "a title of 20,000 combining marks": f"title: {'é' + chr(0x301) * 20_000}{chr(0x316) * 5_000}",
        "an id of 60,000 letters": f"status: {'a' * full}",
        "an id of 30,000 hyphens": f"status: {'a-' * (full // 2)}",
        "a date of 60,000 digits": f"due: {'2' * full}",
        "an address of 60,000 letters": f"links: [{{title: a, url: 'https://{'a' * (full - 100)}'}}]",
        "an owner of 60,000 letters": f"owner: {'A' * full}",
        "an owner of 30,000 words": f"owner: {'Aa ' * (full // 3)}",
        "an owner of 8,000 addresses": f"owner: {'a@b.cd, ' * (full // 8)}",
        "an owner of 30,000 digits": f"owner: {'01 ' * (full // 3)}",
        "60,000 remarks": "#\n" * (full // 2),
        "30,000 cut texts": "formerly:\n" + "- a #b\n" * 9_000,
        "60,000 blanks before a remark": f"title: a{' ' * full}#",
        "60,000 colons": ":" * full,
        "30,000 question marks": "? " * (full // 2),
        "60,000 quotation marks": f"title: '{'a' * full}",
        "10,000 escapes": f'title: "{chr(92)}u0041{(chr(92) + "u200b") * 10_000}"',
        "8,000 lines in quotes": f'title: "{("a" + chr(92) + chr(10)) * 8_000}"',
        "8,000 quoted lines with escapes": "formerly:\n" + f'- "{chr(92)}x41"\n' * 7_000,
        "a block of 60,000 lines": f"title: |\n{' a' + chr(10)}" + " \n" * (full // 3),
    }.items():
        yield name, f"---\n{facts}\n---\n\n## Recommendation\n\nAct.\n"


def _bodies() -> Iterator[tuple[str, str]]:
    """Words as large as they may be."""
    facts = base()[VETTING].decode().partition("\n---\n")[0] + "\n---\n"
    begun = "## Recommendation\n\n"
    for unit in (
        "[", "]", "*", "_", ">", "`", "``` ", "~", "|", "<", "&", "!", "![", "(", "\\", "-", "- ", "+ ", "1. ", "#", "=", "\t",
        " ", "a", "a ", "A", "0 ", "_a_ ", "*a ", "**a ", "*a_ ", "~~a ", "[a](", "[a](<b", "[a][", "![a](b", "<a ", "<!--",
        "<a@", "<b:", "a@", "a@b.", "www.", "http://", "http://a.b/(", "&#", "&amp;", "`a``", "|a", "a.", "a+b-", "\u200b", "\u0301",
        "[a](b) ", "[a](&amp;) ", "![](", "<b>", "<b ", "a@b.example ", "www.a.example ", "https://a.example ", "[^a] ", "a: ", "/",
    ):  # fmt: skip
        yield f"512 KiB of {unit!r}", facts + begun + unit * (BODY // len(unit.encode()))
    for line in (
        "> ", "- a", "# a", "## a", "### a", "### 2019-06-28", "- ## a", "> ## a", "#", "a\n-", "|a|b|\n|-|-|", "<b>", "[a](b.md)",
        "[a](file:b)", "![a](b)", "[a]: b", "[a]: <", "www.a.example", "a@b.example", "<a@b.example>", "```", "<<<<<<<", "=======",
        "a  ", "OFFICIAL-SENSITIVE", "0121 496 0000", "## Recommendation", "## Evidence", "## Force response\n### 2019-06-28\na",
        "[a](<b>)", "[a](&#98;)", "\u200b", "&lt;b&gt;", "1. a", "    a", "***",
    ):  # fmt: skip
        yield f"512 KiB of lines {line!r}", facts + begun + f"{line}\n" * (BODY // (len(line.encode()) + 1))
        if "\n" not in line:
            apart = f"{line}\n\n" * (BODY // (len(line.encode()) + 2))
            yield f"512 KiB of paragraphs {line!r}", facts + begun + apart
    yield (
        "a table of 20,000 columns",
        facts + begun + "|a" * 20_000 + "\n" + "|-" * 20_000 + "\n" + "|b" * 20_000 + "\n",
    )
    columns, rows = "|a" * 2_000 + "\n" + "|-" * 2_000 + "\n", "|\n" * 20_000
    yield "a table of 2,000 columns and 20,000 short rows", facts + begun + columns + rows
    yield "quotations 2,000 deep", facts + begun + "".join(f"{'>' * depth} a\n\n" for depth in range(900))
    yield "lists 500 deep", facts + begun + "".join(f"{'  ' * depth}- a\n" for depth in range(700))
    references = "".join(f"[a{n}]: https://a.example/{n}\n" for n in range(9_000))
    yield "9,000 references", facts + begun + references + "".join(f"[a{n}] " for n in range(9_000))
    bomb = f"[a]: {'b' * 100_000}\n\n" + "[a] " * 90_000
    yield "a reference of 100 kB used 90,000 times", facts + begun + bomb
    for end in ("www.b.example", "[a](&amp;b)", "<i>", "b@c.example", "![](&amp;)", "[b](<c d>)"):
        yield f"a long line before {end!r}", facts + begun + "a" * (BODY - 100) + f" {end}\n"
        yield f"a long line of dots before {end!r}", facts + begun + "a." * (BODY // 2 - 100) + f" {end}\n"
        yield f"a long line of brackets before {end!r}", facts + begun + "\\[" * (BODY // 2 - 100) + f" {end}\n"
        yield f"a long line of signs before {end!r}", facts + begun + "\\<a" * (BODY // 3 - 100) + f" {end}\n"
    many = "a" * 200 + "&amp;www.b.example "
    yield "many links in long words", facts + begun + many * (BODY // len(many))


def check_one(files: dict[str, bytes]) -> str:
    """Reads, checks and shows the files; what was found, as the rules' names."""
    read = files_from(files)
    found = check(read_records(read), DAY)
    FORMATS["text"](locate(found, "records", texts_of(read, files)))
    rules = sorted({finding.rule for finding in found})
    return f"{len(found)} findings: {', '.join(rules[:4])}{' …' if len(rules) > 4 else ''}"


def _measured(work: Callable[[], str], answer) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    began = time.process_time()
    said = work()
    answer.send((time.process_time() - began, said))


def measure(work: Callable[[], str]) -> tuple[float, str]:
    """Seconds of processor time in a process of its own, and what it said; PATIENCE where it was given up."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_measured, args=(work, theirs))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    except EOFError:
        process.join()
        return float(PATIENCE), f"the process ended with {process.exitcode}"
    finally:
        process.join()


# Regular expressions


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every regular expression of the package with its place: the compiled ones, and those that are written in a call."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        yield from _patterns_of(import_module(name), path)


def _patterns_of(module: ModuleType, path: Path) -> Iterator[tuple[str, re.Pattern[str]]]:
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    for call in calls:
        function = call.func
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re":
            if function.attr != "escape" and call.args:
                after = (*call.args[1:], *(k.value for k in call.keywords))
                flags = [
                    part for part in after if not isinstance(part, ast.Call) and ast.unparse(part).startswith("re.")
                ]
                source, flag = ast.unparse(call.args[0]), ast.unparse(flags[-1]) if flags else "0"
                try:
                    written = eval(source, vars(module))
                except (NameError, TypeError):  # made from what is known only when it runs
                    continue
                if isinstance(written, str):
                    yield f"{path.name}:{call.lineno}", re.compile(written, eval(flag, vars(module)))


def _signs(pattern: str) -> list[str]:
    """A few signs that a text for this pattern would be made of."""
    literal = re.sub(r"\\.|\[\^?|[](){}+*?|^$]|\d+,\d*", " ", pattern).split()
    classes = {r"\w": "a", r"\d": "0", r"\s": " ", ".": "a", "a-z": "a", "A-Z": "A", "0-9": "0", r"\\": "\\"}
    found = [sign for part, sign in classes.items() if part in pattern]
    singles = [sign for word in literal for sign in word if not sign.isalnum()]
    return list(dict.fromkeys(["a", " ", *found, *singles, *literal]))[:10]


def slowest_match(pattern: re.Pattern[str]) -> tuple[float, str]:
    """The longest of the times that the pattern takes with long texts of its signs, and what the text was."""
    signs = _signs(pattern.pattern)
    units = [*signs, *("".join(pair) for pair in itertools.permutations(signs, 2))]
    texts = ((f"{start!r} + {unit!r} * n + {end!r}", start + unit * (20_000 // len(unit)) + end)
             for unit in units for start in ("", "[", "<") for end in ("", "\n!"))  # fmt: skip
    return max(((_seconds(pattern, text), about) for about, text in texts), default=(0.0, ""))


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 4 * LIMIT)
    try:
        for _ in pattern.finditer(text):
            pass
        pattern.fullmatch(text)
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - began


def _too_slow(*_: object) -> None:
    raise TimeoutError


def main() -> None:
    """Measures all, prints the slowest and ends with 1 where one took longer than the limit."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    times = []
    for name, content in worst_inputs():
        if only in name:
            files = {**base(), VETTING: content}
            times.append((*measure(lambda files=files: check_one(files)), name))
    _tell("inputs", times)
    signal.signal(signal.SIGVTALRM, _too_slow)
    matches = [(*slowest_match(pattern), place) for place, pattern in patterns() if not only]
    _tell("regular expressions", matches)
    sys.exit(any(taken > LIMIT for taken, *_ in (*times, *matches)))


def _tell(what: str, times: list[tuple[float, str, str]]) -> None:
    slow = [each for each in times if each[0] > LIMIT]
    print(f"{len(times)} {what}, {len(slow)} over {LIMIT} s of processor time; the slowest:")
    for taken, said, name in sorted(times, reverse=True)[: max(10, len(slow))]:
        print(f"  {taken:7.3f} s  {name}: {said}")


if __name__ == "__main__":
    main()
