"""Sets the page's own story apart from whole others on the same page, such as those that load as one scrolls on."""

from __future__ import annotations

from lxml import etree

from claims.engine.parsers.html.census import Census
from claims.engine.parsers.html.runs import HEADINGS
from claims.engine.parsers.html.tree import Counts, elements, mark_gone, sweep

_STORY = 2
"""Paragraphs."""
_SHARE = 0.3
_NEVER = frozenset({"body", "html", "main"})
_TITLES = HEADINGS - {"h4", "h5", "h6"}


def without_other_stories(census: Census, headline: etree._Element | None, counts: Counts) -> None:
    """Takes out stories beside the one that `headline` belongs to, where one box holds that and its paragraphs."""
    story = _story_of(headline, census) if headline is not None else None
    if story is None:
        return
    for sibling in story.itersiblings():
        if _is_alike(sibling, story) and _begins_with_title(sibling, census) and _is_as_long(story, sibling, counts):
            mark_gone(sibling)
    if story.tag == "article":
        own = {story, *story.iterancestors(), *story.iter()}
        for other in elements(census.root, "article"):
            if other not in own:
                mark_gone(other)
    sweep(census.root)


def _story_of(headline: etree._Element, census: Census) -> etree._Element | None:
    """The innermost box around the headline that also holds paragraphs."""
    for box in headline.iterancestors():
        if box.tag in _NEVER:
            return None
        if census.paragraphs_in(box) >= _STORY:
            return box
    return None


def _begins_with_title(box: etree._Element, census: Census) -> bool:
    inside = census.inside(box)
    return bool(inside) and census.blocks[inside[0]].within.tag in _TITLES


def _is_as_long(story: etree._Element, other: etree._Element, counts: Counts) -> bool:
    """A box with headline and deck alone is no story; its article stands in the next one."""
    return counts.prose[story] >= _SHARE * counts.prose[other]


def _is_alike(one: etree._Element, other: etree._Element) -> bool:
    names, others = (element.get("class", "").split()[:1] for element in (one, other))
    return one.tag == other.tag and (one.tag == "article" or (bool(names) and names == others))
