"""The article reader: a text cut into pieces so that every statement can be highlighted where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from claims.models import Article, CommitmentStatement, ReviewState, Segment, SpanRole, Statement
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
class Tally:
    """How far the review of an article's statements has come."""

    waiting: int
    accepted: int
    rejected: int

    @property
    def total(self) -> int:
        return self.waiting + self.accepted + self.rejected

    @property
    def decided(self) -> int:
        return self.accepted + self.rejected


@dataclass(frozen=True, slots=True)
class Reader:
    article: Article
    segments: tuple[ReadSegment, ...]
    statements: tuple[Statement, ...]
    """Standing statements in reading order, rejected ones last."""
    tally: Tally


def read(article_id: UUID) -> Reader | None:
    """An article with its statements; None when there is none. 5 queries."""
    articles = Article.objects.select_related(
        "outlet", "original", "supersedes", "superseded_by", "withdrawn_by", "released_by"
    )
    article = articles.defer("original__content").filter(pk=article_id).first()
    if article is None:
        return None
    cards = for_cards(article.statements.all())
    statements = sorted(cards, key=lambda one: (one.is_rejected, one.start, -one.end))
    contents = [
        (span.start, span.end, statement)
        for statement in statements
        if not statement.is_rejected
        for span in statement.spans.all()
        if span.role == SpanRole.CONTENT
    ]
    segments = tuple(
        ReadSegment(segment, tuple(_pieces(article.text, segment, contents))) for segment in article.segments.all()
    )
    return Reader(article, segments, tuple(statements), _tally([one.review_state for one in statements]))


def tally(article_id: UUID) -> Tally:
    """The same count as `Reader.tally`, alone. 1 query."""
    return _tally(list(Statement.objects.filter(article=article_id).values_list("review_state", flat=True)))


def for_cards(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Statements with all that their cards show."""
    promises = CommitmentStatement.objects.visible().select_related("commitment")
    return (
        statements_for_timeline(statements)
        .prefetch_related("spans", Prefetch("promises", promises))
        .select_related("reviewed_by", "edited_by")
    )


def listed(words: str = "") -> QuerySet[Article]:
    """Current articles, as a list shows them; `words`: in title, outlet or text."""
    return _for_list(Article.objects.current(), words)


def hidden(words: str = "") -> QuerySet[Article]:
    """What is withdrawn, withheld or under embargo, the latest version of each; for those who import only."""
    return _for_list(Article.objects.hidden().filter(superseded_by__isnull=True), words).select_related("withdrawn_by")


def _for_list(articles: QuerySet[Article], words: str) -> QuerySet[Article]:
    """With `statement_count` and `waiting_count`, latest first."""
    articles = articles.select_related("outlet").defer("text")
    for word in words.split():
        articles = articles.filter(Q(title__icontains=word) | Q(outlet__name__icontains=word) | Q(text__icontains=word))
    standing = ~Q(statements__review_state=ReviewState.REJECTED)
    waiting = Q(statements__review_state=ReviewState.SUGGESTED)
    return articles.annotate(
        statement_count=Count("statements", filter=standing), waiting_count=Count("statements", filter=waiting)
    ).order_by("-created_at", "id")


def _tally(states: list[str]) -> Tally:
    return Tally(
        *(states.count(state) for state in (ReviewState.SUGGESTED, ReviewState.ACCEPTED, ReviewState.REJECTED))
    )


def _pieces(text: str, segment: Segment, contents: Iterable[tuple[int, int, Statement]]) -> Iterable[Piece]:
    """Cuts a segment at every edge of a content span in it. `contents`: start, end and statement of each span."""
    spans = [one for one in contents if one[0] < segment.end and one[1] > segment.start]
    edges = {segment.start, segment.end}
    for start, end, _ in spans:
        edges |= {max(start, segment.start), min(end, segment.end)}
    ordered = sorted(edges)
    for left, right in pairwise(ordered):
        over = [(start, -end, statement) for start, end, statement in spans if start <= left and end >= right]
        over.sort(key=lambda one: one[:2])
        yield Piece(text[left:right], tuple(statement for _, _, statement in over))
