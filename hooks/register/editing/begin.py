"""Begins a register of one's own: the text of its register.yml, its settings, and those of the example beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from register.editing.new import written
from register.editing.ready_frameworks import frameworks_for
from register.records.nearest import slug
from register.records.record import Records
from register.records.register_facts import BodyKind
from register.records.values import NO_CLOCK

EXAMPLE = "example"
"""The folder that the example moves to."""
_AN_EXAMPLE = "This is an example"


@dataclass(frozen=True)
class Beginning:
    """Whose register begins, and where it will be published. What is empty isn't known yet."""

    organisation: str
    kind: BodyKind
    body: str = ""
    area: str = ""
    inspectorate: str = ""
    committees: tuple[str, ...] = ()
    contact: str = ""
    site_url: str = ""
    repo_url: str = ""


def is_example(records: Records) -> bool:
    """Whether these are the records that come with the project, or none."""
    return not records.files or (records.settings.notice or "").startswith(_AN_EXAMPLE)


def kind_of_body(organisation: str) -> BodyKind:
    """The kind of body that an organisation of this name most likely is."""
    words = (
        ("commissioner|mayor|policing body|opcc|crime panel", BodyKind.POLICING_BODY),
        ("fire|brigade", BodyKind.FIRE),
        ("police|constabulary|policing", BodyKind.POLICE),
    )
    return next((kind for pattern, kind in words if re.search(pattern, organisation.lower())), BodyKind.OTHER)


def usual_inspectorate(kind: BodyKind) -> str:
    """Who inspects such bodies; empty where that differs from one to the next."""
    return "" if kind is BodyKind.OTHER else "HMICFRS"


def contact_address(given: str) -> str:
    """The contact as an address: a bare e-mail address gets its mailto."""
    return f"mailto:{given}" if re.fullmatch(r"[^\s:/@]+@[^\s:/@]+", given) else given


def site_address(given: str) -> str:
    """The address of the site with the slash at its end that links from it need."""
    return given if not given or given.endswith("/") else f"{given}/"


def register_yml(beginning: Beginning, day: date) -> str:
    """The text of register.yml. day: the one on which the register begins.

    The 56 days of the Police Act 1996, section 55, run for reports on police forces alone.
    """
    body = {"id": beginning.body or slug(beginning.organisation), "kind": beginning.kind.value, "area": beginning.area}
    lines = {
        "organisation": written(beginning.organisation),
        "body": "{" + ", ".join(f"{name}: {written(value)}" for name, value in body.items() if value) + "}",
        "inspectorate": written(beginning.inspectorate) if beginning.inspectorate else "",
        "response_days": "" if beginning.kind in (BodyKind.POLICE, BodyKind.POLICING_BODY) else NO_CLOCK,
        "contact": written(beginning.contact) if beginning.contact else "",
        "began": day.isoformat(),
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items() if value)
    committees = "".join(f"  - name: {written(name)}\n" for name in beginning.committees)
    return text + (f"committees:\n{committees}" if committees else "")


def first_records(beginning: Beginning, day: date) -> Mapping[str, str]:
    """The files of the new register by path: register.yml, and the ready frameworks of such a body."""
    ready = {f"frameworks/{each.name}.yml": each.text for each in frameworks_for(beginning.kind)}
    return {"register.yml": register_yml(beginning, day), **ready}


def settings(mkdocs_yml: str, beginning: Beginning) -> str:
    """The text of mkdocs.yml with the name and the addresses of the new site; all its other lines stay."""
    inspectorate = beginning.inspectorate or "the inspectorate"
    values = {
        "site_name": written(f"{beginning.organisation}: inspection register"),
        "site_description": written(
            f"What {inspectorate} told {beginning.organisation} to improve, and progress since"
        ),
        "site_url": beginning.site_url,
        "repo_url": beginning.repo_url,
        "edit_uri": _edit_uri(beginning.repo_url),
    }
    for name, value in values.items():
        if value:
            line = f"{name}: {value}\n"
            mkdocs_yml, found = re.subn(rf"(?m)^(# )?{name}:.*\n", lambda _, line=line: line, mkdocs_yml, count=1)
            mkdocs_yml = mkdocs_yml if found else line + mkdocs_yml
    return mkdocs_yml


def _edit_uri(repo_url: str) -> str:
    """Where the Git host edits a page, below the address of the repository."""
    if not repo_url:
        return ""
    return "-/edit/main/docs/" if "gitlab" in repo_url else "edit/main/docs/"


def example_settings() -> str:
    """The text of the settings with which the example is built where it has moved to."""
    return files("register.editing").joinpath("ready", "example.yml").read_text("utf-8")
