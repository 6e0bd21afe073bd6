"""Evidence that an editor finds: a statement by its words, or a passage word for word."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Commitment, EvidenceLink
from tests import factories
from tests.web.scenes import accepted_promise, browser, htmx, report

pytestmark = pytest.mark.django_db

TEXT = (
    "Tolls at the harbour\n\nThe clerk told us that tolls go up in May. A price list of June shows nine per cent more."
)


@pytest.fixture
def commitment() -> Commitment:
    return accepted_promise()


@pytest.fixture
def url(commitment: Commitment) -> str:
    return reverse("evidence-add", args=[commitment.pk])


def test_only_a_reviewer_adds(url: str) -> None:
    assert browser().get(url).url.startswith(reverse("sign-in"))
    for method in ("get", "post"):
        assert getattr(browser(factories.reader()), method)(url).status_code == 403


def test_the_search_finds_statements_by_words_and_speaker(url: str) -> None:
    article = factories.article(TEXT)
    clerk = factories.person("Ina Holm")
    statement = factories.statement(article, "tolls go up in May", speaker=clerk)
    client = browser(factories.editor())
    assert list(client.get(url, {"q": "holm TOLLS"}).context["statements"]) == [statement]
    assert list(client.get(url, {"q": "holm ferries"}).context["statements"]) == []


def test_a_search_with_a_nul_in_it_is_a_search_without_it(url: str) -> None:
    assert browser(factories.editor()).get(url, {"q": "to\x00ll"}).context["q"] == "toll"


def test_the_search_leaves_out_the_promise_and_what_is_linked(commitment: Commitment, url: str) -> None:
    factories.decided(report(commitment))
    assert list(browser(factories.editor()).get(url, {"q": "toll"}).context["statements"]) == []


def test_the_panel_opens_on_the_page(url: str) -> None:
    response = browser(factories.editor()).get(url, headers=htmx("evidence-add"))
    assert 'id="evidence-add"' in response.content.decode()
    assert response.headers["HX-Retarget"] == "#evidence-add"


def test_a_statement_is_added_as_accepted_evidence(commitment: Commitment, url: str) -> None:
    statement = factories.statement(factories.article(TEXT), "tolls go up in May")
    data = {"statement": statement.pk, "relation": "contradicts", "rationale": "Up is a rise."}
    response = browser(factories.editor()).post(url, data)
    assert response.url == f"{commitment.get_absolute_url()}#commitment-evidence"
    link = EvidenceLink.objects.get()
    assert (link.statement, link.is_accepted, link.score) == (statement, True, None)
    commitment.refresh_from_db()
    assert commitment.evidence_state == "contradicting"


def test_a_passage_is_added_word_for_word(commitment: Commitment, url: str) -> None:
    article = factories.article(TEXT)
    data = {"article": article.pk, "words": "nine per cent more", "relation": "contradicts", "rationale": ""}
    answer = browser(factories.editor()).post(url, data, headers=htmx("commitment-evidence")).content.decode()
    assert "A price list of June shows <mark>nine per cent more</mark>." in answer
    assert "added by a person" in answer


@pytest.mark.parametrize("headers", [{}, htmx("commitment-evidence")], ids=["plain", "htmx"])
def test_words_that_do_not_stand_in_the_article_come_back(url: str, headers: dict[str, str]) -> None:
    article = factories.article(TEXT)
    data = {"article": article.pk, "words": "ten per cent more", "relation": "contradicts"}
    response = browser(factories.editor()).post(url, data, headers=headers)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Those words do not stand in the article." in page
    assert "ten per cent more</textarea>" in page
    assert f'value="{article.pk}" selected' in page
    assert not EvidenceLink.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [({"relation": "contradicts"}, "Choose a statement."), ({"words": "x"}, "Choose the article.")],
)
def test_a_form_that_is_not_filled_in_comes_back(url: str, data: dict[str, str], words: str) -> None:
    response = browser(factories.editor()).post(f"{url}?q=toll", data)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_what_is_linked_already_is_a_conflict(commitment: Commitment, url: str) -> None:
    linked = factories.decided(report(commitment))
    data = {"statement": linked.statement_id, "relation": "supports"}
    response = browser(factories.editor()).post(f"{url}?q=toll", data, headers=htmx("commitment-evidence"))
    assert response.status_code == 409
    assert "linked to this promise already" in response.content.decode()
    assert response.headers["HX-Retarget"] == "#evidence-add"
