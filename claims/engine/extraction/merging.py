"""Stage: what the rules propose and what the tagger reads → one list of proposals. Resolves nobody.

The rules know structure: quotation marks, turns, block quotes. The tagger knows how far retold words go and which verb
is one of saying. So words in marks stay as the rules cut them, retold ones as the tagger does, and each may name the
source that the other did not see.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from claims.engine.extraction.proposals import SET_APART, TAGGED, WHOLE_RULES, Proposal
from claims.engine.extraction.quotes import overlapping
from claims.engine.extraction.reading import Paragraph
from claims.engine.extraction.tagger.reading import Reading
from claims.engine.extraction.tagger.tidying import Attribution, Places
from claims.engine.text import Span

LEAST_BELIEF = 0.65
"""What the tagger believes less is left out, unless the rules found it too."""
_SAME = 0.5
"""Dice overlap from which two readings are of the same words."""
_QUOTED_SHARE = 0.8
"""Words that stand in quotation marks by so much stay as the marks cut them."""


def merge(paragraphs: Sequence[Paragraph], ruled: Sequence[Proposal], reading: Reading) -> list[Proposal]:
    """Outermost proposals in order of the text."""
    places = Places(paragraphs)
    near: dict[int, list[int]] = {}
    for k, one in enumerate(reading.attributions):
        near.setdefault(places.paragraph(one.content[0].start).index, []).append(k)
    by_index = {paragraph.index: paragraph for paragraph in paragraphs}
    merged: list[Proposal] = []
    matched: set[int] = set()
    for proposal in ruled:
        here = near.get(places.paragraph(proposal.content[0].start).index, [])
        match = _match(proposal, [k for k in here if k not in matched], reading.attributions)
        if match is not None:
            matched.add(match)
            merged.append(_joined(proposal, reading.attributions[match], by_index[proposal.paragraph]))
        elif proposal.paragraph not in reading.paragraphs:
            merged.append(proposal)
        elif _stands_alone(proposal, by_index[proposal.paragraph]):
            merged.append(replace(proposal, belief=0.0))
    taken = _Taken(merged)
    merged.extend(
        _proposal(one, places)
        for k, one in enumerate(reading.attributions)
        if k not in matched and one.belief >= LEAST_BELIEF and taken.leaves(one)
    )
    return sorted(merged, key=lambda one: (one.content[0].start, -one.content[0].end))


def _match(proposal: Proposal, near: Sequence[int], found: Sequence[Attribution]) -> int | None:
    """Which attribution is of the same words, if one is."""
    alike = {k: dice(proposal.content, found[k].content) for k in near}
    best = max(alike, key=alike.__getitem__, default=None)
    return best if best is not None and alike[best] >= _SAME else None


class _Taken:
    """The words and cues that proposals hold already."""

    def __init__(self, proposals: Sequence[Proposal]) -> None:
        self._words = sorted(part for proposal in proposals for part in proposal.content)
        self._cues = sorted(proposal.cue for proposal in proposals if proposal.cue is not None)

    def leaves(self, one: Attribution) -> bool:
        """Whether neither its words nor its cue are taken: what brings in a block quote brings in nothing else."""
        return not any(_meets(self._words, part) for part in one.content) and not _meets(self._cues, one.cue)


def dice(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Shared code points, twice, by those of both; each is in order and apart."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return 2 * shared / (_length(one) + _length(other))


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _joined(proposal: Proposal, one: Attribution, paragraph: Paragraph) -> Proposal:
    """The rules' proposal with what the tagger knows better."""
    quoted = proposal.rule in WHOLE_RULES or _quoted_share(proposal.content, paragraph) >= _QUOTED_SHARE
    source = (proposal.source or one.source) if quoted else (one.source or proposal.source)
    return replace(
        proposal,
        content=proposal.content if quoted else one.content,
        cue=proposal.cue or one.cue,
        source=source,
        carried=proposal.carried and source is None,
        belief=one.belief,
    )


def _quoted_share(content: Sequence[Span], paragraph: Paragraph) -> float:
    inside = [quotation.span for part in content for quotation in overlapping(paragraph.quotations, part)]
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in content for b in set(inside))
    return shared / _length(content)


def _stands_alone(proposal: Proposal, paragraph: Paragraph) -> bool:
    """Whether a finding is kept where the tagger looked and saw none: words that the page itself sets apart."""
    return proposal.rule in SET_APART or _quoted_share(proposal.content, paragraph) >= _QUOTED_SHARE


def _proposal(one: Attribution, places: Places) -> Proposal:
    """The tagger's own find. It stands where its cue stands."""
    paragraph, number = places.sentence(one.cue.start)
    words = one.cue.of(paragraph.sentences[number].text).lower().split()
    cue = next((paragraph.lexicon.verbs[word] for word in reversed(words) if word in paragraph.lexicon.verbs), None)
    return Proposal(
        paragraph=paragraph.index,
        sentence=number,
        content=one.content,
        cue=one.cue,
        source=one.source,
        rule=TAGGED,
        word=cue,
        belief=one.belief,
    )


def _meets(taken: Sequence[Span], span: Span) -> bool:
    """Whether one of `taken` (in order) shares a stretch with `span`; they may lie in each other a little."""
    at = bisect_right(taken, span.start, key=lambda part: part.start)
    return (at < len(taken) and taken[at].start < span.end) or (at > 0 and taken[at - 1].end > span.start)
