"""Who wrote a page: names as it gives them, without "By", handles, addresses and the outlet's own name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from claims.engine.dates import find_dates
from claims.engine.parsers import shapes
from claims.engine.parsers.html.metadata import Metadata
from claims.engine.parsers.html.tree import elements, hints_of, key_of, words_of
from claims.engine.text import word_set

_CALLED_AUTHOR = word_set("author authors autor autora autores autoria byline bylines firma firmante writer")
_NOT_HERE = frozenset({"blockquote", "figcaption", "figure", "footer", "nav"})
_MOST_WORDS = 30
_MOST_NAMES = 12
_INTRODUCTION = re.compile(
    r"\W*(?:(?:story|words|text|written|posted|published|reported|analysis|report)\s+)?"
    r"(?:by|por|texto(?: de)?|escrito por|autora?|authors?|de)\b\s*:?\s*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\S*@\S*|https?://\S*|www\.\S*|\([^()]*\)")
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;|/•·&\n]|\s[–—-]\s|\b(?:and|with|y|e|con)\b(?=\s+[A-ZÀ-Þ]))\s*")
_PARTICLES = word_set("al bin da das de del den der di dos du e el ibn la las le los mac san ten ter van von y")
_NOBODY = word_set(
    "admin administrator administrador author autor editor guest staff unknown web webmaster anonymous none null"
)
_LONGEST_NAME = 60
_LONGEST_LINE = 200
_DAY_AND_TIME = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo"
    r"|\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?|h|hrs|[A-Z]{2,4})?)(?!\w)",
    re.IGNORECASE,
)
_MOST_PARTS = 5


class Byline(NamedTuple):
    words: str = ""
    origin: str = ""


def byline_of(metadata: Metadata, marked: str, head: Iterable[str]) -> Byline:
    """The authors in the first place that names any.

    `marked` is what the page's markup calls its author, `head` the lines above the article's first paragraph.
    """
    outlets = frozenset(key_of(said.words) for said in metadata.outlets)
    for origin in ("jsonld", "meta"):
        if names := _names((said.words for said in metadata.authors if said.origin == origin), outlets, stated=True):
            return Byline(", ".join(names), origin)
    for shown in ([marked], filter(is_byline_line, head)):
        if names := _names(shown, outlets):
            return Byline(", ".join(names), "text")
    return Byline()


def is_byline_line(words: str) -> bool:
    """A byline, perhaps with the day in the same line."""
    return len(words) <= _LONGEST_LINE and shapes.is_byline(_without_dates(words).strip(" ,|·•–—-"))


def _without_dates(words: str) -> str:
    for found in reversed(find_dates(words)):
        words = words[: found.start] + words[found.end :]
    return _DAY_AND_TIME.sub("", words)


def marked_author(root: etree._Element) -> str:
    """The words of the first element that the markup calls the author."""
    for element in elements(root, "a", "address", "div", "li", "p", "span", "strong"):
        if "author" not in element.get("rel", "").split() and not hints_of(element) & _CALLED_AUTHOR:
            continue
        if any(above.tag in _NOT_HERE for above in element.iterancestors()):
            continue
        if (words := words_of(element)) and len(words.split()) <= _MOST_WORDS:
            return words
    return ""


def _names(sources: Iterable[str], outlets: frozenset[str], *, stated: bool = False) -> list[str]:
    """The names in `sources`. Where a page states them for machines, a desk is believed to be an author too."""
    names: dict[str, str] = {}
    for source in sources:
        introduced = _INTRODUCTION.sub("", _NO_NAME.sub("", source), count=1) if _INTRODUCTION.match(source) else source
        for part in _BETWEEN_NAMES.split(_without_dates(_NO_NAME.sub("", introduced)[:_LONGEST_LINE])):
            name = part.strip(" .:-–—|")
            if _is_name(name, stated) and key_of(name) not in outlets:
                names.setdefault(key_of(name), name)
    return list(names.values())[:_MOST_NAMES]


def _is_name(words: str, stated: bool) -> bool:
    """Capitalised words and the small ones between them. If it is `stated`, the first capital is enough."""
    parts = words.split()
    if not parts or len(words) > _LONGEST_NAME or len(parts) > _MOST_PARTS or any(map(str.isdigit, words)):
        return False
    if key_of(words) in _NOBODY:
        return False
    if stated and parts[0][0].isupper():
        return True
    return all(part[0].isupper() or part.lower() in _PARTICLES for part in parts) and parts[-1][0].isupper()
