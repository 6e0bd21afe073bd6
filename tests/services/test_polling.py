"""Polling a feed: what is imported from it, when it is asked again, and what a failure or a kill leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache

from claims.models import Article, AuditEvent, Feed, FeedEntry, ItemState, Run, RunKind
from claims.services import feed_entries, feeds, pipeline, polling
from tests import factories
from tests.factories import AT
from tests.fetch.sites import Site, answer, sent_on
from tests.services.feed_texts import FEED, SITE, Entry, as_feed, atom, page, rss, whole_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outside")]

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def nobody_is_asking() -> None:
    cache.clear()


@pytest.fixture
def harbour(site: Callable[..., Site]) -> Site:
    """A site whose feed has two entries and their pages."""
    pages = {"/1": page(1), "/2": page(2), "/feed": as_feed(atom(Entry(2), Entry(1)))}
    return site("harbour.example", pages)


def a_feed(**columns: Any) -> Feed:
    columns.setdefault("url", FEED)
    columns.setdefault("next_poll_at", AT)
    return Feed.objects.create(**columns)


def poll(feed: Feed, at: datetime = AT) -> Run | None:
    run_id = polling.poll(feed_id=feed.pk, clock=lambda: at)
    feed.refresh_from_db()
    return Run.objects.get(pk=run_id) if run_id else None


def poll_and_import(feed: Feed, at: datetime = AT) -> Run | None:
    run = poll(feed, at)
    if run is not None:
        pipeline.perform(run_id=run.pk, clock=lambda: at)
    return run


def outcomes(run: Run | None) -> list[tuple[str, str]]:
    assert run is not None
    return [(item.state, item.code) for item in run.items.all()]


# ------------------------------------------------------------------------------------------------ what is imported


def test_pages_behind_entries_are_fetched_and_imported_once(harbour: Site) -> None:
    feed = a_feed()
    run = poll_and_import(feed)
    assert outcomes(run) == [(ItemState.IMPORTED, "")] * 2
    assert run is not None
    assert (run.kind, run.feed, run.started_by) == (RunKind.IMPORT, feed, None)
    assert set(Article.objects.values_list("title", flat=True)) == {"Bridge 1 is mended", "Bridge 2 is mended"}
    assert (feed.title, feed.items_seen, feed.last_message) == ("The Harbour Post", 2, "2 new entries.")

    assert poll_and_import(feed, feed.next_poll_at) is None
    assert feed.last_message == "Nothing new."
    assert harbour.paths.count("/1") == 1
    started = AuditEvent.objects.filter(verb="run.started")
    assert [event.after["feed"] for event in started] == ["The Harbour Post"]


def test_whole_articles_are_imported_from_the_feed_itself(site: Callable[..., Site]) -> None:
    asked = site("harbour.example", {"/feed": as_feed(atom(Entry(1, text=whole_text(1))))})
    run = poll_and_import(a_feed(outlet=factories.outlet("Harbour Group")))
    assert outcomes(run) == [(ItemState.IMPORTED, "")]
    article = Article.objects.get()
    assert article.outlet is not None
    assert (article.outlet.name, article.url) == ("Harbour Group", f"{SITE}/1")
    assert article.original is not None
    assert bytes(article.original.content) == atom(Entry(1, text=whole_text(1)))
    assert asked.paths == ["/robots.txt", "/feed"]


def test_the_bytes_of_a_feed_of_links_are_not_kept(harbour: Site) -> None:
    run = poll(a_feed())
    assert run is not None
    assert not run.items.exclude(original=None).exists()


def test_an_entry_that_was_updated_is_fetched_again(harbour: Site) -> None:
    harbour.pages["/feed"] = as_feed(atom(Entry(1, "2024-05-01T08:00:00Z"), Entry(2, "2024-05-01T07:00:00Z")))
    feed = a_feed()
    poll_and_import(feed)
    harbour.pages["/feed"] = as_feed(atom(Entry(1, "2024-05-01T09:00:00+00:00"), Entry(2, "2024-05-01T06:00:00Z")))
    run = poll_and_import(feed, feed.next_poll_at)
    assert run is not None
    assert [item.url for item in run.items.all()] == [f"{SITE}/1"]
    assert feed.last_message == "1 changed entry."
    assert feed.items_seen == 2


def test_a_whole_article_whose_text_changed_is_imported_again(site: Callable[..., Site]) -> None:
    asked = site("harbour.example", {"/feed": as_feed(atom(Entry(1, text=whole_text(1))))})
    feed = a_feed()
    poll_and_import(feed)
    asked.pages["/feed"] = as_feed(atom(Entry(1, text=whole_text(1, "autumn"))))
    poll_and_import(feed, feed.next_poll_at)
    assert Article.objects.current().get().text.count("autumn") > 0


def test_few_pages_at_once_and_the_rest_with_the_next_polls(
    site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_entries, "PAGES_AT_ONCE", 2)
    headers = {"etag": '"1"'}
    entries = [Entry(number) for number in (5, 4, 3, 2, 1)]
    asked = site("harbour.example", {"/feed": as_feed(atom(*entries), **headers)})
    feed = a_feed()
    given = [[item.url.removeprefix(SITE) for item in run.items.all()] for run in [poll(feed)] if run]
    asked.pages["/feed"] = answer(status="304 Not Modified")
    while (run := poll(feed, feed.next_poll_at)) is not None:
        run.items.update(state=ItemState.IMPORTED)
        given.append([item.url.removeprefix(SITE) for item in run.items.all()])
    assert given == [["/5", "/4"], ["/3", "/2"], ["/1"]]


def test_entries_without_a_use_are_reported_once(site: Callable[..., Site]) -> None:
    asked = site("harbour.example", {"/feed": as_feed(atom(Entry(1, link="http://127.0.0.1/inner")))})
    feed = a_feed()
    run = poll_and_import(feed)
    assert outcomes(run) == [(ItemState.REFUSED, "address_blocked")]
    asked.pages["/feed"] = as_feed(atom(Entry(2), Entry(1, link="http://127.0.0.1/inner")))
    again = poll(feed, feed.next_poll_at)
    assert again is not None
    assert [item.url for item in again.items.all()] == [f"{SITE}/2"]


def test_a_paywall_and_robots_txt_are_reported_and_left_alone(harbour: Site) -> None:
    harbour.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /1")
    harbour.pages["/2"] = answer(status="402 Payment Required")
    feed = a_feed()
    run = poll_and_import(feed)
    assert outcomes(run) == [(ItemState.REFUSED, "paywall_or_login"), (ItemState.REFUSED, "robots")]
    assert poll(feed, feed.next_poll_at) is None
    assert "/1" not in harbour.paths


def test_a_page_that_did_not_come_is_asked_for_three_times(harbour: Site) -> None:
    harbour.pages["/feed"] = as_feed(atom(Entry(1)))
    harbour.pages["/1"] = answer(status="503 Service Unavailable")
    feed = a_feed()
    runs = [poll_and_import(feed, AT + count * 60 * MINUTE) for count in range(5)]
    assert [run is not None for run in runs] == [True, True, True, False, False]
    assert harbour.paths.count("/1") == 3


# ------------------------------------------------------------------------------------------------ when it is asked


def test_a_feed_is_left_alone_until_it_is_due(harbour: Site) -> None:
    feed = a_feed(next_poll_at=AT + MINUTE)
    assert not polling.due(at=AT)
    assert poll(feed) is None
    assert not harbour.paths
    assert polling.due(at=AT + MINUTE) == [feed.pk]


def test_what_the_feed_asks_for_is_the_least_pause(site: Callable[..., Site]) -> None:
    asked = site("harbour.example", {"/feed": as_feed(rss(ttl=120))})
    feed = a_feed(interval=30)
    poll(feed)
    assert feed.next_poll_at == AT + timedelta(minutes=120)
    asked.pages["/feed"] = as_feed(rss(ttl=500_000))
    poll(feed, feed.next_poll_at)
    assert feed.next_poll_at == feed.last_ok_at + timedelta(days=1)


def test_what_has_not_changed_is_not_sent_again(site: Callable[..., Site]) -> None:
    stamp = "Wed, 01 May 2024 10:00:00 GMT"
    asked = site("harbour.example", {"/feed": as_feed(atom(), etag='"a"', last_modified=stamp)})
    feed = a_feed()
    poll(feed)
    asked.pages["/feed"] = answer(status="304 Not Modified")
    poll(feed, feed.next_poll_at)
    assert 'If-None-Match: "a"' in asked.requests[-1]
    assert f"If-Modified-Since: {stamp}" in asked.requests[-1]
    assert (feed.failures, feed.last_ok_at, feed.etag) == (0, feed.last_polled_at, '"a"')
    asked.pages["/feed"] = as_feed(atom())
    poll(feed, feed.next_poll_at)
    assert (feed.etag, feed.last_modified) == ("", "")


def test_one_worker_polls_a_feed_at_a_time(harbour: Site) -> None:
    feed = a_feed(lease_until=AT + MINUTE)
    assert poll(feed) is None
    assert not harbour.paths
    assert poll(feed, AT + 2 * MINUTE) is not None, "a worker that was killed keeps nobody away for long"


def test_a_kill_before_the_end_leaves_everything_as_it_was(harbour: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    feed = a_feed()
    with monkeypatch.context() as patch:
        patch.setattr(feed_entries.audit, "record", killed)
        with pytest.raises(KeyboardInterrupt):
            poll(feed)
    assert not Run.objects.exists()
    assert not FeedEntry.objects.exists()
    feed.refresh_from_db()
    assert feed.etag == ""
    assert len(outcomes(poll(feed, AT + polling.LEASE + MINUTE))) == 2


def test_a_feed_that_was_paused_meanwhile_brings_nothing(harbour: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    feed, look = a_feed(), polling.look

    def paused_meanwhile(*arguments: Any, **more: Any) -> polling.Answer:
        feeds.pause(feed_id=feed.pk, by=factories.editor(), at=AT)
        return look(*arguments, **more)

    monkeypatch.setattr(polling, "look", paused_meanwhile)
    assert poll(feed) is None
    assert not FeedEntry.objects.exists()
    assert not feed.active


def test_a_worker_that_is_overtaken_before_it_begins_brings_nothing(
    harbour: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed, real = a_feed(), Feed.objects.select_related

    def overtaken(*names: str) -> Any:
        Feed.objects.filter(pk=feed.pk).update(lease=uuid4())
        return real(*names)

    monkeypatch.setattr(Feed.objects, "select_related", overtaken)
    assert poll(feed) is None
    assert not FeedEntry.objects.exists()


# ------------------------------------------------------------------------------------------------------- failures


def test_a_failing_feed_is_left_alone_twice_as_long_each_time(site: Callable[..., Site]) -> None:
    asked = site("harbour.example", {"/feed": answer(status="500 Oops")})
    feed, rests = a_feed(interval=30), []
    for _ in range(8):
        at = feed.next_poll_at
        assert poll(feed, at) is None
        rests.append((feed.next_poll_at - at) // MINUTE)
    assert rests == [60, 120, 240, 480, 960, 1440, 1440, 1440]
    assert (feed.failures, feed.failing_since, feed.last_code) == (8, AT, "server_error")
    assert feed.last_message == "harbour.example has a fault of its own (status 500)."
    asked.pages["/feed"] = as_feed(atom())
    poll(feed, feed.next_poll_at)
    assert (feed.failures, feed.failing_since, feed.last_code) == (0, None, "")
    assert feed.next_poll_at == feed.last_ok_at + 30 * MINUTE


def test_a_site_that_asks_for_time_gets_it(site: Callable[..., Site]) -> None:
    site("harbour.example", {"/feed": answer(status="429 Too Many Requests", retry_after="20000")})
    feed = a_feed()
    poll(feed)
    assert feed.next_poll_at == AT + timedelta(seconds=20000)
    assert feed.last_code == "busy"


def test_robots_txt_is_kept_to_for_the_feed_as_well(site: Callable[..., Site]) -> None:
    asked = site(
        "harbour.example", {"/robots.txt": answer(b"User-agent: *\nDisallow: /feed"), "/feed": as_feed(atom())}
    )
    feed = a_feed()
    assert poll(feed) is None
    assert feed.last_code == "robots"
    assert asked.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<html><body>Moved</body></html>", "not_a_feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "xml_malformed"),
    ],
    ids=["a page", "half a feed"],
)
def test_what_is_no_feed_is_a_failure_in_words(site: Callable[..., Site], body: bytes, code: str) -> None:
    site("harbour.example", {"/feed": as_feed(body)})
    feed = a_feed(title="The Harbour Post")
    poll(feed)
    assert (feed.failures, feed.last_code, feed.title) == (1, code, "The Harbour Post")
    assert feed.last_message.endswith(".")


def test_what_goes_wrong_here_is_a_failure_as_well(harbour: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(feed_entries, "queue", broken)
    feed = a_feed()
    assert poll(feed) is None
    assert (feed.failures, feed.last_code, feed.lease) == (1, "error", None)
    assert feed.last_message == "Something went wrong here: ZeroDivisionError."
    assert not FeedEntry.objects.exists()


def test_a_fault_of_our_own_leaves_the_feed_alone_longer_each_time_too(
    harbour: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the taking in had said already that all was well."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(feed_entries, "queue", broken)
    feed, rests = a_feed(interval=30), []
    for _ in range(3):
        at = feed.next_poll_at
        poll(feed, at)
        rests.append((feed.next_poll_at - at) // MINUTE)
    assert rests == [60, 120, 240]
    assert (feed.failures, feed.failing_since) == (3, AT)


@pytest.mark.parametrize("word", ["\\u0000", "\\ud800", "\\u202e", "\\ufffe"])
def test_no_character_breaks_a_poll(site: Callable[..., Site], word: str) -> None:
    odd = f"a{word}b"
    entries = [
        f'{{"id": "{odd}{number}", "url": "{SITE}/{number}{odd}", "title": "{odd}", "date_published": "{odd}"{text}}}'
        for number, text in enumerate(["", f', "content_text": "{f"{odd} The council speaks. " * 100}"', ', "url": ""'])
    ]
    feed_text = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "{odd}", "items": [{", ".join(entries)}]}}'
    site("harbour.example", {"/feed": as_feed(feed_text.encode())})
    feed = a_feed()
    poll_and_import(feed)
    assert (feed.failures, feed.last_message) == (0, "3 new entries.")


def test_a_feed_that_is_gone_for_good_is_paused(site: Callable[..., Site]) -> None:
    asked = site("harbour.example", {"/feed": answer(status="410 Gone")})
    feed = a_feed()
    poll(feed)
    assert not feed.active
    assert "any more" in feed.last_message
    assert AuditEvent.objects.get(verb="feed.paused").actor is None
    assert not polling.due(at=AT + timedelta(days=100))
    assert asked.paths.count("/feed") == 1


def test_a_feed_that_is_sent_in_a_circle_is_a_failure_and_asked_again_later(site: Callable[..., Site]) -> None:
    asked = site("harbour.example", {"/feed": sent_on("/there"), "/there": sent_on("/feed")})
    feed = a_feed()
    poll(feed)
    assert (feed.failures, feed.last_code, feed.active, feed.url) == (1, "redirects", True, FEED)
    assert asked.paths == ["/robots.txt", *["/feed", "/there"] * 3]


# ------------------------------------------------------------------------------------------------- a new address


def test_a_feed_that_has_moved_for_good_is_asked_there(harbour: Site) -> None:
    harbour.pages["/old"] = sent_on("/feed", "301 Moved Permanently")
    feed = a_feed(url=f"{SITE}/old")
    poll(feed)
    assert feed.url == FEED
    moved = AuditEvent.objects.get(verb="feed.moved")
    assert (moved.before, moved.after) == ({"url": f"{SITE}/old"}, {"url": FEED})


def test_a_feed_that_is_elsewhere_for_now_keeps_its_address(harbour: Site) -> None:
    harbour.pages["/old"] = sent_on("/feed", "302 Found")
    feed = a_feed(url=f"{SITE}/old")
    poll(feed)
    assert (feed.url, feed.failures) == (f"{SITE}/old", 0)


def test_an_address_is_kept_while_the_new_one_leads_nowhere(site: Callable[..., Site]) -> None:
    site("harbour.example", {"/old": sent_on("/feed", "301 Moved Permanently"), "/feed": as_feed(b"<p>Soon</p>")})
    feed = a_feed(url=f"{SITE}/old")
    poll(feed)
    assert (feed.url, feed.failures) == (f"{SITE}/old", 1)


def test_two_feeds_that_become_one_keep_their_addresses(harbour: Site) -> None:
    harbour.pages["/old"] = sent_on("/feed", "301 Moved Permanently")
    a_feed()
    feed = a_feed(url=f"{SITE}/old")
    poll(feed)
    assert (feed.url, feed.failures) == (f"{SITE}/old", 0)
