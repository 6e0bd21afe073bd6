"""What stands between the paragraphs of an article and is not its own: promotions, cards, lines that lead elsewhere.

Decides for a box as a whole, by what all of it says; it sees only what stands after the headline.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from enum import Enum

from lxml import etree

from claims.engine.parsers import shapes
from claims.engine.parsers.fragments import Placed
from claims.engine.parsers.html.promotions import begins_with_label, is_promoting
from claims.engine.parsers.html.runs import HEADINGS, LINKED
from claims.engine.parsers.html.tree import PICTURES, key_of, word_count, words_of
from claims.engine.text import SegmentKind

_ALL_LINKED = 0.9
_LONGEST = 90
"""Words of a box that its promoting words speak for. A longer one is a part of the article, such as a chronology."""
_CARD = 40
"""Words of another story's card beside its title, or below a picture."""
_FEW = 5
"""Words. A shorter line in a box may be a label or a button."""
_REPEATED = 3
_COMPARED = 200
"""So many boxes are compared with the article; a page with more of them has none."""
_TIME = re.compile(r"(?:\d{1,2}[:.h])?\d{1,2}[:.h]\d\d ?(?:[ap]\.?m\.?|h|hrs|uhr|[A-Z]{2,4})?", re.IGNORECASE)
_TABLES = frozenset({"table", "tbody", "thead", "tfoot", "tr"})
_NO_CAPTION = frozenset({"blockquote", "li", *HEADINGS, *_TABLES})
_OWN_LINES = frozenset({"p", "li", "dt", "dd", "pre", *HEADINGS, *_TABLES})


def is_caption(placed: Placed) -> bool:
    return placed.block.kind is SegmentKind.CAPTION


def has_picture(box: etree._Element) -> bool:
    return box.tag in PICTURES or any(True for _ in box.iter(*PICTURES))


def leads_elsewhere(placed: Placed) -> bool:
    """Whether a block is nothing but a link: to another story or, if it is short, a button."""
    if placed.within.tag in _TABLES:
        return False
    if placed.linked > LINKED and begins_with_label(placed.block.words.strip()):
        return True
    if placed.linked < _ALL_LINKED:
        return False
    return placed.within.tag in ("div", "p") or word_count(placed.block.words) >= _FEW


def says_something(placed: Placed) -> bool:
    """Whether a block in a box is more than a label, a number or a button."""
    words = placed.block.words.strip()
    if not key_of(words):
        return False
    if placed.within.tag in _OWN_LINES or word_count(words) >= _FEW:
        return True
    return bool(shapes.SENTENCE_END.search(words)) or _is_bold(placed.within)


class Verdict(Enum):
    """What a box is to the article that it stands in."""

    ARTICLE = "article"
    CAPTION = "caption"
    NOT_ITS_OWN = "not its own"


class Inserts:
    """The boxes between an article's paragraphs, each judged once."""

    def __init__(self, blocks: Sequence[Placed], members: Collection[int]) -> None:
        self._blocks = blocks
        self._said = f" {' '.join(key_of(blocks[at].block.words) for at in sorted(members))} "
        self._compared = 0
        self._holding: set[etree._Element] = set()
        for at in members:
            for above in (blocks[at].within, *blocks[at].within.iterancestors()):
                if above in self._holding:
                    break
                self._holding.add(above)

    def boxes(self, between: Collection[int]) -> Iterator[list[int]]:
        """The blocks in `between`, those of one box together."""
        box, together = None, list[int]()
        for at in sorted(between):
            around = self._box_of(self._blocks[at].within)
            if together and around is not box:
                yield together
                together = []
            box = around
            together.append(at)
        if together:
            yield together

    def _box_of(self, within: etree._Element) -> etree._Element:
        """The outermost box around `within` that holds none of the article's paragraphs."""
        outermost = within
        for above in within.iterancestors():
            if above in self._holding:
                break
            outermost = above
        return outermost

    def verdict(self, together: Sequence[int]) -> Verdict:
        """What the box of these blocks is."""
        found = [placed for at in together if not is_caption(placed := self._blocks[at])]
        if len(found) == len(together) and self._is_caption(found):
            return Verdict.CAPTION
        return Verdict.ARTICLE if self._belongs(found) else Verdict.NOT_ITS_OWN

    def _is_caption(self, found: Sequence[Placed]) -> bool:
        """Whether it is a few words with a picture, or in the box after one."""
        if any(placed.within.tag in _NO_CAPTION or placed.linked > LINKED for placed in found):
            return False
        if sum(word_count(placed.block.words) for placed in found) > _CARD:
            return False
        box = self._box_of(found[0].within)
        if box in self._holding:
            return False
        before = box.getprevious()
        return has_picture(box) or (before is not None and has_picture(before) and not words_of(before))

    def _belongs(self, found: Sequence[Placed]) -> bool:
        if any(placed.block.kind is SegmentKind.BLOCK_QUOTE for placed in found):
            return True
        lengths = [word_count(placed.block.words) for placed in found]
        total = sum(lengths)
        linked = sum(placed.linked * length for placed, length in zip(found, lengths, strict=True))
        if linked > LINKED * total:
            return False
        if total <= _LONGEST and is_promoting("\n".join(placed.block.words.strip() for placed in found)):
            return False
        if total - linked <= _CARD and any(leads_elsewhere(placed) or is_time(placed) for placed in found):
            return False
        if not any(placed.within.tag in HEADINGS for placed in found) and self._is_repeated(found):
            return False
        return any(map(says_something, found))

    def _is_repeated(self, found: Sequence[Placed]) -> bool:
        """Whether it says once more, in large type, what a paragraph says."""
        self._compared += 1
        key = " ".join(key_of(placed.block.words) for placed in found)
        return self._compared <= _COMPARED and len(key.split()) >= _REPEATED and f" {key} " in self._said


def is_time(placed: Placed) -> bool:
    """Whether a block is nothing but a time of day, as over a live page's posts, or how long a film is."""
    return _TIME.fullmatch(placed.block.words.strip()) is not None


def _is_bold(element: etree._Element) -> bool:
    """Whether all of a line is set in bold, as old pages set their headings."""
    return len(element) == 1 and element[0].tag in ("b", "strong") and not (element.text or "").strip()
