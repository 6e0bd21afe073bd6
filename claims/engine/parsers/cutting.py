"""How a text is cut up, as a person corrects it: stretches renamed, split and joined. The text itself never changes.

A cut is a sequence of segments in order and apart. In a whole one every word stands in a segment.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from claims.engine.parsers.languages import language_of
from claims.engine.text import Segment, SegmentKind, Span, sentences

_BREAK = re.compile(r"\n\s*|[:—–]\s+(?=\S)|\s-{1,2}\s+(?=\S)")
"""Where else than behind a sentence two things may meet: a line's end, a colon, a dash after a place."""


class BadCut(Exception):
    """Not a cut of this text; says why in one sentence for an editor."""


def whole(text: str, segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """`segments`, with what stands in none of them as boilerplate: no word is out of sight. Raises `BadCut`."""
    found: list[Segment] = []
    at = 0
    for segment in segments:
        if segment.span.start < at or segment.span.end > len(text):
            raise BadCut("The stretches overlap or end behind the text.")
        found.extend(_left_out(text, at, segment.span.start))
        if segment.span.of(text).strip():
            found.append(replace(segment, span=_trimmed(text, segment.span.start, segment.span.end)))
        at = segment.span.end
    return (*found, *_left_out(text, at, len(text)))


def split(text: str, segments: Sequence[Segment], at: int) -> tuple[Segment, ...]:
    """The cut with the stretch around `at` in two, both of the kind it had. Raises `BadCut` where there is none."""
    for number, segment in enumerate(segments):
        start, end = segment.span.start, segment.span.end
        if start < at < end and text[start:at].strip() and text[at:end].strip():
            halves = (replace(segment, span=_trimmed(text, *edges)) for edges in ((start, at), (at, end)))
            return (*segments[:number], *halves, *segments[number + 1 :])
    raise BadCut("There is nothing to split at this place.")


def join(segments: Sequence[Segment], number: int) -> tuple[Segment, ...]:
    """The cut with stretch `number` (from 0) joined to the one before it, whose kind it takes. Raises `BadCut`."""
    if not 0 < number < len(segments):
        raise BadCut("There is no stretch above to join it with.")
    before, joined = segments[number - 1], segments[number]
    one = replace(before, span=Span(before.span.start, joined.span.end))
    return (*segments[: number - 1], one, *segments[number + 1 :])


def parts(text: str, span: Span) -> tuple[Span, ...]:
    """What a stretch may be split into: its sentences and lines, and what stands behind a colon or a dash."""
    edges = {span.start, span.end, *(one.start for one in sentences(text, span))}
    edges |= {match.end() for match in _BREAK.finditer(text, span.start, span.end)}
    return tuple(Span(start, end) for start, end in pairwise(sorted(edges)) if text[start:end].strip())


def with_languages(text: str, segments: Iterable[Segment], *, known: Iterable[Segment], main: str) -> list[Segment]:
    """The cut with the language of each stretch: as `known` of just this stretch, else read from its words."""
    languages = {segment.span: segment.language for segment in known}
    return [
        replace(segment, language=languages.get(segment.span) or language_of(segment.span.of(text), fallback=main))
        for segment in segments
    ]


def words_of(text: str, segments: Iterable[Segment], kind: SegmentKind) -> str:
    """The words of every stretch of one kind, on one line."""
    return " ".join(" ".join(one.span.of(text).split()) for one in segments if one.kind is kind)


def fingerprint(segments: Iterable[Segment]) -> str:
    """By which two cuts of one text are told apart."""
    written = ",".join(f"{one.kind}:{one.span.start}-{one.span.end}" for one in segments)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _left_out(text: str, start: int, end: int) -> Iterator[Segment]:
    if text[start:end].strip():
        yield Segment(SegmentKind.BOILERPLATE, _trimmed(text, start, end))


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))
