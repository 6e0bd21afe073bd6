"""Who wrote a page: names as it gives them, without "By", handles, addresses and the outlet's own name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from claims.engine.dates import find_dates
from claims.engine.parsers import shapes
from claims.engine.parsers.html.metadata import Metadata
from claims.engine.parsers.html.tree import elements, hints_of, key_of
from claims.engine.text import word_set

_CALLED_AUTHOR = word_set("author authors autor autora autores autoria byline bylines firma firmante submitted writer")
_NOT_HERE = frozenset({"blockquote", "figcaption", "figure", "nav"})
_POSTED_ON = re.compile(r"\s+(?:on|el|am|le)\s+(?=\w{2,10},?\s+\d|\d).*", re.IGNORECASE | re.DOTALL)
_MOST_WORDS = 30
_MOST_NAMES = 12
_INTRODUCTION = re.compile(
    r"\A\W*(?:(?:story|words|text|written|posted|published|reported|submitted|analysis|report)\s+)?"
    r"(?:by|por|texto(?: de)?|автор|текст|escrito por|autora?|authors?|de|par|(?-i:di|[Vv]on|[Dd]oor|[Aa]v|От|Από))\b"
    r"\s*:?\s*",
    re.IGNORECASE,
)
_WHAT_WAS_DONE = re.compile(
    r"\A(?:\w+ and )?(?:words|text|pictures|photographs|report|analysis)\s+(?=by\b)", re.IGNORECASE
)
_BY_NAME = re.compile(
    r"\W*(?:[Bb]y|BY|[Pp]or|POR|[Pp]ar|[Vv]on|di|[Dd]oor|[Aa]v|От|Από)\s+[A-ZÀ-ÞА-ЯΑ-Ω][\w.'’-]*(?:\s[A-ZÀ-ÞА-ЯΑ-Ω][\w.'’-]*){1,3}(?:\s*(?:[,|/·•]|and\b|y\b|e\b|et\b|und\b).*)?\Z"
)
_MOST_IN_LINE = 14
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
_MARKS = " ,|/·•–—-"
_OF_PICTURE = word_set("caption credit foto image img photo picture")


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
    if len(words) > _LONGEST_LINE:
        return False
    named = _without_dates(words).strip(_MARKS)
    if _BY_NAME.match(named) and len(named.split()) <= _MOST_IN_LINE:
        return True
    return shapes.is_byline(named) or shapes.is_byline(_WHAT_WAS_DONE.sub("", named, count=1))


def _without_dates(words: str) -> str:
    for found in reversed(find_dates(words)):
        words = words[: found.start] + words[found.end :]
    return _DAY_AND_TIME.sub("", words)


def marked_author(root: etree._Element) -> str:
    """The words of the first element that the markup calls the author."""
    for element in elements(root, "a", "address", "div", "li", "p", "small", "span", "strong"):
        hints = hints_of(element)
        if "author" not in element.get("rel", "").split() and (not hints & _CALLED_AUTHOR or hints & _OF_PICTURE):
            continue
        if any(_is_elsewhere(above) for above in element.iterancestors()):
            continue
        words = " ".join(" ".join(element.itertext()).split())
        if words and len(words.split()) <= _MOST_WORDS:
            return words
    return ""


def _is_elsewhere(above: etree._Element) -> bool:
    """A footer may be the article's own, with its author in it; the page's is none."""
    if above.tag == "footer":
        return not any(further.tag == "article" for further in above.iterancestors())
    return above.tag in _NOT_HERE


def _names(sources: Iterable[str], outlets: frozenset[str], *, stated: bool = False) -> list[str]:
    """The names in `sources`. Where a page states them for machines, a desk is believed to be an author too."""
    names: dict[str, str] = {}
    for source in sources:
        near = source[: 2 * _LONGEST_LINE]  # before anything is looked for in it: it may have megabytes
        named = _without_dates(_NO_NAME.sub("", _POSTED_ON.sub("", near))[:_LONGEST_LINE]).strip(_MARKS)
        for part in _BETWEEN_NAMES.split(_INTRODUCTION.sub("", named, count=1)):
            name = part.strip(" .:-–—|")
            if _is_name(name, stated) and key_of(name) not in outlets:
                names.setdefault(key_of(name), name)
    if not stated and any(" " in name for name in names.values()):
        names = {key: name for key, name in names.items() if " " in name}  # the rest is a place or an agency
    return list(names.values())[:_MOST_NAMES]


def _is_name(words: str, stated: bool) -> bool:
    """Capitalised words and the small ones between them. If it is `stated`, the first capital is enough."""
    parts = words.split()
    if not parts or len(words) > _LONGEST_NAME or len(parts) > _MOST_PARTS or any(map(str.isdigit, words)):
        return False
    if key_of(words) in _NOBODY:
        return False
    if stated and not parts[0][0].islower():
        return True
    capitals = all(not part[0].islower() or part.lower() in _PARTICLES for part in parts)
    return capitals and not parts[-1][0].islower()  # many scripts have no capitals
