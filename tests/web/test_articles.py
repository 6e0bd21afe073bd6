"""The list of articles and the reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.urls import reverse

from claims import tasks
from claims.models import Article, Run, Segment
from tests import factories
from tests.web.browsing import assert_flat, assert_needs, browser, htmx, messages_of, text_of

pytestmark = pytest.mark.django_db

TEXT = (
    "Mayor speaks of the bridge\n\n"
    'Ann Bo said: "Tom Ek told me that he would pay for the bridge, and I believe him."\n\n'
    "She left after an hour."
)
OUTER = '"Tom Ek told me that he would pay for the bridge, and I believe him."'
INNER = "he would pay for the bridge"


def _html(article: Article, user: Any = None) -> str:
    return text_of(browser(user or factories.editor()).get(article.get_absolute_url()))


def test_both_are_for_whoever_may_read() -> None:
    for url in (reverse("article-list"), factories.article().get_absolute_url()):
        assert_needs(url, allowed=factories.reader(), refused=factories.stranger())


def test_the_list_counts_and_is_searched_by_headline_outlet_and_text() -> None:
    ferry = factories.article("Ferry to run again\n\nIt runs in May.", outlet=factories.outlet("Sound Courier"))
    factories.article("Market moves\n\nIt moves in June.")
    factories.statement(ferry, "It runs in May.")
    client = browser(factories.reader())
    everything = text_of(client.get(reverse("article-list")))
    assert "Market moves" in everything
    assert "1 to review" in everything
    for words in ("ferry", "courier", "Ferry Sound", "runs may"):
        found = text_of(client.get(reverse("article-list"), {"q": words}))
        assert "Ferry to run again" in found
        assert "Market moves" not in found


def test_a_search_by_htmx_answers_with_the_results_alone() -> None:
    factories.article()
    html = text_of(browser(factories.reader()).get(reverse("article-list"), headers=htmx("/articles/")))
    assert html.lstrip().startswith('<div id="articles"')


def test_the_list_leaves_out_versions_that_were_superseded() -> None:
    old = factories.article("Old headline\n\nOld text.")
    factories.article("New headline\n\nNew text.", supersedes=old)
    html = text_of(browser(factories.reader()).get(reverse("article-list")))
    assert "New headline" in html
    assert "Old headline" not in html


def test_statements_are_marked_where_they_stand_nested_inside_each_other() -> None:
    article = factories.article(TEXT)
    outer = factories.statement(article, OUTER)
    inner = factories.statement(article, INNER, kind="indirect", within=outer)
    html = _html(article)
    assert re.search(
        rf'<mark class="words words--direct" data-statement="{outer.pk}" data-state="suggested"[^>]*'
        rf' id="words-{outer.pk}">'
        rf'<a href="#statement-{outer.pk}">&quot;Tom Ek told me that </a>'
        rf'<mark class="words words--indirect" data-statement="{inner.pk}"[^>]* id="words-{inner.pk}">'
        rf'<a href="#statement-{inner.pk}">he would pay for the bridge</a></mark>'
        rf'<a href="#statement-{outer.pk}">, and I believe him\.&quot;</a></mark>',
        html,
    )
    assert f'id="statement-{outer.pk}"' in html
    assert f'href="{article.get_absolute_url()}#words-{outer.pk}"' in html


def test_statements_that_overlap_close_and_open_their_marks_in_order() -> None:
    article = factories.article("Head\n\none two three four")
    left = factories.statement(article, "one two three")
    right = factories.statement(article, "two three four")
    html = _html(article)
    assert html.count("<mark ") == html.count("</mark>")
    assert html.count(f'id="words-{left.pk}"') == 1
    assert html.count(f'id="words-{right.pk}"') == 1


def test_the_text_is_escaped() -> None:
    article = factories.article('Head\n\nHe wrote "<script>alert(1)</script>" on the wall.')
    factories.statement(article, '"<script>alert(1)</script>"', speaker_text="<b>he</b>")
    html = _html(article)
    assert "<script>alert" not in html
    assert "<b>he</b>" not in html


def test_a_rejected_statement_keeps_its_card_and_loses_its_mark() -> None:
    article = factories.article(TEXT)
    statement = factories.decided(factories.statement(article, OUTER), "rejected")
    html = _html(article)
    assert f'id="statement-{statement.pk}"' in html
    assert "<mark" not in html


def test_each_segment_is_shown_as_what_it_is_in_its_language() -> None:
    article = factories.article(TEXT, published_on="2024-04-26", published_from="caption")
    Segment.objects.filter(article=article, position=2).update(kind="caption", language="es")
    html = _html(article)
    assert "Caption, in Spanish" in html
    assert '<span lang="es">She left after an hour.</span>' in html
    assert '<time datetime="2024-04-26">26 April 2024</time>, <span class="muted">read from a caption</span>' in html
    assert re.search(r"<h1[^>]*>Mayor speaks of the bridge</h1>", html)


def test_an_unresolved_speaker_is_shown_as_such_and_never_as_a_person() -> None:
    article = factories.article(TEXT)
    factories.statement(article, INNER, speaker_text="reports")
    assert "Unresolved: “reports”" in _html(article)


def test_a_reader_sees_no_buttons() -> None:
    article = factories.article(TEXT)
    statement = factories.statement(article, OUTER)
    accept = reverse("statement-accept", args=[statement.pk])
    assert accept in _html(article)
    assert accept not in _html(article, factories.reader())


def test_an_article_without_statements_says_whether_it_was_read() -> None:
    article = factories.article(TEXT)
    assert "Not read yet" in _html(article)
    article.extracted_at = factories.AT
    article.save()
    assert "No statement was found" in _html(article)


def test_an_unknown_article_is_not_found() -> None:
    unknown = reverse("article", args=["00000000-0000-4000-8000-000000000000"])
    assert browser(factories.reader()).get(unknown).status_code == 404


def test_the_cost_of_the_list_does_not_grow(django_assert_max_num_queries: Callable[..., Any]) -> None:
    def add(n: int) -> None:
        for _ in range(n):
            factories.statement(factories.article())

    assert_flat(reverse("article-list"), add, django_assert_max_num_queries, at_most=7)


def test_the_cost_of_the_reader_does_not_grow(django_assert_max_num_queries: Callable[..., Any]) -> None:
    article = factories.article(paragraphs=20)

    def add(n: int) -> None:
        for _ in range(n):
            factories.commitment(factories.statement(article, speaker=factories.person()))

    assert_flat(article.get_absolute_url(), add, django_assert_max_num_queries, at_most=10)


# ------------------------------------------------------------------------------------------- outlet and date


@pytest.fixture
def sent() -> Iterator[list[UUID]]:
    """The ids of the runs that were sent to the workers; nothing is sent for real."""
    ids: list[UUID] = []
    with patch.object(tasks, "dispatch", ids.append):
        yield ids


def test_only_whoever_reviews_corrects_outlet_and_date() -> None:
    article = factories.article()
    url = reverse("article-publication", args=[article.pk])
    assert_needs(url, allowed=factories.editor(), refused=factories.reader())
    assert browser(factories.reader()).post(url, {"outlet": "Other"}).status_code == 403
    assert url not in text_of(browser(factories.reader()).get(article.get_absolute_url()))
    assert url in text_of(browser(factories.editor()).get(article.get_absolute_url()))


def test_correcting_outlet_and_date_shows_them_and_has_the_text_read_again(sent: list[UUID]) -> None:
    article = factories.article(outlet=None)
    url = reverse("article-publication", args=[article.pk])
    data = {"outlet": "Nordland Times", "published_on": "2024-04"}
    html = text_of(browser(factories.editor()).post(url, data, headers=htmx(article.get_absolute_url())))
    assert html.lstrip().startswith('<div class="reader__facts" id="article-facts"')
    assert "Nordland Times" in html
    assert "entered by a person" in html
    assert [Run.objects.get().pk] == sent
    response = browser(factories.editor()).post(url, data, follow=True)
    assert response.request["PATH_INFO"] == article.get_absolute_url()
    assert messages_of(response) == ["Nothing was changed."]
    assert len(sent) == 1


@pytest.mark.parametrize("headers", [{}, htmx("/articles/")], ids=["plain", "htmx"])
def test_a_date_that_is_none_comes_back(sent: list[UUID], headers: dict[str, str]) -> None:
    url = reverse("article-publication", args=[factories.article().pk])
    data = {"outlet": "Nordland Times", "published_on": "last week"}
    response = browser(factories.editor()).post(url, data, headers=headers)
    assert response.status_code == 422
    assert 'value="last week"' in text_of(response)
    assert "Write a date as" in text_of(response)
    assert sent == []
