"""The register's settings in mkdocs.yml, below `extra`, as MkDocs' own typed options."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from register.environment import UsageError
from register.project import Project
from register.publishing.security_txt import Disclosure, read_disclosure


class _NumberOfDays(option.Type):
    """A number of days, at least 1."""

    def __init__(self) -> None:
        super().__init__(int)

    def run_validation(self, value: object) -> int:
        if type(value) is not int or value < 1:
            raise ValidationError(f'"{value}" is not a number of days; write one, e.g. 2')
        return value


class _Contact(option.Type):
    """Whom to tell about a vulnerability, and until when: see security_txt.py."""

    def __init__(self) -> None:
        super().__init__(dict)

    def run_validation(self, value: object) -> Disclosure | None:
        try:
            return read_disclosure(super().run_validation(value))
        except UsageError as error:
            raise ValidationError(str(error)) from None


class Settings(base.Config):
    """What mkdocs.yml says of the register below `extra`."""

    renewed_within_days = option.Optional(_NumberOfDays())
    """The days after which a page that was not built again says so."""

    security = option.Optional(_Contact())
    """Whom a person tells who found a weakness."""

    private = option.Type(bool, default=False)
    """Whether this is the private site."""


def read_settings(extra: Mapping[str, object]) -> Settings:
    """The register's settings among those below `extra`. Raises ConfigurationError, which names the wrong one."""
    settings = Settings()
    known = {name for name, _ in Settings._schema}
    settings.load_dict({name: value for name, value in extra.items() if name in known})
    errors, _ = settings.validate()
    if errors:
        message = "\n".join(f"mkdocs.yml, extra.{name}: {error}" for name, error in errors)
        raise ConfigurationError(message)
    return settings


def project_of(config: MkDocsConfig, settings: Settings) -> Project:
    """The project in the folder where mkdocs.yml is."""
    folder, is_guide = Path(config.config_file_path).parent, partial(_is_guide, config)
    return Project(folder, config.site_url or None, settings.private, settings.security, is_guide)


def _is_guide(config: MkDocsConfig, path: str) -> bool:
    """Whether a published page in docs/ has the address of this path: it is what readers find there."""
    left_out = config.exclude_docs
    written = (name for name in (f"{path}.md", f"{path}/index.md") if not (left_out and left_out.match_file(name)))
    return any(Path(config.docs_dir, name).exists() for name in written)


def beside_records(config: MkDocsConfig, project: Project) -> list[Path]:
    """The other files and folders that the site is made of."""
    watched = (Path(path) for path in config.watch if Path(path) != project.records)
    settings = {Path(config.config_file_path), *project.folder.glob("*.yml")}
    return [Path(config.docs_dir), *sorted(settings), project.ledger, *watched]
