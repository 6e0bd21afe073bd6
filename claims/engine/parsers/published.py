"""When an article was published, as far as its own text says, and where that was read. Never a guess, never today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.engine.dates import FoundDate, find_dates
from claims.engine.parsers.shapes import shows_the_past
from claims.engine.text import Segment, SegmentKind

_AMBIGUOUS = "The date {words} may be read two ways and was not used."
_FROM_CAPTION = "The only date is in a picture's caption."


def published(text: str, segments: Sequence[Segment]) -> tuple[str, str, tuple[str, ...]]:
    """EDTF date or `""`, `text` or `caption` or `""`, and warnings.

    Dates inside paragraphs are what the article is about, not when it came out, so only datelines and captions count.
    """
    datelines = [part.span.of(text) for part in segments if part.kind is SegmentKind.DATELINE]
    captions = [part.span.of(text) for part in segments if part.kind is SegmentKind.CAPTION]
    warnings = _warnings(datelines)
    if dated := _days(datelines):
        return str(dated[0].date), "text", warnings
    if dated := _days(caption for caption in captions if not shows_the_past(caption)):
        # The newest picture is the nearest to the day of the report.
        return str(max(dated, key=lambda found: found.date.latest).date), "caption", (*warnings, _FROM_CAPTION)
    return "", "", warnings


def _days(stretches: Iterable[str]) -> list[FoundDate]:
    return [found for stretch in stretches for found in find_dates(stretch) if found.date.day]


def _warnings(stretches: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        _AMBIGUOUS.format(words=stretch[found.start : found.end])
        for stretch in stretches
        for found in find_dates(stretch)
        if found.ambiguous
    )
