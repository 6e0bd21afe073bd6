"""Which blocks of a page are its article. The extractor proposes the words; the page says what they are and where.

What the extractor leaves out in the middle of a run of paragraphs, and the block quotes that it drops with the figures
and boxes around them, come back in their place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from claims.engine.parsers import limits, shapes
from claims.engine.parsers.draft import Refused
from claims.engine.parsers.fragments import Placed, placed_blocks
from claims.engine.parsers.html.extractor import proposed_blocks
from claims.engine.parsers.html.tree import key_of
from claims.engine.text import SegmentKind

_SHINGLE = 3
_COVERED = 0.8
_LONG = 5
"""Words. Shorter blocks, such as a heading, stand in a page more than once without meaning the same."""
_RUN = 2
"""So many paragraphs of the article in boxes that are alike make others in such boxes part of it."""
_LINKED = 0.5
_ALL_LINKED = 0.9
_TABLES = frozenset({"table", "tbody", "thead", "tr"})
_FOUND_AGAIN = 0.7
"""With less of the proposal than this in the page's own blocks, the proposal itself is taken."""
_SHORT = 100
"""Words. A shorter proposal may be a teaser beside the article; a box that holds twice as much is looked at."""


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

    def runs(self) -> Runs:
        return Runs(self.blocks, self.chosen)


def body_of(root: etree._Element, headline: str) -> Body:
    """The article in `root`, whose captions and quotes are marked. Nothing is chosen where there is none.

    Raises `Refused` with `too_large`.
    """
    blocks = placed_blocks(root)
    if len(blocks) > limits.LINES:
        raise Refused("too_large", f"It has {len(blocks):,} paragraphs; an article may have {limits.LINES:,}.")
    proposed = proposed_blocks(root)
    found = _found_again(blocks, [key_of(placed.block.words) for placed in proposed])
    if _length(blocks, found) < _FOUND_AGAIN * _length(proposed, range(len(proposed))):
        return Body(proposed, frozenset(range(len(proposed))))
    title = key_of(headline)
    chosen = {at for at in found if not _is_elsewhere(blocks[at]) and key_of(blocks[at].block.words) != title}
    if sum(len(blocks[at].block.words.split()) for at in chosen) < _SHORT:
        chosen = _fullest_box(blocks, chosen)
    chosen |= set(_left_out(blocks, chosen))
    return Body(blocks, frozenset(chosen))


def _found_again(blocks: Sequence[Placed], proposed: Sequence[str]) -> set[int]:
    """The blocks whose words were proposed. One that stands in the page twice is taken where the others are."""
    keys = [key_of(placed.block.words) for placed in blocks]
    whole, shingles = Counter(proposed), {shingle for key in proposed for shingle in _shingles(key)}
    often = Counter(keys)
    found: set[int] = set()
    repeated: list[int] = []
    for at, key in enumerate(keys):
        if key and (key in whole or _is_covered(key, shingles)):
            if often[key] == 1 and len(key.split()) >= _LONG:
                found.add(at)
            else:
                repeated.append(at)
    first, last = min(found, default=0), max(found, default=len(blocks))
    repeated.sort(key=lambda at: (not first <= at <= last, at))
    for at in repeated:
        if whole[keys[at]] > 0:
            whole[keys[at]] -= 1
            found.add(at)
    return found


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


def _length(blocks: Sequence[Placed], indexes: set[int] | range) -> int:
    return sum(len(blocks[at].block.words) for at in indexes)


def _fullest_box(blocks: Sequence[Placed], chosen: set[int]) -> set[int]:
    """The paragraphs in the box that holds most, if that is far more than was chosen; else `chosen`."""
    boxes: dict[etree._Element, set[int]] = {}
    for at, placed in enumerate(blocks):
        box = placed.within.getparent()
        if box is not None and placed.within.tag == "p" and _is_prose(placed) and not _is_elsewhere(placed):
            boxes.setdefault(box, set()).add(at)
    fullest = max(boxes.values(), key=lambda indexes: _length(blocks, indexes), default=chosen)
    words = sum(len(blocks[at].block.words.split()) for at in fullest)
    return fullest if words >= _SHORT and _length(blocks, fullest) > 2 * _length(blocks, chosen) else chosen


def _left_out(blocks: Sequence[Placed], chosen: set[int]) -> Iterator[int]:
    """Paragraphs between those chosen, in boxes like theirs, and block quotes there or beside them."""
    if not chosen:
        return
    runs = Runs(blocks, chosen)
    first, last = min(chosen), max(chosen)
    holding = {blocks[at].within for at in chosen}
    for at, placed in enumerate(blocks):
        if at in chosen or placed.block.kind is SegmentKind.CAPTION:
            continue
        between = first < at < last
        if (quote := _quotation(placed)) is not None:
            if between or runs.has_box(quote.getparent()):
                yield at
        elif between and placed.within in holding and placed.linked <= _LINKED:
            yield at  # a short line between two breaks
        elif placed.within.tag in ("p", "li") and _is_prose(placed) and runs.continued_by(placed, between=between):
            yield at


class Runs:
    """Where the paragraphs of an article stand.

    Most pages put them all in one box; some put each, or each stretch between two advertisements, in a box of its own.
    """

    def __init__(self, blocks: Sequence[Placed], chosen: set[int] | frozenset[int]) -> None:
        self._often = Counter(key for at in chosen for key in _run_keys(blocks[at].within))

    def has_box(self, box: etree._Element | None) -> bool:
        return self._often[(box, ())] >= _RUN

    def continued_by(self, placed: Placed, *, between: bool) -> bool:
        """Whether `placed` stands as the others do. In their own box only `between` them: promotions follow."""
        return any(self._often[key] >= _RUN and (between or key[1]) for key in _run_keys(placed.within))


def _run_keys(within: etree._Element) -> Iterator[tuple[etree._Element, tuple[tuple[str, str], ...]]]:
    """The box around an element, then each of two boxes further out with the names of those between."""
    names: tuple[tuple[str, str], ...] = ()
    box = within.getparent() if within.tag in ("p", "div", "li") else None
    if box is not None and box.tag in ("ol", "ul"):
        box = box.getparent()  # a list stands where its paragraphs would
    while box is not None:
        yield box, names
        name = box.get("class", "")
        if len(names) == 2 or not name:
            return
        names = (*names, (box.tag, name))
        box = box.getparent()


def _quotation(placed: Placed) -> etree._Element | None:
    """The block quote that `placed` belongs to, also as the line that names who is quoted."""
    for element in (placed.within, *placed.within.iterancestors()):
        if element.tag == "blockquote":
            return element
    named = placed.within.tag == "figcaption" and placed.block.kind is SegmentKind.PARAGRAPH
    return placed.within if named else None


def _is_prose(placed: Placed) -> bool:
    words = " ".join(placed.block.words.split())
    return len(words.split()) >= _LONG and placed.linked <= _LINKED and not shapes.is_boilerplate(words)
