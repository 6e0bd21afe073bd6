"""Blocks that a format's markup names → one normalised text with its segments. Knows no format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.engine.parsers.languages import LANGUAGES, document_language, language_of
from claims.engine.text import Segment, SegmentKind, Span, normalise

_PROSE = frozenset({SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE})


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch as the markup gives it: what it is and its words, in any state of white space."""

    kind: SegmentKind
    words: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A text in the one form that is stored, what its stretches are, and its main language (BCP 47)."""

    text: str
    segments: tuple[Segment, ...]
    language: str


def lay_out(blocks: Iterable[Block], *, stated: str = "", languages: Sequence[str] = LANGUAGES) -> Laid:
    """One paragraph to a block, a blank line between, in the blocks' order; blocks without words vanish.

    `stated` is the language that the document claims for itself, a BCP 47 tag. The words decide between those that
    they can be told apart by; it is believed where it names another, and for its region.
    """
    pairs = [(block.kind, _one_line(block.words)) for block in blocks]
    pairs = [(kind, words) for kind, words in pairs if words]
    prose = [words for kind, words in pairs if kind in _PROSE] or [words for _, words in pairs]
    primary = stated.split("-", 1)[0].lower()
    main = document_language(prose, languages, stated=primary)
    segments, at = [], 0
    for kind, words in pairs:
        language = language_of(words, fallback=main, languages=languages)
        segments.append(Segment(kind, Span(at, at + len(words)), language))
        at += len(words) + 2
    return Laid("\n\n".join(words for _, words in pairs), tuple(segments), stated if main == primary else main)


def _one_line(words: str) -> str:
    return normalise(" ".join(words.split()))
