"""The desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Relation, RunState
from tests import factories
from tests.web.browsing import assert_flat, assert_needs, browser, text_of
from tests.web.scenes import promise, report

pytestmark = pytest.mark.django_db


def test_it_is_for_whoever_may_read() -> None:
    assert_needs(reverse("desk"), allowed=factories.reader(), refused=factories.stranger())


def test_a_fresh_newsroom_is_told_what_to_do_first() -> None:
    html = text_of(browser(factories.editor()).get(reverse("desk")))
    assert "Nothing has been read yet" in html
    assert "Import the first article" in html


def test_a_reader_of_a_fresh_newsroom_sees_no_import_button() -> None:
    html = text_of(browser(factories.reader()).get(reverse("desk")))
    assert "Import the first article" not in html
    assert "once an editor has imported the first article" in html


def test_it_shows_what_waits_with_both_sides_words_and_links_to_the_lists() -> None:
    factories.run(state=RunState.DONE, finished_at=factories.AT)
    promise, report = _contradiction()
    html = text_of(browser(factories.reader()).get(reverse("desk")))
    assert promise in html
    assert report in html
    assert "Contradicts" in html
    assert f'href="{reverse("review")}"' in html
    assert f'href="{reverse("commitments")}?review=suggested"' in html


def test_decisive_reports_come_grouped_by_promise_and_context_is_counted_apart() -> None:
    factories.run(state=RunState.DONE, finished_at=factories.AT)
    one = promise()
    report(one, "the toll rises")
    report(one, "the toll doubles")
    report(one, "they spoke of tolls", Relation.CONTEXT, score=0.99)
    response = browser(factories.reader()).get(reverse("desk"))
    [group] = response.context["desk"].reports
    assert {link.relation for link in group.links} == {"contradicts"}
    html = text_of(response)
    assert html.count(one.title) == 2  # among the reports, and among the promises to review
    assert f'href="{reverse("review-reports")}"' in html
    assert "1 more gives only context" in html
    assert "they spoke of tolls" not in html.split("Statements to review")[0]


def test_an_accepted_contradiction_is_listed_with_who_accepted_it() -> None:
    factories.run(state=RunState.DONE, finished_at=factories.AT)
    _contradiction(accepted=True)
    html = text_of(browser(factories.reader()).get(reverse("desk")))
    assert "Accepted by Edda Torin" in html


def test_what_is_due_and_what_runs() -> None:
    running = factories.run(items=4, state=RunState.RUNNING)
    statement = factories.statement(factories.article())
    today = timezone.localdate()
    commitment = factories.commitment(statement)
    factories.follow_up(commitment, title="Ring the harbour office", due_on=today)
    factories.follow_up(
        factories.commitment(factories.statement(factories.article())),
        title="Not yet",
        due_on=today + timedelta(days=3),
    )
    html = text_of(browser(factories.reader()).get(reverse("desk")))
    assert "Ring the harbour office" in html
    assert "Not yet" not in html
    assert "Due today" in html
    assert commitment.title in html.partition('id="due-heading"')[2].partition("</section>")[0]
    assert reverse("run", args=[running.pk]) in html


def test_its_cost_does_not_grow(django_assert_max_num_queries: Callable[..., Any]) -> None:
    factories.run(state=RunState.DONE, finished_at=factories.AT)

    def add(n: int) -> None:
        for _ in range(n):
            _contradiction()
            _contradiction(accepted=True)

    assert_flat(reverse("desk"), add, django_assert_max_num_queries, at_most=28)


def _contradiction(*, accepted: bool = False) -> tuple[str, str]:
    """A promise and a report against it: the words on both sides."""
    article = factories.article()
    promise = factories.statement(article, speaker=factories.person())
    report = factories.statement(article, speaker=factories.person())
    link = factories.evidence(factories.commitment(promise), report)
    if accepted:
        factories.decided(link)
    return promise.text, report.text
