"""Takes out of a page what is never its article: scripts, menus, share bars, newsletter boxes, lists of other stories.

Goes by element names and by the words in `class` and `id`. What holds much of the page's prose stays, whatever it is
called: themes name their outermost boxes after everything inside.
"""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from claims.engine.parsers.html.tree import Counts, counted, elements, hints_of, is_hidden, mark_gone, sweep, words_of
from claims.engine.text import word_set

_MACHINES = (
    *("applet", "audio", "canvas", "embed", "head", "iframe", "link", "map", "meta", "noembed", "noframes", "noscript"),
    *("object", "script", "select", "style", "svg", "template", "textarea", "track", "video", "amp-iframe", "amp-ad"),
    *("datalist", "button", "input", "progress", "meter", "amp-analytics", "amp-video", "amp-embed"),
)
_BOXES = frozenset({"aside", "dialog", "footer", "form", "menu", "nav"})
_HINTS = word_set(
    """
    ads adslot advert advertisement advertisements advertising breadcrumb breadcrumbs comentarios comments compartir
    consent cookie cmpbox cookies didomi disqus etiquetas gdpr modal navbar navigation newsletter newsletters onetrust
    outbrain popup promo promos promobox publicidad recirc recirculation recommendation recommendations recommended
    relacionada relacionadas relacionado relacionados related relatedposts sharing sidebar sponsored subscribe
    suscribete suscripcion taboola tags toolbar trending
    """
)
_HINT_PAIRS = tuple(
    word_set(pair)
    for pair in (
        *(
            "about author",
            "ad container",
            "ad slot",
            "ad wrapper",
            "also read",
            "author bio",
            "author box",
            "author info",
        ),
        *("box share", "button share", "buttons share", "links share", "share tools", "bar share", "share social"),
        *("links social", "bar social", "icons social", "buttons social", "more on", "more stories", "most popular"),
        *("most read", "next up", "read more", "next read", "see also", "sign up", "login wall", "leer mas", "lee mas"),
        *("interesar puede te", "post navigation", "comment respond", "comment list", "list post tag", "read this"),
        *("skip link", "cookie banner", "consent banner", "app download", "topic tags", "tag list", "more from"),
    )
)
_IN_PAIRS = frozenset[str]().union(*_HINT_PAIRS)
_NAMED_BY_HINTS = word_set("article div dl h2 h3 h4 header li ol p section table ul")
_COMMENTS = frozenset({"comments", "comentarios", "disqus"})
_BOXES_OF_LINKS = frozenset({"div", "ol", "section", "ul"})
_HEADING_WORDS = 8
_SENTENCES = 20
_MUCH = 0.25
_MUCH_OF_LITTLE = 0.5
_LITTLE = 200
"""What holds more than `_MUCH` of a page's words that are no links is part of its article. In a page of few words even
a box may hold that much."""
_MUCH_TALK = 0.8
"""Readers may write more than the article has."""
_POSTS_OF_PICTURES = re.compile(r"instagram-media|tiktok-embed|fb-post|threads-post|text-post-media")


def without_machines(root: etree._Element, *, behind_paywall: bool) -> None:
    """Takes out what no reader sees, and pictures' posts, whose words are not the page's.

    Where most of the page is hidden it waits for a click and stays, unless that is what a paywall hides.
    """
    etree.strip_elements(root, *_MACHINES, with_tail=False)
    hidden = [element for element in elements(root) if is_hidden(element)]
    prose = counted(root).prose if hidden else {}
    for element in hidden:
        if behind_paywall or prose[element] * 2 < prose[root]:
            mark_gone(element)
        else:
            element.attrib.pop("style", None)  # extractors look at it too
    for element in elements(root, "blockquote", "div"):
        if _POSTS_OF_PICTURES.search(element.get("class", "")):
            mark_gone(element)
    sweep(root)


def without_clutter(root: etree._Element, counts: Counts) -> None:
    """Takes out the boxes around an article. What holds the headline stays."""
    prose = counts.prose
    total = prose[root]
    most = total * (_MUCH_OF_LITTLE if total < _LITTLE else _MUCH)
    kept = {ancestor for heading in root.iter("h1") for ancestor in heading.iterancestors()}
    alike: Counter[str] = Counter()
    for paragraph in root.iter("p"):
        alike[paragraph.get("class", "")] += prose[paragraph]
    for element in elements(root):
        if element in kept or element.tag in ("html", "body", "main"):
            continue
        if element.tag == "p" and alike[element.get("class", "")] > most:
            continue
        if prose[element] <= most:
            if _is_box(element) or _is_called_clutter(element) or _is_box_of_links(element, counts):
                mark_gone(element)
        elif prose[element] <= total * _MUCH_TALK and not hints_of(element).isdisjoint(_COMMENTS):
            mark_gone(element)
    sweep(root)


def _is_box(element: etree._Element) -> bool:
    if element.tag == "footer":  # of a quotation it says who spoke
        return not any(above.tag == "blockquote" for above in element.iterancestors())
    if element.tag == "aside" and _explains(element):
        return False
    return element.tag in _BOXES or "navigation" in element.get("role", "")


def _explains(aside: etree._Element) -> bool:
    """Whether a box in an article says something of its own: sentences, and nothing that leads elsewhere."""
    inside = any(above.tag in ("article", "section") for above in aside.iterancestors())
    if not inside or any(True for _ in aside.iter("a", "form", "img", "ul", "ol")):
        return False
    return any(len(words_of(paragraph).split()) >= _SENTENCES for paragraph in aside.iter("p"))


def _is_box_of_links(element: etree._Element, counts: Counts) -> bool:
    """A box whose words are links and, at most, a heading above them."""
    if element.tag not in _BOXES_OF_LINKS or counts.words[element] == counts.prose[element]:
        return False
    if counts.prose[element] > _HEADING_WORDS:
        return False
    headings = list(element.iter("h2", "h3", "h4", "h5", "h6", "strong", "b"))
    links = sum(1 for _ in element.iter("a"))
    if element.find(".//li") is None and (not headings or (links < 2 and headings[0].tag in ("strong", "b"))):
        return False
    return counts.prose[element] <= max((counts.prose[heading] for heading in headings), default=0)


def _is_called_clutter(element: etree._Element) -> bool:
    if element.tag not in _NAMED_BY_HINTS:
        return False
    hints = hints_of(element)
    if not hints.isdisjoint(_HINTS):
        return True
    return not hints.isdisjoint(_IN_PAIRS) and any(pair <= hints for pair in _HINT_PAIRS)
