"""Asks trafilatura which words of a page are its article. It gets decoded text, and nothing that it would go and fetch.

It is asked with a bias for precision. It sees no captions, no boxes and no clock, and is not asked for dates or names.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache

from lxml import etree

from claims.engine.parsers.fragments import Placed, placed_blocks
from claims.engine.parsers.html.tree import counted, elements, for_libraries, mark_gone, sweep, words_of

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
_LONGEST = 500_000
"""Characters. For more the extractor is spared its second and third opinions, which take seconds for a megabyte."""
_LISTS_DEEP = 20
_MANY_CHILDREN = 1_000
_WORDING = ("a", "b", "code", "del", "em", "font", "i", "ins", "small", "span", "strong", "sub", "sup", "u")


def proposed_blocks(root: etree._Element) -> list[Placed]:
    """The blocks that trafilatura takes for the article in `root`, which stays as it is; none where it finds none."""
    from trafilatura.settings import Document

    copied = deepcopy(root)
    for element in elements(copied, "figcaption", "q"):
        if element.tag == "q":
            element.tag = "span"  # it takes a few quoted words for a block quote
        else:
            mark_gone(element)
    sweep(copied)
    _single_out_article(copied)
    _tame(copied)
    found = _extract()(
        for_libraries(copied),
        fast=len(words_of(copied)) > _LONGEST,
        favor_precision=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False},  # else it asks the clock for the latest possible day
    )
    if not isinstance(found, Document):
        return []
    for element in elements(found.body, *_AS_HTML):
        element.tag = _AS_HTML[element.tag]
    return placed_blocks(found.body)


@lru_cache(maxsize=1)
def _extract() -> Callable[..., object]:
    """Loaded on first use (half a second, once a process)."""
    from trafilatura.core import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without an article is no error here
    return bare_extraction


def _single_out_article(root: etree._Element) -> None:
    """The extractor takes the first `article` for the article. In many pages that is a teaser above it."""
    articles = list(root.iter("article"))
    if len(articles) < 2:
        return
    prose = counted(root).prose
    most = max(prose[article] for article in articles)
    for article in articles:
        if prose[article] * 2 < most and article.find(".//h1") is None:
            article.tag = "div"


def _tame(root: etree._Element) -> None:
    """Flattens what no article has and what takes the extractor time by the square of it.

    These are lists within lists within lists, and thousands of links or other wording side by side.
    """
    depth, deep = 0, []
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=("ol", "ul", "li")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > _LISTS_DEEP:
            deep.append(element)
    for element in deep:
        element.tag = "div"
    for element in elements(root):
        if len(element) > _MANY_CHILDREN:
            etree.strip_tags(element, *_WORDING)
