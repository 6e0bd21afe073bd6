"""The review queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.models import ReviewState, Statement
from tests import factories
from tests.web.browsing import assert_flat, assert_needs, browser, htmx, messages_of, text_of

pytestmark = pytest.mark.django_db

URL = "/review/"
ACCEPT = "/review/accept/"


def _shown(query: str = "") -> set[str]:
    page = browser(factories.editor()).get(f"{URL}?{query}").context["page"]
    return {str(statement.pk) for statement in page}


def test_it_is_for_whoever_may_read_and_accepting_for_whoever_may_review() -> None:
    assert (reverse("review"), reverse("review-accept")) == (URL, ACCEPT)
    assert_needs(URL, allowed=factories.reader(), refused=factories.stranger())
    assert browser(factories.reader()).post(ACCEPT).status_code == 403
    assert browser(factories.editor()).get(ACCEPT).status_code == 405


def test_an_empty_queue_says_so() -> None:
    assert "Nothing waits for review" in text_of(browser(factories.reader()).get(URL))


def test_the_tabs_show_what_they_say() -> None:
    article = factories.article(paragraphs=5)
    known = factories.statement(article, speaker=factories.person())
    unknown = factories.statement(article)
    promising = factories.statement(article, speaker=factories.person())
    factories.commitment(promising)
    decided = factories.decided(factories.statement(article, speaker=factories.person()))
    accepted_unknown = factories.decided(factories.statement(article))
    assert _shown() == {str(one.pk) for one in (known, unknown, promising)}
    assert _shown("tab=unresolved") == {str(unknown.pk), str(accepted_unknown.pk)}
    assert _shown("tab=promises") == {str(promising.pk)}
    assert _shown("tab=nonsense") == _shown()
    assert str(decided.pk) not in _shown()


def test_it_narrows_to_one_article() -> None:
    one, other = factories.statement(factories.article()), factories.statement(factories.article())
    assert _shown(f"article={one.article_id}") == {str(one.pk)}
    assert _shown("article=nonsense") == {str(one.pk), str(other.pk)}


def test_it_narrows_to_one_speaker_and_stays_so_when_some_are_accepted() -> None:
    mara, article = factories.person("Mara Quist"), factories.article(paragraphs=3)
    first, second = (factories.statement(article, speaker=mara) for _ in range(2))
    factories.statement(article, speaker=factories.person())
    assert _shown(f"speaker={mara.pk}") == {str(first.pk), str(second.pk)}
    assert f"{URL}?speaker={mara.pk}" in text_of(browser(factories.reader()).get(mara.get_absolute_url()))
    response = browser(factories.editor()).post(
        ACCEPT, {"statement": [first.pk], "speaker": mara.pk}, headers=htmx(URL)
    )
    assert list(response.context["page"]) == [second]


def test_each_statement_stands_in_its_context_with_its_card() -> None:
    article = factories.article("Head\n\nThe mayor said the ferry would run in May, and left.")
    statement = factories.statement(article, "the ferry would run in May", kind="indirect")
    html = text_of(browser(factories.editor()).get(URL))
    assert "The mayor said <mark" in html
    assert f'id="statement-{statement.pk}"' in html
    assert 'data-key="a"' in html


def test_a_reader_sees_no_ticks() -> None:
    factories.statement(factories.article())
    html = text_of(browser(factories.reader()).get(URL))
    assert "accept-many" not in html


def test_many_are_accepted_at_once_by_plain_form() -> None:
    article = factories.article(paragraphs=3)
    first, second, third = (factories.statement(article) for _ in range(3))
    response = browser(factories.editor()).post(ACCEPT, {"statement": [first.pk, second.pk], "tab": "all"}, follow=True)
    assert messages_of(response) == ["Accepted 2 statements."]
    assert set(Statement.objects.waiting()) == {third}


def test_many_are_accepted_at_once_by_htmx_and_the_queue_comes_back() -> None:
    article = factories.article(paragraphs=2)
    first, second = (factories.statement(article) for _ in range(2))
    response = browser(factories.editor()).post(
        ACCEPT, {"statement": [first.pk], "article": article.pk}, headers=htmx(URL)
    )
    html = text_of(response)
    assert html.lstrip().startswith('<div id="review-queue"')
    assert f'id="statement-{second.pk}"' in html
    assert f'id="statement-{first.pk}"' not in html


@pytest.mark.parametrize("headers", [{}, htmx(URL)], ids=["plain", "htmx"])
def test_what_was_accepted_at_once_is_undone_at_once_on_the_same_page(
    headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.web.review.PER_PAGE", 2)
    article = factories.article(paragraphs=5)
    statements = [factories.statement(article) for _ in range(5)]
    client, two = browser(factories.editor()), [one.pk for one in statements[2:4]]
    response = client.post(ACCEPT, {"statement": two, "tab": "all", "page": "2"}, headers=headers, follow=True)
    assert response.context["page"].number == 2
    assert set(response.context["just_accepted"]) == set(two)
    assert "/review/reopen/" in text_of(response)
    data = {"statement": two, "tab": "all", "page": "2"}
    undone = client.post(reverse("review-reopen"), data, headers=headers, follow=True)
    assert undone.context["page"].number == 2
    assert "2 statements wait for review again." in text_of(undone)
    assert "/review/reopen/" not in text_of(undone)
    assert Statement.objects.waiting().count() == 5


def test_what_cannot_be_undone_any_more_is_said_and_stops_no_other() -> None:
    article = factories.article(paragraphs=2)
    promised, plain = (factories.decided(factories.statement(article)) for _ in range(2))
    factories.decided(factories.commitment(promised))
    data = {"statement": [promised.pk, plain.pk]}
    response = browser(factories.editor()).post(reverse("review-reopen"), data, headers=htmx(URL))
    assert response.status_code == 409
    assert "An accepted promise rests on this statement." in text_of(response)
    assert set(Statement.objects.waiting()) == {plain}
    assert browser(factories.reader()).post(reverse("review-reopen"), data).status_code == 403


def test_nobody_is_offered_to_undo_what_others_accepted() -> None:
    statement = factories.decided(factories.statement(factories.article()), by=factories.admin())
    html = text_of(browser(factories.editor()).get(URL, {"accepted": [statement.pk]}))
    assert "/review/reopen/" not in html
    assert browser(factories.editor()).get(URL, {"accepted": ["nonsense"]}).status_code == 200


def test_a_decision_on_a_card_brings_the_tabs_with_what_waits_now() -> None:
    article = factories.article(paragraphs=3)
    first, _ = (factories.statement(article) for _ in range(2))
    factories.statement(factories.article())
    origin = f"{URL}?tab=unresolved&article={article.pk}"
    url = reverse("statement-reject", args=[first.pk])
    response = browser(factories.editor()).post(url, headers=htmx(origin))
    assert 'id="review-tabs" hx-swap-oob="true"' in text_of(response)
    tabs = {tab.label: (tab.waiting, tab.is_current) for tab in response.context["queue_tabs"]}
    assert tabs["Speaker unresolved"] == (1, True)
    assert "review-tabs" not in text_of(browser(factories.editor()).post(url, headers=htmx("/articles/")))


def test_one_that_was_rejected_meanwhile_stops_no_other_and_is_said() -> None:
    article = factories.article(paragraphs=2)
    rejected = factories.decided(factories.statement(article), "rejected", by=factories.admin())
    waiting = factories.statement(article)
    response = browser(factories.editor()).post(ACCEPT, {"statement": [rejected.pk, waiting.pk]}, headers=htmx(URL))
    assert response.status_code == 409
    assert "Accepted 1 statement." in text_of(response)
    assert "Ada Minh rejected this already." in text_of(response)
    waiting.refresh_from_db()
    rejected.refresh_from_db()
    assert (waiting.review_state, rejected.review_state) == (ReviewState.ACCEPTED, ReviewState.REJECTED)


@pytest.mark.parametrize("data", [{}, {"statement": ["nonsense"]}])
def test_nothing_ticked_is_422_with_the_queue(data: dict[str, Any]) -> None:
    factories.statement(factories.article())
    response = browser(factories.editor()).post(ACCEPT, data, headers=htmx(URL))
    assert response.status_code == 422
    assert "Tick at least one statement." in text_of(response)
    assert 'id="review-queue"' in text_of(response)


def test_its_cost_does_not_grow(django_assert_max_num_queries: Callable[..., Any]) -> None:
    def add(n: int) -> None:
        for _ in range(n):
            factories.statement(factories.article(), speaker=factories.person())

    assert_flat(URL, add, django_assert_max_num_queries, at_most=13)
