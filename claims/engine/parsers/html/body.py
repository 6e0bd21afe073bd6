"""Which blocks of a page are its article. trafilatura proposes the words; the page itself says what they are and where.

It is asked with a bias for precision and sees neither captions nor boxes. What it leaves out in the middle of a run of
paragraphs, and block quotes, which it drops with the figures and boxes that they stand in, come back in their place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from claims.engine.parsers import shapes
from claims.engine.parsers.fragments import Placed, placed_blocks
from claims.engine.parsers.html.tree import elements, key_of, mark_gone, sweep
from claims.engine.text import SegmentKind

_AS_HTML = {
    "head": "h2",
    "list": "ul",
    "item": "li",
    "quote": "blockquote",
    "row": "tr",
    "cell": "td",
    "lb": "br",
    "code": "pre",
    "ref": "a",
}
"""trafilatura's names → the elements that they stood for."""
_SHINGLE = 3
_COVERED = 0.8
_LONG = 5
"""Words. Shorter blocks, such as a heading, stand in a page more than once without meaning the same."""
_RUN = 2
"""So many paragraphs of the article in one box make it the box that the article's paragraphs stand in."""
_LINKED = 0.5
_ALL_LINKED = 0.9
_TABLES = frozenset({"table", "tbody", "thead", "tr"})
_LOST = 0.7
"""With less of the proposal than this found again in the page, the proposal itself is taken."""


_Run = tuple[etree._Element, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Body:
    """The page's blocks, and the indexes of those that are the article's words."""

    blocks: Sequence[Placed]
    chosen: frozenset[int]

    @property
    def first(self) -> int:
        return min(self.chosen, default=len(self.blocks))

    @property
    def last(self) -> int:
        return max(self.chosen, default=-1)

    def flow(self) -> frozenset[etree._Element]:
        """What the article's paragraphs stand in."""
        return _flow(self.blocks, self.chosen)


def body_of(root: etree._Element, headline: str) -> Body:
    """The article in `root`, whose captions and quotes are marked. Nothing is chosen where there is none."""
    blocks = placed_blocks(root)
    proposed = _proposed(root)
    chosen = _aligned(blocks, [key_of(placed.block.words) for placed in proposed], key_of(headline))
    if _length(blocks, chosen) < _LOST * sum(len(placed.block.words) for placed in proposed):
        return Body(proposed, frozenset(range(len(proposed))))
    chosen |= set(_left_out(blocks, chosen))
    return Body(blocks, frozenset(chosen))


def _proposed(root: etree._Element) -> list[Placed]:
    """The blocks that trafilatura takes for the article."""
    from trafilatura.core import bare_extraction
    from trafilatura.settings import Document

    copied = deepcopy(root)
    for element in elements(copied, "figcaption", "q"):
        if element.tag == "q":
            element.tag = "span"  # it takes a few quoted words for a block quote
        else:
            mark_gone(element)
    sweep(copied)
    # A date for `date_extraction_params` keeps it from asking the clock; metadata is not asked for.
    found = bare_extraction(
        copied, favor_precision=True, include_comments=False, date_extraction_params={"extensive_search": False}
    )
    if not isinstance(found, Document):
        return []
    for element in found.body.iter(*_AS_HTML):
        element.tag = _AS_HTML[element.tag]
    return placed_blocks(found.body)


def _aligned(blocks: Sequence[Placed], proposed: Sequence[str], headline: str) -> set[int]:
    """The blocks whose words were proposed. One that stands in the page twice is taken where the others are."""
    keys = [key_of(placed.block.words) for placed in blocks]
    whole, shingles = Counter(proposed), {shingle for key in proposed for shingle in _shingles(key)}
    often = Counter(keys)
    chosen: set[int] = set()
    repeated: list[int] = []
    for at, key in enumerate(keys):
        if not key or key == headline or _is_elsewhere(blocks[at]):
            continue
        if key in whole or _is_covered(key, shingles):
            if often[key] == 1 and len(key.split()) >= _LONG:
                chosen.add(at)
            else:
                repeated.append(at)
    first, last = min(chosen, default=0), max(chosen, default=len(blocks))
    repeated.sort(key=lambda at: (not first <= at <= last, at))
    for at in repeated:
        if whole[keys[at]] > 0:
            whole[keys[at]] -= 1
            chosen.add(at)
    return chosen


def _is_elsewhere(placed: Placed) -> bool:
    """A caption, the headline, or a line that is nothing but a link to another story."""
    if placed.block.kind is SegmentKind.CAPTION or placed.within.tag == "h1":
        return True
    leads_away = placed.linked >= _ALL_LINKED and len(placed.block.words.split()) >= _LONG
    return leads_away and placed.block.kind is SegmentKind.PARAGRAPH and placed.within.tag not in _TABLES


def _shingles(key: str) -> Iterator[tuple[str, ...]]:
    words = key.split()
    return (tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def _is_covered(key: str, shingles: set[tuple[str, ...]]) -> bool:
    own = list(_shingles(key))
    return len(own) >= _SHINGLE and sum(shingle in shingles for shingle in own) >= _COVERED * len(own)


def _length(blocks: Sequence[Placed], chosen: set[int]) -> int:
    return sum(len(blocks[at].block.words) for at in chosen)


def _flow(blocks: Sequence[Placed], chosen: frozenset[int] | set[int]) -> frozenset[etree._Element]:
    parents = Counter(blocks[at].within.getparent() for at in chosen if blocks[at].within.tag == "p")
    return frozenset(parent for parent, count in parents.items() if parent is not None and count >= _RUN)


def _left_out(blocks: Sequence[Placed], chosen: set[int]) -> Iterator[int]:
    """Paragraphs between those chosen, in the same box, and block quotes there or beside them."""
    if not chosen:
        return
    flow = _flow(blocks, chosen)
    runs = Counter(run for at in chosen for run in _runs(blocks[at]))
    first, last = min(chosen), max(chosen)
    for at, placed in enumerate(blocks):
        between = first < at < last
        if at in chosen or placed.block.kind is SegmentKind.CAPTION:
            continue
        if placed.block.kind is SegmentKind.BLOCK_QUOTE or _names_who_is_quoted(placed):
            if between or _quote_of(placed.within).getparent() in flow:
                yield at
        elif placed.within.tag == "p" and _is_prose(placed):
            in_flow = between and placed.within.getparent() in flow
            if in_flow or any(runs[run] >= _RUN for run in _runs(placed)):
                yield at


def _runs(placed: Placed) -> Iterator[_Run]:
    """Where a paragraph stands, told by each of two boxes further out and by the names of those between.

    Some pages put every paragraph, or every stretch between two advertisements, in a box of its own.
    """
    names: list[tuple[str, str]] = []
    box = placed.within.getparent() if placed.within.tag == "p" else None
    while box is not None and len(names) < 2 and box.get("class"):
        names.append((box.tag, box.get("class")))
        box = box.getparent()
        if box is not None:
            yield box, tuple(names)


def _names_who_is_quoted(placed: Placed) -> bool:
    if _quote_of(placed.within).tag == "blockquote":
        return True
    return placed.within.tag == "figcaption" and placed.block.kind is SegmentKind.PARAGRAPH


def _quote_of(within: etree._Element) -> etree._Element:
    return next((element for element in (within, *within.iterancestors()) if element.tag == "blockquote"), within)


def _is_prose(placed: Placed) -> bool:
    words = placed.block.words
    return (
        len(words.split()) >= _LONG and placed.linked <= _LINKED and not shapes.is_boilerplate(" ".join(words.split()))
    )
