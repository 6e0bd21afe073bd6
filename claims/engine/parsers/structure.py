"""A laid text whose markup says little → segments: what the markup names, and what shape tells of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.engine.parsers import limits
from claims.engine.parsers.draft import Refused
from claims.engine.parsers.languages import LANGUAGES
from claims.engine.parsers.layout import Block, Laid
from claims.engine.parsers.plain import segment
from claims.engine.text import Segment, SegmentKind


def of_one_article(blocks: Sequence[Block]) -> Sequence[Block]:
    """`blocks`, unless they hold more text than one article may. Raises `Refused` with `empty` or `too_large`."""
    size = sum(len(block.words) for block in blocks)
    if size > limits.TEXT_BYTES or len(blocks) > limits.LINES:
        most = limits.as_megabytes(limits.TEXT_BYTES)
        raise Refused("too_large", f"Its text is longer than the {most} and {limits.LINES:,} lines of one article.")
    if not any(any(map(str.isalpha, block.words)) for block in blocks):
        raise Refused("empty", "There is no text in it.")
    return blocks


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
