"""Runs: the list, a job's page, its progress, another try."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.urls import reverse

from claims import tasks
from claims.models import ItemState, Run, RunKind, RunState
from tests import factories
from tests.web.browsing import assert_flat, assert_needs, browser, htmx, messages_of, text_of

pytestmark = pytest.mark.django_db

OVER = {"state": RunState.DONE, "finished_at": factories.AT}


def _page(run: Run) -> str:
    return reverse("run", args=[run.pk])


def _progress(run: Run) -> str:
    return reverse("run-progress", args=[run.pk])


def test_they_are_for_whoever_may_read_and_retrying_for_whoever_may_import() -> None:
    run = factories.run()
    for url in (reverse("run-list"), _page(run)):
        assert_needs(url, allowed=factories.reader(), refused=factories.stranger())
    retry = reverse("run-retry", args=[run.pk])
    assert browser(factories.reader()).post(retry).status_code == 403
    assert browser(factories.editor()).get(retry).status_code == 405


def test_a_running_job_shows_its_stage_and_asks_for_itself() -> None:
    run = factories.run(items=4, state=RunState.RUNNING, done=1)
    html = text_of(browser(factories.reader()).get(_page(run)))
    assert "Import: 1 of 4" in html
    assert 'value="8"' in html  # a quarter of the first of three stages
    assert f'hx-get="{_progress(run)}' in html
    assert 'hx-trigger="every 700ms"' in html
    assert "<noscript>" in html


def test_progress_is_the_pages_own_fragment() -> None:
    run = factories.run(items=4, state=RunState.RUNNING, done=1)
    response = browser(factories.reader()).get(_progress(run), headers=htmx(_page(run)))
    assert response.status_code == 200
    assert f'id="run-{run.pk}"' in text_of(response)
    assert "<html" not in text_of(response)


def test_progress_of_a_job_that_is_over_stops_the_polling() -> None:
    run = factories.run(items=1, item_state=ItemState.REFUSED, done=1, **OVER)
    response = browser(factories.reader()).get(_progress(run), headers=htmx(_page(run)))
    assert response.status_code == 286
    assert "hx-trigger" not in text_of(response)
    assert "Finished, but not all of it went well." in text_of(response)


def test_a_job_without_troubles_says_that_it_is_finished() -> None:
    run = factories.run(items=1, item_state=ItemState.IMPORTED, done=1, **OVER)
    response = browser(factories.reader()).get(_progress(run), headers=htmx(_page(run)))
    assert "Finished. What was found is below." in text_of(response)


def test_without_htmx_progress_is_the_page() -> None:
    run = factories.run()
    assert browser(factories.reader()).get(_progress(run))["Location"] == _page(run)


def test_a_later_stages_address_leads_to_the_job() -> None:
    run = factories.run(**OVER)
    later = factories.run(RunKind.EXTRACT, follows=run)
    assert browser(factories.reader()).get(_page(later))["Location"] == _page(run)


def test_a_job_that_is_over_sums_up_what_was_found_and_why_items_failed() -> None:
    article = factories.article()
    factories.statement(article, speaker=factories.person())
    run = factories.run(items=2, done=2, item_state=ItemState.REFUSED, **OVER)
    run.items.filter(position=0).update(article=article, state=ItemState.IMPORTED)
    run.items.filter(position=1).update(message="file-1.txt is empty.")
    html = text_of(browser(factories.reader()).get(_page(run)))
    assert "<strong>1</strong> article" in html
    assert "<strong>1</strong> statement" in html
    assert "file-1.txt is empty." in html
    assert article.get_absolute_url() in html


def test_problems_can_be_shown_alone() -> None:
    run = factories.run(items=3, done=3, item_state=ItemState.IMPORTED, **OVER)
    run.items.filter(position=1).update(state=ItemState.REFUSED)
    html = text_of(browser(factories.reader()).get(f"{_page(run)}?show=problems"))
    assert "file-1.txt" in html
    assert "file-0.txt" not in html


def test_a_failure_of_a_later_stage_stands_beside_its_item() -> None:
    run = factories.run(items=1, done=1, item_state=ItemState.IMPORTED, **OVER)
    article = factories.article()
    run.items.update(article=article)
    later = factories.run(RunKind.EXTRACT, items=1, done=1, follows=run, counts={"failed": 1}, **OVER)
    later.items.update(article=article, state=ItemState.FAILED, message="Something went wrong here.")
    html = text_of(browser(factories.editor()).get(_page(run)))
    assert "Something went wrong here." in html
    assert reverse("run-retry", args=[later.pk]) in html
    assert reverse("run-retry", args=[later.pk]) not in text_of(browser(factories.reader()).get(_page(run)))


def test_retrying_queues_what_failed_and_sends_it_out() -> None:
    run = factories.run(items=2, done=2, item_state=ItemState.FAILED, counts={"failed": 2}, **OVER)
    sent: list = []
    with patch.object(tasks, "dispatch", sent.append):
        response = browser(factories.editor()).post(reverse("run-retry", args=[run.pk]), follow=True)
    assert messages_of(response) == ["Trying again."]
    assert sent == [run.pk]
    run.refresh_from_db()
    assert run.state == RunState.QUEUED


def test_retrying_what_did_not_fail_is_a_conflict_that_shows_how_things_stand() -> None:
    run = factories.run(items=1, done=1, item_state=ItemState.IMPORTED, **OVER)
    response = browser(factories.editor()).post(reverse("run-retry", args=[run.pk]), headers=htmx(_page(run)))
    assert response.status_code == 409
    assert f'id="run-{run.pk}"' in text_of(response)
    assert "Nothing failed in this run." in text_of(response)


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"path": "a.txt"}, "a.txt"),
        ({"path": "archive.zip/a/b.txt", "where": "entry a/b.txt"}, "archive.zip · a/b.txt"),
        ({"path": "in/archive.zip/a, b.csv", "where": "entry a, b.csv, line 3"}, "in/archive.zip · a, b.csv, line 3"),
        ({"path": "many.jsonl", "where": "line 3"}, "many.jsonl · line 3"),
        (
            {"path": "http://a.example/feed", "where": "item 2", "url": "http://a.example/2", "code": "link_only"},
            "http://a.example/feed · item 2",
        ),
        ({"path": "http://a.example/2", "where": "item 2", "url": "http://a.example/2"}, "http://a.example/2"),
    ],
)
def test_an_item_is_called_by_its_file_and_its_place_in_it(columns: dict[str, str], name: str) -> None:
    run = factories.run(items=1, done=1, item_state=ItemState.REFUSED, **OVER)
    run.items.update(**columns)
    assert name in text_of(browser(factories.reader()).get(_page(run)))
    assert run.items.get().name == name


@pytest.mark.parametrize(
    ("columns", "offered"),
    [
        ({"state": ItemState.FAILED}, True),
        ({"state": ItemState.REFUSED, "code": "unreachable", "url": "http://a.example/"}, True),
        ({"state": ItemState.REFUSED, "code": "too_costly"}, True),
        ({"state": ItemState.REFUSED, "code": "empty"}, False),
        ({"state": ItemState.IMPORTED}, False),
    ],
)
def test_another_try_is_offered_for_what_may_go_better(columns: dict[str, str], offered: bool) -> None:
    run = factories.run(items=1, done=1, **OVER)
    run.items.update(**columns)
    button = reverse("run-item-retry", args=[run.items.get().pk])
    assert (button in text_of(browser(factories.editor()).get(_page(run)))) is offered
    assert button not in text_of(browser(factories.reader()).get(_page(run)))
    Run.objects.update(state=RunState.RUNNING, finished_at=None)
    assert button not in text_of(browser(factories.editor()).get(_page(run)))


def test_all_that_may_go_better_can_be_tried_at_once() -> None:
    run = factories.run(items=2, done=2, item_state=ItemState.REFUSED, **OVER)
    again = reverse("run-retry", args=[run.pk])
    assert again not in text_of(browser(factories.editor()).get(_page(run)))
    run.items.update(code="unreachable", url="http://a.example/")
    assert again in text_of(browser(factories.editor()).get(_page(run)))


def test_one_item_is_tried_again_alone() -> None:
    run = factories.run(items=2, done=2, item_state=ItemState.REFUSED, **OVER)
    run.items.update(code="unreachable", url="http://a.example/")
    sent: list = []
    address = reverse("run-item-retry", args=[run.items.get(position=1).pk])
    assert browser(factories.reader()).post(address).status_code == 403
    with patch.object(tasks, "dispatch", sent.append):
        response = browser(factories.editor()).post(address, follow=True)
        assert browser(factories.editor()).post(address, headers=htmx(_page(run))).status_code == 409
    assert messages_of(response) == ["Trying again: file-1.txt"]
    assert sent == [run.pk]
    assert [item.state for item in run.items.all()] == [ItemState.REFUSED, ItemState.QUEUED]


def test_an_unknown_item_is_not_found() -> None:
    nobody = reverse("run-item-retry", args=["00000000-0000-4000-8000-000000000000"])
    assert browser(factories.editor()).post(nobody).status_code == 404


def test_an_unknown_run_is_not_found() -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    assert browser(factories.editor()).get(reverse("run", args=[nobody])).status_code == 404
    assert browser(factories.editor()).post(reverse("run-retry", args=[nobody])).status_code == 404


def test_a_large_run_is_shown_in_pages() -> None:
    run = factories.run(items=250, state=RunState.RUNNING)
    html = text_of(browser(factories.reader()).get(_page(run)))
    assert html.count('scope="row"') == 100
    assert "1–100 of 250 items" in html


def test_the_cost_of_the_list_does_not_grow(django_assert_max_num_queries: Callable[..., Any]) -> None:
    def add(n: int) -> None:
        for _ in range(n):
            run = factories.run(started_by=factories.editor(), **OVER)
            factories.run(RunKind.LINK, follows=factories.run(RunKind.EXTRACT, follows=run, **OVER), **OVER)

    assert_flat(reverse("run-list"), add, django_assert_max_num_queries, at_most=9)


def test_the_cost_of_a_page_does_not_grow(django_assert_max_num_queries: Callable[..., Any]) -> None:
    run = factories.run(**OVER)
    later = factories.run(RunKind.EXTRACT, follows=run, **OVER)

    def add(n: int) -> None:
        for article in [factories.article() for _ in range(n)]:
            for one in (run, later):
                position = one.items.count()
                one.items.create(position=position, path=article.title, article=article, state=ItemState.DONE)

    assert_flat(_page(run), add, django_assert_max_num_queries, at_most=17)
