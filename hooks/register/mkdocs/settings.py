"""Beside mkdocs_hook.py: the register's site, as the records and the settings in mkdocs.yml make it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from register import environment
from register.build import InvalidRecords, Site, build, with_findings
from register.checks import report
from register.checks.issue import has_errors
from register.checks.reading import Reading
from register.exports.paper_pdf import forms_here
from register.parallel import in_process, in_two_processes
from register.publishing import security_txt
from register.publishing.ledger import LEDGER

log = logging.getLogger("mkdocs.hooks.register")


@dataclass(frozen=True)
class Made:
    """A site of the register, the reading of its records, and what else whoever builds it should know."""

    site: Site
    reading: Reading
    notices: tuple[str, ...]

    @property
    def broken(self) -> bool:
        """Whether the records have errors, so that the site is that of before with a page of what is wrong."""
        return has_errors(self.reading.issues)

    @property
    def about(self) -> Mapping[str, object]:
        """What the frame of every page says of the register, by the name under `extra` that the theme asks for."""
        snapshot = self.site.snapshot
        about = {
            "day": snapshot.day,
            "notice": snapshot.settings.notice,
            "organisation": snapshot.settings.organisation,
        }
        past = self.reading.as_at < self.reading.today
        return {"register": about | {"past": past}, "broken": self.broken}


def make(config: MkDocsConfig, preview: bool, last: Made | None) -> Made:
    """Reads and checks the records, and makes the site.

    last: what the build before made, which is spared where nothing changed; a preview shows it while there are errors.
    Raises PluginError where a setting is wrong, or where there are errors and this is no preview.
    """
    root, site_url = records_of(config), config.site_url or None
    before, last_site = (last.reading, last.site) if last else (None, None)
    try:
        told = security_txt.read_disclosure(config.extra.get("security"))
        private = bool(config.extra.get("private"))
        _refuse_no_number(config)
        formats, missing = forms_here() if environment.papers_wanted() and not private else ((), "")
        run = in_process if preview else in_two_processes  # beside the threads of a server no second process may begin
        moment, as_at = environment.moment(), environment.as_at()
        site, reading = build(root, moment, as_at, site_url, formats, private, before, last_site, run)
    except InvalidRecords as refused:
        if not preview:
            raise PluginError(_refusal(refused, root)) from None
        site, reading = with_findings(last_site, refused.reading, environment.shown_path(root)), refused.reading
    except security_txt.Unclear as unclear:
        raise PluginError(f"mkdocs.yml, extra.security: {unclear}") from None
    except environment.UsageError as misuse:
        raise PluginError(str(misuse)) from None
    notices = []
    if missing:
        notices.append(f"The site has no PDFs of its papers. {missing}.")
    if told and security_txt.ends_soon(told, site.snapshot.day):
        expires = f"The contact for weaknesses ends on {told.expires}"
        notices.append(f"{expires}: confirm it, then move the day in mkdocs.yml.")
    site = replace(site, files=site.files | security_txt.make_security_txt(told, site_url))
    return Made(site, reading, tuple(notices))


def _refuse_no_number(config: MkDocsConfig) -> None:
    """Raises PluginError where a page would not know when it is old."""
    days = config.extra.get("renewed_within_days")
    if days is not None and (type(days) is not int or days < 1):
        raise PluginError(f'mkdocs.yml, extra.renewed_within_days is "{days}"; write a number of days, e.g. 2')


def tell(made: Made, config: MkDocsConfig) -> None:
    """Says what the check found, and what else is to be known."""
    for notice in made.notices:
        log.info("%s", notice)
    if made.reading.issues:
        log.log(logging.ERROR if made.broken else logging.INFO, "%s", _as_text(made.reading, records_of(config)))


def _refusal(refused: InvalidRecords, root: Path) -> str:
    return f"the records have errors, so nothing was built and the last site stands\n{_as_text(refused.reading, root)}"


def _as_text(reading: Reading, root: Path) -> str:
    located = report.locate(reading.issues, environment.shown_path(root), reading.texts)
    return report.as_text(located).rstrip()


def records_of(config: MkDocsConfig) -> Path:
    """The folder of the records."""
    return project_of(config) / "records"


def project_of(config: MkDocsConfig) -> Path:
    """The folder of the project, in which mkdocs.yml stands."""
    return Path(config.config_file_path).parent


def beside_records(config: MkDocsConfig) -> list[Path]:
    """The other files and folders that the site is made of."""
    watched = (Path(path) for path in config.watch if Path(path) != records_of(config))
    settings = {Path(config.config_file_path), *project_of(config).glob("*.yml")}
    return [Path(config.docs_dir), *sorted(settings), project_of(config) / LEDGER, *watched]
