"""The queue of reports on promises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.models import Article, Relation
from tests import factories
from tests.web.browsing import assert_flat, assert_needs, browser, htmx, messages_of, text_of
from tests.web.scenes import OTHER_PROMISE, PROMISE, promise, report

pytestmark = pytest.mark.django_db

URL = "/review/reports/"


def _groups(query: str = "") -> list[tuple[str, list[str]]]:
    groups = browser(factories.reader()).get(f"{URL}?{query}").context["groups"]
    return [(group.commitment.quote, [link.relation for link in group.links]) for group in groups]


def test_it_is_for_whoever_may_read() -> None:
    assert reverse("review-reports") == URL
    assert_needs(URL, allowed=factories.reader(), refused=factories.stranger())


def test_promises_with_the_most_pressing_report_come_first_and_context_last() -> None:
    weak, strong = promise(OTHER_PROMISE, title="Ferries"), promise()
    report(weak, "ferries run", Relation.SUPPORTS, score=0.99)
    report(strong, "they spoke of tolls", Relation.CONTEXT, score=0.95)
    report(strong, "the toll may rise", Relation.QUALIFIES, score=0.9)
    report(strong, "the toll rises", Relation.CONTRADICTS, score=0.4)
    assert _groups() == [
        (PROMISE, ["contradicts", "qualifies"]),
        (OTHER_PROMISE, ["supports"]),
        (PROMISE, ["context"]),
    ]


def test_a_report_that_may_be_older_than_the_promise_does_not_come_first() -> None:
    undated, dated = promise(OTHER_PROMISE, title="Ferries"), promise()
    for one in (undated, dated):
        old = report(one, f"{one.title} is off", Relation.CONTRADICTS, score=0.99)
        Article.objects.filter(statements=old.statement).update(published_on="", published_from="")
    report(dated, "the toll may rise", Relation.QUALIFIES, score=0.2)
    report(undated, "ferries are red", Relation.CONTEXT, score=0.2)
    assert _groups() == [
        (PROMISE, ["qualifies", "contradicts"]),
        (OTHER_PROMISE, ["contradicts"]),
        (OTHER_PROMISE, ["context"]),
    ]


def test_it_narrows_to_one_relation() -> None:
    one = promise()
    report(one, "the toll rises", Relation.CONTRADICTS)
    report(one, "they spoke of tolls", Relation.CONTEXT)
    assert _groups("relation=context") == [(PROMISE, ["context"])]
    assert _groups("relation=nonsense") == _groups()
    html = text_of(browser(factories.reader()).get(f"{URL}?relation=supports"))
    assert "None waits under this relation" in html


def test_it_narrows_to_one_persons_promises_and_keeps_that_with_a_relation() -> None:
    olav = factories.person("Olav Berg")
    report(promise())
    theirs = report(promise(OTHER_PROMISE, person=olav), "ferries run", Relation.SUPPORTS)
    report(theirs.commitment, "ferries are red", Relation.CONTEXT)
    assert _groups(f"person={olav.pk}&relation=supports") == [(OTHER_PROMISE, ["supports"])]
    client = browser(factories.reader())
    assert f"{URL}?person={olav.pk}" in text_of(client.get(olav.get_absolute_url()))
    html = text_of(client.get(f"{URL}?person={olav.pk}"))
    assert f"?person={olav.pk}&amp;relation=context" in html
    assert "Contradicts" not in html


def test_a_promise_stands_in_its_text_once_above_its_reports() -> None:
    one = promise()
    report(one, "the toll rises")
    report(one, "the toll doubles")
    html = text_of(browser(factories.editor()).get(URL))
    above, *cards = html.split('class="exhibit ')
    assert PROMISE in above
    assert [card.count(f"<mark>{PROMISE}</mark>") for card in cards] == [1, 1]
    assert "the toll rises" in html
    assert "the toll doubles" in html


def test_context_beside_decisive_reports_is_folded_away() -> None:
    one = promise()
    report(one, "they spoke of tolls", Relation.CONTEXT)
    assert "only give" not in text_of(browser(factories.reader()).get(URL))
    report(one, "the toll rises")
    assert "1 report that only gives context" in text_of(browser(factories.reader()).get(URL))


def test_decisions_answer_in_place_with_undo_and_new_counts() -> None:
    link = report(promise())
    client = browser(factories.editor())
    for verb, label in (("accept", "Accepted"), ("reopen", "Suggested"), ("reject", "Rejected")):
        response = client.post(reverse(f"evidence-{verb}", args=[link.pk]), headers=htmx(URL))
        html = text_of(response)
        link.commitment.refresh_from_db()
        assert html.lstrip().startswith(f'<article class="exhibit exhibit--{label.lower()}" id="evidence-{link.pk}"')
        assert html.partition('id="pledge-')[0].count(PROMISE) == 1
        assert ("Not reviewed yet" in html) is link.commitment.is_suggested
        assert 'id="review-tabs" hx-swap-oob="true"' in html


def test_without_javascript_one_comes_back_to_the_queue_with_the_way_to_what_was_decided() -> None:
    link = report(promise())
    response = browser(factories.editor()).post(reverse("evidence-reject", args=[link.pk]), {"next": URL}, follow=True)
    assert response.request["PATH_INFO"] == URL
    assert link.get_absolute_url() in messages_of(response)[0]
    assert "No report waits" in text_of(response)


def test_what_is_no_promise_is_rejected_from_here() -> None:
    one = promise()
    report(one)
    client = browser(factories.editor())
    assert reverse("commitment-reject", args=[one.pk]) in text_of(client.get(URL))
    html = text_of(client.post(reverse("commitment-reject", args=[one.pk]), headers=htmx(URL)))
    assert html.lstrip().startswith(f'<article class="card card--promise" id="commitment-{one.pk}"')
    assert 'Reports on promises <span class="count">0</span>' in html
    assert _groups() == []
    assert reverse("commitment-reject", args=[one.pk]) not in text_of(browser(factories.reader()).get(URL))


def test_its_cost_does_not_grow(django_assert_max_num_queries: Callable[..., Any]) -> None:
    def add(n: int) -> None:
        for number in range(n):
            report(promise(f"{PROMISE} {number} {n}"))

    assert_flat(URL, add, django_assert_max_num_queries, at_most=16)
