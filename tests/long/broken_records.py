"""Ways to break a valid record: what the fuzz feeds to the check. All chance comes from the Random that is given."""

import unicodedata
from collections.abc import Callable, Sequence
from random import Random

HIDDEN = "\u200b\u200d\u202e\u2066\ufeff\u2028\u0085\u00ad\x00\x07\x1b\x7f\ufffe\U000e0001"
ODD = "\u00a0\u0130\u0131\u017f\u212a\ufb00\u00df\u1e9e\u0345\u0301\u3000\uff11\u0661\u1d7d8\U0001f600\U0001f1ec\ud7ff\ue000"
SIGNS = "-:#&*!|>%@`'\"[]{}(),.?<~^_\\/=+$; \t\n\r0123456789abyzAZ"

VALUES = (
    "", "~", "null", "no", "true", "TRUE", "False ", "0", "-1", "012", "12:30", "1e9", "99999999999999999999", ".inf",
    "0x1F", "2019-02-30", "2019-06-31", "0000-00-00", "9999-12-31", "1989-12-31", "2100-12-31", "2101-01-01",
    "2019-6-1", "31/12/2019", "2019-06-28T10:00:00Z", "２０１９-06-28", "today", "a", "A", "-", "--", "---", "...", "a--b",
    "-a", "a" * 81, "a" * 200, "x" * 3000, "[]", "[[]]", "[a, b]", "[a", "{}", "{a: b}", "{a", "{a: {b: {c: d}}}",
    "- a", "[{date: 2019-06-28}]", "{what: a}", "{what: , by: }", "[{title: a, url: 'javascript:alert(1)'}]",
    "[{date: 2019-05-02, status: red, due: 2019-01-01, next: {what: a, by: 2020-01-01}}]", "|", ">", "|-\n  a\n  b",
    ">+\n\n  a", "|9", "'", '"', "'it''s'", '"\\x41\\u200b\\U0001F600"', '"\\ud800"', '"\\', "&a b", "*a", "&a *a", "!!str a",
    "!!python/object/apply:os.system [a]", "!<tag:x> a", "!", "%YAML 1.1", "? a", ": b", "a: b: c", "a #b", "a#b", "#",
    "@a", "`a`", "<<: *a", "<b>a</b>", "https://a.example/?q=1", "HTTPS://A", "http://", "javascript:alert(1)", "mailto:a",
    "//a", "a@b.example", "0121 496 0000", "OFFICIAL-SENSITIVE", "DCI Jane Smith", "red", "Red", "amber", "closed",
    "superseded", "withdrawn", "not-accepted", "ungraded", "vetting", "vetting-backlog", "peel-2018-19", "workforce", "x0", "x1", "x2",
    "[x0, x1]", "[vetting]", "2019-06-28", "2019-05-02", "2026-11-23", "2026-11-24",
)  # fmt: skip

WORDS = (
    "## Recommendation", "## Force response", "## Evidence", "## Staff notes", "## Summary", "## Purpose", "## Background",
    "## Recommendations", "### 2019-09-05", "### 2019-13-05", "### a", "# a", "#", "####### a", "a\n===", "a\n---", "---",
    "***", "> ## a", "- ## a", "1. a\n   ### 2019-09-05", "- - - a", "> > > a", "    code", "```\n## a", "~~~", "`", "``` a `",
    "<b>", "</b>", "<!-- a", "-->", "<script>alert(1)</script>", "<?php", "<!DOCTYPE a>", "<![CDATA[", "<a@b.example>",
    "<https://a.example>", "[a](b.md)", "[a](javascript:alert(1))", "[a]( <b c> 'd' )", "![a](b.png)", "[a][b]",
    "[b]: https://a.example 'c'", "[a]: <", "[", "](", "![", "*", "**", "_a_", "~~a~~", "| a | b |\n| - | - |\n| c | d |",
    "| a |\n|:-:|", "|", "\\", "&amp;", "&#0;", "&#x110000;", "&lt;b&gt;", "www.a.example", "http://a.example/(a", "a@b.example",
    "<<<<<<< HEAD", "=======", ">>>>>>> a", "||||||| a", "\t## a", "##a", "## a ##", "## `a`", "## [a](b)", "## &amp;", "##",
    "[^a]", "- [ ] a", "OFFICIAL-SENSITIVE", "a  \nb", "a\\\nb", "[a](../recommendations/vetting.md#a)",
)  # fmt: skip

PATHS = (
    "recommendations/{}.md", "recommendations/a/b/{}.md", "recommendations/A {}.md", "recommendations/{}.MD", "recommendations/{}.",
    "recommendations/\u00e9{}.md", "recommendations/e\u0301{}.md", "recommendations/{}\udcff.md", "recommendations/con.md",
    "recommendations/a\nb{}.md", "recommendations/.md", "inspections/{}.md", "inspections/a/{}.md", "frameworks/{}.yml",
    "frameworks/{}.yaml", "meetings/{}.md", "meetings/2019-06-28-{}.md", "meetings/2019-02-30.md", "meetings/2019-06-28-.md",
    "meetings/2019-06-28_{}.md", "{}.md", "Register.yml", "register.yaml", "REGISTER.YML", "recommendation/{}.md", "a/b/c/{}",
    "recommendations/{}" + "a" * 90 + ".md", "recommendations/a:b{}.md", "recommendations/{}.md/a.md", "\U0001f600/{}.md",
)  # fmt: skip

Edit = Callable[[str, Random], str]


def broken(texts: Sequence[str], chance: Random) -> bytes:
    """The bytes of one of the texts after one to four edits, or of no record at all."""
    kind = chance.random()
    if kind < 0.02:
        return chance.randbytes(chance.randrange(300))
    if kind < 0.06:
        return f"---\n{_soup(SIGNS, VALUES, chance)}\n---\n{_soup(SIGNS, WORDS, chance)}".encode(
            "utf-8", "surrogatepass"
        )
    text = chance.choice(texts)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        text = chance.choice(_EDITS)(text, chance)
    content = _spliced(text, chance.choice(texts), chance) if chance.random() < 0.05 else text
    return _as_bytes(content, chance)


def odd_path(name: str, chance: Random) -> str:
    """A path at which the record of that name may or may not stand."""
    return chance.choice(PATHS).format(name)


def _soup(signs: str, parts: Sequence[str], chance: Random) -> str:
    """Signs, words and line ends without a plan."""
    return "".join(
        chance.choice(parts) if chance.random() < 0.4 else chance.choice(signs) for _ in range(chance.randrange(60))
    )


def _as_bytes(text: str, chance: Random) -> bytes:
    """The text as UTF-8, now and then with a BOM, other line ends, another encoding or a few wrong bytes."""
    content = text.encode("utf-8", "surrogatepass")
    match chance.randrange(60):
        case 0:
            return b"\xef\xbb\xbf" + content
        case 1:
            return content.replace(b"\n", b"\r\n")
        case 2:
            return content.replace(b"\n", b"\r")
        case 3:
            return text.encode(chance.choice(("utf-16", "utf-16-be", "utf-32", "utf-7")), "replace")
        case 4:
            return text.encode("cp1252", "replace")
        case 5 | 6:
            at = chance.randrange(len(content) + 1)
            return content[:at] + chance.randbytes(chance.randint(1, 4)) + content[at + chance.randrange(3) :]
    return content


# Edits of characters


def _stretch(text: str, chance: Random, longest: int) -> tuple[int, int]:
    start = chance.randrange(len(text) + 1)
    return start, start + chance.randint(0, longest)


def _cut(text: str, chance: Random) -> str:
    start, end = _stretch(text, chance, chance.choice((1, 8, 60, 1000)))
    return text[:start] + text[end:]


def _put(text: str, chance: Random) -> str:
    start, end = _stretch(text, chance, 2)
    return text[:start] + _some(chance) + text[end:]


def _some(chance: Random) -> str:
    signs = chance.choice((SIGNS, SIGNS, SIGNS, ODD, HIDDEN))
    return "".join(chance.choices(signs, k=chance.choice((1, 1, 2, 3, 8)))) * chance.choice((1, 1, 1, 1, 2, 20))


def _truncated(text: str, chance: Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _spelt_otherwise(text: str, chance: Random) -> str:
    start, end = _stretch(text, chance, 40)
    change = chance.choice((str.upper, str.title, str.swapcase, _decomposed, _wide, _doubled))
    return text[:start] + change(text[start:end]) + text[end:]


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _doubled(text: str) -> str:
    return text * 2


# Edits of lines


def _of_lines(change: Callable[[list[str], int, Random], None]) -> Edit:
    """The edit that changes the list of lines at a place."""

    def edit(text: str, chance: Random) -> str:
        lines = text.split("\n")
        change(lines, chance.randrange(len(lines)), chance)
        return "\n".join(lines)

    return edit


def _drop(lines: list[str], at: int, chance: Random) -> None:
    del lines[at : at + chance.choice((1, 1, 1, 2, 5))]


def _repeat(lines: list[str], at: int, chance: Random) -> None:
    end = at + chance.choice((1, 1, 2, 4))
    lines[at:end] = lines[at:end] * chance.choice((2, 2, 2, 3, 30))


def _swap(lines: list[str], at: int, chance: Random) -> None:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _move(lines: list[str], at: int, chance: Random) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(at))


def _indent(lines: list[str], at: int, chance: Random) -> None:
    for number in range(at, min(len(lines), at + chance.choice((1, 1, 3, 8)))):
        lines[number] = chance.choice(("  ", " ", "\t", "    ", "- ", "> ", "")) + lines[number].lstrip(
            chance.choice((" ", "-", ""))
        )


def _other_value(lines: list[str], at: int, chance: Random) -> None:
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon} {chance.choice(VALUES)}" if colon else lines[at]


def _value_from_elsewhere(lines: list[str], at: int, chance: Random) -> None:
    key, colon, _ = lines[at].partition(":")
    lines[at] = key + colon + chance.choice(lines).partition(":")[2] if colon else lines[at]


def _other_inner_value(lines: list[str], at: int, chance: Random) -> None:
    """Another value in a group of fields in brackets."""
    parts = lines[at].split(", ")
    inner = chance.randrange(len(parts))
    key, colon, rest = parts[inner].rpartition(": ")
    if colon:
        parts[inner] = f"{key}: {chance.choice(VALUES)}{'}' if rest.endswith('}') else ''}"
    lines[at] = ", ".join(parts)


def _words(lines: list[str], at: int, chance: Random) -> None:
    lines.insert(at, chance.choice(WORDS))


def _words_below(lines: list[str], at: int, chance: Random) -> None:
    lines += ["", chance.choice(WORDS), chance.choice(WORDS)]


def _nest(lines: list[str], at: int, chance: Random) -> None:
    sign = chance.choice(("[", "{a: ", "- ", "> ", "(", "*", "![", "{"))
    lines[at] += sign * chance.choice((2, 5, 17, 200))


def _spliced(text: str, other: str, chance: Random) -> str:
    """The beginning of one text and the end of another."""
    return text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other) + 1) :]


_EDITS: tuple[Edit, ...] = (
    _cut, _put, _put, _truncated, _spelt_otherwise,
    *map(_of_lines, (
        _drop, _repeat, _swap, _move, _indent, _other_value, _other_value, _other_value, _value_from_elsewhere,
        _other_inner_value, _other_inner_value, _words, _words, _words_below, _nest,
    )),
)  # fmt: skip
