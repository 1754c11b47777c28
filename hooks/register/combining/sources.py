"""Reads the data that bodies publish. They are other people's: what is wrong with a file is said in one line."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from register.environment import why
from register.exports.published import MAJOR_VERSION, Register
from register.exports.published_facts import Published
from register.exports.published_finding import Finding
from register.records.invisible import with_stand_ins
from register.records.model import Colour, Stage
from register.records.nearest import slug
from register.records.register_facts import InspectedBody
from register.records.values import is_id
from register.snapshots.snapshot import NOT_RECORDED
from register.wording.sentences import say

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of one file: a register of 2,000 findings has a tenth of it."""

_MESSAGE_LIMIT = 200
_BESIDE_REGISTER = frozenset({"schema", "recommendations", "owners", "v1", "datasette.json"})
_SITE = re.compile(r"https://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~%/-]*)?")


class Refused(Exception):
    """The data can't be used. The message says why."""


@dataclass(frozen=True)
class SourceFile:
    """A file with what it says of itself: whose data it holds, of which day, and why they may not be comparable."""

    path: Path
    source: str  # as it was named to the command, with forward slashes
    sha256: str
    body: str
    names_body: bool  # false: the id is made of the organisation
    organisation: str
    site: str | None  # where its pages are, ending with /; None where no link may lead there
    as_of: date
    version: str
    not_comparable: str | None

    @property
    def claimant(self) -> frozenset[str]:
        """Who says that it is this body: its address and its name."""
        return frozenset(filter(None, (self.site, self.organisation)))

    def of_body(self, id: str) -> "SourceFile":
        """The same of the body of that id."""
        return replace(self, body=id)


class _Provenance(Published):
    """What the data say of where they come from."""

    schema_version: int | str
    as_of: date
    organisation: str
    body: InspectedBody | None = None
    site: str | None = None
    private: bool = False
    statuses: tuple[Any, ...] | None = None


def files_of(source: Path) -> list[Path]:
    """The files that a source is: itself, or the JSON files in the folder. Links are not followed.

    In a copy of all that a body publishes, only register.json is meant.
    """
    if not source.is_dir():
        return [source]
    files = (file for file in source.rglob("*.json") if file.is_file() and not file.is_symlink())
    return sorted(file for file in files if not _is_beside_register(file, source))


def _is_beside_register(file: Path, source: Path) -> bool:
    """Whether the file is one of the others that a body publishes beside its register.json."""
    parts = file.relative_to(source).parts
    return any(
        part in _BESIDE_REGISTER and source.joinpath(*parts[:depth], "register.json").is_file()
        for depth, part in enumerate(parts)
    )


def content_of(path: Path) -> bytes:
    """The bytes of the file. Raises Refused where there are none, or too many."""
    try:
        if not path.is_file():
            raise Refused("it is not a file")
        if path.stat().st_size > SIZE_LIMIT:
            raise Refused(f"it is larger than {SIZE_LIMIT // 1024**2} MiB")
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"it can't be read: {why(error)}") from None


def source_file_of(path: Path, content: bytes, last_day: date) -> SourceFile:
    """The file with what it says of itself. Raises Refused where it does not, or the data are private or of later."""
    said = _parsed(_Provenance, content)
    if said.private:
        raise Refused("it is from a private site and may not be published")
    if said.as_of > last_day:
        raise Refused(f"it is dated {said.as_of}, which is still to come")
    body = said.body.id if said.body else slug(said.organisation)
    if not is_id(body):
        raise Refused("it doesn't say which body it is about; add `body` with an `id` to its register.yml")
    return SourceFile(
        path=path,
        source=with_stand_ins(path.as_posix()),
        sha256=hashlib.sha256(content).hexdigest(),
        body=body,
        names_body=said.body is not None,
        organisation=said.organisation,
        site=f"{said.site.rstrip('/')}/" if said.site and _SITE.fullmatch(said.site) else None,
        as_of=said.as_of,
        version=str(said.schema_version),
        not_comparable=_not_comparable(said),
    )


def _not_comparable(said: _Provenance) -> str | None:
    if str(said.schema_version).partition(".")[0] != str(MAJOR_VERSION):
        return say("combined-other-version", version=with_stand_ins(str(said.schema_version))[:20])
    return None if said.statuses else say("combined-no-vocabulary")


def register_of(content: bytes) -> Register:
    """The register in the file, as the model says. Raises Refused where something in it is wrong."""
    register = _parsed(Register, content)
    for problem in _problems(register):
        raise Refused(_bounded(problem))
    return register


Model = TypeVar("Model", bound=BaseModel)


def _parsed(model: type[Model], content: bytes) -> Model:
    """The content by the model; what a later minor version has added is passed over."""
    try:
        return model.model_validate_json(content, extra="ignore")
    except ValidationError as error:
        first, *more = error.errors(include_input=False, include_url=False, include_context=False)
        where = ".".join(str(step) for step in first["loc"])
        rest = f" (and {len(more)} more)" if more else ""
        raise Refused(_bounded(f"{where}: {first['msg']}" if where else first["msg"]) + rest) from None


def _bounded(text: str) -> str:
    return with_stand_ins(" ".join(text.split()))[:_MESSAGE_LIMIT]


# What a model can't say


def findings_of(register: Register) -> Iterator[Finding]:
    """The findings of which the data say more than that they were withdrawn."""
    return (finding for finding in register.recommendations if isinstance(finding, Finding))


def _problems(register: Register) -> Iterator[str]:
    yield from _wrong_ids("recommendations", (finding.id for finding in register.recommendations))
    yield from _wrong_ids("inspections", (inspection.id for inspection in register.inspections))
    yield from _wrong_ids("frameworks", (framework.id for framework in register.frameworks))
    for framework in register.frameworks:
        yield from _wrong_ids(f"frameworks.{framework.id}.questions", (each.id for each in framework.questions))
    yield from _wrong_references(register)
    yield from _wrong_questions(register)
    yield from _wrong_totals(register)


def _wrong_ids(where: str, ids: Iterable[str]) -> Iterator[str]:
    counted = Counter(ids)
    yield from (f'{where}: "{id}" is not an id' for id in counted if not is_id(id))
    yield from (f'{where}: "{id}" is there {number} times' for id, number in counted.items() if number > 1)


def _wrong_references(register: Register) -> Iterator[str]:
    inspections = {inspection.id for inspection in register.inspections}
    statuses = _stages_and_colours(register)
    for finding in findings_of(register):
        if finding.inspection not in inspections:
            yield f'recommendations.{finding.id}: there is no inspection "{finding.inspection}"'
        if statuses.get(finding.status) != (finding.stage, finding.colour):
            yield f'recommendations.{finding.id}: its status "{finding.status}" is not one of `statuses`'
    for withdrawn in register.recommendations:
        if withdrawn.status not in statuses:
            yield f'recommendations.{withdrawn.id}: its status "{withdrawn.status}" is not one of `statuses`'


def _wrong_questions(register: Register) -> Iterator[str]:
    """Pages and keys hang on the ids of questions, so each must be one of its framework."""
    known = {(framework.id, question.id) for framework in register.frameworks for question in framework.questions}
    known |= {(framework.id, None) for framework in register.frameworks}
    asked = [(finding.id, finding.framework, finding.question) for finding in findings_of(register)]
    for inspection in register.inspections:
        asked.append((inspection.id, inspection.framework, None))
        asked += ((inspection.id, inspection.framework, row.question) for row in inspection.grades)
    for id, framework, question in asked:
        if (framework, question) not in known:
            what = f'question "{question}" in the framework "{framework}"' if question else f'framework "{framework}"'
            yield f"{id}: there is no {what}"


def _wrong_totals(register: Register) -> Iterator[str]:
    counted = numbers_of(register)
    for name in ("all", "outstanding", "overdue", "ended", "not_recorded", "red"):
        told = getattr(register.totals, name)
        if told != counted[name]:
            yield f"totals.{name} is {told}, but its findings make {counted[name]}"


def numbers_of(register: Register) -> dict[str, int]:
    """How many of its findings there are of each stage and, of those outstanding, of each colour.

    Those withdrawn keep their place in the numbers.
    """
    known = _stages_and_colours(register)
    states = [known[finding.status] for finding in register.recommendations]
    stages = Counter(stage for stage, _ in states)
    colours = Counter(colour for stage, colour in states if stage in (Stage.OPEN, Stage.DONE))
    return {
        "all": len(states),
        "outstanding": stages[Stage.OPEN] + stages[Stage.DONE],
        "red": sum(colour is Colour.RED for _, colour in states),
        **{colour.value: colours[colour] for colour in Colour if colour is not Colour.RED},
        "done": stages[Stage.DONE],
        "overdue": sum(finding.overdue for finding in findings_of(register)),
        "ended": stages[Stage.ENDED],
        "not_recorded": stages[None],
    }


def _stages_and_colours(register: Register) -> dict[str, tuple[Stage | None, Colour]]:
    """The stage and colour of each status, by its id."""
    return {
        **{status.id: (status.stage, status.colour) for status in register.statuses},
        NOT_RECORDED.id: (None, NOT_RECORDED.colour),
    }
