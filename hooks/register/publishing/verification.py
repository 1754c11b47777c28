"""Verifies that a built site is whole. Reads what would be published, knowing nothing of how it was made.

Each rule is a generator of sentences, one for each fault: the files are the intended ones, every link leads to a file
and an anchor in it, and the pages agree with the numbers in data/register.json.
"""

import csv
import html
import io
import json
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any
from urllib.parse import unquote

from register.pages.addresses import Address, private_name
from register.parallel import Parallel, in_process
from register.wording import sentences

Files = Mapping[str, bytes]  # the files of a site by path, e.g. red/index.html


def faults(files: Files, expected: Collection[str] | None = None, run: Parallel = in_process) -> tuple[str, ...]:
    """What is wrong with the site of these files, as sentences; none where it is whole.

    expected are the paths that it should have, where they are known. run: who looks at which pages.
    """
    unexpected = () if expected is None else _other_files(files, expected)
    data = _in_site(_DATA, files)
    register = json.loads(files[data]) if data in files else None
    pages = _pages_of_data(register) if register else ()
    return (*unexpected, *_broken_links(files, pages, run), *_wrong_numbers(files, register, pages))


# The files


def _other_files(files: Files, expected: Collection[str]) -> Iterator[str]:
    for path in sorted(expected - files.keys()):
        yield f"{path} is missing"
    for path in sorted(files.keys() - expected):
        yield f"{path} is in the site, but neither the register, docs/ nor the theme made it"


# The links

_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_SERVED_ANYWHERE = "404.html"  # served at any missing address, so that its links can't be relative


@dataclass(frozen=True)
class Links:
    """Where some pages lead: to files that are missing, as sentences; to files; and to anchors in other files.

    An anchor is (file, id, page that leads there).
    """

    missing: list[str]
    goals: set[str]
    anchors: list[tuple[str, str, str]]


def _broken_links(files: Files, pages: Collection[str], run: Parallel) -> Iterator[str]:
    """Links without a goal; and those of the pages, which the data names, that no other page leads to."""
    readable = [path for path in sorted(files) if path.endswith(".html") and path != _SERVED_ANYWHERE]
    found = run(partial(_links_of, files), readable)
    yield from sorted(sentence for links in found for sentence in links.missing)
    for path, anchors in groupby(sorted(anchor for links in found for anchor in links.anchors), itemgetter(0)):
        yield from _missing_anchors(files[path], list(anchors))
    reached = set().union(*(links.goals for links in found))
    yield from (f"no page links to {page}" for page in pages if page in files and page not in reached)


def _links_of(files: Files, paths: Iterable[str]) -> Links:
    """Where the pages of these paths lead; of anchors in themselves only those that are missing."""
    links = Links([], set(), [])
    for path in paths:
        page, here = files[path], []
        for goal, anchor, written in _links(page, path):
            if goal not in files:
                links.missing.append(f"{path} links to {written}, which is not in the site")
            elif goal != path:
                links.goals.add(goal)
                links.anchors.extend([(goal, anchor, path)] if anchor else [])
            elif anchor:
                here.append((path, anchor, path))
        links.missing.extend(_missing_anchors(page, here))
    return links


def _links(page: bytes, path: str) -> Iterator[tuple[str, str, str]]:
    """Where the links of the page lead within the site: the file, the anchor in it (or empty), and the link itself."""
    folder = posixpath.dirname(path)
    to_the_top = b"../" * path.count("/")
    for attribute in sorted(_attributes(page, b"href", b"src")):
        # Most links lead to the top first: on all pages, what follows is a way from there.
        from_top = to_the_top and attribute.startswith(to_the_top)
        lead = _lead("", b"./" + attribute[len(to_the_top) :]) if from_top else _lead(folder, attribute)
        if lead:
            yield lead[0] or path, lead[1], html.unescape(attribute.decode())


@lru_cache(maxsize=100_000)
def _lead(folder: str, attribute: bytes) -> tuple[str, str] | None:
    """The file within the site (empty: the page itself) and the anchor that a link from the folder leads to."""
    written = html.unescape(attribute.decode())
    if _OTHER_SCHEME.match(written):
        return None
    address, _, anchor = written.partition("#")
    way = unquote(address.partition("?")[0])
    return (_goal(folder, way) if way else "", anchor)


def _goal(folder: str, way: str) -> str:
    """The file that a relative way leads to from the folder."""
    while way.startswith("../") and folder:
        way, folder = way[3:], folder.rpartition("/")[0]
    goal = posixpath.normpath(f"{folder}/{way}" if folder else way)
    if way.endswith(("/", ".")) or not way:
        return "index.html" if goal == "." else f"{goal}/index.html"
    return goal


def _attributes(page: bytes, *names: bytes) -> set[bytes]:
    """The values of these attributes in the page's tags; attributes quoted in its text don't count."""
    found = set()
    for name in names:
        before, *rest = page.split(b' %b="' % name)
        for after in rest:
            if before.rfind(b"<") > before.rfind(b">"):
                found.add(after[: after.find(b'"')])
            before = after
    return found


def _missing_anchors(page: bytes, wanted: Collection[tuple[str, str, str]]) -> Iterator[str]:
    """Those of the wanted anchors that the page doesn't have."""
    if not wanted:
        return
    known = {html.unescape(value.decode()) for value in _attributes(page, b"id", b"name")}
    for path, anchor, page_path in wanted:
        if unquote(anchor) not in known and anchor not in known:
            yield f"{page_path} links to #{anchor} in {path}, which does not exist there"


# The numbers

_DATA = Address.REGISTER_JSON.lstrip("/")
_TABLE = Address.TABLE.lstrip("/")
_HOME = "index.html"


Data = Mapping[str, Any]  # what data/register.json holds


def _in_site(path: str, files: Files) -> str:
    """The path that a file of the data has in this site: in a private one, its name says so."""
    private = private_name(path)
    return private if private in files else path


def _pages_of_data(register: Data) -> list[str]:
    """The pages of the records that it names."""
    kinds = ("recommendations", "inspections", "meetings")
    return [f"{kind}/{each['id']}/index.html" for kind in kinds for each in register[kind]]


def _lines_of_table(content: bytes) -> int:
    """The lines of a CSV file below its line of names."""
    return max(0, sum(1 for _ in csv.reader(io.StringIO(content.decode(), newline=""))) - 1)


def _wrong_numbers(files: Files, register: Data | None, pages: Iterable[str]) -> Iterator[str]:
    if not register or _HOME not in files:
        yield f"{_DATA} or {_HOME} is missing, so no numbers can be compared"
        return
    totals, number = register["totals"], len(register["recommendations"])
    counted = {
        "all": totals["all"],
        "by_status": sum(totals["by_status"].values()),
        "by_type": sum(totals["by_type"].values()),
        "by_pillar": sum(sum(of_one.values()) for of_one in totals["by_pillar"].values()),
        _TABLE: _lines_of_table(files.get(_in_site(_TABLE, files), b"")),
    }
    for name, total in counted.items():
        if total != number:
            yield f"{_DATA} has {number} recommendations, but {name} counts {total}"
    for page in pages:
        if page not in files:
            yield f"{_DATA} names the page {page}, which is missing"
    outstanding = totals["outstanding"]
    sentence = sentences.say("home-adds-up", all=number, outstanding=outstanding, ended=number - outstanding)
    if html.escape(sentence) not in files[_HOME].decode():
        yield f'{_HOME} does not say "{sentence}", which follows from {_DATA}'
