"""What is where in a page: its blocks, and which of them each box holds. Judges nothing and changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from claims.engine.parsers.fragments import placed_blocks
from claims.engine.parsers.html.runs import HEADINGS, WORDING, is_prose
from claims.engine.parsers.html.tree import elements, word_count

PARAGRAPH = 8
"""Words. A shorter stretch of prose may be a label."""
ROW = 3
"""Boxes alike in one box. Two may be chance."""
_LEVELS = 12
"""How far up from its words a box is asked about."""
_NO_BOX = frozenset({"p", "br", "img", "td", "th", "blockquote", "figcaption", *HEADINGS, *WORDING}) - {"a"}


class Census:
    """The blocks of a page as it stood when they were counted."""

    def __init__(self, root: etree._Element, headline: etree._Element | None) -> None:
        self.root = root
        self.blocks = placed_blocks(root)
        self._inside: dict[etree._Element, list[int]] = defaultdict(list)
        for at, placed in enumerate(self.blocks):
            for _, above in zip(range(_LEVELS), (placed.within, *placed.within.iterancestors()), strict=False):
                self._inside[above].append(at)
        self.headline_at = next((at for at, placed in enumerate(self.blocks) if placed.within is headline), -1)
        self.paragraphs = frozenset(
            at
            for at, placed in enumerate(self.blocks)
            if at > self.headline_at and is_prose(placed) and word_count(placed.block.words) >= PARAGRAPH
        )
        """Those after the headline."""

    def inside(self, box: etree._Element) -> list[int]:
        return self._inside.get(box, [])

    def paragraphs_in(self, box: etree._Element) -> int:
        return sum(at in self.paragraphs for at in self.inside(box))

    def paragraphs_before(self, box: etree._Element) -> int:
        first = min(self.inside(box), default=0)
        return sum(at < first for at in self.paragraphs)

    def rows(self) -> Iterator[list[etree._Element]]:
        """Boxes alike, in one box."""
        for box in elements(self.root):
            if len(box) < ROW:
                continue
            alike: dict[tuple[str, str], list[etree._Element]] = defaultdict(list)
            for child in box:
                if child.tag not in _NO_BOX and not _is_in_line(child):
                    alike[str(child.tag), " ".join(child.get("class", "").split()[:2])].append(child)
            yield from (row for row in alike.values() if len(row) >= ROW)


def _is_in_line(child: etree._Element) -> bool:
    """Whether a link stands among words, or on a line of its own that a break ends."""
    after = child.getnext()
    return child.tag == "a" and (bool((child.tail or "").strip()) or (after is not None and after.tag == "br"))
