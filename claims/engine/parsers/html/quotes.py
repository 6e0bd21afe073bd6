"""Which parts of a page are block quotes, told from pull quotes and from mere indentation. Changes only their tags.

A pull quote repeats words of the article in large type. Read as a quotation of its own it would count them twice.
"""

from __future__ import annotations

from lxml import etree

from claims.engine.parsers.html.tree import Counts, elements, hints_of, key_of, mark_gone, sweep, words_of

_PULLED = frozenset({"pullquote", "pullquotes", "destacado", "sumario", "ladillo"})
_QUOTED = frozenset({"blockquote", "quote", "quotation", "cita"})
_CAN_QUOTE = ("aside", "div", "figure", "p", "section", "span")
_LONGEST = 400
"""Words. More than this is an indented article, not a quotation in it."""
_WINDOW = 5
_WINDOWS = 6
_MOST = 200
"""So many stretches are compared with the page; a page with more of them has no article."""


def mark_quotes(root: etree._Element, counts: Counts) -> None:
    """Makes every block quote a `blockquote` and takes pull quotes out."""
    page = f" {key_of(' '.join(root.itertext()))} "
    looked_at = 0
    for element in elements(root, "blockquote", *_CAN_QUOTE):
        if counts.words[element] > _LONGEST:
            if element.tag == "blockquote":  # old pages indent a whole article with it; nobody is quoted then
                element.tag = "div"
            continue
        called = _called(element)
        if not called or looked_at >= _MOST:
            continue
        looked_at += 1
        if _is_repeated(element, page, in_part=called == "pulled"):
            mark_gone(element)
        elif element.find(".//blockquote") is None:
            element.tag = "blockquote"
        elif element.tag in ("figure", "aside"):
            element.tag = "div"  # extractors throw these away whole
    sweep(root)


def _called(element: etree._Element) -> str:
    """`pulled`, `quoted` or `""`: what the markup calls `element`."""
    hints = hints_of(element)
    holds_quote = element.tag in ("aside", "figure") and element.find(".//blockquote") is not None
    if not hints.isdisjoint(_PULLED) or {"pull", "quote"} <= hints or (element.tag == "aside" and holds_quote):
        return "pulled"
    if element.tag == "blockquote" or holds_quote or not hints.isdisjoint(_QUOTED) or {"block", "quote"} <= hints:
        return "quoted"
    return ""


def _is_repeated(element: etree._Element, page: str, *, in_part: bool) -> bool:
    """Whether the words of `element` stand in the page once more: all of them, or most if `in_part`."""
    words = key_of(words_of(element)).split()
    if len(words) < _WINDOW:
        return False
    if not in_part:
        return _stands_twice(words, page)
    step = max(_WINDOW, len(words) // _WINDOWS)
    windows = [words[at : at + _WINDOW] for at in range(0, len(words) - _WINDOW + 1, step)]
    return sum(_stands_twice(window, page) for window in windows) * 2 > len(windows)


def _stands_twice(words: list[str], page: str) -> bool:
    wanted = f" {' '.join(words)} "
    first = page.find(wanted)
    return first >= 0 and page.find(wanted, first + 1) >= 0
