"""The sourcing chain names every hand the words went through, and nobody an editor rejected."""

from __future__ import annotations

import pytest

from claims.models import Article, ReviewState, Statement
from claims.queries import sourcing, timeline
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return factories.article("Talks\n\nWe report that Bo told Cy that he would stay out of it, Ana said.")


def told(article: Article) -> tuple[Statement, Statement]:
    outer = factories.statement(
        article, "We report that Bo told Cy that he would stay out of it", speaker=factories.person("Ana Ruiz")
    )
    inner = factories.statement(
        article,
        "he would stay out of it",
        speaker=factories.person("Bo Lind"),
        addressee=factories.person("Cy Moss"),
        within=outer,
        via="The Wire",
    )
    return outer, inner


def test_from_the_speaker_outwards(article: Article) -> None:
    _, inner = told(article)
    assert [str(step) for step in sourcing.chain(inner)] == [
        "Bo Lind said it to Cy Moss",
        "The Wire reported it",
        "Ana Ruiz put it",
        "The Harbour Post published it",
    ]


def test_an_unresolved_speaker_is_named_as_written(article: Article) -> None:
    statement = factories.statement(article, "he would stay out of it", source="Bo")
    assert str(sourcing.chain(statement)[0]) == "Bo said it"


def test_a_report_without_a_named_reporter_says_so(article: Article) -> None:
    statement = factories.statement(article, "he would stay out of it", source="Bo", sourcing="third_party")
    assert str(sourcing.chain(statement)[1]) == "Somebody the text does not name reported it"


def test_nobody_rejected_is_named(article: Article) -> None:
    outer, inner = told(article)
    factories.decided(outer, ReviewState.REJECTED)
    factories.decided(inner.addressee, ReviewState.REJECTED)
    factories.decided(inner.speaker, ReviewState.REJECTED)
    chain = sourcing.chain(inner)
    assert [str(step) for step in chain] == [
        "Somebody said it",
        "The Wire reported it",
        "The Harbour Post published it",
    ]
    assert [step.person for step in chain] == [None, None, None]


def test_timelines_leave_out_what_rests_on_rejected_statements(article: Article) -> None:
    _, inner = told(article)
    commitment = factories.commitment(inner)
    assert [entry.subject for entry in timeline.of_person(inner.speaker)] == [commitment]
    factories.decided(inner, ReviewState.REJECTED)
    assert timeline.of_person(inner.speaker) == []
