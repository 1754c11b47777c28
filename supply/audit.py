"""python -m supply.audit: which packages of the lock have known weaknesses, and which could not be judged?

Asks pip-audit, which asks the index's service of known weaknesses. It fails on a known weakness, on a package that was
not judged, where the service can't be reached, and where the contact of security.txt ends soon. It needs the network,
and its answer changes with the day: it is no part of the tests.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from register import environment
from register.publishing import security_txt

from supply.lock import LOCK, PROJECT, Package, read_lock


def weaknesses(packages: tuple[Package, ...], answer: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each known weakness and for each package that was not judged, from pip-audit's answer."""
    judged = {(canonicalize_name(one["name"]), one.get("version")): one for one in answer["dependencies"]}
    for package in packages:
        said = judged.get((package.name, package.version)) or judged.get((package.name, None)) or {}
        if "vulns" not in said:
            reason = said.get("skip_reason", "the answer doesn't name it")
            yield f"{package.name} {package.version} was not judged: {reason}"
        for found in said.get("vulns", ()):
            yield f"{package.name} {package.version} has the known weakness {_names(found)}; {_advice(found)}"


def _names(found: Mapping[str, Any]) -> str:
    return " = ".join([found["id"], *sorted(set(found.get("aliases", ())) - {found["id"]})])


def _advice(found: Mapping[str, Any]) -> str:
    if versions := found.get("fix_versions"):
        return f"it is mended in {' and '.join(versions)}, so run `make lock` and commit the lock"
    return "no version without it is known, so do without the package or say in docs/decisions why it does no harm"


def without_answer(said: str) -> str:
    """The sentence for where pip-audit gave no answer; said is what it printed instead."""
    last = said.strip().split("\n")[-1] or "it said nothing"
    return (
        f"nothing was judged, for the service of known weaknesses gave no answer ({last}); "
        "run this again where it can be reached"
    )


def contact_ending(settings: Mapping[str, Any], day: date) -> Iterator[str]:
    """A sentence if the contact of security.txt in the settings of mkdocs.yml ends in less than 30 days."""
    told = security_txt.read_disclosure((settings.get("extra") or {}).get("security"))
    if told and security_txt.ends_soon(told, day):
        yield (
            f"the contact for weaknesses ends on {told.expires}; confirm that somebody still reads it, "
            "then move the day in mkdocs.yml"
        )


def as_requirements(packages: tuple[Package, ...]) -> tuple[str, ...]:
    """The packages as texts to ask pip-audit about, one by one: it leaves out those for another system.

    So the systems are left out; and the second version of a package, for another Python, stands in a second text.
    """
    texts: list[dict[str, str]] = []
    for package in packages:
        free = next((text for text in texts if package.name not in text), None)
        if free is None:
            texts.append(free := {})
        hashes = " ".join(f"--hash=sha256:{digest}" for digest in package.hashes)
        free[package.name] = f"{package.name}=={package.version} {hashes}\n"
    return tuple("".join(text.values()) for text in texts)


def _ask(text: str) -> Mapping[str, Any] | str:
    """What pip-audit answers about these requirements, or what it says instead."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answer = Path(folder) / "requirements.txt", Path(folder) / "answer.json"
        asked.write_text(text, "utf-8")
        command = [sys.executable, "-m", "pip_audit", "--requirement", str(asked), "--require-hashes", "--disable-pip"]
        command += ["--format", "json", "--output", str(answer), "--progress-spinner", "off", "--desc", "off"]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        said = answer.read_text("utf-8") if answer.exists() else ""
    return json.loads(said) if said.strip() else ended.stderr


def _judgment(packages: tuple[Package, ...]) -> Iterator[str]:
    answers = [_ask(text) for text in as_requirements(packages)]
    silent = [answer for answer in answers if isinstance(answer, str)]
    if silent:
        yield without_answer(silent[0])
    else:
        yield from weaknesses(packages, {"dependencies": [one for each in answers for one in each["dependencies"]]})


def main() -> int:
    """Prints what must be done and returns 1, or 0 where every package was judged and none has a known weakness."""
    packages = read_lock(LOCK.read_text("utf-8"))
    settings = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))
    found = [*contact_ending(settings, environment.moment().date()), *_judgment(packages)]
    for sentence in found:
        print(f"audit: {sentence}")
    print(f"{len(packages)} packages, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
