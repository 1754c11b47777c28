"""Answers MkDocs' events: MkDocs renders the guides and one frame, and every page of the register is filled into it.

on_config            read the settings, check the records, make the register's site; an error stops the build here
on_files             add a page for each page of the register, and its data files, so that guides can lead to them
on_env               give the theme its sentences and policy, and begin to write the register's files
on_template_context  name the register's pages in the sitemap
on_post_build        finish: publish the whole site, or offer it to the preview's server

The content of a page never passes through markdown, and only its escaped title reaches the page's meta.
"""

from functools import cache, partial
from html import unescape
from typing import TYPE_CHECKING

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from register import environment
from register.mkdocs.files import (
    HOME,
    VirtualFile,
    VirtualPage,
    is_register,
    leave_to_register,
    pages_for_sitemap,
    source_of,
)
from register.mkdocs.preview import Preview, is_preview
from register.mkdocs.publish import Publishing, hear_warnings_when_quiet
from register.mkdocs.result import tell
from register.mkdocs.settings import Settings, project_of, read_settings
from register.pages.addresses import Address
from register.pages.frame import CURRENT, Frames, contents_of, current_slot
from register.pages.guides import with_names
from register.pages.page import Page, with_permalinks
from register.project import BuildResult
from register.publishing import headers
from register.wording import sentences

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_THEME_LEFT_BEHIND = ("assets/javascripts/", "assets/stylesheets/")  # pages have their own scripts and styles


class RegisterPlugin(BasePlugin[Settings]):
    """The register in MkDocs. Its fields belong to the current build, and are set again when the next one begins."""

    _result: BuildResult
    _nav: Navigation
    _files: Files

    def __init__(self) -> None:
        """A site is published, unless MkDocs says that it is previewed."""
        self._progress = environment.Progress()
        self._mode: Publishing | Preview = Publishing(self._progress)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Chooses between a site to publish and the preview."""
        hear_warnings_when_quiet()
        self._mode = Preview(self._show) if is_preview(command) else Publishing(self._progress)

    @event_priority(100)  # whatever else looks for the folder of the site finds the one that is written into
    def on_config(self, config: MkDocsConfig) -> None:
        """Makes the register's site.

        Raises ConfigurationError where a setting is wrong, and PluginError, which ends the build, where records have
        errors.
        """
        self._progress.begin("Reading and checking the records")
        self.config = read_settings(config.extra)
        self._result = self._mode.begin(config, project_of(config, self.config))
        config.extra.update(self._result.about)
        tell(self._result)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the register's pages and files; Material's scripts and styles are left behind."""
        for file in [file for file in files if file.src_uri.startswith(_THEME_LEFT_BEHIND)]:
            files.remove(file)
        for page in self._result.pages:
            if source_of(page) != HOME:
                _put(VirtualPage(config, page), files)
        for address in self._result.site.files:
            files.append(VirtualFile(config, address.lstrip("/")))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Keeps the navigation and the files for the frame and the sitemap."""
        self._nav, self._files = nav, files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Puts the register's names into a guide, and dates the sitemap by the day of the build, not by the clock."""
        page.update_date = self._result.day.isoformat()
        return with_names(markdown, self._result.names)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Gives the theme what its templates ask for, and begins to write the register's files.

        Here every guide has its HTML, and MkDocs has written nothing yet.
        """

        def integrity(path: str) -> str:
            """The digest of a file of the site, which a browser compares before it uses the file."""
            file = files.get_file_from_path(path)
            if file is None:
                raise PluginError(f"mkdocs.yml: {path} is not a file below docs/; a page loads nothing from elsewhere")
            return headers.integrity_of(file.content_bytes)

        def current(item: MkDocsPage, page: MkDocsPage) -> Markup:
            """What marks the current entry of the menu; on a sample, a slot."""
            if page.meta.get("sample"):
                return current_slot(item.url)
            return CURRENT if item == page else Markup()

        env.globals |= {"t": sentences.say, "integrity": cache(integrity), "current": current}
        env.globals |= {"stylesheets": tuple(config.extra_css)}
        env.globals |= {"page_policy": headers.PAGE_POLICY if self._mode.policy else None}
        config.extra_css = []  # Material's page would link them once more, and without their digest
        self._frames = Frames(lambda sample: self._render(sample, env, config))
        self._guides, self._home = _guides(files), files.get_file_from_path(HOME).page.content or ""
        leave_to_register(files)
        self._show(self._result, config)

    def _show(self, result: BuildResult, config: MkDocsConfig) -> None:
        """Offers the register's files, in the frame of MkDocs' last build and next to its guides."""
        self._result = result
        self._mode.write(result, result.builders(self._frames, self._guides, self._home), config)

    def _render(self, sample: Page, env: Environment, config: MkDocsConfig) -> str:
        """What MkDocs and the theme make of the sample, as in MkDocs' own build."""
        page = MkDocsPage(None, VirtualPage(config, sample), config)
        hidden = [] if sample.contents else ["toc"]
        page.meta = {"hide": hidden, "sample": True, "description": str(escape(sample.description))}
        if sample.address != Address.HOME:
            page.meta["title"] = str(escape(sample.title))
        page.content = sample.html
        sections = contents_of(page.content) if sample.contents else []
        page.toc = get_toc([_contents_entry(*section) for section in sections])
        plugins = config.plugins
        context = get_context(self._nav, self._files, config, page)
        context = plugins.on_page_context(context, page=page, config=config, nav=self._nav)
        output = env.get_template("main.html").render(context)
        return plugins.on_post_page(output, page=page, config=config)

    def on_template_context(
        self, context: dict[str, object], *, template_name: str, config: MkDocsConfig
    ) -> dict[str, object]:
        """Names the register's pages in the sitemap."""
        if template_name == "sitemap.xml":
            context["pages"] = pages_for_sitemap(self._files, config, self._result.day.isoformat())
        return context

    @event_priority(-100)  # after all that adds to the site
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Finishes the build."""
        self._mode.finish(self._result, self._files, config)
        self._progress.end()

    def on_serve(self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: object) -> None:
        """Has the preview's server ask the register for its pages, and see an edit soon."""
        self._mode.serve(self._result, server, config)

    def on_build_error(self, *, error: Exception) -> None:
        """Ends what is going on, and takes the line away that says so."""
        self._progress.end()
        self._mode.fail(error)

    def on_shutdown(self) -> None:
        """Ends what is going on, also when the build was interrupted."""
        self._progress.end()
        self._mode.fail()


def _put(file: VirtualPage, files: Files) -> None:
    """Adds the page, in place of a file of that name in docs/, which MkDocs knows even where it is left out."""
    same = files.get_file_from_path(file.src_uri)
    if same is not None:
        files.remove(same)
    files.append(file)


def _guides(files: Files) -> tuple[Page, ...]:
    """The pages that people wrote in docs/, without the home page."""
    pages = [file.page for file in files.documentation_pages() if not is_register(file)]
    return tuple(
        Page(f"/{page.file.url}", unescape(str(page.title)), partial(with_permalinks, page.content))
        for page in pages
        if page and page.content
    )


def _contents_entry(anchor: str, heading: str) -> dict[str, object]:
    return {"level": 2, "id": anchor, "name": heading, "html": heading, "data-toc-label": "", "children": []}
