"""Same report? The queue of pairs, the answers, and what an article is joined with."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.models import Article, ClusterProposal, WireCluster
from claims.services import clusters, withdraw
from tests import copies, factories
from tests.factories import AT
from tests.web.browsing import assert_flat, assert_needs, browser, htmx, messages_of, text_of

pytestmark = pytest.mark.django_db

URL = "/review/copies/"
VERBS = ("accept", "reject", "reopen")


def url_of(verb: str, found: ClusterProposal) -> str:
    return reverse(f"cluster-proposal-{verb}", args=[found.pk])


def test_it_is_for_whoever_may_read_and_answering_for_whoever_may_review() -> None:
    assert reverse("review-copies") == URL
    assert_needs(URL, allowed=factories.reader(), refused=factories.stranger())
    found = copies.pair()
    for url in (*(url_of(verb, found) for verb in VERBS), reverse("article-take-out", args=[found.first_id])):
        assert browser().post(url)["Location"].startswith(reverse("sign-in"))
        assert browser(factories.reader()).post(url).status_code == 403
        assert browser(factories.editor()).get(url).status_code == 405
    assert ClusterProposal.objects.get().is_suggested


def test_an_empty_queue_says_so() -> None:
    assert "No two articles wait" in text_of(browser(factories.reader()).get(URL))


def test_two_articles_stand_side_by_side_with_what_differs() -> None:
    name = copies.report(1)[1].split()[0]
    agency = copies.article(1, "Agency headline", outlet=factories.outlet("Meridian"), published_on="2024-05-03")
    copies.article(1, "Courier headline", swap=(name, "Zebulon"), outlet=factories.outlet("Sound Courier"))
    html = text_of(browser(factories.editor()).get(URL))
    for words in ("Agency headline", "Courier headline", "Meridian", "Sound Courier", "3 May 2024", "Date not known"):
        assert words in html
    assert re.search(r"\d+ words", html)
    assert "Almost word for word the same" in html
    assert "A name or a number differs" in html
    assert f"<mark>{name}</mark>" in html
    assert "<mark>Zebulon</mark>" in html
    assert html.index("Agency headline") < html.index("Courier headline")
    assert agency.get_absolute_url() in html


def test_bodies_that_are_the_same_are_said_to_be() -> None:
    copies.article(1, "Agency headline")
    copies.article(1, "Courier headline")
    html = text_of(browser(factories.reader()).get(URL))
    assert "Word for word the same" in html
    assert "do not differ in a single word" in html
    assert "data-key" not in html


def test_what_only_one_of_them_has_is_shown_and_more_is_announced() -> None:
    copies.article(1, "Agency headline")
    copies.article(1, "Courier headline", without=5)
    html = text_of(browser(factories.reader()).get(URL))
    assert "Does not have this." in html
    assert "There is more." in html


def test_the_most_alike_come_first() -> None:
    for number, without in ((1, 3), (2, 0)):
        copies.article(number, f"Agency {number}")
        copies.article(number, f"Courier {number}", without=without)
    pairs = browser(factories.reader()).get(URL).context["pairs"]
    assert [pair.one.article.title for pair in pairs] == ["Agency 2", "Agency 1"]


def test_answers_come_in_place_with_undo_and_new_counts() -> None:
    found = copies.pair()
    client = browser(factories.editor())
    for verb, state, waiting in (
        ("accept", "accepted", 0),
        ("reopen", "suggested", 1),
        ("reject", "rejected", 0),
        ("reopen", "suggested", 1),
    ):
        html = text_of(client.post(url_of(verb, found), headers=htmx(URL)))
        assert html.lstrip().startswith(f'<article class="copies copies--{state}" id="cluster-proposal-{found.pk}"')
        assert ('data-key="u"' in html) is (state != "suggested")
        assert f'Same report? <span class="count">{waiting}</span>' in html
        assert 'id="review-tabs" hx-swap-oob="true"' in html
        assert WireCluster.objects.exists() is (state == "accepted")


def test_a_second_answer_is_refused_and_shows_how_it_stands() -> None:
    found = copies.pair()
    clusters.accept(proposal_id=found.pk, by=factories.editor(), at=AT)
    response = browser(factories.editor("olaf")).post(url_of("reject", found), headers=htmx(URL))
    assert response.status_code == 409
    assert "accepted this already" in text_of(response)
    assert "copies--accepted" in text_of(response)


def test_without_javascript_one_comes_back_to_the_queue_with_the_way_to_what_was_joined() -> None:
    found = copies.pair()
    response = browser(factories.editor()).post(url_of("accept", found), {"next": URL}, follow=True)
    assert response.request["PATH_INFO"] == URL
    assert found.first.get_absolute_url() in messages_of(response)[0]
    assert "No two articles wait" in text_of(response)


def test_a_pair_with_a_hidden_article_is_not_there() -> None:
    found = copies.pair()
    withdraw.withdraw(article_id=found.first_id, by=factories.editor(), at=AT)
    for verb in VERBS:
        assert browser(factories.editor()).post(url_of(verb, found)).status_code == 404
    assert ClusterProposal.objects.get().is_suggested


def test_the_desk_counts_what_waits() -> None:
    factories.run(state="done", finished_at=AT)
    assert URL not in text_of(browser(factories.reader()).get(reverse("desk")))
    copies.pair()
    html = text_of(browser(factories.reader()).get(reverse("desk")))
    assert f'href="{URL}"' in html
    assert "1 pair of articles" in html


def test_an_article_says_what_it_is_joined_with_and_is_taken_out() -> None:
    found = copies.pair()
    one, other = found.first, found.second
    client = browser(factories.editor())
    assert "Perhaps the same report as 1 other" in text_of(client.get(one.get_absolute_url()))
    clusters.accept(proposal_id=found.pk, by=factories.editor(), at=AT)
    html = text_of(client.get(one.get_absolute_url()))
    assert "Same report as" in html
    assert other.get_absolute_url() in html
    html = text_of(client.post(reverse("article-take-out", args=[one.pk]), headers=htmx(one.get_absolute_url())))
    assert html.lstrip().startswith('<div class="beside" id="article-copies">')
    assert "Same report as" not in html
    assert "Told apart from 1 other" in html
    html = text_of(client.post(url_of("reopen", found), headers=htmx(one.get_absolute_url())))
    assert html.lstrip().startswith('<div class="beside" id="article-copies">')
    assert "Perhaps the same report as 1 other" in html


def test_an_article_is_taken_out_without_javascript_and_once() -> None:
    found = copies.pair()
    clusters.accept(proposal_id=found.pk, by=factories.editor(), at=AT)
    client, url = browser(factories.editor()), reverse("article-take-out", args=[found.first_id])
    response = client.post(url, follow=True)
    assert response.request["PATH_INFO"] == found.first.get_absolute_url()
    assert "Taken out" in messages_of(response)[0]
    assert client.post(url, headers=htmx()).status_code == 409


def test_a_reader_sees_no_buttons_beside_an_article() -> None:
    found = copies.pair()
    clusters.accept(proposal_id=found.pk, by=factories.editor(), at=AT)
    html = text_of(browser(factories.reader()).get(found.first.get_absolute_url()))
    assert "Same report as" in html
    assert "Take this one out" not in html


def test_a_hidden_member_is_not_named() -> None:
    found = copies.pair()
    clusters.accept(proposal_id=found.pk, by=factories.editor(), at=AT)
    withdraw.withdraw(article_id=found.second_id, by=factories.editor(), at=AT)
    html = text_of(browser(factories.reader()).get(found.first.get_absolute_url()))
    assert found.second.title not in html


def test_the_cost_of_the_queue_does_not_grow(django_assert_max_num_queries: Callable[..., Any]) -> None:
    numbers = iter(range(100))

    def add(n: int) -> None:
        for _ in range(n):
            copies.pair(next(numbers))

    assert_flat(URL, add, django_assert_max_num_queries, at_most=14)


def test_the_cost_of_an_article_does_not_grow_with_its_cluster(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    one = copies.article(1, "The first")

    def add(n: int) -> None:
        for _ in range(n):
            copies.article(1, f"Paper {Article.objects.count()}")
        for found in ClusterProposal.objects.waiting()[: n // 2]:
            clusters.accept(proposal_id=found.pk, by=factories.editor(), at=AT)

    assert_flat(one.get_absolute_url(), add, django_assert_max_num_queries, at_most=12)
