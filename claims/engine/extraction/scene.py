"""Resolver: the scene. Where the resolvers look things up: who is named where, who spoke last in a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from claims.engine.extraction.names import Name
from claims.engine.extraction.people import Person
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import Paragraph, Sentence
from claims.engine.text import SegmentKind, Span

_NAMES_MAX = 12
_HEADS = frozenset({SegmentKind.HEADLINE, SegmentKind.DECK})
Place = tuple[int, int]
"""Paragraph and sentence."""


class Scene:
    """One document's names by where they stand, and the sentences in reading order."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], people: Sequence[Person]) -> None:
        self.text = text
        self.people = people
        self.paragraphs = paragraphs
        self.lexicon = [p.lexicon for p in paragraphs]
        self.places: list[Place] = [(p.index, k) for p in paragraphs if p.is_read for k in range(len(p.sentences))]
        self.position = [*accumulate((len(p.sentences) if p.is_read else 0 for p in paragraphs), initial=0)]
        """How many places come before each paragraph."""
        self.ordinal = [*accumulate((p.is_read for p in paragraphs), initial=0)]
        self.names = sorted(
            ((name, person) for person in people for name in person.names), key=lambda pair: pair[0].span
        )
        self.starts = [name.span.start for name, _ in self.names]
        self.by_place: dict[Place, list[tuple[Name, Person]]] = {}
        self.starts_of: dict[int, list[int]] = {}
        for name, person in self.names:
            self.by_place.setdefault((name.paragraph, name.sentence), []).append((name, person))
            self.starts_of.setdefault(id(person), []).append(name.span.start)
        heads = {p.index for p in paragraphs if p.segment.kind in _HEADS}
        self.headed = list({id(person): person for name, person in self.names if name.paragraph in heads}.values())
        """Whom headline and deck name."""
        self.spoke: dict[Place, Person] = {}
        """Who spoke last in each sentence."""

    def here(self, proposal: Proposal) -> int | None:
        """Where in reading order the proposal's cue stands."""
        paragraph = self.paragraphs[proposal.paragraph]
        told = paragraph.is_read and proposal.sentence < len(paragraph.sentences)
        return self.position[proposal.paragraph] + proposal.sentence if told else None

    def sentence_at(self, place: Place) -> Sentence:
        return self.paragraphs[place[0]].sentences[place[1]]

    def names_in(self, span: Span) -> list[tuple[Name, Person]]:
        at = bisect_left(self.starts, span.start)
        found = []
        while at > 0 and self.names[at - 1][0].span.end > span.start:
            at -= 1
        while at < len(self.names) and self.names[at][0].span.start < span.end:
            if self.names[at][0].span.end <= span.end + 2:
                found.append(self.names[at])
            at += 1
        return found

    def named_at(self, place: Place, before: int) -> Sequence[tuple[Name, Person]]:
        """The names of one sentence that stand before an offset; the last few, should it hold very many."""
        names = self.by_place.get(place, [])
        end = bisect_left(names, before, key=lambda pair: pair[0].span.start)
        return names[max(0, end - _NAMES_MAX) : end]

    def named_beside(self, span: Span) -> Person | None:
        """ "the campaign's lawyer, Ruth Cole,": the name follows after a comma."""
        at = bisect_left(self.starts, span.end)
        if at < len(self.names) and self.text[span.end : self.starts[at]] == ", ":
            return self.names[at][1]
        return None
