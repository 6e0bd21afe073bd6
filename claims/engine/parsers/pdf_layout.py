"""The lines on printed pages → paragraphs in reading order, the headline among them. Knows only places and sizes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from claims.engine.parsers.layout import Block
from claims.engine.parsers.pdf_pages import Line, Page
from claims.engine.text import SegmentKind

_MARGIN = 0.13
"""The part of a page's height, at its top and its foot, in which running titles and page numbers stand."""
_PAGE_NUMBER = re.compile(
    r"(?:page|página|pág\.|p\.)?[\s–—-]*\d{1,4}(?:\s*(?:/|of|de)\s*\d{1,4})?[\s–—-]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_GAP = 1.25
"""So much more than the usual step from line to line parts two paragraphs."""
_SIZES_APART = 1.12
_HEADLINE_SIZE = 1.2
_INDENT = (0.4, 4.0)
"""A paragraph's first line is set in by so many letter sizes; more is a centred line."""
_SHORT_LINE = 0.75
_ENDED = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_HYPHENS = "-\u00ad\u2010"
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-\u2010][^\W\d_]++)+")


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    page: int

    @property
    def size(self) -> float:
        return self.lines[0].size


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """The paragraphs of `pages` without what stands on each page; the largest early one is the headline."""
    repeated = _repeated(pages)
    numbered = [(number, _kept(page, repeated)) for number, page in enumerate(pages)]
    lines = [line for _, page in numbered for line in page]
    if not lines:
        return []
    usual = _usual_size(lines)
    found = _paragraphs(numbered, _steps(numbered), _width(lines))
    compounds = {word.lower() for line in lines for word in _COMPOUND.findall(line.words.rstrip(_HYPHENS))}
    headline = _headline(found, usual)
    return [
        Block(
            SegmentKind.HEADLINE if paragraph is headline else SegmentKind.PARAGRAPH,
            _joined([line.words for line in paragraph.lines], compounds),
        )
        for paragraph in found
    ]


def _repeated(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """What stands in the same place on several pages, whatever its numbers."""
    seen = Counter(mark for page in pages for mark in {_mark(line) for line in page.lines if _in_margin(line, page)})
    enough = max(2, len(pages) / 3)
    return frozenset(mark for mark, count in seen.items() if count >= enough)


def _kept(page: Page, repeated: frozenset[tuple[str, int]]) -> list[Line]:
    return [
        line
        for line in page.lines
        if not (_in_margin(line, page) and (_mark(line) in repeated or _PAGE_NUMBER.fullmatch(line.words)))
    ]


def _mark(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.words), round(line.y / 4)


def _in_margin(line: Line, page: Page) -> bool:
    edge = page.height * _MARGIN
    return not edge < line.y < page.height - edge


def _usual_size(lines: Iterable[Line]) -> float:
    """The size that most letters have."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.words)
    return letters.most_common(1)[0][0]


def _width(lines: Sequence[Line]) -> float:
    """How many letters a full line has, in letter sizes being equal: the longest but for a few."""
    lengths = sorted(len(line.words) for line in lines)
    return lengths[len(lengths) * 9 // 10]


def _steps(numbered: Iterable[tuple[int, list[Line]]]) -> dict[float, float]:
    """Size of letters → the usual step from one line of that size to the next."""
    steps: dict[float, list[float]] = {}
    for _, lines in numbered:
        for line, following in pairwise(lines):
            step = line.y - following.y
            if round(line.size, 1) == round(following.size, 1) and 0 < step < 3 * line.size:
                steps.setdefault(round(line.size, 1), []).append(step)
    return {size: _low_median(found) for size, found in steps.items() if len(found) > 2}


def _low_median(steps: list[float]) -> float:
    """Steps inside paragraphs are the smaller ones, and in a text of short paragraphs not even the most."""
    ordered = sorted(steps)
    return median(ordered[: len(ordered) // 2 + 1])


def _paragraphs(
    numbered: Iterable[tuple[int, list[Line]]], steps: dict[float, float], width: float
) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    for number, lines in numbered:
        for line in lines:
            if found and not _starts(found[-1], line, number, steps, width):
                found[-1].lines.append(line)
            else:
                found.append(_Paragraph([line], number))
    return found


def _starts(paragraph: _Paragraph, line: Line, page: int, steps: dict[float, float], width: float) -> bool:
    """Whether `line` opens a new paragraph after `paragraph`."""
    last = paragraph.lines[-1]
    low, high = sorted((last.size, line.size))
    if high > low * _SIZES_APART:
        return True
    step = last.y - line.y
    ended = _ENDED.search(last.words) is not None
    if page != paragraph.page or step < 0:  # a new page or column: only the words tell
        paragraph.page = page
        return ended
    if step > _GAP * steps.get(round(line.size, 1), line.size * _GAP):
        return True
    if step == 0 and line.x > last.x:
        return False
    low_indent, high_indent = (line.size * part for part in _INDENT)
    if low_indent < line.x - last.x < high_indent and (len(paragraph.lines) == 1 or last.x <= paragraph.lines[0].x):
        return len(paragraph.lines) > 1 or ended
    return ended and len(last.words) < _SHORT_LINE * width


def _headline(found: Sequence[_Paragraph], usual: float) -> _Paragraph | None:
    """The largest paragraph of the first page's start, if it is clearly larger than the rest."""
    early = [paragraph for paragraph in found[:8] if paragraph.page == found[0].page]
    largest = max(early, key=lambda paragraph: paragraph.size)
    return largest if largest.size >= usual * _HEADLINE_SIZE else None


def _joined(lines: Sequence[str], compounds: set[str]) -> str:
    parts: list[str] = []
    for line in (line.translate(_LIGATURES) for line in lines):
        if parts and parts[-1][-1] in _HYPHENS and parts[-1][-2:-1].isalpha() and line[0].islower():
            parts[-1] = _before_cut(parts[-1], line, compounds)
        elif parts:
            parts.append(" ")
        parts.append(line)
    return "".join(parts).replace("\u00ad", "")


def _before_cut(above: str, line: str, compounds: set[str]) -> str:
    """The line above, whose last word was cut. Its hyphen stays if the text writes the word with one elsewhere."""
    head, tail = above.rsplit(None, 1)[-1][:-1], line.split(None, 1)[0]
    match = _COMPOUND.match(f"{head.lstrip('“‘«(¿¡')}-{tail}")
    return above[:-1] + ("-" if match and match[0].lower() in compounds else "")
