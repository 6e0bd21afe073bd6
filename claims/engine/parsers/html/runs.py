"""Where the paragraphs of an article stand in its page. Judges no words, only where they are and what is beside them.

Most pages put all paragraphs in one box. Some put each, or each stretch between two advertisements, in a box of its
own; those boxes are alike, and stand side by side. Either way a run of them is what the rest of a page is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from claims.engine.parsers import shapes
from claims.engine.parsers.fragments import Placed
from claims.engine.parsers.html.promotions import asks_consent, is_own_voice
from claims.engine.parsers.html.tree import word_count
from claims.engine.text import SegmentKind

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PROSE_FEWEST = 5
"""Words. A shorter block may be anything."""
LINKED = 0.5
_LEVELS = 5
"""So many boxes may stand around a paragraph before it is beside the next one."""
_PURE = 0.6
"""So many of the boxes that are alike must hold nothing but paragraphs. A reader's comment has a name and a button."""
_FIRST = 0.4
"""The first run with so many of the longest one's words is the article's; a longer one after it is another story."""
_COLUMN = 1.5
_ALONE = 0.8
"""One paragraph in a box of its own is more likely the deck."""
_TOO_LITTLE = 0.3
_PARAGRAPHS = frozenset({"p", "li", "dt", "dd", "pre", "blockquote", *HEADINGS})
_LISTS = frozenset({"ol", "ul", "dl"})
WORDING = frozenset({"a", "b", "big", "em", "font", "i", "small", "span", "strong", "u"})
"""Elements that are no boxes, even where a broken page puts its paragraphs into them."""

Name = tuple[str, str]
Place = tuple[etree._Element, tuple[Name, ...]]
"""A box, and the names of those between it and a paragraph, from the inside out."""


def places_of(within: etree._Element) -> Iterator[tuple[Place, etree._Element]]:
    """Where a block stands, from close up and from further off; each with the box's child that it is in."""
    names: tuple[Name, ...] = ()
    inner, box = within, within.getparent()
    if within.tag not in _PARAGRAPHS:
        yield (within, ()), within
        names = (_name(within),)
    while box is not None and len(names) <= _LEVELS:
        if box.tag in WORDING or (box.tag in _LISTS and inner.tag in _PARAGRAPHS):
            inner, box = box, box.getparent()  # a list stands where its paragraphs would
            continue
        yield (box, names), inner
        names = (*names, _name(box))
        inner, box = box, box.getparent()


def _name(element: etree._Element) -> Name:
    """What makes a box like another: the first names of its class, as later ones say what is special about it."""
    return str(element.tag), " ".join(element.get("class", "").split()[:2]) or element.get("id", "")


def is_prose(placed: Placed) -> bool:
    """Whether a block reads like a paragraph, wherever it stands."""
    if placed.block.kind is SegmentKind.CAPTION or placed.within.tag in HEADINGS or placed.linked > LINKED:
        return False
    words = " ".join(placed.block.words.split())
    return word_count(words) >= PROSE_FEWEST and not is_own_voice(words) and not asks_consent(words)


@dataclass(slots=True)
class _Candidate:
    words: int = 0
    paragraphs: int = 0
    first: int = -1
    units: set[etree._Element] = field(default_factory=set)


class Run:
    """The places in which an article's paragraphs stand. Falsy where there are none."""

    def __init__(self, blocks: Sequence[Placed], places: frozenset[Place]) -> None:
        self._places = places
        self.members = frozenset(at for at, placed in enumerate(blocks) if self.holds(placed.within))

    def __bool__(self) -> bool:
        return bool(self.members)

    def holds(self, within: etree._Element) -> bool:
        """Whether `within` stands as the paragraphs do."""
        return bool(self._places) and any(place in self._places for place, _ in places_of(within))

    def has_box(self, box: etree._Element | None) -> bool:
        """Whether paragraphs stand directly in `box`."""
        return (box, ()) in self._places


def find_run(blocks: Sequence[Placed], after: int = -1, *, live: bool = False) -> Run:
    """The run of paragraphs that is the article, among the blocks that come after the one at `after`.

    The posts of a `live` page have a time and a button each.
    """
    every = _candidates(blocks, after)
    pure = every if live else _pure(every, blocks)
    longest = max((found.words for found in pure.values()), default=0)
    if longest < _TOO_LITTLE * max((found.words for found in every.values()), default=0):
        pure = every  # a live page's posts, or a list's entries
        longest = max(found.words for found in every.values())
    if not longest:
        return Run(blocks, frozenset())
    best = _longest(pure) if live else _first_of_the_long(pure, longest)
    return Run(blocks, frozenset({best, *_alike(best, every)}))


def _longest(candidates: dict[Place, _Candidate]) -> Place:
    return max(candidates, key=lambda place: (candidates[place].words, -len(place[1])))


def _first_of_the_long(candidates: dict[Place, _Candidate], longest: int) -> Place:
    """Of the places that begin first the one with most words, and the closest of those that have as many."""
    enough = [
        place
        for place, found in candidates.items()
        if found.words >= (_FIRST if found.paragraphs > 1 else _ALONE) * longest
    ]
    first = min(candidates[place].first for place in enough)
    return max(
        (place for place in enough if candidates[place].first <= first + 1),
        key=lambda place: (candidates[place].words, -len(place[1])),
    )


def _candidates(blocks: Sequence[Placed], after: int) -> dict[Place, _Candidate]:
    found: dict[Place, _Candidate] = defaultdict(_Candidate)
    for at, placed in enumerate(blocks):
        if at <= after or placed.block.kind is not SegmentKind.PARAGRAPH or not is_prose(placed):
            continue
        if any(True for _ in placed.within.iterancestors("nav")):
            continue
        length = word_count(placed.block.words)
        for place, unit in places_of(placed.within):
            candidate = found[place]
            candidate.words += length
            candidate.paragraphs += 1
            candidate.first = at if candidate.first < 0 else candidate.first
            candidate.units.add(unit)
    return found


def _pure(candidates: dict[Place, _Candidate], blocks: Sequence[Placed]) -> dict[Place, _Candidate]:
    """Those whose boxes hold nothing but paragraphs, most of them."""
    impure = _with_furniture(blocks)
    return {place: found for place, found in candidates.items() if _is_pure(place, found, impure)}


def _is_pure(place: Place, found: _Candidate, impure: set[etree._Element]) -> bool:
    if not place[1]:
        return True
    pure = sum(unit not in impure for unit in found.units)
    if found.paragraphs > _COLUMN * len(found.units) and not any(name for _, name in place[1]):
        return pure >= _ALONE * len(found.units)  # boxes without a name that hold much may be columns of the page
    return pure >= _PURE * len(found.units)


def _with_furniture(blocks: Sequence[Placed]) -> set[etree._Element]:
    """The boxes that hold a name, a time, a number or a button beside their paragraphs."""
    found: set[etree._Element] = set()
    for placed in blocks:
        if not _is_furniture(placed):
            continue
        around = (placed.within, *placed.within.iterancestors())
        for _, box in zip(range(2 * _LEVELS), around, strict=False):
            found.add(box)
    return found


def _is_furniture(placed: Placed) -> bool:
    if placed.block.kind is not SegmentKind.PARAGRAPH or placed.within.tag in _PARAGRAPHS - {"p"}:
        return False
    words = placed.block.words.strip()
    return word_count(words) < PROSE_FEWEST and not shapes.SENTENCE_END.search(words)


def _alike(best: Place, candidates: dict[Place, _Candidate]) -> Iterator[Place]:
    """Other places in which the boxes are named alike: the article goes on there after something in between."""
    box, names = best
    own = names or (_name(box),)
    if not any(name for _, name in own):
        return  # without a name any paragraph would be alike
    for place in candidates:
        if place != best and (*place[1], _name(place[0]))[: len(own)] == own:
            yield place
