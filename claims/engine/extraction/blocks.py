"""Proposer: block quotes without quotation marks. The paragraph before, which ends in a colon, says whose they are.

Not the nearest subject decides but the act that is still waiting for its words: in "The reporter asked him about the
deal. The minister was said to have signed it:" what follows is the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.engine.extraction.cues import Act
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import Paragraph
from claims.engine.text import SegmentKind, Span

_ASIDE = frozenset({SegmentKind.CAPTION, SegmentKind.BOILERPLATE, SegmentKind.BYLINE, SegmentKind.DATELINE})


def propose_blocks(paragraphs: Sequence[Paragraph], proposals: Sequence[Proposal]) -> list[Proposal]:
    """One proposal for each run of block quotes that somebody is said to have said."""
    by_paragraph: dict[int, list[Proposal]] = {}
    for proposal in proposals:
        by_paragraph.setdefault(proposal.paragraph, []).append(proposal)
    found: list[tuple[Proposal, list[Span]]] = []
    introduction: Paragraph | None = None
    running = False
    for paragraph in paragraphs:
        if paragraph.segment.kind is not SegmentKind.BLOCK_QUOTE:
            if paragraph.segment.kind not in _ASIDE:
                introduction, running = paragraph, False
            continue
        if running:
            found[-1][1].append(paragraph.segment.span)
            continue
        by = _introducing(paragraph, by_paragraph.get(introduction.index, []) if introduction else [])
        if by is None:
            introduction = None
            continue
        running = True
        found.append((_block(paragraph, by), [paragraph.segment.span]))
    return [replace(block, content=tuple(spans)) for block, spans in found]


def unattributed(paragraphs: Sequence[Paragraph], blocks: Sequence[Proposal]) -> tuple[Paragraph, ...]:
    """The paragraphs, with each block quote that nobody is said to have said turned back into a plain paragraph."""
    said = {part for block in blocks for part in block.content}
    return tuple(
        replace(paragraph, segment=replace(paragraph.segment, kind=SegmentKind.PARAGRAPH))
        if paragraph.segment.kind is SegmentKind.BLOCK_QUOTE and paragraph.segment.span not in said
        else paragraph
        for paragraph in paragraphs
    )


def _introducing(block: Paragraph, candidates: Sequence[Proposal]) -> Proposal | None:
    """The attribution whose words the block is."""
    text = block.sentences[0].text if block.sentences else ""
    asks = "?" in block.segment.span.of(text)
    own = [candidate for candidate in candidates if candidate.source is not None and not candidate.relayed]
    if not own:
        return None
    return max(
        own,
        key=lambda one: (not one.content, asks == (one.act is Act.ASK), one.sentence, one.cue.start if one.cue else 0),
    )


def _block(paragraph: Paragraph, by: Proposal) -> Proposal:
    return Proposal(
        paragraph=paragraph.index,
        sentence=0,
        content=(paragraph.segment.span,),
        cue=by.cue,
        source=by.source,
        rule="block",
        word=by.word,
        addressee=by.addressee,
        venue=by.venue,
    )
