"""Where one paragraph ends and the next begins, in text as it came. Knows nothing of what the paragraphs are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from claims.engine.text import Span

_BLANK_LINE = re.compile(r"(?:\r\n?+|[\n\u2028\u2029\x85])[^\S\n]*[\r\n\u2028\u2029\x85]\s*|\u2029")
_LINE = re.compile(r"[^\r\n\u2028\x85]+")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")

_WRAP_WIDTH = 100
"""No line of hard-wrapped text is longer than this …"""
_WRAP_FILL = 40
"""… and none but the last is shorter than this."""


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of `text`, trimmed. A blank line always ends one; a single line end does unless it only wraps."""
    return tuple(span for block in _blocks(text) for span in _lines_joined(text, block))


def _blocks(text: str) -> Iterator[Span]:
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield from _trimmed(text, start, gap.start())
        start = gap.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    stretch = text[start:end]
    if kept := stretch.strip(" \t\r\n\f\v\u00a0\u2028\u2029\x85\ufeff"):
        first = start + stretch.index(kept[0])
        yield Span(first, first + len(kept))


def _lines_joined(text: str, block: Span) -> Iterator[Span]:
    lines = [
        span
        for line in _LINE.finditer(text, block.start, block.end)
        for span in _trimmed(text, line.start(), line.end())
    ]
    if not lines:
        return
    wrapped = _is_wrapped([line.of(text) for line in lines])
    start = lines[0].start
    for line, following in pairwise(lines):
        if wrapped or text[following.start].islower():
            continue
        yield Span(start, line.end)
        start = following.start
    yield Span(start, lines[-1].end)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether one paragraph was cut into lines of about equal width. Two lines are a headline and deck as often."""
    if len(lines) < 3 or max(map(len, lines)) > _WRAP_WIDTH or min(map(len, lines[:-1])) < _WRAP_FILL:
        return False
    ended = sum(1 for line in lines[:-1] if _SENTENCE_END.search(line))
    return ended * 2 <= len(lines) - 1
