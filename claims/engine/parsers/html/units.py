"""Takes out what a page repeats: cards of other stories, readers' comments. Both are rows of boxes alike, whatever
they are called.

A live page's posts are such boxes too, and so are the entries of a list that is the article. So only boxes whose title
leads elsewhere go, and those with a name or a time in each that come after an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from claims.engine.parsers.fragments import Placed
from claims.engine.parsers.html.census import ROW, Census
from claims.engine.parsers.html.runs import HEADINGS, LINKED, WORDING, is_prose
from claims.engine.parsers.html.tree import (
    PICTURES,
    Counts,
    mark_gone,
    sweep,
    word_count,
    words_of,
)

_MOST_OF_THEM = 0.7
_TITLE = 3
"""Words of a link that may be a story's title."""
_KICKER = 3
"""Words of a section's name in the same line."""
_CARD_LONGEST = 60
"""Words of a card beside its title. A longer box is an entry of the article's own list, with a link in its heading."""
_SLIDE_LONGEST = 40
_MUCH = 0.5
_LABEL = 8
"""Words beside the cards in their box: its heading."""
_WHOLE = frozenset({"body", "main", "article"})
_ARTICLE = 2
"""So many paragraphs make an article, and what comes after them in boxes alike is what readers say."""
_SHORT = 6
_WHO_OR_WHEN = re.compile(
    r"\b(?:ago|hace|il y a|vor \d|há \d|fa|назад|\d{1,2}[:.h]\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|reply|responder"
    r"|répondre|antworten|rispondi|ответить|says|said|dice|wrote)\b|前|전",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\W*(?:\d{1,2}[:.h]\d\d|\d{1,3} ?(?:m|min|h)\w{0,5} ago)", re.IGNORECASE)
_LIVE = re.compile(
    r"\blive (?:updates?|blog|coverage)\b|(?:\A|[-–—|:] ?)live\b\W*(?:\Z|[:–—-])|\bas it happened\b|\blatest updates\b"
    r"|\ben (?:directo?|vivo)\b|\bminuto a minuto\b|\bliveticker\b|\bao vivo\b",
    re.IGNORECASE,
)


def without_cards(census: Census, counts: Counts, *, is_article: bool) -> None:
    """Takes out rows of boxes each of which has another story's title for a link.

    They may hold more words than the article, on a page that says that it is one; else they are all that it has.
    """
    total = counts.prose[census.root]
    for row in list(census.rows()):
        cards = [box for box in row if _is_card(box, counts)]
        if len(cards) < max(ROW, _MOST_OF_THEM * len(row)):
            continue
        much = sum(counts.prose[card] for card in cards) > _MUCH * total
        if not much or census.paragraphs_before(cards[0]) >= (1 if is_article else _ARTICLE):
            _take_out(cards, row, counts)
    sweep(census.root)


def _take_out(cards: Sequence[etree._Element], row: Sequence[etree._Element], counts: Counts) -> None:
    """The cards, with their box if it holds nothing else but a heading."""
    box = cards[0].getparent()
    if box is not None and box.tag not in _WHOLE and len(cards) == len(row):
        label = counts.prose[box] - sum(counts.prose[card] for card in cards)
        if label <= _LABEL:
            mark_gone(box)
    for card in cards:
        mark_gone(card)


def mark_slides(census: Census, counts: Counts) -> None:
    """Makes captions of rows of boxes that each hold a picture, a few words and no heading."""
    for row in list(census.rows()):
        slides = [box for box in row if 0 < counts.words[box] <= _SLIDE_LONGEST and _is_slide(box)]
        if len(slides) >= max(ROW, _MOST_OF_THEM * len(row)):
            for slide in slides:
                slide.tag = "figcaption"


def _is_slide(box: etree._Element) -> bool:
    if any(True for _ in box.iter("a", "blockquote", "table", *HEADINGS)):
        return False
    return any(True for _ in box.iter(*PICTURES))


def is_live(census: Census) -> bool:
    """Whether a page's article is a row of posts: by what the page is called, or as each has a time and a heading."""
    title = census.root.find(".//h1")
    if title is not None and _LIVE.search(words_of(title)):
        return True
    return any(_are_posts(row, census) for row in census.rows())


def _are_posts(row: Sequence[etree._Element], census: Census) -> bool:
    posts = [[census.blocks[at] for at in census.inside(box)] for box in row]
    return sum(map(_is_post, posts)) >= max(ROW, _MOST_OF_THEM * len(row))


def _is_post(blocks: Sequence[Placed]) -> bool:
    """A time of day, a heading that leads nowhere, and something to say."""
    timed = any(_is_furniture(placed) and _CLOCK.match(placed.block.words) for placed in blocks)
    headed = any(placed.within.tag in HEADINGS and placed.linked < LINKED for placed in blocks)
    return timed and headed and any(map(is_prose, blocks))


def without_talk(census: Census) -> None:
    """Takes out rows of boxes that each say who wrote them or when, if they come after an article."""
    for row in list(census.rows()):
        units = [census.inside(box) for box in row if census.inside(box)]
        if len(units) < ROW or census.paragraphs_before(row[0]) < _ARTICLE:
            continue
        if sum(_is_talk([census.blocks[at] for at in unit]) for unit in units) >= _MOST_OF_THEM * len(units):
            for box in row:
                mark_gone(box)
    sweep(census.root)


def _is_card(box: etree._Element, counts: Counts) -> bool:
    if counts.prose[box] > _CARD_LONGEST:
        return False
    links = [box] if box.tag == "a" else box.iter("a")
    return any(_is_title(link, box, counts) for link in links)


def _is_title(link: etree._Element, box: etree._Element, counts: Counts) -> bool:
    """Whether a link is all that its line says, perhaps with a section's name. One inside a sentence is no title."""
    if counts.words[link] < _TITLE or link.get("href", "").startswith(("#", "mailto:")):
        return False
    line = link
    while line is not box and line.tag in WORDING and (above := line.getparent()) is not None:
        line = above
    return counts.words[line] <= counts.words[link] + _KICKER or _stands_alone(link, box, counts)


def _stands_alone(link: etree._Element, box: etree._Element, counts: Counts) -> bool:
    """Whether breaks part a link from the rest of its line."""
    element = link
    while element is not box:
        before, after, above = element.getprevious(), element.getnext(), element.getparent()
        leading = before.tail if before is not None else above.text if above is not None else ""
        if (element.tail or "").strip() or (leading or "").strip():
            return False
        if any(one is not None and one.tag in WORDING and counts.words[one] for one in (before, after)):
            return False
        if above is None or above.tag not in WORDING:
            return True
        element = above
    return True


def _is_talk(blocks: Sequence[Placed]) -> bool:
    short = [" ".join(placed.block.words.split()) for placed in blocks if _is_furniture(placed)]
    headed = any(placed.within.tag in ("h1", "h2", "h3") for placed in blocks)
    return not headed and any(map(is_prose, blocks)) and any(map(_WHO_OR_WHEN.search, short))


def _is_furniture(placed: Placed) -> bool:
    return placed.within.tag not in HEADINGS and word_count(placed.block.words) <= _SHORT
