"""Evidence as a page shows it: each link with the exact words of both sides, in what stands around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from claims.models import Article, Commitment, EvidenceLink, EvidenceSide, EvidenceSpan, Statement
from claims.queries.timeline import evidence_dated, evidence_for_timeline, statements_for_timeline

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


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An evidence link as two passages side by side. `date` is EDTF: when the report was made, `""` when unknown."""

    link: EvidenceLink
    promise: Passage | None
    report: Passage | None
    date: str


def exhibits(links: QuerySet[EvidenceLink]) -> list[Exhibit]:
    """Each link with its words in context. A fixed number of queries."""
    return [
        Exhibit(
            link,
            promise=_side(link, EvidenceSide.COMMITMENT),
            report=_side(link, EvidenceSide.EVIDENCE),
            date=evidence_dated(link),
        )
        for link in evidence_for_timeline(links)
    ]


def in_context(span: EvidenceSpan) -> Passage:
    """The exact words with up to `AROUND` code points of their paragraphs on either side, cut between words."""
    text = span.article.text
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
        span.article,
        before=before,
        exact=text[span.start : span.end],
        after=after,
        cut_before=start > opening,
        cut_after=end < closing,
    )


def linkable(commitment: Commitment, words: str) -> Iterable[Statement]:
    """Standing statements with all of `words` that could be evidence: not the promise, not linked already."""
    statements = Statement.objects.standing().exclude(pk__in=commitment.statements.values("pk"))
    statements = statements.exclude(pk__in=commitment.evidence.accepted().exclude(statement=None).values("statement"))
    for word in words.split():
        statements = statements.filter(
            Q(text__icontains=word) | Q(speaker__name__icontains=word) | Q(speaker_text__icontains=word)
        )
    ordered = statements_for_timeline(statements).order_by("-dated", "article", "start")  # type: ignore[misc]  # dated()
    return ordered[:FOUND]


def _side(link: EvidenceLink, side: EvidenceSide) -> Passage | None:
    return next((in_context(span) for span in link.spans.all() if span.side == side), None)
