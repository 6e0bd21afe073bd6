"""Proposer: signed quotations. A pull quote whose next paragraph says who speaks: "— Ana Ruiz, mayor"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from claims.engine.extraction.attribution import Attributions
from claims.engine.extraction.phrases import noun_phrase_after
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import SIGNING_DASHES, Paragraph
from claims.engine.extraction.tags import closes_signature
from claims.engine.text import SegmentKind, Span

_SIGNATURE_LONGEST = 100
_NAME_LONGEST = 8


def propose_signed(paragraphs: Sequence[Paragraph]) -> list[Proposal]:
    """One proposal for each quotation that the paragraph after it signs."""
    read = [paragraph for paragraph in paragraphs if paragraph.is_read and paragraph.sentences]
    found = []
    for quotation, signature in pairwise(read):
        name = _signer(signature)
        if name is None or not _stands_alone(quotation):
            continue
        marked = bool(quotation.quotations)
        found.append(
            Proposal(
                paragraph=quotation.index,
                sentence=0,
                content=(quotation.segment.span,),
                cue=None,
                source=name,
                rule="signed" if marked else "block",
            )
        )
    return found


def _stands_alone(paragraph: Paragraph) -> bool:
    """A block quote, or a paragraph that is one quotation from start to end."""
    if paragraph.segment.kind is SegmentKind.BLOCK_QUOTE:
        return True
    quoted = [mark for sentence in paragraph.sentences for mark in sentence.quoted]
    return bool(paragraph.quotations) and min(quoted) == max(quoted) == 0


def _signer(paragraph: Paragraph) -> Span | None:
    """The name in "— Ana Ruiz, mayor"; None when the paragraph says more, as a line of dialogue does."""
    span, sentence = paragraph.segment.span, paragraph.sentences[0]
    if span.end - span.start > _SIGNATURE_LONGEST or len(paragraph.sentences) > 1 or len(sentence) < 2:
        return None
    dash = sentence.text[span.start]
    if dash not in SIGNING_DASHES or any(mark in sentence.text[span.start + 1 : span.end] for mark in ("—", "―", "?")):
        return None
    first = 1 if sentence.low[0] == dash else 0
    if not sentence.tokens[first].is_capital:
        return None
    name = noun_phrase_after(sentence, first, paragraph.lexicon, limit=_NAME_LONGEST)
    if name is None or not all(sentence.tokens[at].is_capital for at in range(*name)):
        return None
    return sentence.stretch(*name) if closes_signature(Attributions(sentence, paragraph.lexicon), name[1]) else None
