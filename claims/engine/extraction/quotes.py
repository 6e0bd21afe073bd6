"""Stage: the quotation-mark scanner. Finds what stands between marks of any style; it does not ask who speaks.

One pass per segment, left to right. Marks that open and close differently are trusted; a straight mark is read by
what stands beside it. A single mark counts only when it has a partner, because most of them are apostrophes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from claims.engine.text import Segment, Span

_OPENING = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』"}
_CLOSING = frozenset("”»›」』")
_STRAIGHT = frozenset({'"', "``", "''"})
_SPACE_LIKE = frozenset(" \t\n\u00a0([{-–—/¿¡")
_DOUBLE_MARKS = re.compile(r"``|''|[\"“”„«»‹›「」『』]")
_SINGLE_MARKS = re.compile(r"['‘’\n]")
_RAYA = re.compile(r"[—–―](?=[\w¿¡«“\"])")
_RAYA_INSIDE = re.compile(r"(?P<aside>\s[—–―](?=[^\W\d_]))|(?<=\S)[—–―][.,;:?!…]*\s+(?=\S)")
_START, _END = attrgetter("span.start"), attrgetter("span.end")
_SINGLE_LONGEST = 600
"""A single mark that has not closed after so many characters was an apostrophe."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks. `span` has the marks in, `inner` has not."""

    span: Span
    inner: Span
    closed: bool = True
    single: bool = False
    resumes: bool = False
    """The quotation goes on from the paragraph before, which left its mark open."""


def overlapping(quotations: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """Those of one segment's quotations that share a stretch with `span`."""
    if not quotations:
        return ()
    first = bisect_right(quotations, span.start, key=_END)
    last = bisect_left(quotations, span.end, first, key=_START)
    return quotations[first:last]


def scan(text: str, segment: Segment) -> tuple[Quotation, ...]:
    """The outermost quotations of one segment, in order and apart."""
    if segment.language.startswith("es") and _RAYA.match(text, segment.span.start, segment.span.end):
        return tuple(_dialogue(text, segment.span))
    doubles = _doubles(text, segment.span)
    singles = _singles(text, segment.span, doubles)
    return tuple(sorted([*doubles, *singles], key=lambda found: found.span) if singles else doubles)


def _dialogue(text: str, span: Span) -> Iterator[Quotation]:
    """Spanish dialogue: "—No —dijo Ana—. Volveré.": a dash opens the words, a second one the aside, a third ends it."""
    start, inside = span.start + 1, True
    for match in _RAYA_INSIDE.finditer(text, start, span.end):
        if inside and match["aside"]:
            yield Quotation(Span(start, match.start()), Span(start, match.start()))
            inside = False
        elif not inside and not match["aside"]:
            start, inside = match.end(), True
    if inside and start < span.end:
        yield Quotation(Span(start, span.end), Span(start, span.end))


def _quotation(start: int, opener: int, end: int, closer: int, *, single: bool = False) -> Quotation | None:
    if start + opener >= end - closer:
        return None
    return Quotation(Span(start, end), Span(start + opener, end - closer), closed=closer > 0, single=single)


def _doubles(text: str, span: Span) -> list[Quotation]:
    found: list[Quotation | None] = []
    opened, mark, depth = -1, "", 0
    nests: frozenset[str] | None = None
    for match in _DOUBLE_MARKS.finditer(text, span.start, span.end):
        at, char = match.start(), match.group()
        if opened < 0:
            if char in _OPENING or (char in _STRAIGHT and (char == "``" or _may_open(text, match.end(), span))):
                opened, mark, depth = at, char, 1
            continue
        if char == mark == "''" and text.startswith("'", at + 2, span.end):
            at += 1  # three in a row: a single mark that ends an inner quotation, then the double one
        if _closes(text, at, char, mark, span):
            depth -= 1
            if depth == 0:
                found.append(_quotation(opened, len(mark), at + len(char), len(char)))
                opened = -1
        elif char == mark and mark in _OPENING:
            nests = _nesting_marks(text, span) if nests is None else nests
            depth += mark in nests
    if opened >= 0:
        found.append(_quotation(opened, len(mark), span.end, 0))
    return [quotation for quotation in found if quotation is not None]


def _nesting_marks(text: str, span: Span) -> frozenset[str]:
    """Marks used in pairs throughout the segment: a second opening one nests. Otherwise a closing one was forgotten."""
    return frozenset(
        mark
        for mark, closers in _OPENING.items()
        if text.count(mark, span.start, span.end) == sum(text.count(char, span.start, span.end) for char in closers)
    )


def _closes(text: str, at: int, char: str, mark: str, span: Span) -> bool:
    if mark in _OPENING:
        if char == '"':  # “mixed styles" are common where an editor typed over a typeset mark
            return _may_close(text, at, span)
        if char == mark == "“":  # “turned the wrong way,“ as word processors do after a comma or a dash
            return _may_close(text, at, span) and (at + 1 == span.end or text[at + 1].isspace())
        return char in _OPENING[mark] and (char != mark or _may_close(text, at, span))
    if mark == "``":
        return char in {"''", '"'}
    return char == mark or char in _CLOSING


def _may_open(text: str, after: int, span: Span) -> bool:
    """A mark with a word behind it, or one that a comma or colon leads in: 'She said," Yes."'."""
    if after >= span.end:
        return False
    return not text[after].isspace() or (after - 2 >= span.start and text[after - 2] in ",:")


def _may_close(text: str, at: int, span: Span) -> bool:
    return at > span.start and not text[at - 1].isspace()


def _singles(text: str, span: Span, doubles: list[Quotation]) -> list[Quotation]:
    found: list[Quotation] = []
    opened, mark, skip = -1, "", 0
    for match in _SINGLE_MARKS.finditer(text, span.start, span.end):
        at, char = match.start(), match.group()
        while skip < len(doubles) and doubles[skip].span.end <= at:
            skip, opened = skip + 1, -1
        if skip < len(doubles) and doubles[skip].span.start <= at:
            continue
        if opened >= 0 and (at - opened > _SINGLE_LONGEST or char == "\n"):
            opened = -1
        if opened >= 0 and char in "'’" and (mark == "'") == (char == "'") and _single_closes(text, at, span):
            quotation = _quotation(opened, 1, at + 1, 1, single=True)
            if quotation is not None:
                found.append(quotation)
            opened = -1
        elif char in "‘'" and _single_opens(text, at, span):
            opened, mark = at, char
    return found


def _single_opens(text: str, at: int, span: Span) -> bool:
    before = at == span.start or text[at - 1] in _SPACE_LIKE
    return before and at + 1 < span.end and text[at + 1].isalnum()


def _single_closes(text: str, at: int, span: Span) -> bool:
    before = text[at - 1]
    plural_possessive = before == "s" and at + 2 < span.end and text[at + 1] == " " and text[at + 2].islower()
    return not before.isspace() and (at + 1 == span.end or not text[at + 1].isalnum()) and not plural_possessive
