"""What a page may do: each kind of host is told the same, and the Mozilla Observatory would give 135 points."""

import json
import posixpath
import re

import pytest
from register.mkdocs.preview import Preview
from register.mkdocs.publish import Publishing
from register.publishing.headers import HEADERS, PAGE_POLICY, integrity_of, make_header_files
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.building import mkdocs, project_in, site_of
from tests.small import finding, texts

FILES = {address: content.decode() for address, content in make_header_files().items()}


def test_each_kind_of_host_is_told_the_same_headers():
    apache = dict(re.findall(r'^Header always set (\S+) "([^"]*)"$', FILES["/.htaccess"], re.MULTILINE))
    netlify = dict(re.findall(r"^  ([^:]+): (.*)$", FILES["/_headers"].partition("/data/")[0], re.MULTILINE))
    nginx = dict(
        re.findall(r'^add_header (\S+) "([^"]*)" always;$', FILES["/deployment/nginx-headers.conf"], re.MULTILINE)
    )
    azure = json.loads(FILES["/staticwebapp.config.json"])["globalHeaders"]
    assert HEADERS == apache == netlify == nginx == azure


def test_the_headers_of_a_host_apply_to_every_address():
    assert FILES["/_headers"].startswith("/*\n")


def test_other_sites_may_read_the_data_and_nothing_else():
    assert "Access-Control-Allow-Origin" not in HEADERS
    assert 'Access-Control-Allow-Origin "*" "expr=%{REQUEST_URI} =~ m#^/data/#"\n' in FILES["/.htaccess"]
    assert "\n/data/*\n  Access-Control-Allow-Origin: *\n" in FILES["/_headers"]
    assert 'if ($uri ~ "^/data/") { set $open_to_all "*"; }' in FILES["/deployment/nginx-headers.conf"]
    azure = json.loads(FILES["/staticwebapp.config.json"])
    assert azure["routes"] == [{"route": "/data/*", "headers": {"Access-Control-Allow-Origin": "*"}}]
    assert all(text.count("Access-Control-Allow-Origin") == 1 for text in FILES.values())


def test_each_kind_of_host_is_told_the_types_of_the_data():
    for text in FILES.values():
        assert "application/ld+json" in text
        assert "text/calendar; charset=utf-8" in text


def sources_of(policy: str) -> dict[str, list[str]]:
    """The sources of each directive."""
    directives = (directive.split() for directive in policy.split(";") if directive.strip())
    return {name: sources for name, *sources in directives}


def test_nothing_is_allowed_that_is_not_named_and_nothing_unsafe_is_named():
    for policy in (PAGE_POLICY, HEADERS["Content-Security-Policy"]):
        directives = sources_of(policy)
        assert directives["default-src"] == directives["base-uri"] == ["'none'"]
        assert "unsafe" not in policy
        named = {source for sources in directives.values() for source in sources}
        assert named == {"'none'", "'self'", "'script'"}


def test_the_header_says_what_a_page_cannot_say_of_itself():
    page, header = sources_of(PAGE_POLICY), sources_of(HEADERS["Content-Security-Policy"])
    assert header == page | {"frame-ancestors": ["'none'"], "upgrade-insecure-requests": []}


def test_the_header_files_also_say_what_the_observatory_does_not_count():
    assert HEADERS["Cross-Origin-Opener-Policy"] == "same-origin"
    assert HEADERS["Strict-Transport-Security"].startswith("max-age=63072000")
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(HEADERS["Permissions-Policy"].split(", "))


# The rules of the Mozilla Observatory, as its source has them at github.com/mdn/mdn-http-observatory (read in November
# 2026): src/grader/charts.js says what each result counts, src/scanner/index.js that extra points count from 90 on,
# src/analyzer/tests/ what gives which result. Only the results that the headers and pages here can give are written
# out; anything else counts as the worst of its kind. Two tests are of the host alone: it must redirect http to https
# on the same host, and it sets no cookies (0 points each).

START, FROM_HERE_EXTRA_POINTS_COUNT = 100, 90
SIX_MONTHS = 15_552_000


def points_for_policy(headers: dict[str, str]) -> int:
    directives = sources_of(headers.get("Content-Security-Policy", ""))
    scripts = directives.get("script-src", directives.get("default-src", ["*"]))
    styles = directives.get("style-src", directives.get("default-src", ["*"]))
    broad = {"ftp:", "http:", "https:", "*", "'unsafe-inline'", "'unsafe-eval'", "data:"}
    if broad & {*scripts, *styles, *directives.get("object-src", directives.get("default-src", ["*"]))}:
        return -25
    return 10 if directives.get("default-src") == ["'none'"] else 5


def points_for_frames(headers: dict[str, str]) -> int:
    if "frame-ancestors" in sources_of(headers.get("Content-Security-Policy", "")):
        return 5
    return 0 if headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20


def points_for_referrer(headers: dict[str, str]) -> int:
    private = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
    if "Referrer-Policy" not in headers:
        return 0
    return 5 if headers["Referrer-Policy"] in private else -5


def points_for_transport(headers: dict[str, str]) -> int:
    age = re.match(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def points_for_types(headers: dict[str, str]) -> int:
    return 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5


def points_for_resources(headers: dict[str, str]) -> int:
    return {None: 0, "cross-origin": 0, "same-site": 10, "same-origin": 10}.get(
        headers.get("Cross-Origin-Resource-Policy"), -5
    )


def points_for_scripts(page: str) -> int:
    """Any script of the site's own origin with an integrity attribute gives them, if none is of another's."""
    scripts = re.findall(r"<script\b[^>]*\bsrc=[^>]*>", page)
    if [script for script in scripts if re.search(r'src="(?:[a-z]+:)?//', script)]:
        return -50
    return 5 if [script for script in scripts if "integrity=" in script] else 0


def score(headers: dict[str, str], page: str) -> int:
    """The points that the Observatory gives a host which answers with these headers and this page."""
    kinds = (
        points_for_policy,
        points_for_frames,
        points_for_referrer,
        points_for_transport,
        points_for_types,
        points_for_resources,
    )
    points = [kind(headers) for kind in kinds] + [points_for_scripts(page)]
    without_extra = START + sum(number for number in points if number < 0)
    return START + sum(points) if without_extra >= FROM_HERE_EXTRA_POINTS_COUNT else without_extra


# The pages


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> dict[str, bytes]:
    """The files of a small site that says whom to tell of weaknesses."""
    folder = project_in(tmp_path_factory.mktemp("headers") / "project", texts(vetting=finding()), SITE_URL)
    settings = (folder / "mkdocs.yml").read_text("utf-8").replace("\nextra:\n", f"\nextra:\n{CONTACT}")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    return site_of(folder)


SITE_URL = "site_url: https://register.example.org/\n"
CONTACT = "  security: {contact: 'mailto:security@example.org', expires: 2019-10-15}\n"


@pytest.fixture(scope="module")
def pages(built) -> dict[str, LexborNode]:
    """Every page as a browser would read it, by its file."""
    return {name: LexborHTMLParser(content.decode()).root for name, content in built.items() if name.endswith(".html")}


def test_the_observatory_gives_135_points_to_a_host_that_sends_these_headers_and_pages(built):
    for name, content in built.items():
        if name.endswith("index.html"):
            assert score(HEADERS, content.decode()) == 135, name


def test_every_page_carries_the_policy_before_anything_that_it_loads(pages):
    for name, page in pages.items():
        (policy,) = page.css('meta[http-equiv="Content-Security-Policy"]')
        assert policy.attributes["content"] == PAGE_POLICY, name
        loads = [node for node in page.css("head > *") if node.tag in ("meta", "link", "script", "style")]
        before = loads[: next(place for place, node in enumerate(loads) if "http-equiv" in node.attributes)]
        assert {node.tag for node in before} <= {"meta"}, name


def test_nothing_stands_inline_in_any_page_but_data_for_search_engines(pages):
    for name, page in pages.items():
        assert not page.css('style, script:not([src]):not([type="application/ld+json"]), [style]'), name
        nodes = page.traverse(include_text=False)
        assert not [node.tag for node in nodes if [a for a in node.attributes if a.startswith("on")]], name


def test_every_script_and_style_is_held_to_the_digest_of_its_very_bytes(built, pages):
    checked = 0
    for name, page in pages.items():
        for node in page.css('script[src], link[rel="stylesheet"]'):
            address = node.attributes.get("src") or node.attributes["href"]
            file = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), address)).lstrip("/")
            assert node.attributes["integrity"] == integrity_of(built[file]), (name, address)
            checked += 1
    assert checked > len(pages)


def test_the_files_for_hosts_stand_where_each_looks_for_them(built):
    for address, content in make_header_files().items():
        assert built[address.lstrip("/")] == content


def test_the_contact_stands_at_its_well_known_address(built):
    said = built[".well-known/security.txt"].decode()
    assert "Contact: mailto:security@example.org\nExpires: 2019-10-15T23:59:59Z\n" in said


def test_a_contact_that_cannot_be_understood_stops_the_build_with_what_to_write(tmp_path):
    folder = project_in(tmp_path, texts())
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    wrong = settings.replace("\nextra:\n", "\nextra:\n  security: {contact: someone}\n")
    (folder / "mkdocs.yml").write_text(wrong, "utf-8")
    result = mkdocs(folder, "build")
    assert result.returncode == 1
    assert "mkdocs.yml, extra.security: " in result.stderr
    assert "mailto:" in result.stderr
    assert "Traceback" not in result.stderr


def test_only_the_preview_which_reloads_by_an_inline_script_has_no_policy():
    assert Publishing.policy
    assert not Preview.policy


def test_the_observatory_gives_nothing_extra_to_a_host_without_headers():
    assert score({}, "<p>") == START - 25 - 20 - 20 - 5
