"""A page's text → its element tree, within bounds; and how its elements are looked at. Knows no articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import lxml.html
from lxml import etree

from claims.engine.parsers import limits
from claims.engine.parsers.draft import Refused

_ENDS_TOO_EARLY = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
"""libxml2 reads nothing after them, and templates close a page more than once."""
_NO_SPACES = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, kana and Han, which are written without spaces between words."""
_UNSPACED = re.compile(f"[{_NO_SPACES}]")
_WORD = re.compile(rf"[{_NO_SPACES}]|[^\W_{_NO_SPACES}]+")
_HINT = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HINT_ATTRIBUTES = ("class", "id", "role", "itemprop", "data-component", "data-testid")
_HINTS_LONGEST = 200
"""Some frameworks write a style sheet into a class; what names the element stands in front."""
_FOR_SCREEN_READERS = re.compile(
    r"(?:^|\s)(?:[\w-]{0,40}visually-?hidden[\w-]{0,40}|sr-only|screen-?reader-(?:text|only)|u-hidden|hidden)(?:\s|$)",
    re.IGNORECASE,
)
_GONE = "gone"
PICTURES = ("img", "amp-img", "picture", "source", "amp-carousel", "amp-anim")


def page_tree(text: str) -> etree._Element:
    """The tree of a page without comments. Raises `Refused`: `empty`, `too_deep` or `too_many_tags`."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(_ENDS_TOO_EARLY.sub("", text).encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise Refused("empty", "There is no text in it.")
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise Refused("too_deep", "Its tags are nested too deeply for a page.")
    if sum(1 for _ in root.iter()) > limits.HTML_TAGS:
        raise Refused("too_many_tags", f"It has more than {limits.HTML_TAGS:,} tags.")
    return root


def for_libraries(root: etree._Element) -> lxml.html.HtmlElement:
    """A copy of `root` as the extracting libraries want it.

    They are never handed a string: one that looks like an address they would fetch.
    """
    return lxml.html.document_fromstring(etree.tostring(root, method="html", encoding="unicode"))


def elements(root: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The elements of `root` with one of `tags` (all, if none) as they stand now: they may change meanwhile."""
    yield from list(root.iter(*(tags or (etree.Element,))))


def words_of(element: etree._Element) -> str:
    """All words in `element`, on one line."""
    return " ".join("".join(element.itertext()).split())


def word_count(text: str) -> int:
    """How many words `text` has. Where no spaces part them, two characters count as one."""
    spaced = len(text.split())
    return spaced if text.isascii() else spaced + len(_UNSPACED.findall(text)) // 2


def key_of(words: str) -> str:
    """What two stretches share if they say the same: their words without case, marks and spacing."""
    return " ".join(_WORD.findall(words.casefold()))


def hints_of(element: etree._Element) -> frozenset[str]:
    """The words in `class`, `id`, `role` and the like: `post-relatedPosts` has post, related and posts."""
    return _hints(" ".join([element.get(name, "")[:_HINTS_LONGEST] for name in _HINT_ATTRIBUTES]))


@lru_cache(maxsize=4096)
def _hints(values: str) -> frozenset[str]:
    return frozenset([hint.lower() for hint in _HINT.findall(values)])


def is_hidden(element: etree._Element) -> bool:
    """Whether a reader before an ordinary screen would not see `element`."""
    style = element.get("style", "").replace(" ", "").lower()
    return (
        element.get("hidden") is not None
        or "display:none" in style
        or "visibility:hidden" in style
        or _FOR_SCREEN_READERS.search(element.get("class", "")) is not None
    )


def common_box(within: Sequence[etree._Element | None]) -> etree._Element | None:
    """The innermost element around all of `within`, unless that is the whole page."""
    parents = dict.fromkeys(element.getparent() for element in within if element is not None)
    around = [[parent, *parent.iterancestors()] for parent in parents if parent is not None]
    if not around:
        return None
    common = set(around[0]).intersection(*around[1:])
    box = next((element for element in around[0] if element in common), None)
    return None if box is None or box.tag in ("html", "body") else box


def mark_gone(element: etree._Element) -> None:
    """To be taken out by `sweep`: all at once, for one by one takes time by the square of their number."""
    element.tag = _GONE


def sweep(root: etree._Element) -> None:
    """Takes out what was marked as gone, and leaves the words that follow it."""
    etree.strip_elements(root, _GONE, with_tail=False)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many words each element holds, and how many of them are no links."""

    words: dict[etree._Element, int]
    prose: dict[etree._Element, int]


def counted(root: etree._Element) -> Counts:
    """The counts of `root` and all in it, in one walk: to ask each element for its words is slow on deep pages."""
    words: dict[etree._Element, int] = {}
    prose: dict[etree._Element, int] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        own = word_count(element.text or "")
        loose = sum(word_count(child.tail) for child in element if child.tail)
        words[element] = own + loose + sum(words[child] for child in element)
        prose[element] = 0 if element.tag == "a" else own + loose + sum(prose[child] for child in element)
    return Counts(words, prose)
