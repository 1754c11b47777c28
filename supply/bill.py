"""python -m supply.bill: writes sbom.cdx.json, the bill of materials (CycloneDX 1.6) of what the lock names.

It is made from the lock alone, so the same lock gives the same bytes: no moment, no system, no address. Several hashes
of a package are those of its files for the several systems.
"""

import uuid
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from supply.lock import LOCK, PROJECT, Package, Project, needed_by, read_lock, read_project

BILL = PROJECT / "sbom.cdx.json"
_NAMESPACE = uuid.UUID("6f1c3c0e-6a52-5d0b-9a0e-2f9d6d1b7a10")


def bill_of(lock: str, declared: str) -> str:
    """The bill of materials as JSON, of the texts of requirements.lock and pyproject.toml."""
    project, packages = read_project(declared), read_lock(lock)
    needed = needed_by(project, packages)
    bom = Bom(serial_number=uuid.uuid5(_NAMESPACE, f"{project.name} {project.version}\n{lock}"))
    bom.metadata.timestamp = None
    bom.metadata.component = _application(project)
    components = {package.name: _component(package, package.name in needed) for package in packages}
    bom.components.update(components.values())
    by_name = components | {project.name: bom.metadata.component}
    for user in by_name:
        used = [components[package.name] for package in packages if user in package.wanted_by]
        bom.register_dependency(by_name[user], used)
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _application(project: Project) -> Component:
    return Component(name=project.name, version=project.version, type=ComponentType.APPLICATION, bom_ref=project.name)


def _component(package: Package, needed: bool) -> Component:
    purl = PackageURL("pypi", None, package.name, package.version)
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        scope=ComponentScope.REQUIRED if needed else ComponentScope.EXCLUDED,  # excluded: for tests and tools alone
        purl=purl,
        bom_ref=str(purl),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in package.hashes],
    )


def made_here() -> str:
    """The bill of this project's lock as it stands."""
    return bill_of(LOCK.read_text("utf-8"), Path(PROJECT / "pyproject.toml").read_text("utf-8"))


if __name__ == "__main__":
    BILL.write_text(made_here(), "utf-8", newline="\n")
