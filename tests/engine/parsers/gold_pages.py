"""Web pages written for these tests, each carrying its own answer: what an element is stands in its `data-gold`."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
_ANSWER = re.compile(r"<!-- gold: (\{.*?\}) -->\n")
_MARK = re.compile(r' data-gold="\w+"')


@dataclass(frozen=True, slots=True)
class GoldPage:
    data: bytes
    """The page without its answer, as a parser sees it."""
    fields: dict[str, Any]
    stretches: dict[str, list[str]]
    """Kind of segment → the words of each stretch of that kind, in order."""

    @property
    def body(self) -> list[str]:
        return self.stretches["body"]


def gold_page(name: str) -> GoldPage:
    markup = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    answer = _ANSWER.match(markup)
    assert answer is not None, name
    stretches: dict[str, list[str]] = {"body": [], "caption": [], "block_quote": [], "deck": [], "dateline": []}
    for element in lxml.html.document_fromstring(markup).iter():
        if kind := element.get("data-gold"):
            stretches.setdefault(kind, []).append(_words(element))
            if kind in ("paragraph", "block_quote"):
                stretches["body"].append(_words(element))
    return GoldPage(_MARK.sub("", markup[answer.end() :]).encode(), json.loads(answer[1]), stretches)


def _words(element: lxml.html.HtmlElement) -> str:
    separated = "".join(
        f" {text} " if text.getparent().tag in ("td", "th") else text for text in element.xpath(".//text()")
    )
    return " ".join(separated.split())


def words(texts: list[str]) -> list[str]:
    return re.findall(r"\w+", " ".join(texts).casefold())


def word_f1(found: list[str], expected: list[str]) -> float:
    """How well two texts agree as bags of words: 1.0 for the same words, whatever their order and marks."""
    own, gold = Counter(words(found)), Counter(words(expected))
    common = (own & gold).total()
    return 2 * common / (own.total() + gold.total()) if common else float(own == gold)
