"""Extraction stores what the engine finds, and can be run again without doubling or overwriting anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from claims.engine.extraction import extract as run_engine
from claims.engine.extraction.findings import Document, Extraction, Sourcing, StatementFound, StatementKind
from claims.models import Article, Commitment, EvidenceLink, Mention, Person, Statement
from claims.services import extract, link, review
from claims.services.review import CommitmentDetails
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db

SEED = Path("seeds/000_12bec859e86a6ffa.txt")
PLEDGE = "he would not interfere in the upcoming U.S. presidential election"


@pytest.fixture
def article() -> Article:
    stored = factories.imported(SEED.read_bytes()).article
    assert stored is not None
    extract.read(article_id=stored.pk, at=AT)
    return stored


def snapshot() -> tuple[object, ...]:
    """Everything extraction made, without ids and times."""
    return (
        list(Statement.objects.values_list("start", "end", "text", "speaker__name", "review_state")),
        sorted(Mention.objects.values_list("start", "end", "person__name")),
        sorted(Person.objects.values_list("name", flat=True)),
        list(Commitment.objects.values_list("title", "person__name", "to__name", "made_on", "review_state")),
        sorted(Commitment.objects.values_list("sources__role", "sources__start", "sources__end")),
    )


def test_the_seed_is_stored_as_read_by_hand(article: Article) -> None:
    assert set(Person.objects.values_list("name", flat=True)) == {
        *("Antony Blinken", "Xi Jinping", "Joe Biden", "Kylie Atwood", "Wang Xiaohong"),
    }
    pledge = Statement.objects.get(text=PLEDGE)
    assert (str(pledge.speaker), str(pledge.addressee), pledge.said_on) == ("Xi Jinping", "Joe Biden", "2023-11")
    restated = Statement.objects.get(via="CNN")
    assert restated.within is not None
    assert str(restated.within.speaker) == "Kylie Atwood"
    unresolved = Statement.objects.get(speaker=None)
    assert (unresolved.speaker_text, unresolved.within) == ("reports", restated.within)
    commitment = Commitment.objects.get()
    assert (commitment.quote, commitment.polarity, commitment.deadline_on) == (PLEDGE, "will_not", "2024-11-05")
    assert [source.statement for source in commitment.sources.all()] == [pledge, restated]


def test_every_span_keeps_its_words(article: Article) -> None:
    for statement in article.statements.prefetch_related("spans"):
        for span in statement.spans.all():
            assert article.text[span.start : span.end] == span.exact
            assert article.text[: span.start].endswith(span.prefix)
            assert article.text[span.end :].startswith(span.suffix)


def test_everything_found_is_a_suggestion(article: Article) -> None:
    for model in (Statement, Person, Commitment):
        assert set(model._default_manager.values_list("review_state", flat=True)) == {"suggested"}


def test_running_again_changes_nothing(article: Article) -> None:
    before = snapshot()
    extract.read(article_id=article.pk, at=AT)
    assert snapshot() == before


def test_decisions_and_corrections_survive_running_again(article: Article) -> None:
    by = factories.editor()
    rejected = article.statements.get(text__startswith="there is ‘evidence’")
    review.reject(statement_id=rejected.pk, by=by, at=AT)
    corrected = article.statements.get(speaker=None)
    review.change_speaker(statement_id=corrected.pk, name="Dana Brook", by=by, at=AT)
    commitment = Commitment.objects.get()
    details = CommitmentDetails(title="Stay out of the election", polarity="will_not")
    review.edit_commitment(commitment_id=commitment.pk, details=details, seen=None, by=by, at=AT)
    before = snapshot()
    extract.read(article_id=article.pk, at=AT)
    assert snapshot() == before
    assert Commitment.objects.get().title == "Stay out of the election"


def test_a_rejected_finding_does_not_come_back_with_other_edges(article: Article) -> None:
    found = article.statements.get(text__startswith='there is "evidence"')
    Statement.objects.filter(pk=found.pk).update(end=found.end - 3, text=found.text[:-3])
    review.reject(statement_id=found.pk, by=factories.editor(), at=AT)
    count = article.statements.count()
    extract.read(article_id=article.pk, at=AT)
    assert article.statements.count() == count
    found.refresh_from_db()
    assert found.is_rejected


def test_what_is_found_no_more_goes_unless_something_rests_on_it(article: Article) -> None:
    loose = factories.statement(article, "Kylie Atwood asked Blinken")
    used = factories.statement(article, "The Secretary of State responded")
    accepted = factories.decided(factories.commitment(used))
    suggested = factories.commitment(loose)
    extract.read(article_id=article.pk, at=AT)
    assert not Statement.objects.filter(pk=loose.pk).exists()
    assert not Commitment.objects.filter(pk=suggested.pk).exists()
    assert Statement.objects.filter(pk=used.pk).exists()
    assert Commitment.objects.filter(pk=accepted.pk).exists()


def test_a_reading_that_finds_nothing_leaves_only_what_people_touched(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    link.suggest(article_id=article.pk, at=AT)
    kept = article.statements.get(text__startswith="We have seen")
    review.accept(statement_id=kept.pk, by=factories.editor(), at=AT)
    monkeypatch.setattr(extract, "run_engine", lambda document, proposers: Extraction(version="empty"))
    extract.read(article_id=article.pk, at=AT)
    assert list(Statement.objects.all()) == [kept]
    assert [model._default_manager.count() for model in (Commitment, EvidenceLink, Mention)] == [0, 0, 0]
    assert [str(person) for person in Person.objects.all()] == ["Antony Blinken"]


def test_a_text_without_quotes_leaves_nothing_to_review() -> None:
    plain = factories.article("Weather\n\nIt rained on Tuesday and the river rose.")
    extraction = extract.read(article_id=plain.pk, at=AT)
    assert extraction.statements == ()
    plain.refresh_from_db()
    assert plain.extracted_by
    assert not plain.statements.exists()


def test_two_readings_of_the_same_words_are_one_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    story = factories.article("Bridge\n\n“We will mend the bridge,” Ana Ruiz said.")
    once = run_engine(Document(story.text, ()))
    span = factories.span_of(story.text, "We will mend the bridge")
    found = StatementFound((span,), (), (), StatementKind.DIRECT, Sourcing.ON_RECORD, 0.9)
    twice = replace(once, statements=(found, replace(found, kind=StatementKind.MIXED)), commitments=())
    monkeypatch.setattr(extract, "run_engine", lambda document, proposers: twice)
    for _ in range(2):
        extract.read(article_id=story.pk, at=AT)
        assert [one.kind for one in story.statements.all()] == ["direct"]
