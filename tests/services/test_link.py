"""Linking proposes, editors decide, and only what they accept makes the evidence state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import (
    Article,
    AuditEvent,
    Commitment,
    DateSource,
    EvidenceLink,
    EvidenceSpan,
    FollowUp,
    Person,
    Relation,
    Statement,
    Status,
)
from claims.services import bearing, ingest, link, pipeline, review, track
from claims.services.errors import Conflict, Invalid
from claims.services.ingest import Submission
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db

SEED = Path("seeds/000_12bec859e86a6ffa.txt")


@pytest.fixture
def seed() -> Article:
    run = ingest.submit(submissions=[Submission("seed.txt", SEED.read_bytes())], by=None, at=AT)
    pipeline.perform_all(run_id=run.pk)
    return Article.objects.get()


@pytest.fixture
def pair() -> tuple[Commitment, Statement]:
    article = factories.article(
        "Bridge\n\n“We will mend the bridge,” Ana Ruiz said.\n\n"
        "The plan to mend the bridge was abandoned, engineer Bo Lind said."
    )
    promise = factories.statement(article, "We will mend the bridge", speaker=factories.person("Ana Ruiz"))
    report = factories.statement(
        article, "The plan to mend the bridge was abandoned", speaker=factories.person("Bo Lind")
    )
    return factories.commitment(promise), report


def ranked() -> list[tuple[str, str]]:
    return [(one.relation, one.statement.text[:18]) for one in EvidenceLink.objects.select_related("statement")]


def test_many_promises_in_one_text_ask_for_no_more_than_few_and_load_its_text_no_more_often() -> None:
    """A long text was loaded again for each statement in it, and all of that for each promise."""

    def asked(promises: int) -> list[str]:
        article = factories.article(paragraphs=promises)
        for _ in range(promises):
            factories.commitment(factories.statement(article))
        with CaptureQueriesContext(connection) as captured:
            link.suggest(article_id=article.pk, at=AT)
        return [one["sql"] for one in captured.captured_queries if one["sql"].startswith("SELECT")]

    few, many = asked(3), asked(9)
    assert len(few) == len(many)
    for queries in (few, many):
        assert sum('"claims_article"."text"' in one for one in queries) <= 3


def test_whoever_waits_for_it_hears_of_every_promise(pair: tuple[Commitment, Statement]) -> None:
    _, report = pair
    factories.commitment(factories.statement(factories.article()))
    signs: list[int] = []
    link.suggest(article_id=report.article_id, between=lambda: signs.append(1), at=AT)
    assert len(signs) == Commitment.objects.open().count() == 2


def test_on_the_seed_the_contradictions_come_first(seed: Article) -> None:
    links = list(EvidenceLink.objects.select_related("statement").order_by("-score"))
    contradicting = [one for one in links if one.relation == Relation.CONTRADICTS]
    texts = {one.statement.text[:24] for one in contradicting}
    assert texts >= {"We have seen, generally ", 'there is "evidence" that', "online Chinese accounts "}
    answers = [one for one in links if one.statement.text.startswith(('"What I can', '"It’s something'))]
    assert {one.relation for one in answers} == {Relation.CONTEXT}
    assert min(one.score for one in contradicting) > max(one.score for one in answers)


def test_each_suggestion_has_reasons_and_the_exact_words_on_both_sides(seed: Article) -> None:
    for one in EvidenceLink.objects.prefetch_related("spans__article"):
        assert one.reasons
        assert {span.side for span in one.spans.all()} == {"commitment", "evidence"}
        for span in one.spans.all():
            assert span.article.text[span.start : span.end] == span.exact


def test_words_keep_their_quotation_marks(seed: Article) -> None:
    exact = [span.exact for span in EvidenceSpan.objects.filter(side="evidence")]
    assert any(words.startswith('"evidence" that China') for words in exact)
    assert not any(words.startswith('evidence" that') for words in exact)


def test_neither_the_pledge_nor_what_encloses_it_is_evidence_on_it(seed: Article) -> None:
    linked = set(EvidenceLink.objects.values_list("statement__text", flat=True))
    assert not [text for text in linked if "would not interfere" in text]


def test_linking_again_changes_nothing(seed: Article) -> None:
    before = list(EvidenceLink.objects.values_list("pk", "relation", "score", "reasons", "review_state"))
    link.suggest(article_id=seed.pk, at=AT)
    assert list(EvidenceLink.objects.values_list("pk", "relation", "score", "reasons", "review_state")) == before


def test_decisions_survive_linking_again(seed: Article) -> None:
    first, second = EvidenceLink.objects.all()[:2]
    link.reject(link_id=first.pk, by=factories.editor(), at=AT)
    link.accept(link_id=second.pk, relation=Relation.QUALIFIES, rationale="Half", by=factories.editor(), at=AT)
    link.suggest(article_id=seed.pk, at=AT)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.is_rejected
    assert (second.relation, second.rationale, second.review_state) == ("qualifies", "Half", "accepted")


def test_what_was_said_before_the_promise_is_no_evidence(pair: tuple[Commitment, Statement]) -> None:
    commitment, report = pair
    Commitment.objects.filter(pk=commitment.pk).update(made_on="2024-05-10")
    for said_on, linked in (("2024-05-09", False), ("2024-04", False), ("2024-05", True), ("2024-05-11", True)):
        EvidenceLink.objects.all().delete()
        Statement.objects.filter(pk=report.pk).update(said_on=said_on)
        link.suggest(article_id=report.article_id, at=AT)
        assert EvidenceLink.objects.filter(statement=report).exists() is linked, said_on


def test_accepting_evidence_accepts_both_ends_and_weighs(pair: tuple[Commitment, Statement]) -> None:
    commitment, report = pair
    suggested = factories.evidence(commitment, report)
    link.accept(link_id=suggested.pk, by=factories.editor(), at=AT)
    commitment.refresh_from_db()
    report.refresh_from_db()
    assert commitment.is_accepted
    assert report.is_accepted
    assert (commitment.evidence_state, commitment.status) == ("contradicting", "open")
    assert set(FollowUp.objects.values_list("kind", flat=True)) == {"contradiction", "right_of_reply"}
    assert AuditEvent.objects.filter(verb="evidence.accepted", target_id=suggested.pk).exists()


def test_taking_evidence_back_weighs_again_and_questions_a_ruling(pair: tuple[Commitment, Statement]) -> None:
    commitment, report = pair
    by = factories.editor()
    accepted = link.accept(link_id=factories.evidence(commitment, report).pk, by=by, at=AT)
    track.rule(
        commitment_id=commitment.pk,
        status=Status.BROKEN,
        broken_reason="reversed",
        rationale="It is gone.",
        link_ids=[accepted.pk],
        latest_ruling_id=None,
        by=by,
        at=AT,
    )
    link.reopen(link_id=accepted.pk, by=by, at=AT)
    commitment.refresh_from_db()
    assert (commitment.evidence_state, commitment.status) == ("none", "broken")
    assert FollowUp.objects.filter(title__startswith="Look at the ruling again").count() == 1


def test_the_ledger_says_under_which_relation_a_link_was_accepted_and_why(pair: tuple[Commitment, Statement]) -> None:
    one = factories.evidence(*pair)
    link.accept(
        link_id=one.pk, relation=Relation.RETRACTS, rationale="He says so himself", by=factories.editor(), at=AT
    )
    event = AuditEvent.objects.get(verb="evidence.accepted")
    assert event.before == {"review_state": "suggested", "relation": "contradicts", "rationale": ""}
    assert event.after == {"review_state": "accepted", "relation": "retracts", "rationale": "He says so himself"}


def test_who_accepts_as_something_else_too_late_is_told(pair: tuple[Commitment, Statement]) -> None:
    one = factories.evidence(*pair)
    link.accept(link_id=one.pk, relation=Relation.RETRACTS, by=factories.editor(), at=AT)
    link.accept(link_id=one.pk, by=factories.admin(), at=AT)
    with pytest.raises(Conflict, match="Edda Torin accepted this already, as “Retracts”"):
        link.accept(link_id=one.pk, relation=Relation.CONTRADICTS, by=factories.admin(), at=AT)
    one.refresh_from_db()
    assert (one.relation, one.reviewed_by) == ("retracts", factories.editor())


def test_correcting_a_relation_weighs_again(pair: tuple[Commitment, Statement]) -> None:
    commitment, report = pair
    one = factories.evidence(commitment, report)
    with pytest.raises(Conflict, match="Accept the link first"):
        link.change_relation(link_id=one.pk, relation="supports", rationale="", by=factories.editor(), at=AT)
    link.accept(link_id=one.pk, by=factories.editor(), at=AT)
    link.change_relation(
        link_id=one.pk, relation=Relation.SUPPORTS, rationale="Read again", by=factories.editor(), at=AT
    )
    commitment.refresh_from_db()
    assert commitment.evidence_state == "supporting"


def test_an_editor_links_a_statement_that_the_program_missed(pair: tuple[Commitment, Statement]) -> None:
    commitment, report = pair
    arguments = {
        "commitment_id": commitment.pk,
        "relation": Relation.CONTRADICTS,
        "rationale": "Torn down",
        "by": factories.editor(),
        "at": AT,
    }
    made = link.add(statement_id=report.pk, **arguments)
    assert (made.is_accepted, made.score, made.origin) == (True, None, "person")
    assert {span.side: span.exact for span in made.spans.all()} == {
        "commitment": "We will mend the bridge",
        "evidence": "The plan to mend the bridge was abandoned",
    }
    with pytest.raises(Conflict, match="linked to this promise already"):
        link.add(statement_id=report.pk, **arguments)
    with pytest.raises(Invalid, match="the promise itself"):
        link.add(statement_id=commitment.sources.get().statement_id, **arguments)


def test_an_editor_takes_a_rejected_suggestion_back(pair: tuple[Commitment, Statement]) -> None:
    commitment, report = pair
    rejected = factories.evidence(commitment, report)
    link.reject(link_id=rejected.pk, by=factories.editor(), at=AT)
    made = link.add(
        commitment_id=commitment.pk,
        statement_id=report.pk,
        relation=Relation.CONTEXT,
        rationale="After all",
        by=factories.editor(),
        at=AT,
    )
    assert (made.pk, made.relation, made.is_accepted) == (rejected.pk, "context", True)


def test_a_passage_nobody_is_quoted_with_can_be_evidence(pair: tuple[Commitment, Statement]) -> None:
    commitment, report = pair
    arguments = {"commitment_id": commitment.pk, "article_id": report.article_id, "relation": Relation.CONTRADICTS}
    made = link.add_passage(words="engineer Bo Lind said", rationale="", by=factories.editor(), at=AT, **arguments)
    assert made.statement is None
    assert made.spans.get(side="evidence").exact == "engineer Bo Lind said"
    commitment.refresh_from_db()
    assert commitment.evidence_state == "contradicting"
    with pytest.raises(Invalid, match="do not stand in the article"):
        link.add_passage(words="Bo Lind shouted", rationale="", by=factories.editor(), at=AT, **arguments)


def test_suggestions_on_rejected_statements_wait_for_nobody(pair: tuple[Commitment, Statement]) -> None:
    commitment, report = pair
    factories.evidence(commitment, report)
    assert EvidenceLink.objects.waiting().count() == 1
    review.reject(statement_id=report.pk, by=factories.editor(), at=AT)
    assert EvidenceLink.objects.waiting().count() == 0
    review.reopen(statement_id=report.pk, by=factories.editor(), at=AT)
    assert EvidenceLink.objects.waiting().count() == 1


def promises(count: int, first: int = 0) -> list[Commitment]:
    """Each in an article of its own, by somebody of their own."""
    made = []
    for number in range(first, first + count):
        article = factories.article(
            f"Pier {number}\n\n“We will mend the old pier number {number},” said Jo Ek {number}."
        )
        words = f"We will mend the old pier number {number}"
        made.append(
            factories.commitment(factories.statement(article, words, speaker=factories.person(f"Jo Ek {number}")))
        )
    return made


def reporting(*sentences: str) -> Article:
    article = factories.article("\n\n".join(["Piers", *(f"{sentence}, Bo Lind said." for sentence in sentences)]))
    for sentence in sentences:
        factories.statement(article, sentence, speaker=factories.person("Bo Lind"))
    return article


def test_what_linking_costs_does_not_grow_with_promises_and_matches(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for first, more in ((0, 2), (2, 20)):
        promises(more, first)
        report = reporting(f"The old pier was mended in a day, after {more} years", "It rained")
        with django_assert_max_num_queries(15):
            assert link.suggest(article_id=report.pk, at=AT) >= more


def test_an_articles_statements_bring_no_more_suggestions_than_an_editor_could_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bearing, "KEPT_PER_ARTICLE", 3)
    promises(5)
    report = reporting("The old pier was mended in a day", "They may mend the old pier some day")
    assert link.suggest(article_id=report.pk, at=AT) == 3
    assert {one.statement.text for one in EvidenceLink.objects.select_related("statement")} == {
        "The old pier was mended in a day"
    }, "the strongest"


def test_somebody_rejected_as_a_person_is_no_speaker_to_the_linker() -> None:
    [promise] = promises(1)
    again = factories.article("Again\n\n“We will mend the old pier,” Jo Ek 0 said.")
    factories.statement(again, "We will mend the old pier", speaker=promise.person, speaker_text="a man")
    link.suggest(article_id=again.pk, at=AT)
    assert EvidenceLink.objects.get().relation == Relation.RESTATES
    Person.objects.update(review_state="rejected", reviewed_by=factories.editor(), reviewed_at=AT)
    link.suggest(article_id=again.pk, at=AT)
    assert EvidenceLink.objects.get().relation != Relation.RESTATES


def test_a_day_that_was_only_guessed_rules_no_report_out(pair: tuple[Commitment, Statement]) -> None:
    commitment, report = pair
    Commitment.objects.filter(pk=commitment.pk).update(made_on="2024-05-10")
    for source, linked in ((DateSource.META, False), (DateSource.GUESS, True)):
        Article.objects.filter(pk=report.article_id).update(published_on="2024-05-01", published_from=source)
        link.suggest(article_id=report.article_id, at=AT)
        assert EvidenceLink.objects.exists() is linked


def test_of_very_many_promises_the_closest_are_read_against_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearing, "HELD_AGAINST", 1)
    promises(3)
    [near] = [one for one in Commitment.objects.all() if one.quote.endswith("2")]
    report = reporting("Pier number 2 was mended")
    assert link.suggest(article_id=report.pk, at=AT) == 1
    assert EvidenceLink.objects.get().commitment == near


def test_a_new_promise_is_held_against_the_statements_published_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearing, "CANDIDATES", 2)
    reports = [reporting(f"The old pier was mended in {year}") for year in (2024, 2023, 2025, 2026)]
    for article, year in zip(reports, (2024, 2023, 2025, 2026), strict=True):
        Article.objects.filter(pk=article.pk).update(published_on=str(year), published_from=DateSource.META)
    [promise] = promises(1)
    Article.objects.filter(statements__promises__commitment=promise).update(
        published_on="2022", published_from=DateSource.META
    )
    link.suggest(article_id=promise.sources.get().statement.article_id, at=AT)
    linked = EvidenceLink.objects.select_related("statement").order_by("statement__text")
    assert [one.statement.text[-4:] for one in linked] == ["2025", "2026"]
