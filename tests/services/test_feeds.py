"""The list of feeds: adding, pausing, resuming, asking now, removing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache

from claims.models import AuditEvent, Feed, FeedEntry, Run
from claims.services import feeds, polling
from claims.services.errors import Conflict, Invalid, NotFound
from tests import factories
from tests.factories import AT
from tests.fetch.sites import Site, answer, sent_on
from tests.services.feed_texts import FEED, SITE, Entry, as_feed, atom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outside")]

LATER = AT + timedelta(hours=1)


@pytest.fixture(autouse=True)
def nobody_is_asking() -> None:
    cache.clear()


@pytest.fixture
def harbour(site: Callable[..., Site]) -> Site:
    return site("harbour.example", {"/feed": as_feed(atom(Entry(2), Entry(1)))})


def add(url: str = FEED, **more: object) -> feeds.Added:
    return feeds.add(url=url, interval=30, by=factories.editor(), at=AT, **more)  # type: ignore[arg-type]


def verbs() -> list[str]:
    events = AuditEvent.objects.filter(target_type="feed").order_by("created_at")
    return [event.verb.removeprefix("feed.") for event in events]


def test_a_feed_is_read_when_it_is_added(harbour: Site) -> None:
    added = add("HTTP://Harbour.example:80/feed", outlet="Harbour Group")
    feed = Feed.objects.get()
    assert (feed.url, feed.title, str(feed.outlet)) == (FEED, "The Harbour Post", "Harbour Group")
    assert (feed.added_by, feed.last_ok_at, feed.lease) == (factories.editor(), AT, None)
    assert feed.next_poll_at == AT + timedelta(minutes=30)
    assert added.entries == 2
    assert Run.objects.get(pk=added.run_id).total == 2
    assert harbour.paths.count("/feed") == 1
    assert verbs() == ["added"]


def test_a_feed_is_listed_where_it_has_moved_to(harbour: Site) -> None:
    harbour.pages["/old"] = sent_on("/feed", "308 Permanent Redirect")
    add(f"{SITE}/old")
    assert Feed.objects.get().url == FEED


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("harbour.example", "address is incomplete"),
        ("http://127.0.0.1/feed", "leads to this machine itself"),
        (f"{SITE}/page", "web page, not a feed"),
        (f"{SITE}/none", "no such page"),
        (f"{SITE}/closed", "robots.txt"),
    ],
)
def test_what_is_no_feed_is_refused_in_words(harbour: Site, url: str, words: str) -> None:
    harbour.pages["/page"] = answer(b"<!doctype html><html><body>News</body></html>")
    harbour.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /closed")
    with pytest.raises(feeds.NotAFeed, match=words):
        add(url)
    assert not Feed.objects.exists()


@pytest.mark.parametrize("interval", [4, 1441])
def test_how_often_is_within_bounds(harbour: Site, interval: int) -> None:
    with pytest.raises(Invalid, match="every 5 to 1,440 minutes"):
        feeds.add(url=FEED, interval=interval, by=factories.editor(), at=AT)
    assert not harbour.paths


def test_the_same_feed_is_not_listed_twice(harbour: Site) -> None:
    add()
    harbour.pages["/old"] = sent_on("/feed", "301 Moved Permanently")
    for url in (FEED, f"{FEED}#top", f"{SITE}/old"):
        with pytest.raises(Invalid, match="on the list already"):
            add(url)
    assert Run.objects.count() == 1


def test_a_paused_feed_is_not_polled_until_it_is_resumed(harbour: Site) -> None:
    feed, by = add().feed, factories.editor()
    for _ in range(2):
        feeds.pause(feed_id=feed.pk, by=by, at=AT)
    assert not polling.due(at=LATER)
    with pytest.raises(Conflict, match="Resume it first"):
        feeds.hasten(feed_id=feed.pk, by=by, at=LATER)
    for _ in range(2):
        feeds.resume(feed_id=feed.pk, by=by, at=AT)
    assert polling.due(at=AT) == [feed.pk]
    assert verbs() == ["added", "paused", "resumed"]


def test_resuming_forgets_the_failures(harbour: Site) -> None:
    feed = add().feed
    feeds.pause(feed_id=feed.pk, by=factories.editor(), at=AT)
    Feed.objects.update(failures=3, failing_since=AT, last_code="gone", last_message="It is gone.")
    feeds.resume(feed_id=feed.pk, by=factories.editor(), at=LATER)
    feed.refresh_from_db()
    assert (feed.failures, feed.failing_since, feed.last_code, feed.last_message) == (0, None, "", "")


def test_a_feed_can_be_asked_now(harbour: Site) -> None:
    feed = add().feed
    soon = AT + timedelta(minutes=1)
    assert not polling.due(at=soon)
    feeds.hasten(feed_id=feed.pk, by=factories.editor(), at=soon)
    assert polling.due(at=soon) == [feed.pk]
    assert verbs() == ["added", "hastened"]


def test_a_removed_feed_is_left_alone_and_keeps_what_it_brought(harbour: Site) -> None:
    feed, by = add().feed, factories.editor()
    for _ in range(2):
        feeds.remove(feed_id=feed.pk, by=by, at=AT)
    assert not Feed.objects.listed().exists()
    assert not polling.due(at=LATER)
    assert Run.objects.filter(feed=feed).exists()
    for verb in (feeds.pause, feeds.resume, feeds.hasten):
        with pytest.raises(Conflict, match="removed this feed"):
            verb(feed_id=feed.pk, by=by, at=AT)
    assert verbs() == ["added", "removed"]


def test_a_removed_feed_that_is_added_again_knows_its_old_entries(harbour: Site) -> None:
    feeds.remove(feed_id=add().feed.pk, by=factories.editor(), at=AT)
    harbour.pages["/feed"] = as_feed(atom(Entry(3), Entry(2), Entry(1)))
    again = add()
    assert Feed.objects.listed().get() == again.feed
    assert Run.objects.get(pk=again.run_id).total == 1
    assert FeedEntry.objects.count() == 3


def test_a_feed_nobody_knows_is_not_found() -> None:
    for verb in (feeds.pause, feeds.resume, feeds.hasten, feeds.remove):
        with pytest.raises(NotFound):
            verb(feed_id=uuid4(), by=factories.editor(), at=AT)


def test_how_often_it_is_read_and_whose_it_is_can_be_changed() -> None:
    editor, feed = factories.editor(), factories.feed(interval=720, next_poll_at=AT + timedelta(hours=12))
    described = {"feed_id": feed.pk, "interval": 60, "outlet": "The Harbour Group", "by": editor, "at": AT}
    assert feeds.describe(**described)
    feed.refresh_from_db()
    assert (feed.interval, str(feed.outlet)) == (60, "The Harbour Group")
    assert feed.next_poll_at == AT + timedelta(minutes=60)
    assert AuditEvent.objects.get(verb="feed.described").before == {"interval": 720, "outlet": ""}
    assert not feeds.describe(**described)
    assert verbs() == ["described"]


def test_a_failing_feed_is_not_asked_sooner_because_it_was_described() -> None:
    late = AT + timedelta(hours=12)
    feed = factories.feed(interval=720, next_poll_at=late, failures=3, failing_since=AT)
    feeds.describe(feed_id=feed.pk, interval=15, outlet="", by=factories.editor(), at=AT)
    feed.refresh_from_db()
    assert feed.next_poll_at == late


def test_what_makes_no_sense_or_was_removed_is_not_described() -> None:
    editor, feed = factories.editor(), factories.feed()
    with pytest.raises(Invalid, match="every 5 to 1,440 minutes"):
        feeds.describe(feed_id=feed.pk, interval=1, outlet="", by=editor, at=AT)
    feeds.remove(feed_id=feed.pk, by=editor, at=AT)
    with pytest.raises(Conflict, match="removed"):
        feeds.describe(feed_id=feed.pk, interval=60, outlet="", by=editor, at=AT)
