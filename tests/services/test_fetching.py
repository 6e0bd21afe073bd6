"""Asking sites: robots.txt is heard, and a site gets one request at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.core.cache import cache

from claims.fetch import TEMPORARY, NotFetched
from claims.models import MAY_PASS
from claims.services import fetching
from tests.fetch.sites import Internet, Site, answer

pytestmark = pytest.mark.usefixtures("outside")

PAGE = answer(b"<p>Bridges will be mended.</p>", content_type="text/html")
CLOSED = answer(b"User-agent: *\nDisallow: /inner/", content_type="text/plain")


@pytest.fixture(autouse=True)
def nobody_is_asking() -> None:
    cache.clear()


def test_a_page_is_brought_after_its_robots_txt(site: Callable[..., Site]) -> None:
    asked = site("news.example", {"/a": PAGE})
    found = fetching.ask("http://news.example/a")
    assert found.body.startswith(b"<p>")
    assert asked.paths == ["/robots.txt", "/a"]


def test_robots_txt_is_kept_to_and_reported(site: Callable[..., Site]) -> None:
    asked = site("news.example", {"/robots.txt": CLOSED, "/inner/a": PAGE})
    with pytest.raises(NotFetched, match="does not let programs read") as refused:
        fetching.ask("http://news.example/inner/a")
    assert refused.value.code == "robots"
    assert asked.paths == ["/robots.txt"]


def test_an_address_that_is_none_is_refused_before_anybody_is_asked(outside: Internet) -> None:
    with pytest.raises(NotFetched) as refused:
        fetching.ask("ftp://news.example/a")
    assert refused.value.code == "bad_url"
    assert not outside.resolved


def test_one_site_is_asked_for_one_thing_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    lock, at_once, most = threading.Lock(), 0, 0

    def slowly(url: str, **_: object) -> None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        together.wait(0.2)
        with lock:
            at_once -= 1

    together = threading.Event()
    monkeypatch.setattr(fetching, "fetch", slowly)

    def most_at_once(*urls: str) -> int:
        nonlocal most
        most = 0
        threads = [threading.Thread(target=fetching.ask, args=(url,)) for url in urls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        return most

    assert most_at_once("http://news.example/a", "http://news.example/b", "https://NEWS.example/c") == 1
    assert most_at_once("http://news.example/a", "http://post.example/a", "http://times.example/a") > 1


def test_whoever_waits_too_long_is_told(site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_PATIENCE", -1)
    cache.add("fetching:news.example", 1, timeout=60)
    asked = site("news.example", {"/a": PAGE})
    with pytest.raises(NotFetched, match="is being asked for other pages") as refused:
        fetching.ask("http://news.example/a")
    assert refused.value.is_temporary
    assert not asked.paths


def test_a_turn_that_a_killed_worker_holds_runs_out(site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    add = cache.add
    monkeypatch.setattr(cache, "add", lambda key, value, timeout: held.append(timeout) or add(key, value, timeout))
    site("news.example", {"/a": PAGE})
    fetching.ask("http://news.example/a")
    assert 10 <= held[0] <= 20


def test_what_may_pass_is_one_list() -> None:
    """Items of a run and entries of a feed are tried again for the same answers of a site."""
    assert set(MAY_PASS) == TEMPORARY | {"too_costly"}
