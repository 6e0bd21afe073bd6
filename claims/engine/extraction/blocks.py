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
from claims.engine.text import SegmentKind

_ASIDE = frozenset({SegmentKind.CAPTION, SegmentKind.BOILERPLATE, SegmentKind.BYLINE, SegmentKind.DATELINE})


def propose_blocks(paragraphs: Sequence[Paragraph], proposals: Sequence[Proposal]) -> list[Proposal]:
    """One proposal for each run of block quotes."""
    by_paragraph: dict[int, list[Proposal]] = {}
    for proposal in proposals:
        by_paragraph.setdefault(proposal.paragraph, []).append(proposal)
    found: list[Proposal] = []
    introduction: Paragraph | None = None
    joined = False
    for paragraph in paragraphs:
        if paragraph.segment.kind is SegmentKind.BLOCK_QUOTE:
            if joined:
                found[-1] = _extended(found[-1], paragraph)
            else:
                introducing = by_paragraph.get(introduction.index, []) if introduction else []
                found.append(_block(paragraph, _introducing(paragraph, introducing)))
            joined = True
        elif paragraph.segment.kind not in _ASIDE:
            introduction, joined = paragraph, False
    return found


def _extended(block: Proposal, paragraph: Paragraph) -> Proposal:
    return replace(block, content=(*block.content, paragraph.segment.span))


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


def _block(paragraph: Paragraph, by: Proposal | None) -> Proposal:
    if by is None:
        return Proposal(
            paragraph=paragraph.index,
            sentence=0,
            content=(paragraph.segment.span,),
            cue=None,
            source=None,
            rule="block",
            carried=True,
        )
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
