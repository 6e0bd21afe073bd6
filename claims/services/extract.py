"""Extract: reads one stored article and keeps what the engine finds as suggestions.

Safe to run again: what a person touched stays as it is, what is still found is refreshed, and what is found no more is
dropped unless something rests on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from claims.engine.extraction import Proposers
from claims.engine.extraction import extract as run_engine
from claims.engine.extraction.findings import CommitmentFound, Document, Extraction, PersonFound, StatementFound
from claims.engine.text import Span, anchor, hull
from claims.models import (
    Article,
    Commitment,
    CommitmentStatement,
    DateSource,
    Mention,
    Person,
    SpanRole,
    Statement,
    StatementRole,
    StatementSpan,
    name_key,
)
from claims.services import audit, locks, people, stale
from claims.services.decisions import find

_SAME_WORDS = 0.8
"""Dice overlap from which a new finding is taken for one that a person already touched."""


def read(*, article_id: UUID, at: datetime) -> Extraction:
    """Runs the engine over an article and stores the result. The engine works outside the transaction."""
    article = find(Article, article_id)
    extraction = run_engine(_document(article), Proposers(settings.CLAIMS_EXTRACTOR))
    _Store(article, extraction, at).save()
    return extraction


def _document(article: Article) -> Document:
    return Document(
        text=article.text,
        segments=article.cut(),
        language=article.language or "en",
        published="" if article.published_from == DateSource.GUESS else article.published_on,
        outlet=article.outlet.name if article.outlet else "",
    )


class _Store:
    """Lays one extraction over what is stored for its article."""

    def __init__(self, article: Article, extraction: Extraction, at: datetime) -> None:
        self.article = article
        self.extraction = extraction
        self.at = at
        self.people: list[Person | None] = []
        self.statements: list[Statement] = []
        self.mentions: set[UUID] = set()

    @transaction.atomic
    def save(self) -> None:
        Article.objects.select_for_update().get(pk=self.article.pk)  # one reading of it at a time
        if Article.objects.filter(supersedes=self.article.pk).exists():
            return  # a newer version came in meanwhile and took over what was found here
        locks.hold_names(name_key(found.name) for found in self.extraction.people)
        self.people = [self._person(found) for found in self.extraction.people]
        self._statements()
        promising = [self._commitment(found) for found in self.extraction.commitments]
        stale.drop(self.article, statements=self.statements, commitments=promising, mentions=self.mentions)
        self.article.extracted_by, self.article.extracted_at = self.extraction.version, self.at
        self.article.save(update_fields=["extracted_by", "extracted_at"])
        counts = {"people": len(self.people), "statements": len(self.statements)}
        audit.record("article.extracted", self.article, by=None, at=self.at, after=counts)

    def _person(self, found: PersonFound) -> Person | None:
        person = people.suggest(found.name, roles=found.roles)
        for mention in found.mentions:
            row, _ = Mention.objects.update_or_create(
                article=self.article,
                start=mention.span.start,
                end=mention.span.end,
                defaults={
                    "person": person,
                    "kind": mention.kind.value,
                    "exact": mention.span.of(self.article.text)[:300],
                },
            )
            self.mentions.add(row.pk)
        return person

    def _someone(self, index: int | None) -> Person | None:
        return None if index is None else self.people[index]

    def _statements(self) -> None:
        stored = list(self.article.statements.select_for_update())  # no decision may come in between
        by_span = {(row.start, row.end): row for row in stored}
        touched = [row for row in stored if row.touched]
        written: set[Span] = set()
        for found in self.extraction.statements:
            span = hull(found.content)
            row = by_span.get((span.start, span.end)) or _nearly(span, touched)
            if row is None or not (row.touched or span in written):  # two readings of one stretch: the first stands
                row = self._write(row or Statement(article=self.article), found, span)
                by_span[span.start, span.end] = row
                written.add(span)
            self.statements.append(row)
        self._nest()

    def _write(self, row: Statement, found: StatementFound, span: Span) -> Statement:
        text = self.article.text
        row.start, row.end = span.start, span.end
        row.text = " … ".join(part.of(text) for part in found.content)
        row.kind, row.sourcing = found.kind.value, found.sourcing.value
        row.speaker, row.addressee = self._someone(found.speaker), self._someone(found.addressee)
        row.speaker_text = " ".join(part.of(text) for part in found.source)[:500]
        row.venue, row.said_on, row.via = found.venue[:300], found.said_on, found.via[:300]
        row.confidence, row.rule = found.confidence, found.rule
        row.extractor = self.extraction.version
        row.within = None
        row.save()
        row.spans.all().delete()
        roles = ((SpanRole.CONTENT, found.content), (SpanRole.CUE, found.cue), (SpanRole.SOURCE, found.source))
        StatementSpan.objects.bulk_create(
            StatementSpan(statement=row, role=role, **StatementSpan.columns(anchor(text, part)))
            for role, parts in roles
            for part in parts
        )
        return row

    def _nest(self) -> None:
        for found, row in zip(self.extraction.statements, self.statements, strict=True):
            if found.within is not None and not row.touched:
                row.within = self.statements[found.within]
                row.save(update_fields=["within"])

    def _commitment(self, found: CommitmentFound) -> Commitment:
        rows = [self.statements[index] for index in found.statements]
        commitment = self._stored_commitment(found)
        if commitment is None:
            commitment = Commitment()
        elif commitment.touched:
            return commitment
        commitment.person, commitment.to = self._someone(found.speaker), self._someone(found.to)
        commitment.title = found.title[:300]
        commitment.quote = found.span.of(self.article.text)
        commitment.polarity = found.polarity.value
        commitment.made_on = found.made_on
        commitment.deadline_kind = found.deadline.kind.value
        commitment.deadline_on, commitment.deadline_event = found.deadline.on, found.deadline.event[:300]
        commitment.broken_if = found.broken_if
        commitment.save()
        commitment.sources.filter(statement__article=self.article).delete()
        self._source(commitment, rows[0], StatementRole.FIRST, found.span)
        for row in rows[1:]:
            self._source(commitment, row, StatementRole.RESTATEMENT, Span(row.start, row.end))
        return commitment

    def _stored_commitment(self, found: CommitmentFound) -> Commitment | None:
        """The commitment whose words these are, whichever statement they were read in before."""
        source = CommitmentStatement.objects.filter(
            statement__article=self.article, start__lt=found.span.end, end__gt=found.span.start
        ).first()
        return Commitment.objects.select_for_update().get(pk=source.commitment_id) if source else None

    def _source(self, commitment: Commitment, row: Statement, role: StatementRole, span: Span) -> None:
        CommitmentStatement.objects.update_or_create(
            commitment=commitment, statement=row, defaults={"role": role, "start": span.start, "end": span.end}
        )


def _nearly(span: Span, touched: Iterable[Statement]) -> Statement | None:
    """The touched statement of almost the same words, so that a rejected finding does not come back shifted."""
    for row in touched:
        shared = min(span.end, row.end) - max(span.start, row.start)
        if shared > 0 and 2 * shared >= _SAME_WORDS * (span.end - span.start + row.end - row.start):
            return row
    return None
