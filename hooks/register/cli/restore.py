"""`register import` of data: makes the records again from register.json or register.zip."""

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from register import environment
from register.cli.command import exit_with_errors
from register.records.folder import files_from

if TYPE_CHECKING:
    from register.exports.published import Register

_MEMBER = "register.json"


def data_in(path: Path) -> bytes | None:
    """The register.json that the file is or holds; None where it is something else."""
    content = path.read_bytes()
    if content.lstrip()[:1] == b"{":
        return content
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(_MEMBER) if _MEMBER in archive.namelist() else None


def restore(path: Path, data: bytes, folder: Path) -> None:
    """Writes the records that these data, which stand in the file, were made of into a folder without records."""
    from register.checks.reading import check_files
    from register.exports.restored import NotRestored, records_of, without_status
    from register.records.folder import read_folder

    if folder.exists() and read_folder(folder):
        raise environment.UsageError(f"{folder} holds records; name a new folder with --records DIR")
    register = _register(path, data)
    try:
        files = records_of(register)
    except NotRestored as why:
        raise environment.UsageError(f"{path}: {why}") from None
    reading = check_files(files_from(files), environment.moment(), environment.as_at())
    exit_with_errors(reading, folder, f"nothing was written; {path} holds records that this version refuses")
    environment.write_all({folder / name: content for name, content in files.items()})
    shown, findings = environment.shown_path(folder), len(register.recommendations)
    click.echo(f"created {len(files)} files in {shown}, {findings} of them findings, as at {register.as_of}")
    if unknown := without_status(register):
        click.echo("the data don't say what the status of these was; put it right: " + ", ".join(f.id for f in unknown))
    click.echo(f"run register check --records {shown}")


def _register(path: Path, data: bytes) -> "Register":
    """The register that the data are of. Raises UsageError where they are not what this version reads."""
    from pydantic import ValidationError

    from register.exports.published import MAJOR_VERSION, Register

    try:
        version = str(json.loads(data)["schema_version"])
    except (ValueError, KeyError, TypeError):
        raise environment.UsageError(f"{path} is not a register.json: it has no schema_version") from None
    if version.partition(".")[0] != str(MAJOR_VERSION):
        raise environment.UsageError(
            f"{path} is of version {version} of the data, and only version {MAJOR_VERSION} holds whole records"
        )
    try:
        return Register.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise environment.UsageError(f"{path}: {where}: {first['msg']}") from None
