"""Obeys the advice of the check to the letter: reads the forms that its sentences take, and does what each says.

A sentence is one clause or several, each of which begins with a verb. A clause is obeyed if it says all that there is to
write, and left to a person if it asks for something: a word, a decision, a look at the report.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from register.checks.issue import Issue
from register.records.folder import File, files_from

_QUOTED = r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*')"
_VERBS = (
    "add", "begin", "change", "choose", "close", "copy", "correct", "create", "define", "delete", "describe", "find", "flatten", "get",
    "give", "indent", "join", "keep", "leave", "list", "make", "move", "name", "open", "publish", "put", "remove", "rename",
    "reopen", "run", "save", "say", "send", "shorten", "start", "take", "type", "use", "withdraw", "write", "end",
)  # fmt: skip
_CLAUSE = re.compile(rf"(?:^|; |, |: | or | and | else | then )(?=(?:{'|'.join(_VERBS)})\b)")
_ON_CONDITION = re.compile(r"if [^,]+, ")
_LEFT_OPEN = re.compile(r"\.\.\.|yyyy|<|-name\.md|^field: value$")
_AS_AN_EXAMPLE = re.compile(r",? (?:e\.g\.|such as|like|with \S|where |and the |beside that )")


@dataclass(frozen=True)
class Obeyed:
    """All files after one clause of the advice of an issue, with what was taken out and what was put in its place."""

    issue: Issue
    clause: str
    files: tuple[File, ...]
    old: str
    new: str

    @property
    def asks(self) -> bool:
        """Whether the advice leaves it to a person: on a condition, or as one of several ways."""
        return asks(self.issue.fix)

    @property
    def is_moved(self) -> bool:
        """Whether what is taken out is first put elsewhere, as the advice says."""
        return re.search(r"\b(?:move|say)\b.* (?:into|elsewhere|became)", self.issue.fix) is not None


def asks(fix: str) -> bool:
    """Whether advice leaves a choice, or asks what is meant."""
    return re.search(r"\b(?:if|or|else|whichever|find out|elsewhere|right|wrong|until)\b", _unquoted(fix)) is not None


def clauses(fix: str) -> list[str]:
    """What the advice says to do, one thing after another. Raises AssertionError if it begins with nothing to do."""
    starts = [match.end() for match in _CLAUSE.finditer(_unquoted(fix))]
    assert starts, f"this says nothing to do: {fix}"
    assert not starts[0] or _ON_CONDITION.fullmatch(fix[: starts[0]]), f"this doesn't begin with what to do: {fix}"
    parts = (fix[start:end] for start, end in zip(starts, [*starts[1:], len(fix)], strict=True))
    return [re.sub(r"(?:[ ,;:]|\b(?:and|or|else|then)\b)+$", "", part) for part in parts]


def _unquoted(text: str) -> str:
    """The text with signs in place of what stands in quotation marks, of the same length."""
    return re.sub(_QUOTED, lambda match: "_" * len(match[0]), text)


def obeyed(issue: Issue, files: tuple[File, ...]) -> Iterator[Obeyed]:
    """The files after each clause of the issue's advice that says all that there is to do."""
    for clause in clauses(issue.fix):
        edit = _Edit(issue, {file.path: file for file in files})
        form, said = next(((each, match) for each in _FORMS if (match := re.match(each, clause))), (None, None))
        is_there = issue.line <= len(edit.lines)  # not where line ends of two kinds are mixed
        if form and said and is_there and _FORMS[form](edit, said, clause):
            yield Obeyed(issue, clause, tuple(edit.files[path] for path in sorted(edit.files)), edit.old, edit.new)


class _Edit:
    """One edit in the making, at the line of an issue."""

    def __init__(self, issue: Issue, files: Mapping[str, File]) -> None:
        self.issue, self.files = issue, dict(files)
        self.lines = self.text(issue.path).split("\n") if issue.path in files else [""]
        self.old = self.new = ""

    def text(self, path: str) -> str:
        """The text of a file."""
        return self.files[path].content.decode("utf-8", "surrogateescape")

    @property
    def line(self) -> str:
        """The line of the issue."""
        return self.lines[self.issue.line - 1]

    @property
    def start(self) -> int:
        """The index of the first marked character in the line."""
        return self.issue.column - 1

    @property
    def marked(self) -> str:
        """The words that the issue points at."""
        return self.line[self.start : self.start + self.issue.length]

    @property
    def is_in_braces(self) -> bool:
        """Whether the issue points at something between braces."""
        return "{" in self.line[: self.start + 1]

    def replace(self, old: str, new: str, start: int = 0, index: int | None = None) -> bool:
        """Puts new in place of the first old in the line, if it is there."""
        index = self.issue.line - 1 if index is None else index
        at = self.lines[index].find(old, start)
        if at < 0:
            return False
        self.old, self.new = old, new
        self.lines[index] = self.lines[index][:at] + new + self.lines[index][at + len(old) :]
        return self.write()

    def delete(self, first: int, last: int) -> bool:
        """Takes out the lines from the one index to before the other."""
        self.old = "\n".join(self.lines[first:last])
        del self.lines[first:last]
        return self.write()

    def insert(self, index: int, line: str) -> bool:
        """Puts a line before the one at index."""
        self.new = line
        self.lines.insert(index, line)
        return self.write()

    def write(self) -> bool:
        """Writes the lines into the file."""
        return self.put(self.issue.path, "\n".join(self.lines).encode("utf-8", "surrogateescape"))

    def put(self, path: str, content: bytes) -> bool:
        """Writes a file."""
        (self.files[path],) = files_from({path: content})
        return True

    def end_of_block(self) -> int:
        """The index after the last line of the field or entry that begins at the line of the issue."""
        end = self.issue.line
        while end < len(self.lines) and self.lines[end].strip() and _indent(self.lines[end]) > _indent(self.line):
            end += 1
        return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _plain(quoted: str) -> str:
    inner = quoted[1:-1]
    return inner.replace('\\"', '"').replace("\\\\", "\\") if quoted[0] == '"' else inner


Form = Callable[[_Edit, re.Match[str], str], bool]


def _write(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    """A heading, a field with its value, or a word in place of the one that is wrong."""
    new, rest = _plain(said[1]), clause[said.end() :]
    if _LEFT_OPEN.search(new) or _AS_AN_EXAMPLE.match(rest) or "before the" in rest or "as they" in rest:
        return False
    if "into the record that this one names" in rest:
        return _into_the_other(edit, new)
    if beside := re.match(rf" here, and ({_QUOTED}) beside it", edit.issue.fix.partition(said[0])[2]):
        edit.insert(edit.issue.line, _plain(beside[1]))
        return edit.replace(edit.marked, new, edit.start)
    if new.startswith("- ") or (new.startswith("#") and edit.line.lstrip() == edit.line):
        return edit.replace(edit.line.strip(), new)
    if field := re.match(r"([a-z_]+): ", new):
        return _write_field(edit, field[1], new)
    word = re.match(_QUOTED, edit.issue.message)
    wrong = word[0][1:-1] if word and word[0][1:-1] in edit.marked else edit.marked
    return edit.replace(wrong, new, edit.start)


def _write_field(edit: _Edit, field: str, new: str) -> bool:
    """The field with its value where it stands, or else on a line of its own."""
    here = re.search(rf"(?<![\w-]){field}:", edit.line)
    if edit.is_in_braces and edit.marked.startswith(f"{field} "):  # it lacks its colon
        return edit.replace(edit.marked, new, edit.start)
    if here and edit.is_in_braces:
        return edit.replace(edit.line[here.start() : edit.start + edit.issue.length], new, here.start())
    top = next((index for index, line in enumerate(edit.lines) if line.startswith(f"{field}:")), None)
    index = edit.issue.line - 1 if here else top
    if index is None:
        at = edit.issue.line - 1 if edit.line.startswith("history:") else edit.issue.line
        return edit.insert(at, new)
    old = re.search(rf"(?<![\w-]){field}:(?:(?! #).)*", edit.lines[index])
    return old is not None and edit.replace(old[0], new, old.start(), index)


def _into_the_other(edit: _Edit, new: str) -> bool:
    path = f"recommendations/{edit.line.partition(':')[2].strip()}.md"
    edit.put(path, edit.text(path).replace("\nhistory:", f"\n{new}\nhistory:", 1).encode())
    return edit.delete(edit.issue.line - 1, edit.end_of_block())


def _put_in_quotes(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    """The same words in quotation marks, as the advice shows them."""
    shown = edit.issue.fix.partition(clause)[2] if said[0].startswith("put") else clause.removeprefix("write ")
    written = re.search(
        rf"^(?:[ :]*)(.*?)({_QUOTED})", (clause[said.end() :] + shown) if said[0].startswith("put") else shown
    )
    if not written:
        return False
    words, typeset = (
        _plain(written[2]),
        re.search(f"[\u201c\u201d]{re.escape(_plain(written[2]))}[\u201c\u201d]", edit.line),
    )
    if typeset:
        return edit.replace(typeset[0], written[2])
    return edit.replace(written[1] + words, written[1] + written[2]) or edit.replace(words, written[2])


def _put_space(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    return edit.issue.length == 1 and edit.replace(edit.marked, " ", edit.start)


def _put_sign(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    return edit.replace(edit.marked, said[1], edit.start)


def _delete_word(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    return edit.replace(f"{edit.marked} ", "", edit.start)


def _remove_mark(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    return edit.replace("![", "[", edit.start)


def _delete_line(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    return edit.delete(edit.issue.line - 1, edit.end_of_block())


def _delete_entry(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    """The group of fields in braces at the mark, or the entry that takes whole lines."""
    if not edit.is_in_braces or re.fullmatch(r"- \{[^{}]*\}", edit.line.strip()):
        return _delete_line(edit, said, clause)
    first = edit.line.rindex("{", 0, edit.start + 1)
    return edit.replace(edit.line[first : edit.line.index("}", first) + 1], "", first)


def _delete_it(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    if "file" in edit.issue.message or "here already" in edit.issue.fix:
        return _delete_file(edit, said, clause)
    if "entry" in edit.issue.message:
        return _delete_entry(edit, said, clause)
    return edit.replace(edit.marked, "", edit.start)


def _delete_this_one(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    if "only th" in edit.issue.fix:
        return _delete_file(edit, said, clause)
    if edit.line.lstrip().startswith("- "):
        return _delete_line(edit, said, clause)
    if "[" in edit.line[: edit.start]:
        items = (f", {edit.marked}", f"{edit.marked}, ", edit.marked)
        return any(edit.replace(item, "", edit.start - 2) for item in items)
    return _delete_line(edit, said, clause)


def _delete_named(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    """A sign or a field of that name."""
    name = said[1].strip('"')
    if not re.fullmatch(r"\w+", name):
        return edit.replace(f"{name} ", "") or edit.replace(name, "")
    if edit.is_in_braces and (flow := re.search(rf"(?:, )?\b{name}:[^,}}]*", edit.line)):
        return edit.replace(flow[0], "")
    found = [index for index, line in enumerate(edit.lines) if re.match(rf"\s*(?:- )?{name}:", line)]
    index = edit.issue.line - 1 if edit.issue.line - 1 in found else next(iter(found), None)
    return index is not None and edit.delete(index, index + 1)


def _delete_file(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    edit.old = edit.text(edit.issue.path)
    del edit.files[edit.issue.path]
    return True


def _delete_empty_lines(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    return edit.delete(0, next(index for index, line in enumerate(edit.lines) if line.strip()))


def _name_it(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    name, folder = _plain(said[1]), edit.issue.path.rpartition("/")[0]
    if _LEFT_OPEN.search(name) or clause.startswith("name it like"):
        return False
    is_whole = "/" in name or not folder or name in ("register.yml", "owners.yml")
    path = name if is_whole else f"{folder}/{name}"
    assert path not in edit.files, f"{path} is here already: {edit.issue}"
    return edit.put(path, edit.files.pop(edit.issue.path).content)


def _take_spaces_away(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    if "leave a blank line below" in edit.issue.fix:
        edit.insert(edit.issue.line, "")
    return edit.replace(edit.line, edit.line.lstrip())


def _take_hyphen_away(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    return edit.replace("- ", "")


def _start_below(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    first = re.search(r"\w|$", edit.lines[edit.issue.line - 2])
    return first is not None and edit.replace(edit.line, " " * first.start() + edit.line.lstrip())


def _add(edit: _Edit, said: re.Match[str], clause: str) -> bool:
    """An entry to a list of another file."""
    line, rest = _plain(said[1]), clause[said.end() :]
    if " to owners.yml" in rest:
        owners = edit.text("owners.yml")
        indent = re.search(r"(?m)^( *)- ", owners)
        return edit.put("owners.yml", f"{owners.rstrip()}\n{indent[1] if indent else ''}{line}\n".encode())
    grades = re.match(r" to the grades of (\S+)", rest)
    path, below = (f"inspections/{grades[1]}.md", "grades") if grades else ("register.yml", "committees")
    if not grades and "list it too" not in clause:
        return False
    return edit.put(path, re.sub(rf"(?m)^{below}:.*$", rf"\g<0>\n  {line}", edit.text(path), count=1).encode())


_FORMS: dict[str, Form] = {
    rf"write ({_QUOTED})": _write,
    rf"(?=write \w+: {_QUOTED})": _put_in_quotes,
    r"put the (?:whole )?text in (?:double|single) quotes|put it in double quotes with the text before it": _put_in_quotes,
    r"put an ordinary space|type an ordinary space": _put_space,
    r"put a (\S) in its place": _put_sign,
    r"delete the empty lines": _delete_empty_lines,
    r"delete (?:the|this|its) line(?! that is wrong)|delete the heading": _delete_line,
    r"delete the entry": _delete_entry,
    r"(?:delete|remove) it\b": _delete_it,
    r"delete (?:the|this) file|delete the link": _delete_file,
    r"delete (?:this one|one of the two)|leave it out of": _delete_this_one,
    r"delete that word": _delete_word,
    r"remove the ! ": _remove_mark,
    rf"(?:delete|leave) ({_QUOTED}|\w+)(?: out|$)": _delete_named,
    rf"name it ({_QUOTED})": _name_it,
    r"take the hyphen away": _take_hyphen_away,
    r"take the spaces away": _take_spaces_away,
    r"start it directly below the first letter": _start_below,
    rf"(?:add|list it too:) ({_QUOTED})": _add,
}
