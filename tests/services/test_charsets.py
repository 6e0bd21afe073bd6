"""What a site says of its bytes goes all the way with them: texts are final, so they have to be read right at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from claims.models import Article, Feed, Run
from claims.services import ingest, pipeline, polling, runs, unpack
from claims.services.ingest import Submission
from tests import factories
from tests.factories import AT
from tests.fetch.sites import Site, answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outside")]

ADDRESS = "http://harbour.example/bridge"
TITLE = "Мост починят"
WORDS = "Мэр сказала в понедельник, что мост через гавань починят к весне следующего года."


@pytest.fixture(autouse=True)
def nobody_is_asking() -> None:
    cache.clear()


def page() -> bytes:
    body = "".join(f"<p>{line}. {WORDS} {WORDS}</p>" for line in range(4))
    html = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    return answer(html.encode("cp1251"), content_type='text/html; Charset="windows-1251"')


@pytest.fixture
def harbour(site: Callable[..., Site]) -> Site:
    return site("harbour.example", {"/bridge": page()})


def submitted() -> Run:
    return ingest.submit(submissions=[Submission(ADDRESS, url=ADDRESS)], by=None, at=AT)


def test_a_page_is_read_as_its_site_says(harbour: Site) -> None:
    run = submitted()
    pipeline.perform(run_id=run.pk)
    article = Article.objects.get()
    assert article.title == TITLE
    assert WORDS in article.text
    assert run.items.get().charset == "windows-1251"


def test_a_worker_that_dies_after_fetching_has_kept_it(harbour: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: Any, **__: Any) -> None:
        raise Killed

    run = submitted()
    with monkeypatch.context() as dying:
        dying.setattr(unpack, "read_items", killed)
        with pytest.raises(Killed):
            pipeline.perform(run_id=run.pk, clock=lambda: AT)
    pipeline.perform(run_id=run.pk, clock=lambda: AT + 2 * runs.LEASE)
    assert WORDS in Article.objects.get().text
    assert harbour.paths == ["/robots.txt", "/bridge"]


def test_another_try_takes_what_the_site_says_then(harbour: Site) -> None:
    harbour.pages["/bridge"] = answer(status="503 Busy")
    run = submitted()
    pipeline.perform(run_id=run.pk)
    assert run.items.get().code == "server_error"
    harbour.pages["/bridge"] = page()
    runs.retry(run_id=run.pk, by=factories.editor(), at=AT)
    pipeline.perform(run_id=run.pk)
    assert Article.objects.get().title == TITLE


def test_a_feed_is_read_as_its_site_says(harbour: Site) -> None:
    entry = f"<item><guid>1</guid><title>{TITLE}</title><link>{ADDRESS}</link></item>"
    feed = f"<rss version='2.0'><channel><title>{TITLE}</title>{entry}</channel></rss>"
    harbour.pages["/feed"] = answer(feed.encode("cp1251"), content_type="application/rss+xml; charset=cp1251")
    polled = Feed.objects.create(url="http://harbour.example/feed", next_poll_at=AT)
    polling.poll(feed_id=polled.pk, clock=lambda: AT)
    polled.refresh_from_db()
    assert (polled.title, polled.entries.get().title) == (TITLE, TITLE)
