"""Pairs of articles that may tell one report: side by side for the queue, and beside the article they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import QuerySet

from claims.engine.duplicates import Difference, differing
from claims.engine.duplicates.sketch import WORD
from claims.models import Article, ClusterProposal, ReviewState
from claims.models.likeness import body_of

SHOWN = 6
"""How many differences of a pair are shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one wording; whether the other wording has other words there."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Wordings:
    """One sentence as both articles have it, or as one of them does."""

    one: tuple[Piece, ...]
    other: tuple[Piece, ...]
    in_facts: bool


@dataclass(frozen=True, slots=True)
class Side:
    article: Article
    words: int


@dataclass(frozen=True, slots=True)
class Pair:
    proposal: ClusterProposal
    one: Side
    """The one that came in first."""
    other: Side
    wordings: tuple[Wordings, ...]
    has_more: bool
    """Whether there are more differences than are shown."""

    @property
    def is_identical(self) -> bool:
        return not self.wordings


@dataclass(frozen=True, slots=True)
class Beside:
    """What else an article is joined with, may be, and is not."""

    members: tuple[Article, ...]
    waiting: tuple[Answer, ...]
    told_apart: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A pair seen from one of its articles."""

    proposal: ClusterProposal
    other: Article


def queue() -> QuerySet[ClusterProposal]:
    """Pairs that wait, the most alike first, with all that `pair` needs. 3 queries."""
    return for_pairs(ClusterProposal.objects.waiting())


def for_pairs(proposals: QuerySet[ClusterProposal]) -> QuerySet[ClusterProposal]:
    related = proposals.select_related("first__outlet", "second__outlet", "reviewed_by")
    return related.prefetch_related("first__segments", "second__segments")


def pair(proposal: ClusterProposal) -> Pair:
    """Both sides of a proposal and what a join would hide. No query after `for_pairs`; linear in the texts' length."""
    one, other = sorted((proposal.first, proposal.second), key=lambda article: article.created_at)
    bodies = body_of(one), body_of(other)
    found = differing(*bodies, most=SHOWN + 1)
    sides = [Side(article, len(body.split())) for article, body in zip((one, other), bodies, strict=True)]
    return Pair(proposal, sides[0], sides[1], tuple(map(_wordings, found[:SHOWN])), has_more=len(found) > SHOWN)


def beside(article: Article) -> Beside:
    """2 queries; 1 for an article that stands in no cluster."""
    members = Article.objects.current().filter(wire_cluster=article.wire_cluster_id).exclude(pk=article.pk)
    asked = ClusterProposal.objects.visible().of(article).exclude(review_state=ReviewState.ACCEPTED)
    answers = list(_answers(asked.select_related("first__outlet", "second__outlet", "reviewed_by"), article))
    together = article.source_key
    return Beside(
        members=tuple(members.select_related("outlet").defer("text")) if article.wire_cluster_id else (),
        waiting=tuple(one for one in answers if one.proposal.is_suggested and one.other.source_key != together),
        told_apart=tuple(one for one in answers if one.proposal.is_rejected),
    )


def _answers(proposals: Iterable[ClusterProposal], article: Article) -> Iterator[Answer]:
    for proposal in proposals:
        yield Answer(proposal, proposal.second if proposal.first_id == article.pk else proposal.first)


def _wordings(found: Difference) -> Wordings:
    one, other = _marked(found.a, found.b)
    return Wordings(one, other, found.in_facts)


def _marked(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both wordings, cut where their words begin and end to differ. Held against nothing, nothing differs."""
    if not (one and other):
        return _whole(one), _whole(other)
    words, other_words = list(WORD.finditer(one)), list(WORD.finditer(other))
    matcher = SequenceMatcher(
        a=[word[0].casefold() for word in words], b=[word[0].casefold() for word in other_words], autojunk=False
    )
    odd = [opcode for opcode in matcher.get_opcodes() if opcode[0] != "equal"]
    here = [(words[start].start(), words[end - 1].end()) for _, start, end, _, _ in odd if start < end]
    there = [(other_words[start].start(), other_words[end - 1].end()) for *_, start, end in odd if start < end]
    return tuple(_pieces(one, here)), tuple(_pieces(other, there))


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, differs=False),) if text else ()


def _pieces(text: str, odd: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    last = 0
    for start, end in odd:
        if start > last:
            yield Piece(text[last:start], differs=False)
        yield Piece(text[start:end], differs=True)
        last = end
    if last < len(text):
        yield Piece(text[last:], differs=False)
