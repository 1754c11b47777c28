"""What a browser gets of a site whose files are made when they are asked for; no server and no MkDocs is needed."""

import gc
from threading import active_count

from register.publishing.writing import builder_of
from register.serving.deferred_gc import DeferredGC
from register.serving.on_demand import OnDemand

from tests.building import files_of


def offering(folder, made):
    """A site with a page, and with a folder whose files are known when one of them is asked for."""
    pieces = {"search/index.json": b"{}", "search/words/0.json": b"[]"}

    def make(path, content):
        made.append(path)
        return content

    site = OnDemand()
    builders = {
        "red/index.html": builder_of("red/index.html", lambda: make("red/", b"<h1>Red</h1>")),
        "search/": lambda: (made.append("search/"), pieces)[1],
    }
    site.offer(folder, builders)
    return site, builders


def asked(site, address):
    """Asks the site for an address below /register/."""
    site.before(lambda *_: [], "/register/")({"PATH_INFO": address}, lambda *_: None)


def test_a_page_is_made_once_when_it_is_first_asked_for(tmp_path):
    made = []
    site, _ = offering(tmp_path, made)
    assert not made
    for address in ("/register/red/", "/register/red", "/register/../../red/index.html"):
        asked(site, address)
    assert files_of(tmp_path) == {"red/index.html": b"<h1>Red</h1>"}
    assert made == ["red/"]


def test_whoever_asks_for_a_piece_of_the_search_gets_all_of_it_made(tmp_path):
    site, _ = offering(tmp_path, [])
    asked(site, "/register/search/words/0.json")
    assert set(files_of(tmp_path)) == {"search/index.json", "search/words/0.json"}


def test_what_was_asked_for_is_made_again_with_the_next_offer(tmp_path):
    made = []
    site, builders = offering(tmp_path, made)
    asked(site, "/register/red/")
    site.withdraw()
    site.offer(tmp_path, builders)
    assert made == ["red/", "red/"]
    site.offer(tmp_path, builders)
    assert made == ["red/", "red/"]  # nobody asked since


def test_garbage_is_put_off_until_nothing_was_done_for_a_while():
    before, garbage = active_count(), DeferredGC()
    try:
        garbage.hold()
        assert not gc.isenabled()
        garbage.release()
        assert active_count() == before + 1
        garbage.hold()
        garbage._collection.join(timeout=5)
        assert active_count() == before
    finally:
        gc.enable()
