"""Stage: words → word pieces, each with what the page shows of it beside its letters. Reads no statement.

The encoder knows lower-case pieces only. What it cannot see in them is handed to it as two small numbers a word: the
`shape` (capitals, quotation marks, start of a sentence) and the `hint` (what the rules took the word for).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import Paragraph, Sentence
from claims.engine.text import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_LONGEST_WORD = 100
"""The tokenizer takes a longer one for unknown anyway."""
_WORDS_KEPT = 50_000
PiecesOf = Callable[[str], tuple[int, ...]]
"""A word as written → its pieces in the encoder's vocabulary."""
SHAPES = 16
"""How many shapes there are: four of letters × inside quotation marks or not × first of its sentence or not."""


class Hint(IntEnum):
    """What the rules took a word for."""

    NOTHING = 0
    CONTENT = 1
    CUE = 2
    SOURCE = 3


class Word(NamedTuple):
    """A word or mark: where it stands (code points of the article's text), its pieces, and what the page shows."""

    start: int
    end: int
    pieces: tuple[int, ...]
    shape: int
    hint: int
    opens: bool
    """The first of its sentence: a long paragraph may be cut before it."""
    is_word: bool
    """A word or number, not a mark."""


def pieces_by(tokenizer: Tokenizer) -> PiecesOf:
    """Looks words up one by one and remembers them: most words of an article stand in it, or the last one, before."""
    tokenizer.no_truncation()
    tokenizer.no_padding()

    vocabulary = tokenizer.get_vocab()

    @lru_cache(maxsize=_WORDS_KEPT)
    def pieces_of(word: str) -> tuple[int, ...]:
        if word.isascii() and word.isalpha() and (whole := vocabulary.get(word.lower())) is not None:
            return (whole,)  # most words, at a tenth of the price
        return tuple(tokenizer.encode(word[:_LONGEST_WORD], add_special_tokens=False).ids)

    return pieces_of


def words_of(
    paragraph: Paragraph, hints: Sequence[tuple[Span, Hint]], pieces_of: PiecesOf, *, every: bool = False
) -> list[Word]:
    """The words of one paragraph that are worth reading. `hints` are in order and apart, maybe of the whole article.

    Unless `every` sentence is wanted, one that mentions no word an attribution can hang on and holds no quotation is
    left out, and so is one that stands in quotation marks from end to end: that spares the network a quarter of an
    article and costs no find in a hundred. Marks that the vocabulary does not know, such as a zero-width one, are none.
    """
    words: list[Word] = []
    at = bisect_right(hints, paragraph.segment.span.start, key=lambda hint: hint[0].end)
    for sentence in paragraph.sentences:
        if not every and not _is_worth_reading(sentence, paragraph.lexicon.triggers):
            continue
        opens = True
        for token, quotation in zip(sentence.tokens, sentence.quoted, strict=True):
            start, text = token.start, token.text
            while at < len(hints) and hints[at][0].end <= start:
                at += 1
            hint = hints[at][1] if at < len(hints) and hints[at][0].start <= start else Hint.NOTHING
            pieces = pieces_of(text)
            if pieces:
                shape = shape_of(text, quoted=quotation >= 0, opens=opens)
                words.append(Word(start, token.end, pieces, shape, int(hint), opens, token.is_word))
            opens = False
    return words


def _is_worth_reading(sentence: Sentence, triggers: frozenset[str]) -> bool:
    if max(sentence.quoted, default=-1) < 0:
        return not triggers.isdisjoint(sentence.low)
    return any(
        token.is_word and quotation < 0 for token, quotation in zip(sentence.tokens, sentence.quoted, strict=True)
    )


def shape_of(word: str, *, quoted: bool, opens: bool) -> int:
    """A number in 0..`SHAPES` for what the word looks like and where it stands."""
    if not word[0].isupper():
        letters = 0
    elif len(word) > 1 and word.isupper():
        letters = 2
    else:
        letters = 1 if word[1:].islower() or len(word) == 1 else 3
    return letters * 4 + quoted * 2 + opens


def hints_of(proposals: Sequence[Proposal]) -> list[tuple[Span, Hint]]:
    """What the rules found, as stretches in order and apart; cue and source stand out from words they lie in."""
    marked: list[tuple[Span, Hint]] = []
    for proposal in proposals:
        if proposal.within is not None:
            continue
        marked.extend((span, Hint.CONTENT) for span in proposal.content)
        marked.extend((span, hint) for span, hint in ((proposal.cue, Hint.CUE), (proposal.source, Hint.SOURCE)) if span)
    return _apart(marked)


def _apart(marked: list[tuple[Span, Hint]]) -> list[tuple[Span, Hint]]:
    """Cuts stretches so that none lies in another: where two meet, the one that starts later has the word."""
    apart: list[tuple[Span, Hint]] = []
    still_open: list[tuple[Span, Hint]] = []
    at = 0

    def advance(to: int) -> None:
        nonlocal at
        while still_open and at < to:
            span, hint = still_open[-1]
            if (end := min(span.end, to)) > at:
                apart.append((Span(at, end), hint))
                at = end
            if span.end <= to:
                still_open.pop()

    for span, hint in sorted(marked, key=lambda one: (one[0].start, -one[0].end, one[1])):
        advance(span.start)
        at = max(at, span.start)
        still_open.append((span, hint))
    advance(max((span.end for span, _ in marked), default=0))
    return apart
