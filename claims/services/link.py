"""Link: proposes how later statements bear on open commitments, and takes an editor's answer.

Accepted links alone make the evidence state. A proposal never overwrites a decision.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from claims.engine.text import Anchor, Span, anchor, normalise, with_quotation_marks
from claims.models import (
    Article,
    Commitment,
    CommitmentStatement,
    EvidenceLink,
    EvidenceSide,
    EvidenceSpan,
    Origin,
    Relation,
    ReviewState,
    Statement,
    StatementRole,
    User,
)
from claims.services import audit, decisions, reminders, review, track
from claims.services.bearing import Bearing, bearings
from claims.services.errors import Conflict, Invalid


def suggest(*, article_id: UUID, between: Callable[[], object] | None = None, at: datetime) -> int:
    """Links an article both ways: its statements to every open commitment, its commitments to the statements known.

    `between` is called between two commitments: with many it takes minutes, and whoever waits may ask for a sign.
    Returns how many suggestions stand for them now. Safe to run again: decisions stay, and only a score may shift a
    little with the statements it is weighed among.
    """
    article = decisions.find(Article, article_id)
    found = bearings(article, between=between)
    _keep(found)
    audit.record("article.linked", article, by=None, at=at, after={"suggestions": len(found)})
    return len(found)


@transaction.atomic
def accept(
    *, link_id: UUID, relation: Relation | None = None, rationale: str = "", by: User, at: datetime
) -> EvidenceLink:
    """Accepts a link, under another relation if given, and with it the promise and the statement it joins.

    Raises Conflict if somebody accepted it as something else meanwhile.
    """
    link = decisions.find(EvidenceLink, link_id, lock=True)
    before = _meaning(link)
    if link.is_accepted and (relation not in (None, link.relation) or rationale not in ("", link.rationale)):
        raise Conflict(f"{link.reviewed_by} accepted this already, as “{link.get_relation_display()}”.")
    if link.is_suggested and (relation or rationale):
        link.relation, link.rationale = relation or link.relation, rationale
        link.save(update_fields=["relation", "rationale"])
    review.accept_commitment(commitment_id=link.commitment_id, by=by, at=at)
    if link.statement_id:
        review.accept(statement_id=link.statement_id, by=by, at=at)
    decisions.decide(link, ReviewState.ACCEPTED, noun="evidence", by=by, at=at, before=before, after=_meaning(link))
    track.weigh(commitment_id=link.commitment_id, by=by, at=at)
    return link


@transaction.atomic
def reject(*, link_id: UUID, by: User, at: datetime) -> EvidenceLink:
    link = decisions.find(EvidenceLink, link_id, lock=True)
    decisions.decide(link, ReviewState.REJECTED, noun="evidence", by=by, at=at)
    return link


@transaction.atomic
def reopen(*, link_id: UUID, by: User, at: datetime) -> EvidenceLink:
    """Takes a decision back. If a ruling rests on the link, somebody is asked to look at that ruling again."""
    link = decisions.find(EvidenceLink, link_id, lock=True)
    if decisions.reopen(link, noun="evidence", by=by, at=at):
        track.weigh(commitment_id=link.commitment_id, by=by, at=at)
        if link.rulings.exists():
            reminders.question_ruling(link, by=by, at=at)
    return link


@transaction.atomic
def change_relation(*, link_id: UUID, relation: Relation, rationale: str, by: User, at: datetime) -> EvidenceLink:
    """Corrects what an accepted link says, or why."""
    link = decisions.find(EvidenceLink, link_id, lock=True)
    if not link.is_accepted:
        raise Conflict("Accept the link first.")
    before = _meaning(link)
    link.relation, link.rationale = relation, rationale
    link.save(update_fields=["relation", "rationale"])
    audit.record("evidence.changed", link, by=by, at=at, before=before, after=_meaning(link))
    track.weigh(commitment_id=link.commitment_id, by=by, at=at)
    return link


@transaction.atomic
def add(
    *, commitment_id: UUID, statement_id: UUID, relation: Relation, rationale: str, by: User, at: datetime
) -> EvidenceLink:
    """Links a statement that an editor found, accepted at once. If it was suggested already, accepts that."""
    commitment, statement = decisions.find(Commitment, commitment_id), decisions.find(Statement, statement_id)
    if commitment.sources.filter(statement=statement).exists():
        raise Invalid("That statement is the promise itself.")
    link, created = EvidenceLink.objects.get_or_create(
        commitment=commitment, statement=statement, defaults={"relation": relation, "origin": Origin.PERSON}
    )
    if link.is_accepted:
        raise Conflict("That statement is linked to this promise already.")
    if created:
        _mark_words(link, Span(statement.start, statement.end), statement.article)
    decisions.reopen(link, noun="evidence", by=by, at=at)
    return accept(link_id=link.pk, relation=relation, rationale=rationale, by=by, at=at)


@transaction.atomic
def add_passage(
    *, commitment_id: UUID, article_id: UUID, words: str, relation: Relation, rationale: str, by: User, at: datetime
) -> EvidenceLink:
    """Links words of an article that nobody is quoted with. Raises Invalid if they do not stand in it exactly."""
    commitment = decisions.find(Commitment, commitment_id, lock=True)
    article = decisions.find(Article, article_id)
    span = _passage(article, normalise(words))
    pinned = _pinned(article, span).span
    link = commitment.evidence.filter(
        statement=None, spans__side=EvidenceSide.EVIDENCE, spans__start=pinned.start, spans__end=pinned.end
    ).first()
    if link is None:
        link = EvidenceLink.objects.create(commitment=commitment, relation=relation, origin=Origin.PERSON)
        _mark_words(link, span, article)
    elif link.is_accepted:
        raise Conflict("That passage is linked to this promise already.")
    decisions.reopen(link, noun="evidence", by=by, at=at)
    return accept(link_id=link.pk, relation=relation, rationale=rationale, by=by, at=at)


def _passage(article: Article, words: str) -> Span:
    start = article.text.find(words) if words else -1
    if start < 0:
        raise Invalid("Those words do not stand in the article. Copy them exactly.")
    return Span(start, start + len(words))


def _meaning(link: EvidenceLink) -> dict[str, str]:
    """What a link says, for the audit ledger."""
    return {"relation": str(link.relation), "rationale": link.rationale}


@transaction.atomic
def _keep(found: Sequence[Bearing]) -> None:
    """Adds what is new and refreshes what no person touched. All at once: a single link costs ten times as much."""
    read = ("start", "end", "text", "article__text")
    statements = Statement.objects.select_related("article").only(*read).in_bulk({one.statement_id for one in found})
    promises = _first_sources({one.commitment_id for one in found})
    there = {
        (link.commitment_id, link.statement_id): link
        for link in EvidenceLink.objects.filter(commitment__in=promises, statement__in=statements)
    }
    added: list[EvidenceLink] = []
    spans: list[EvidenceSpan] = []
    for one in found:
        if one.statement_id not in statements or one.commitment_id not in promises:
            continue  # read anew meanwhile, and found no more
        link = there.get((one.commitment_id, one.statement_id))
        if link is None:
            link = EvidenceLink(commitment_id=one.commitment_id, statement_id=one.statement_id, **_columns(one))
            added.append(link)
        elif not _refreshed(link, one):
            continue
        evidence = _in_article(statements[one.statement_id], one.suggestion.candidate_words)
        report = statements[one.statement_id].article
        spans += _spans(link, promises[one.commitment_id], one.suggestion.promise_words, report, evidence)
    # Another worker may be adding the same link from its other end: then that one stands.
    EvidenceLink.objects.bulk_create(added, ignore_conflicts=True)
    kept = set(EvidenceLink.objects.filter(pk__in={span.link_id for span in spans}).values_list("pk", flat=True))
    EvidenceSpan.objects.bulk_create(span for span in spans if span.link_id in kept)


def _refreshed(link: EvidenceLink, bearing: Bearing) -> bool:
    """Whether the machine may still say what it thinks of a link; then it has said it, and its words can be marked."""
    untouched = EvidenceLink.objects.filter(pk=link.pk, review_state=ReviewState.SUGGESTED, origin=Origin.MACHINE)
    if not untouched.update(**_columns(bearing)):
        return False
    link.spans.all().delete()
    return True


def _columns(bearing: Bearing) -> dict[str, Any]:
    suggestion = bearing.suggestion
    return {
        "relation": suggestion.relation.value,
        "score": round(suggestion.score, 4),
        "reasons": list(suggestion.reasons),
    }


def _first_sources(commitments: Collection[UUID]) -> dict[UUID, CommitmentStatement]:
    """Where each commitment was first made, with the article."""
    first = CommitmentStatement.objects.filter(commitment__in=commitments, role=StatementRole.FIRST)
    read = ("commitment", "start", "end", "statement__article__text")
    return {source.commitment_id: source for source in first.select_related("statement__article").only(*read)}


def _in_article(statement: Statement, words: Span) -> Span:
    """Where a stretch of a statement's text stands in its article; the whole statement where its text was joined."""
    start = statement.start + words.start
    exact = words.of(statement.text)
    if statement.article.text[start : start + len(exact)] == exact:
        return Span(start, start + len(exact))
    return Span(statement.start, statement.end)


def _mark_words(link: EvidenceLink, evidence: Span, report: Article) -> None:
    """Keeps the exact words on both sides of a link that a person made: all of the promise's."""
    first = _first_sources([link.commitment_id])[link.commitment_id]
    EvidenceSpan.objects.bulk_create(_spans(link, first, Span(0, first.end - first.start), report, evidence))


def _spans(
    link: EvidenceLink, first: CommitmentStatement, promise: Span, report: Article, evidence: Span
) -> Iterator[EvidenceSpan]:
    """The exact words on both sides, with the quotation marks that belong to them. `promise` is in the quote."""
    made = Span(first.start + promise.start, first.start + promise.end)
    for side, article, span in (
        (EvidenceSide.COMMITMENT, first.statement.article, made),
        (EvidenceSide.EVIDENCE, report, evidence),
    ):
        columns = EvidenceSpan.columns(_pinned(article, span))
        yield EvidenceSpan(link=link, side=side, article=article, **columns)


def _pinned(article: Article, span: Span) -> Anchor:
    return anchor(article.text, with_quotation_marks(article.text, span))
