"""The base of the engine: spans, segments, normalisation and anchors. It may import nothing else of the engine.

Every offset in this project is a code point index into one article's text, half open: `text[start:end]`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

ANCHOR_CONTEXT = 32
"""How many code points of prefix and suffix an anchor keeps (the length Hypothesis uses)."""

_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85]")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_TRAILING_SPACE = re.compile(r"[^\S\n]+(?=\n|\Z)")


class SegmentKind(StrEnum):
    MASTHEAD = "masthead"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    PARAGRAPH = "paragraph"
    BLOCK_QUOTE = "block_quote"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `text[start:end]`, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Segment:
    """What one stretch of an article is, and its language (BCP 47, `""` when unknown)."""

    kind: SegmentKind
    span: Span
    language: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A W3C Web Annotation text position selector and text quote selector in one."""

    span: Span
    exact: str
    prefix: str
    suffix: str


def normalise(raw: str) -> str:
    """The one form a text is stored in: NFC, LF line ends, one blank line between paragraphs, no outer space."""
    text = unicodedata.normalize("NFC", raw.removeprefix("\ufeff"))
    text = _LINE_ENDS.sub("\n", text)
    text = _TRAILING_SPACE.sub("", text)
    return _BLANK_LINES.sub("\n\n", text).strip()


def hull(spans: tuple[Span, ...]) -> Span:
    """The smallest span that covers all of `spans` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def anchor(text: str, span: Span) -> Anchor:
    """Pins `span` by position and by its words with a little of what stands around them."""
    return Anchor(
        span=span,
        exact=span.of(text),
        prefix=text[max(0, span.start - ANCHOR_CONTEXT) : span.start],
        suffix=text[span.end : span.end + ANCHOR_CONTEXT],
    )
