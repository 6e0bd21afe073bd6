"""The page of feeds: how each is doing, adding one, and what one may do with each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from claims.models import Feed, FeedEntry, ItemState
from claims.queries.feeds import Health, health_of
from tests import factories
from tests.fetch.sites import Site, answer
from tests.services.feed_texts import FEED, SITE, Entry, as_feed, atom
from tests.web.browsing import assert_flat, assert_needs, browser, htmx, messages_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outside")]

NEW = {"url": FEED, "interval": "60", "outlet": ""}
BOTH = pytest.mark.parametrize("headers", [{}, htmx("/feeds/")], ids=["plain", "htmx"])


@pytest.fixture(autouse=True)
def nobody_is_asking() -> None:
    cache.clear()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was sent to the workers."""
    from claims import tasks

    messages: list[Any] = []
    monkeypatch.setattr(tasks, "dispatch", messages.append)
    monkeypatch.setattr(tasks, "send_poll", messages.append)
    return messages


@pytest.fixture
def harbour(site: Callable[..., Site]) -> Site:
    return site("harbour.example", {"/feed": as_feed(atom(Entry(2), Entry(1)))})


def a_feed(number: int = 1, **columns: Any) -> Feed:
    columns.setdefault("title", f"Harbour Post {number}")
    columns.setdefault("next_poll_at", timezone.now() + timedelta(minutes=20))
    columns.setdefault("last_ok_at", timezone.now())
    return Feed.objects.create(url=f"{SITE}/{number}", **columns)


def post(name: str, feed: Feed, **headers: str) -> Any:
    return browser(factories.editor()).post(reverse(name, args=[feed.pk]), headers=headers, follow=not headers)


def test_only_who_may_import_sees_and_changes_feeds() -> None:
    feed = a_feed()
    users = {"allowed": factories.editor(), "refused": factories.reader()}
    assert_needs(reverse("feeds"), **users)
    assert_needs(reverse("feed", args=[feed.pk]), **users)
    assert browser(factories.reader()).post(reverse("feed-add"), NEW).status_code == 403
    for verb in ("pause", "resume", "hasten", "remove"):
        url = reverse(f"feed-{verb}", args=[feed.pk])
        assert browser(factories.reader()).post(url).status_code == 403
        assert browser(factories.editor()).get(url).status_code == 405
    assert Feed.objects.get().active


def test_an_empty_list_says_what_to_do() -> None:
    page = text_of(browser(factories.editor()).get(reverse("feeds")))
    assert "No feeds yet" in page
    assert reverse("feed-add") in page


@BOTH
def test_adding_reads_the_feed_and_sends_its_entries_off(
    harbour: Site, sent: list[Any], headers: dict[str, str]
) -> None:
    response = browser(factories.editor()).post(reverse("feed-add"), NEW, headers=headers, follow=True)
    assert response.status_code == 200
    feed = Feed.objects.get()
    assert (feed.title, feed.interval, feed.outlet) == ("The Harbour Post", 60, None)
    assert sent == [feed.runs.get().pk]
    page = text_of(response)
    assert "Added “The Harbour Post” with 2 entries." in page
    assert ("<html" in page) is not bool(headers)


@BOTH
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "Fill this in."),
        ("harbour.example/feed", "The address is incomplete"),
        (f"{SITE}/page", "It is a web page, not a feed."),
        (f"{SITE}/none", "harbour.example says that there is no such page."),
    ],
)
def test_what_is_no_feed_comes_back_in_the_form(harbour: Site, headers: dict[str, str], url: str, words: str) -> None:
    harbour.pages["/page"] = answer(b"<!doctype html><html><body>News</body></html>")
    response = browser(factories.editor()).post(reverse("feed-add"), {**NEW, "url": url}, headers=headers)
    assert response.status_code == 422
    page = text_of(response)
    assert words in page
    assert f'value="{url}"' in page or not url
    assert not Feed.objects.exists()


def test_how_a_feed_is_doing() -> None:
    now = timezone.now()
    ago = {"failures": 3, "failing_since": now - timedelta(hours=5)}
    soon, lately, long_ago = now + timedelta(minutes=5), now - timedelta(minutes=1), now - timedelta(hours=2)
    for expected, columns in (
        (Health.OK, {"next_poll_at": soon}),
        (Health.READING, {"next_poll_at": lately}),
        (Health.READING, {"next_poll_at": lately, **ago}),
        (Health.LATE, {"next_poll_at": long_ago}),
        (Health.FAILING, {"next_poll_at": soon, **ago}),
        (Health.PAUSED, {"next_poll_at": long_ago, "active": False, **ago}),
    ):
        assert health_of(Feed(**columns), now) == expected


def test_the_list_says_how_each_feed_is_doing() -> None:
    now = timezone.now()
    a_feed(1, items_seen=1200, last_message="3 new entries.")
    a_feed(2, failures=4, failing_since=now - timedelta(hours=5), last_message="It does not answer.")
    a_feed(3, next_poll_at=now - timedelta(hours=3))
    a_feed(4, active=False)
    Feed.objects.create(
        url=f"{SITE}/5",
        title="Removed Post",
        next_poll_at=now,
        active=False,
        removed_at=now,
        removed_by=factories.editor(),
    )
    page = text_of(browser(factories.editor()).get(reverse("feeds")))
    for words in ("Works", "Failing", "Late", "Paused", "3 new entries.", "1,200 entries seen", "Next in 19"):
        assert words in page
    assert "It does not answer. Failing for 5" in page
    assert "Is a worker running?" in page
    assert "Removed Post" not in page


def test_a_feed_that_is_being_read_asks_for_itself_until_it_has_been() -> None:
    feed = a_feed(next_poll_at=timezone.now() - timedelta(seconds=5))
    client, url = browser(factories.editor()), reverse("feed-line", args=[feed.pk])
    moving = client.get(url, headers=htmx("/feeds/"))
    assert moving.status_code == 200
    assert f'hx-get="{url}"' in text_of(moving)
    Feed.objects.update(next_poll_at=timezone.now() + timedelta(minutes=30))
    over = client.get(url, headers=htmx("/feeds/"))
    assert over.status_code == 286
    assert "hx-get" not in text_of(over)
    assert client.get(url).url == reverse("feeds")


@BOTH
def test_pausing_and_resuming(sent: list[Any], headers: dict[str, str]) -> None:
    feed = a_feed()
    page = text_of(post("feed-pause", feed, **headers))
    assert f'id="feed-{feed.pk}"' in page
    assert "Resume" in page
    assert not Feed.objects.get().active
    assert sent == []
    page = text_of(post("feed-resume", feed, **headers))
    assert "Being read" in page
    assert sent == [feed.pk]


def test_asking_a_feed_now(sent: list[Any]) -> None:
    feed = a_feed()
    page = text_of(post("feed-hasten", feed, **htmx("/feeds/")))
    assert "Being read" in page
    assert sent == [feed.pk]
    Feed.objects.update(active=False)
    refused = post("feed-hasten", feed, **htmx("/feeds/"))
    assert refused.status_code == 409
    assert "Resume it first" in text_of(refused)
    assert sent == [feed.pk]


@BOTH
def test_removing_takes_a_feed_off_the_list(headers: dict[str, str]) -> None:
    kept, feed = a_feed(1), a_feed(2)
    page = text_of(post("feed-remove", feed, **headers))
    assert str(kept) in page
    assert f'id="feed-{feed.pk}"' not in page
    assert Feed.objects.listed().get() == kept
    assert browser(factories.editor()).get(reverse("feed", args=[feed.pk])).status_code == 404
    assert post("feed-pause", feed, **htmx("/feeds/")).status_code == 404


def test_a_feed_that_never_was_is_not_found() -> None:
    client = browser(factories.editor())
    assert client.get(reverse("feed", args=[uuid4()])).status_code == 404
    assert client.post(reverse("feed-remove", args=[uuid4()])).status_code == 404


def entries(feed: Feed, count: int) -> None:
    run = factories.run(items=count, item_state=ItemState.REFUSED, feed=feed)
    run.items.update(path=SITE, code="robots", message=f"{SITE}: It does not let programs read this page.")
    there = feed.entries.count()
    FeedEntry.objects.bulk_create(
        FeedEntry(
            feed=feed,
            key=f"{there + number}",
            title=f"Bridge {there + number}",
            url=f"{SITE}/{there + number}",
            seen_at=timezone.now(),
            item=item,
        )
        for number, item in enumerate(run.items.all())
    )


def test_the_page_of_a_feed_says_what_became_of_each_entry() -> None:
    feed = a_feed(ttl=120)
    entries(feed, 2)
    article = factories.article()
    feed.entries.filter(title="Bridge 1").update(waiting=True, item=None)
    item = feed.entries.get(title="Bridge 0").item
    page = text_of(browser(factories.editor()).get(reverse("feed", args=[feed.pk])))
    assert ">It does not let programs read this page.</p>" in page
    assert "Its page is fetched with one of the next polls." in page
    assert "1 page still to be fetched" in page
    assert "1 not imported" in page
    assert "asks to be left alone for 120 minutes" in page
    assert item is not None
    item.article, item.state, item.message = article, ItemState.IMPORTED, ""
    item.save()
    page = text_of(browser(factories.editor()).get(reverse("feed", args=[feed.pk])))
    assert article.get_absolute_url() in page


def test_what_the_pages_cost(django_assert_max_num_queries: Any) -> None:
    feed = a_feed(0)
    count = iter(range(1, 100))

    def add_feeds(number: int) -> None:
        for _ in range(number):
            entries(a_feed(next(count)), 1)

    assert_flat(reverse("feeds"), add_feeds, django_assert_max_num_queries, 5)
    assert_flat(reverse("feed", args=[feed.pk]), lambda n: entries(feed, n), django_assert_max_num_queries, 7)


def test_what_is_said_after_a_plain_form_is_said_on_the_list(sent: list[Any]) -> None:
    assert messages_of(post("feed-hasten", a_feed())) == ["It is read now."]


def test_how_a_feed_is_read_can_be_changed() -> None:
    feed = a_feed(interval=45)
    url = reverse("feed-describe", args=[feed.pk])
    assert_needs(url, allowed=factories.editor(), refused=factories.reader())
    client = browser(factories.editor())
    assert url in text_of(client.get(reverse("feed", args=[feed.pk])))
    assert '<option value="45" selected>45 minutes</option>' in text_of(client.get(url))
    response = client.post(url, {"interval": "180", "outlet": "Harbour Group"}, follow=True)
    assert messages_of(response) == ["Changed. Articles that came in stay as they are."]
    feed.refresh_from_db()
    assert (feed.interval, str(feed.outlet)) == (180, "Harbour Group")
    again = client.post(url, {"interval": "180", "outlet": "Harbour Group"}, follow=True)
    assert messages_of(again) == ["Nothing was changed."]
    assert client.post(url, {"interval": "1", "outlet": ""}).status_code == 422
