"""What a page may do: each kind of host is told the same, and the Mozilla Observatory would give 135 points."""

import json
import re

from register.headers import HEADERS, PAGE_POLICY, make_header_files


def test_each_kind_of_host_is_told_the_same_headers():
    files = {address: content.decode() for address, content in make_header_files().items()}
    apache = dict(re.findall(r'^Header always set (\S+) "([^"]*)"$', files["/.htaccess"], re.MULTILINE))
    netlify = dict(re.findall(r"^  ([^:]+): (.*)$", files["/_headers"], re.MULTILINE))
    nginx = dict(
        re.findall(r'^add_header (\S+) "([^"]*)" always;$', files["/deployment/nginx-headers.conf"], re.MULTILINE)
    )
    azure = json.loads(files["/staticwebapp.config.json"])["globalHeaders"]
    assert HEADERS == apache == netlify == nginx == azure


def test_the_headers_of_a_host_apply_to_every_address():
    assert make_header_files()["/_headers"].decode().startswith("/*\n")


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
        assert named == {"'none'", "'self'", "'script'", "data:"}
        assert [name for name, sources in directives.items() if "data:" in sources] == ["img-src"]


def test_the_header_says_what_a_page_cannot_say_of_itself():
    page, header = sources_of(PAGE_POLICY), sources_of(HEADERS["Content-Security-Policy"])
    assert header == page | {"frame-ancestors": ["'none'"], "upgrade-insecure-requests": []}


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


def test_the_observatory_gives_nothing_extra_to_a_host_without_headers():
    assert score({}, "<p>") == START - 25 - 20 - 20 - 5
