"""Which parts of a page describe its pictures. Each becomes a `figcaption`; nothing else changes.

Decided from the markup before anything is extracted: once tags are gone, a caption reads like a paragraph.
"""

from __future__ import annotations

import re

from lxml import etree

from claims.engine.parsers.html.tree import PICTURES, Counts, elements, hints_of
from claims.engine.text import word_set

_CALLED_CAPTION = word_set(
    "bildtext bildunterschrift cap capt caption captions cutline didascalia figcaption imagecaption legende leyenda"
    " onderschrift photocaption pie piefoto podpis"
)
_CREDIT = word_set("credit credits credito creditos copyright attribution source fuente autor author")
_SHOWN = word_set("carousel galeria gallery multimedia slide slider slideshow slides video videos")
_SAYS = word_set("desc description descripcion headline info legend legenda text title txt")
"""A film's title, or the line below a slide, are no words of the article."""
_PICTURE = word_set(
    """
    carousel foto fotos galeria gallery image images imagen imagenes img lightbox media multimedia photo photos picture
    slide slider slideshow thumb thumbnail video
    """
)
_LEVELS = 5
"""How far up from a picture its box may be."""
_NEAR = 2
_LONGEST = 120
"""Words. A longer stretch beside a picture is an article, or a story's teaser."""
_MOST_IN_BOX = 80
_MOST_IN_PARAGRAPHS = 60
_MOST_CELLS = 3
_NEVER = frozenset({"a", "article", "body", "figcaption", "h1", "html", "main"})
_SET_APART = ("blockquote", "h1", "pre", "table")
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp)\b|#", re.IGNORECASE)
_IN_LINE = frozenset({"a", "b", "br", "em", "font", "i", "img", "picture", "small", "span", "strong"})
_SMALL_PRINT = frozenset({"em", "i", "small", "cite", "font"})


def mark_captions(root: etree._Element, counts: Counts) -> None:
    """Makes every caption and picture credit a `figcaption`."""
    marker = _Marker(root, counts)
    for element in elements(root):
        if element.tag == "figure":
            marker.mark_figure(element)
        elif element.tag not in _NEVER and marker.is_caption(element):
            element.tag = "figcaption"
    for caption in elements(root, "figcaption"):
        _set_credit_apart(caption)


def _set_credit_apart(caption: etree._Element) -> None:
    """Caption and credit are most often two `span`s with no space between, which style sheets put on two lines."""
    spans = [child for child in caption if child.tag == "span"]
    if len(spans) > 1 and len(spans) == len(caption):
        for span in spans:
            span.tag = "div"


class _Marker:
    def __init__(self, root: etree._Element, counts: Counts) -> None:
        self._words = counts.words
        self._pictured = {
            above
            for image in root.iter(*PICTURES)
            for _, above in zip(range(_LEVELS), image.iterancestors(), strict=False)
        }

    def mark_figure(self, figure: etree._Element) -> None:
        """All words in a figure describe its picture, unless it holds something else that is set apart."""
        pictures = max(1, sum(1 for _ in figure.iter("img", "amp-img")))
        if self._words[figure] > _LONGEST * pictures or any(True for _ in figure.iter(*_SET_APART)):
            figure.tag = "div"  # extractors throw a figure away whole
        else:
            figure.tag = "figcaption"

    def is_caption(self, element: etree._Element) -> bool:
        length = self._words[element]
        if not 0 < length <= _LONGEST:
            return False
        hints = hints_of(element)
        of_picture = not hints.isdisjoint(_PICTURE)
        if not hints.isdisjoint(_CALLED_CAPTION) and "drop" not in hints:
            pictured = of_picture or length <= _MOST_IN_PARAGRAPHS or self._is_near_picture(element)
            return pictured and not self._leads_elsewhere(element)
        if element.tag == "blockquote":
            return False
        if element.tag == "p" or (element.tag in ("div", "span") and self._is_line(element)):
            return self._is_small_print(element) and (element in self._pictured or self._follows_picture(element))
        if of_picture and not hints.isdisjoint(_CREDIT):
            return length <= _MOST_IN_BOX
        if not hints.isdisjoint(_SHOWN) and not hints.isdisjoint(_SAYS):
            return length <= _MOST_IN_PARAGRAPHS and not self._leads_elsewhere(element)
        boxed = element in self._pictured and (of_picture or self._is_picture_table(element))
        return boxed and length <= self._most_in(element) and not self._leads_elsewhere(element)

    def _most_in(self, box: etree._Element) -> int:
        """How many words a picture's box may have: fewer if they are set as paragraphs, as an article's are."""
        paragraphs = sum(self._words[paragraph] for paragraph in box.iter("p"))
        return _MOST_IN_PARAGRAPHS if paragraphs else _MOST_IN_BOX

    def _is_picture_table(self, element: etree._Element) -> bool:
        """Old pages hold a picture and the words below it together with a table of one or two cells."""
        if element.tag != "table" or self._words[element] > _MOST_IN_BOX:
            return False
        cells, images = (sum(1 for _ in element.iter(*tags)) for tags in (("td", "th"), ("img",)))
        return images == 1 and cells <= _MOST_CELLS

    def _is_near_picture(self, element: etree._Element) -> bool:
        around = zip(range(_NEAR), element.iterancestors(), strict=False)
        return any(above in self._pictured for _, above in around)

    def _leads_elsewhere(self, element: etree._Element) -> bool:
        """A picture with a heading, or mostly linked words, belongs to another story; its words are that story's."""
        if any(True for _ in element.iterdescendants("h1", "h2", "h3", "h4", "blockquote")):
            return True
        linked = sum(
            self._words.get(link, 0) for link in element.iter("a") if not _IMAGE_FILE.search(link.get("href", ""))
        )
        return linked * 2 > self._words[element]

    def _is_line(self, box: etree._Element) -> bool:
        """Whether a box holds a picture and words as a paragraph would, and no boxes."""
        return box in self._pictured and all(child.tag in _IN_LINE for child in box)

    def _is_small_print(self, paragraph: etree._Element) -> bool:
        """Whether all its words stand in one small or slanted element, or in one below a picture."""
        worded = [child for child in paragraph if self._words[child]]
        if len(worded) != 1 or self._words[worded[0]] != self._words[paragraph]:
            return False
        before = worded[0].getprevious()
        below = before is not None and before.tag == "br" and self._words[paragraph] <= _MOST_IN_PARAGRAPHS
        return worded[0].tag in _SMALL_PRINT or (below and worded[0].tag != "a")

    def _follows_picture(self, paragraph: etree._Element) -> bool:
        previous = paragraph.getprevious()
        if previous is None or self._words[previous]:
            return False
        return previous in self._pictured or previous.tag in PICTURES
