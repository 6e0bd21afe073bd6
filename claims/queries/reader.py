"""The article reader: a text cut into pieces so that every statement can be highlighted where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.db.models import Prefetch

from claims.models import Article, CommitmentStatement, Segment, SpanRole, Statement
from claims.queries.timeline import statements_for_timeline


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters under the same statements, outermost first; none for plain text."""

    text: str
    statements: tuple[Statement, ...] = ()

    @property
    def innermost(self) -> Statement | None:
        return self.statements[-1] if self.statements else None


@dataclass(frozen=True, slots=True)
class ReadSegment:
    segment: Segment
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    article: Article
    segments: tuple[ReadSegment, ...]
    statements: tuple[Statement, ...]
    """Standing statements in reading order, rejected ones last."""


def read(article_id: UUID) -> Reader | None:
    """An article with its statements; None when there is none. 6 queries."""
    article = Article.objects.select_related("outlet", "supersedes", "superseded_by").filter(pk=article_id).first()
    if article is None:
        return None
    statements = sorted(statements_for_cards(article), key=lambda one: (one.is_rejected, one.start, -one.end))
    standing = [one for one in statements if not one.is_rejected]
    segments = tuple(
        ReadSegment(segment, tuple(_pieces(article.text, segment, standing))) for segment in article.segments.all()
    )
    return Reader(article, segments, tuple(statements))


def statements_for_cards(article: Article) -> Iterable[Statement]:
    """An article's statements with all that their cards show."""
    promises = CommitmentStatement.objects.select_related("commitment")
    return (
        statements_for_timeline(article.statements.all())
        .prefetch_related("spans", Prefetch("promises", promises))
        .select_related("reviewed_by")
    )


def _pieces(text: str, segment: Segment, statements: Iterable[Statement]) -> Iterable[Piece]:
    """Cuts a segment at every edge of a content span in it."""
    spans = [
        (span.start, span.end, statement)
        for statement in statements
        for span in statement.spans.all()
        if span.role == SpanRole.CONTENT and span.start < segment.end and span.end > segment.start
    ]
    edges = {segment.start, segment.end}
    for start, end, _ in spans:
        edges |= {max(start, segment.start), min(end, segment.end)}
    ordered = sorted(edges)
    for left, right in pairwise(ordered):
        over = [(start, -end, statement) for start, end, statement in spans if start <= left and end >= right]
        over.sort(key=lambda one: one[:2])
        yield Piece(text[left:right], tuple(statement for _, _, statement in over))
