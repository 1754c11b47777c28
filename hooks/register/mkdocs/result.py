"""Makes the site of the project as the environment asks for it, and says in MkDocs' log what is to be known of it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError

from register import environment
from register.parallel import Parallel
from register.project import BuildResult, Project, build_project, told

log = logging.getLogger("mkdocs.hooks.register")


@contextmanager
def usage_errors_end_the_build() -> Iterator[None]:
    """Raises PluginError, with the sentence that says what to do, for what can't be done as it was asked for."""
    try:
        yield
    except environment.UsageError as error:
        raise PluginError(str(error)) from None


def make_result(project: Project, run: Parallel, last: BuildResult | None = None) -> BuildResult:
    """The site of the project, now; run, last: see build_project.

    Raises InvalidRecords where there are errors, and PluginError where the environment asks for what can't be done.
    """
    with usage_errors_end_the_build():
        papers, as_at = environment.papers_wanted(), environment.as_at()
        return build_project(project, environment.moment(), as_at, papers, run, last)


def tell(result: BuildResult) -> None:
    """Says what the check found, and what else is to be known."""
    for notice in result.notices:
        log.info("%s", notice)
    if result.reading.issues:
        level = logging.ERROR if result.broken else logging.INFO
        log.log(level, "%s", told(result.reading, result.project.records))
