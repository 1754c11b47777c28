"""Shell 1: between MkDocs and the core. Nothing else imports mkdocs, but for four modules beside it.

mkdocs_reading.py makes the register's site under the settings in mkdocs.yml, mkdocs_pouring.py spares MkDocs most
pages, mkdocs_preview.py makes a page when somebody looks at it, and mkdocs_publishing.py lets the new site take the
place of the old one.

MkDocs reads docs/, renders its theme and writes the site. This hook gives it the register's pages and files:

    before the build   check the records and make the site as a plain value; an error stops the build here
    with the files     add an empty page for each page of the register, and its data files
    with the theme     give its templates the sentences of the interface and the pages' policy
                       and begin to write the pages that are poured into its frame, or offer all to the preview
    with each page     put in the page's title, HTML and table of contents
    after the build    wait until all is written, and say what is red

The content of a page never passes through markdown, and only its escaped title reaches the page's meta.
"""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from html import unescape
from typing import TYPE_CHECKING

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from register import environment, git
from register.build import make_past_days
from register.figures import summary
from register.mkdocs.files import DataFile, Frames, SparedPage, all_pages, rendered, work_of
from register.mkdocs.frame import can_be_poured, contents_of
from register.mkdocs.page_cache import KeptPages, Names
from register.mkdocs.preview import (
    KeptTemplates,
    Makers,
    OnDemand,
    Stamps,
    Tidying,
    is_preview,
    look_often,
    makers_of,
    stamps_of,
)
from register.mkdocs.settings import Made, beside_records, make, project_of, records_of, tell
from register.pages.addresses import Address
from register.pages.findings import redirects
from register.pages.page import Page
from register.pages.search_entries import make_entries
from register.pages.search_index import make_search_index
from register.parallel import Writing
from register.publishing import headers, manifest
from register.publishing.ledger import LEDGER, ledger_in
from register.wording import sentences

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.hooks.register")

_HOME = "index.md"  # written by people in docs/; the register's totals follow its words
_THEME_LEFT_BEHIND = ("assets/javascripts/", "assets/stylesheets/")  # pages have scripts and styles of their own
_serving = False
_made: Made | None = None  # the preview reads and makes only what was edited since
_pages: dict[str, Page] = {}
_progress = environment.Progress()
_nav: Navigation | None = None
_writing: Writing | None = None
_files: Files | None = None
_config: MkDocsConfig | None = None
_stamps: Stamps = {}
_preview = OnDemand()
_offered: Makers = {}
_templates = KeptTemplates()
_tidying = Tidying()


def on_startup(command: str, dirty: bool) -> None:
    """Notes whether this is the preview, whose folder is of no interest."""
    global _serving
    _serving = is_preview(command)


def on_pre_build(config: MkDocsConfig) -> None:
    """Checks the records and makes the register's site.

    Raises PluginError, which ends the build, where there are errors.
    """
    global _config, _stamps
    _config, _stamps = config, stamps_of(beside_records(config)) if _serving else {}
    _make(config)
    assert _made is not None
    tell(_made, config)


def _make(config: MkDocsConfig) -> None:
    """Makes the site anew, and takes back what was offered of the one before."""
    global _made, _pages
    _tidying.put_off()  # a build makes few cycles and much that stays: looking for garbage is a tenth of its time
    _progress.begin("Reading and checking the records")
    _made = make(config, _serving, _made)
    _pages = {_source_of(page): page for page in _made.site.pages}
    _preview.withdraw()
    config.extra.update(_made.about)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds a page for each page of the register, and its data files; Material's scripts and styles are left behind."""
    global _pages
    assert _made is not None
    for file in [file for file in files if file.src_uri.startswith(_THEME_LEFT_BEHIND)]:
        files.remove(file)
    leading_on = _leading_on(files, config)
    _pages = leading_on | _pages
    for source, page in _pages.items():
        if source != _HOME:
            spared = _serving or can_be_poured(page)
            file = SparedPage(config, source, page) if spared else File.generated(config, source, content="")
            file.edit_uri = _edit_uri(page)
            if source in leading_on and not spared:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            files.append(file)
    for address in _made.site.files:
        files.append(DataFile(config, address.lstrip("/"), partial(_data, address)))
    files.append(DataFile(config, manifest.STATUS, partial(_status, config)))
    return files


def _data(address: str) -> bytes:
    assert _made is not None
    return _made.site.files[address]


def _status(config: MkDocsConfig) -> bytes:
    assert _made is not None
    return manifest.status_file(
        _made.site.snapshot, git.commit_of(project_of(config)), bool(config.extra.get("private"))
    )


def _leading_on(files: Files, config: MkDocsConfig) -> dict[str, Page]:
    """The pages at the addresses that lead on to another; where a page stands in docs/ again, that one stays."""
    assert _made is not None
    written = {f"/{file.url}" for file in files.documentation_pages()}
    moved = {old: new for old, new in ledger_in(project_of(config)).moved.items() if old not in written}
    pages = redirects(_made.site.snapshot, moved)
    return {_source_of(page): page for page in pages}


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keeps the navigation and the files, for the frame of the poured pages and the sitemap."""
    global _nav, _files
    _nav, _files = nav, files
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Gives the theme's templates the sentences of the interface, the pages' policy, and what checks a file.

    With these, begins to write the pages that are poured into the theme's frame. The preview makes pages when asked.

    Here every written page has its HTML and no file has been written, so this is where the search index is made.
    """
    assert _made is not None

    def integrity(address: str) -> str:
        """The digest of a file of the site, which a browser compares before it uses the file."""
        file = files.get_file_from_path(address)
        if file is None:
            raise PluginError(f"mkdocs.yml: {address} is no file below docs/; a page loads nothing from elsewhere")
        return headers.integrity_of(file.content_bytes)

    env.globals |= {"t": sentences.say, "integrity": cache(integrity), "stylesheets": tuple(config.extra_css)}
    config.extra_css = []  # Material's page would link them once more, and without their digest
    env.globals["page_policy"] = page_policy()
    frames = Frames(partial(_rendered, env=env, config=config, files=files))
    if _serving:
        _offer(frames, env, config, files)
    else:
        _begin_writing(frames, config, files)
        for address, content in _search_files(_written_pages(files)).items():
            files.append(File.generated(config, address, content=content))
    return env


def _offer(frames: Frames, env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Has the preview make what it is asked for."""
    global _offered

    written = list(_written_pages(files))

    def write_search_files() -> None:
        for address, content in _search_files(written).items():
            DataFile(config, address, partial(bytes, content)).write()

    assert _nav is not None
    env.bytecode_cache = _templates
    makers = makers_of(files, frames, env, config, _nav)
    _offered = {**makers, Address.SEARCH.lstrip("/"): write_search_files}


def _begin_writing(frames: Frames, config: MkDocsConfig, files: Files) -> None:
    """Has the files written that MkDocs doesn't write."""
    global _writing
    assert _made is not None
    _progress.begin("Building pages")
    kind = "private" if config.extra.get("private") else "public"
    kept = KeptPages(environment.cache_of(records_of(config)) / f"pages-{kind}")
    make_past_days(_made.site)
    gc.freeze()  # what the pages are made of stays to the end, and is not looked through; what they leave behind goes
    gc.enable()
    _writing = Writing(work_of(files, frames, Names(_made.site.snapshot, _made.reading.records), kept))


def _search_files(written: Iterable[Page]) -> dict[str, bytes]:
    """The files of the search by their addresses below the site's; written are the pages in docs/."""
    assert _made is not None
    entries = make_entries(_made.site.snapshot, _made.site.pages, written)
    return {f"{Address.SEARCH.lstrip('/')}{name}": file for name, file in make_search_index(entries).items()}


def _rendered(made: Page, env: Environment, config: MkDocsConfig, files: Files) -> str:
    """What MkDocs and the theme make of the page."""
    assert _nav is not None
    file = File.generated(config, _source_of(made), content="")
    file.edit_uri = _edit_uri(made)
    page = MkDocsPage(None, file, config)
    _describe(page, made)
    _fill(page, made)
    return rendered(page, env, config, _nav, files)


def on_template_context(context: dict[str, object], template_name: str, config: MkDocsConfig) -> dict[str, object]:
    """Names the poured pages in the sitemap, in the place that each has among the files."""
    if template_name == "sitemap.xml":
        assert _files is not None
        context["pages"] = all_pages(_files, config, _day())
    return context


def page_policy() -> str | None:
    """The policy that each page carries; none in the preview, whose pages MkDocs reloads by an inline script."""
    return None if _serving else headers.PAGE_POLICY


def on_serve(server: "LiveReloadServer", config: MkDocsConfig, builder: object) -> "LiveReloadServer":
    """Has the preview's server ask for what it is to show, see an edit soon, and build no more than the edit asks."""
    assert _made is not None
    look_often(server, config, len(_made.reading.records.files))
    _preview.serve_by(server, config)
    if (ledger := project_of(config) / LEDGER).exists():
        server.watch(str(ledger))
    server.builder = partial(_build_again, server.builder)
    return server


def _build_again(build: Callable[[], None]) -> None:
    """Has MkDocs build, if the edit changed more than what stands on the pages that it knows."""
    global _stamps
    assert _config is not None
    snapshot = stamps_of(
        beside_records(_config)
    )  # before the build reads them: what is saved meanwhile is another edit
    if snapshot != _stamps or not _renewed():
        _stamps = {}  # nothing can be renewed after a build that fails before it begins
        build()
        _stamps = snapshot


def _renewed() -> bool:
    """Puts what the records now say into the files of the last build, if MkDocs would have nothing else to do."""
    global _pages
    assert _made is not None
    assert _config is not None
    assert _files is not None
    before = _known_to_mkdocs()
    own = {_source_of(page) for page in _made.site.pages}
    leading_on = {source: page for source, page in _pages.items() if source not in own}
    try:
        _make(_config)
    except PluginError:
        return False  # the build says why
    _pages = leading_on | _pages
    if _known_to_mkdocs() != before:
        return False
    for file in _files:
        if isinstance(file, SparedPage):
            file.made = _pages[file.src_uri]
            file.edit_uri = _edit_uri(file.made)
    tell(_made, _config)
    on_post_build(_config)
    return True


def _known_to_mkdocs() -> tuple[object, ...]:
    """What MkDocs' build depends on of what the records say: the pages and files there are, and what all pages show."""
    assert _made is not None
    assert _nav is not None
    titles = [_pages[page.file.src_uri].title for page in _nav.pages if page.file.src_uri in _pages]
    pages = {source: can_be_poured(page) for source, page in _pages.items()}
    return titles, pages, set(_made.site.files), _made.about


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Gives a page of the register its title, escaped: the theme puts it into the page as it stands."""
    page.update_date = _day()  # the sitemap speaks of the day of the build, not of the clock
    if made := _pages.get(page.file.src_uri):
        _describe(page, made)
    return markdown


def _describe(page: MkDocsPage, made: Page) -> None:
    page.meta["hide"] = [] if made.contents else ["toc"]
    if made.address != Address.HOME:
        page.meta["title"] = str(escape(made.title))


def on_page_context(
    context: dict[str, object], page: MkDocsPage, config: MkDocsConfig, nav: Navigation
) -> dict[str, object]:
    """Gives a page of the register its HTML and table of contents; the home page keeps its own words above."""
    if made := _pages.get(page.file.src_uri):
        words = page.content if made.address == Address.HOME else ""
        _fill(page, made)
        page.content = f"{words}{page.content}"
    return context


def _fill(page: MkDocsPage, made: Page) -> None:
    page.content = made.html
    page.toc = get_toc([_contents_entry(*section) for section in contents_of(page.content)] if made.contents else [])


def on_post_build(config: MkDocsConfig) -> None:
    """Waits until all pages are written, or begins to make them on demand, and says what is red."""
    if _writing:
        _progress.begin("Writing pages")
        _writing.finish(_progress.count)
    _end()
    _preview.offer(_offered)
    assert _made is not None
    snapshot = _made.site.snapshot
    red = summary.red(snapshot)
    listed = "".join(f"\n  {f.id}: {f.title}" for f in red)
    log.info("As at %s. Red: %d of %d findings%s", snapshot.day, len(red), len(snapshot.recommendations), listed)


def _written_pages(files: Files) -> Iterator[Page]:
    """The pages that people wrote in docs/; the home page is the register's own."""
    for file in files.documentation_pages():
        if file.src_uri not in _pages and file.page is not None and file.page.content:
            yield Page(f"/{file.url}", unescape(str(file.page.title)), partial(str, file.page.content))


def on_build_error(error: Exception) -> None:
    """Ends what is going on, and takes the line away that says so."""
    global _stamps
    _stamps = {}  # nothing can be renewed after it
    _end()


def on_shutdown() -> None:
    """Ends what is going on, also when the build was interrupted."""
    _end()


def _end() -> None:
    """The line of progress is taken away, no second process works on, and garbage is looked for as ever."""
    _progress.end()
    if _writing:
        _writing.stop()
    if _serving:
        _tidying.wait_for_pause()
    else:
        gc.enable()


def _contents_entry(place: str, heading: str) -> dict[str, object]:
    return {"level": 2, "id": place, "name": heading, "html": heading, "data-toc-label": "", "children": []}


def _day() -> str:
    assert _made is not None
    return _made.site.snapshot.day.isoformat()


def _edit_uri(page: Page) -> str | None:
    return f"../records/{page.source}" if page.source else None


def _source_of(page: Page) -> str:
    """The name under which MkDocs knows the page: /red/ is red/index.md."""
    return f"{page.address.lstrip('/')}index.md"
