"""What a site may answer when a link is imported, all the way: each answer is told, counted and can be retried."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache

from claims.models import Article, Run
from claims.services import ingest, pipeline, runs
from claims.services.errors import Conflict
from claims.services.ingest import Submission
from tests import factories
from tests.factories import AT
from tests.fetch.sites import Site, answer, sent_on
from tests.services.feed_texts import SITE, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outside")]

CIRCLE = {"/1": sent_on("/there", "301 Moved Permanently"), "/there": sent_on("/1", "301 Moved Permanently")}


@pytest.fixture(autouse=True)
def nobody_is_asking() -> None:
    cache.clear()


def imported(*links: str) -> Run:
    submissions = [Submission(link, url=link) for link in links]
    run = ingest.submit(submissions=submissions, by=None, at=AT)
    pipeline.perform_all(run_id=run.pk)
    run.refresh_from_db()
    return run


@pytest.mark.parametrize(
    ("pages", "code", "passes"),
    [
        (CIRCLE, "redirects", False),
        ({"/1": answer(status="304 Not Modified")}, "bad_response", True),  # nobody asked whether it had changed
        ({"/1": answer(status="410 Gone")}, "gone", False),
        ({"/1": answer(status="500 Oops")}, "server_error", True),
    ],
    ids=["a circle", "304", "410", "500"],
)
def test_an_answer_without_a_page_is_told_and_stops_no_other(
    site: Callable[..., Site], pages: dict[str, bytes], code: str, passes: bool
) -> None:
    harbour = site("harbour.example", {**pages, "/2": page(2)})
    run = imported(f"{SITE}/1", f"{SITE}/2")
    assert [(item.state, item.code) for item in run.items.all()] == [("refused", code), ("imported", "")]
    assert (run.state, run.counts) == ("done", {"refused": 1, "imported": 1})
    first = run.items.get(position=0)
    assert first.message.startswith(f"{SITE}/1: ")
    assert first.original is None

    harbour.pages["/1"] = page(1)
    if not passes:
        with pytest.raises(Conflict, match="Nothing failed"):
            runs.retry(run_id=run.pk, by=factories.editor(), at=AT)
        runs.retry_item(item_id=first.pk, by=factories.editor(), at=AT)  # by hand it may be
    else:
        runs.retry(run_id=run.pk, by=factories.editor(), at=AT)
    pipeline.perform_all(run_id=run.pk)
    assert set(Article.objects.values_list("url", flat=True)) == {f"{SITE}/1", f"{SITE}/2"}


def test_a_circle_is_left_after_a_few_turns(site: Callable[..., Site]) -> None:
    harbour = site("harbour.example", CIRCLE)
    imported(f"{SITE}/1")
    assert harbour.paths == ["/robots.txt", *["/1", "/there"] * 3]
