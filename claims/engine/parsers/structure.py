"""A laid text whose markup says little → segments: what the markup names, and what shape tells of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.engine.parsers.languages import LANGUAGES
from claims.engine.parsers.layout import Laid
from claims.engine.parsers.plain import segment
from claims.engine.text import Segment, SegmentKind


def judged(laid: Laid, languages: Sequence[str] = LANGUAGES) -> tuple[Segment, ...]:
    """`laid.segments`, with each paragraph replaced by what it looks like as plain text.

    A word processor or a printed page names a headline at best; bylines, datelines and captions stand there as any
    other line does. A headline that the markup names is the only one.
    """
    headed = any(part.kind is SegmentKind.HEADLINE for part in laid.segments)
    return tuple(_merged(laid.segments, segment(laid.text, languages), headed))


def _merged(named: Sequence[Segment], shaped: Sequence[Segment], headed: bool) -> Iterator[Segment]:
    """`shaped` parts lie inside the `named` ones, for a laid paragraph is one line; a dateline is cut off its own."""
    at = 0
    for own in named:
        start = at
        while at < len(shaped) and shaped[at].span.start < own.span.end:
            at += 1
        if own.kind is not SegmentKind.PARAGRAPH or start == at:
            yield own
            continue
        for part in shaped[start:at]:
            another_headline = headed and part.kind is SegmentKind.HEADLINE
            yield replace(part, kind=SegmentKind.PARAGRAPH) if another_headline else part
