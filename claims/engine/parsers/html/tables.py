"""Tables that only lay a page out become plain boxes; those that hold figures stay. Changes nothing but tags."""

from __future__ import annotations

from lxml import etree

from claims.engine.parsers.html.tree import Counts, elements

_LONG_CELL = 60
"""Words. Cells with more hold parts of a page."""
_PARTS = frozenset({"tbody", "thead", "tfoot", "tr", "td", "th", "center"})
_INSIDE = ("table", "h1", "article")


def unfold_tables(root: etree._Element, counts: Counts) -> None:
    """Makes boxes of the tables in `root` that lay out a page."""
    for table in elements(root, "table"):
        if _lays_out(table, counts):
            _unfold(table)


def _lays_out(table: etree._Element, counts: Counts) -> bool:
    if counts.words[table] <= _LONG_CELL:
        return False
    if any(True for _ in table.iterdescendants(*_INSIDE)):
        return True
    return any(counts.words[cell] > _LONG_CELL for cell in table.iter("td"))


def _unfold(table: etree._Element) -> None:
    waiting = [table]
    while waiting:
        element = waiting.pop()
        element.tag = "div"
        waiting += [child for child in element if child.tag in _PARTS]
