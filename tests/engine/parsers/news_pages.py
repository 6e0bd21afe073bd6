"""Full pages in the manner of many news sites, written for these tests, each carrying its own answer.

In a page `g="p"` marks a paragraph of its article (also headings, items and rows), `q` a block quote, `c` a caption and
`d` the deck; `e` is what one reader would count and the next would not. Where the site has no element around such
words, `<g-p>` stands for one. None of it is in what a parser gets.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import lxml.html

from tests.engine.parsers.news_filler import filled

PAGES = Path(__file__).parent / "news_pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
_ANSWER = re.compile(r"<!-- gold: (\{.*\}) -->\n")
_MARK = re.compile(r' g="\w+"|</?g-\w+>')
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")
_APART = ("td", "th", "br", "p", "div")
_LOOSE = ("e", "d", "dateline")


@dataclass(frozen=True, slots=True)
class NewsPage:
    data: bytes
    """The page at full size and without its answer, as a parser sees it."""
    fields: dict[str, Any]
    body: list[str]
    """The words of each stretch of the article, in order."""
    quotes: list[str]
    captions: list[str]
    loose: list[str]
    """What may be in a body and need not."""


@lru_cache
def news_page(name: str) -> NewsPage:
    markup = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    answer = _ANSWER.match(markup)
    assert answer is not None, name
    fields = json.loads(answer[1])
    found: dict[str, list[str]] = {}
    body: list[str] = []
    for element in lxml.html.document_fromstring(markup[answer.end() :]).iter():
        kind = element.get("g") or (element.tag.removeprefix("g-") if str(element.tag).startswith("g-") else "")
        if kind:
            found.setdefault(kind, []).append(_text(element))
            if kind in ("p", "q"):
                body.append(_text(element))
    if fields.get("body_from") == "jsonld":
        described = re.search(r'"articleBody":("(?:[^"\\]|\\.)*")', markup)
        assert described is not None
        body = json.loads(described[1]).split("\n\n")
    data = filled(
        _MARK.sub("", markup[answer.end() :]), language=fields.get("filler", fields["language"]), seed=name
    ).encode()
    loose = [words for kind in _LOOSE for words in found.get(kind, ())]
    return NewsPage(data, fields, body, found.get("q", []), found.get("c", []), loose)


def _text(element: lxml.html.HtmlElement) -> str:
    for part in element.iter(*_APART):
        part.tail = f" {part.tail or ''}"
        part.text = f" {part.text or ''}"
    return " ".join(element.text_content().split())


def words(texts: list[str]) -> list[str]:
    return _WORD.findall(" ".join(texts).casefold())


def f1(found: list[str], page: NewsPage, *, size: int = 1) -> float:
    """How well a body agrees with the page's own, by words or by runs of `size` words.

    What may be in it and need not counts neither way.
    """
    own, gold = _runs(words([_without(" ".join(found), page.loose)]), size), _runs(words(page.body), size)
    common = (own & gold).total()
    return 2 * common / (own.total() + gold.total()) if common else 0.0


def _without(found: str, loose: list[str]) -> str:
    found = f" {' '.join(words([found]))} "
    for stretch in sorted(loose, key=len, reverse=True):
        found = found.replace(f" {' '.join(words([stretch]))} ", " ", 1)
    return found


def _runs(tokens: list[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[at : at + size]) for at in range(len(tokens) - size + 1))
