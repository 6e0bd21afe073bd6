"""Link: proposes how later statements bear on open commitments, and takes an editor's answer.

Accepted links alone make the evidence state. A proposal never overwrites a decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from claims.engine import linking
from claims.engine.dates import PartialDate
from claims.engine.linking.findings import Candidate, Promise, Suggestion
from claims.engine.text import Anchor, Span, anchor, normalise, with_quotation_marks
from claims.models import (
    Article,
    Commitment,
    DateSource,
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
from claims.queries.timeline import dated
from claims.services import audit, decisions, reminders, review, track
from claims.services.errors import Conflict, Invalid

THRESHOLD = 0.1
"""The linker leaves out what does not concern a promise; below this even the concern is a guess."""
KEPT_PER_COMMITMENT = 20
"""How many suggestions one pass keeps for a commitment."""
CANDIDATES = 5000
"""How many statements, latest first, a new commitment is held against."""


def suggest(*, article_id: UUID, between: Callable[[], object] | None = None, at: datetime) -> int:
    """Links an article both ways: its statements to every open commitment, its commitments to the statements known.

    `between` is called between two commitments: with many it takes minutes, and whoever waits may ask for a sign.
    Returns how many suggestions stand for them now. Safe to run again: decisions stay, and only a score may shift a
    little with the statements it is weighed among.
    """
    article = decisions.find(Article, article_id)
    its_own = _candidates(article.statements.all())
    known = cache(lambda: _candidates(Statement.objects.all()))  # asked for once, if a promise was made here
    count = 0
    for commitment in Commitment.objects.open().select_related("person").prefetch_related("sources__statement__within"):
        if between is not None:
            between()
        made_here = any(source.statement.article_id == article.pk for source in commitment.sources.all())
        count += _suggest_for(commitment, known() if made_here else its_own)
    audit.record("article.linked", article, by=None, at=at, after={"suggestions": count})
    return count


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
        whole = Span(statement.start, statement.end)
        _mark_words(link, promise=None, evidence=whole)
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
        _mark_words(link, promise=None, evidence=span, article=article)
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


def _suggest_for(commitment: Commitment, statements: Iterable[Statement]) -> int:
    apart = _told_apart(commitment)
    candidates = {str(one.pk): one for one in statements if one.pk not in apart and _may_follow(commitment, one)}
    ranked = linking.rank(
        Promise(
            text=commitment.quote,
            speaker=commitment.person.name if commitment.person else "",
            made_on=commitment.made_on,
            polarity=commitment.polarity,
        ),
        [
            Candidate(id=key, text=one.text, speaker=one.speaker_name, published=_known_date(one))
            for key, one in candidates.items()
        ],
    )
    kept = [suggestion for suggestion in ranked if suggestion.score >= THRESHOLD][:KEPT_PER_COMMITMENT]
    for suggestion in kept:
        _keep(commitment, candidates[suggestion.candidate_id], suggestion)
    return len(kept)


def _candidates(statements: QuerySet[Statement]) -> list[Statement]:
    """Standing statements, latest first; those of one article in its order, as the linker wants them.

    They share one article, which loads its text when it is asked for: a long one has a thousand statements.
    """
    rows = Statement.objects.standing().dated().filter(pk__in=statements.values("pk"))
    rows = rows.select_related("speaker", "article").defer("article__text")
    found = list(rows.order_by(F("dated").desc(), "article", "start")[:CANDIDATES])
    articles: dict[UUID, Article] = {}
    for one in found:
        one.article = articles.setdefault(one.article_id, one.article)
    return found


def _told_apart(commitment: Commitment) -> set[UUID]:
    """The promise's own statements and those that enclose them: no evidence on themselves."""
    apart: set[UUID] = set()
    for source in commitment.sources.all():
        statement: Statement | None = source.statement
        while statement is not None and statement.pk not in apart:
            apart.add(statement.pk)
            statement = statement.within
    return apart


def _may_follow(commitment: Commitment, statement: Statement) -> bool:
    """Not surely said before the promise: a report dated only "2023-11" may follow a promise of 2023-11-15."""
    said, made = _known_date(statement), commitment.made_on
    return not (said and made) or PartialDate.parse(said).latest >= PartialDate.parse(made).earliest


def _known_date(statement: Statement) -> str:
    """When it was said or published (EDTF); a day that the program only guessed decides nothing."""
    guessed = not statement.said_on and statement.article.published_from == DateSource.GUESS
    return "" if guessed else dated(statement)


@transaction.atomic
def _keep(commitment: Commitment, statement: Statement, suggestion: Suggestion) -> None:
    columns = {
        "relation": suggestion.relation.value,
        "score": round(suggestion.score, 4),
        "reasons": list(suggestion.reasons),
    }
    link, created = EvidenceLink.objects.get_or_create(commitment=commitment, statement=statement, defaults=columns)
    if not created:
        untouched = EvidenceLink.objects.filter(
            pk=link.pk, review_state=ReviewState.SUGGESTED, origin=Origin.MACHINE
        ).update(**columns)
        if not untouched:
            return
        link.spans.all().delete()
    _mark_words(
        link,
        promise=suggestion.promise_words,
        evidence=_in_article(statement, suggestion.candidate_words),
    )


def _in_article(statement: Statement, words: Span) -> Span:
    """Where a stretch of a statement's text stands in its article; the whole statement where its text was joined."""
    start = statement.start + words.start
    exact = words.of(statement.text)
    if statement.article.text[start : start + len(exact)] == exact:
        return Span(start, start + len(exact))
    return Span(statement.start, statement.end)


def _mark_words(link: EvidenceLink, *, promise: Span | None, evidence: Span, article: Article | None = None) -> None:
    """Keeps the exact words on both sides, with the quotation marks that belong to them.

    `promise` is a stretch of the commitment's quote, None for all of it.
    """
    first = link.commitment.sources.select_related("statement__article").get(role=StatementRole.FIRST)
    start = first.start + (promise.start if promise else 0)
    end = first.start + promise.end if promise else first.end
    source = first.statement.article
    report = article or link.statement.article  # type: ignore[union-attr]  # a link without a statement has an article
    EvidenceSpan.objects.bulk_create(
        EvidenceSpan(link=link, side=side, article=text, **EvidenceSpan.columns(_pinned(text, span)))
        for side, text, span in (
            (EvidenceSide.COMMITMENT, source, Span(start, end)),
            (EvidenceSide.EVIDENCE, report, evidence),
        )
    )


def _pinned(article: Article, span: Span) -> Anchor:
    return anchor(article.text, with_quotation_marks(article.text, span))
