"""Evidence as a page shows it: the exact words of each side in what stands around them; and what could be evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from claims.engine.text import Span
from claims.models import Article, Commitment, EvidenceSpan, Statement
from claims.queries.timeline import statements_for_timeline

AROUND = 200
"""How many code points of context stand on each side of the exact words."""
FOUND = 20
"""How many statements a search for evidence offers."""
_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words where they stand. `before` and `after` stay inside their paragraphs; `cut_*`: there is more."""

    article: Article
    before: str
    exact: str
    after: str
    cut_before: bool
    cut_after: bool


def in_context(span: EvidenceSpan | Statement) -> Passage:
    """The exact words with up to `AROUND` code points of their paragraphs on either side, cut between words."""
    return _around(span.article, Span(span.start, span.end))


def pledged(commitment: Commitment) -> Passage | None:
    """Where the promise was first made. Its `sources` are loaded with their statements, the first one first."""
    first = next(iter(commitment.sources.all()), None)
    return _around(first.statement.article, first.span) if first else None


def _around(article: Article, span: Span) -> Passage:
    text = article.text
    opening = text.rfind(_PARAGRAPH, 0, span.start)
    opening = opening + len(_PARAGRAPH) if opening >= 0 else 0
    closing = text.find(_PARAGRAPH, span.end)
    closing = closing if closing >= 0 else len(text)
    start, end = max(opening, span.start - AROUND), min(closing, span.end + AROUND)
    before, after = text[start : span.start], text[span.end : end]
    if start > opening:
        before = before.partition(" ")[2] or before
    if end < closing:
        after = after.rpartition(" ")[0] or after
    return Passage(
        article,
        before=before,
        exact=span.of(text),
        after=after,
        cut_before=start > opening,
        cut_after=end < closing,
    )


def linkable(commitment: Commitment, words: str) -> Iterable[Statement]:
    """Standing statements with all of `words`, latest first, that could be evidence: not the promise, not linked."""
    statements = Statement.objects.standing().exclude(pk__in=commitment.statements.values("pk"))
    statements = statements.exclude(pk__in=commitment.evidence.accepted().exclude(statement=None).values("statement"))
    for word in words.split():
        statements = statements.filter(
            Q(text__icontains=word) | Q(speaker__name__icontains=word) | Q(speaker_text__icontains=word)
        )
    ordered = statements_for_timeline(statements).order_by("-dated", "article", "start")  # type: ignore[misc]  # dated()
    return ordered[:FOUND]


def quotable(words: str) -> Iterable[Article]:
    """Articles with all of `words` in their title or text, latest first, to quote a passage from."""
    articles = Article.objects.current().select_related("outlet").defer("text")
    for word in words.split():
        articles = articles.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return articles.order_by("-published_on", "-created_at")[:FOUND]
