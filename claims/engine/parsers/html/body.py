"""Which blocks of a page are its article: the run of its paragraphs, what belongs between them, and nothing beside.

An extractor is asked as well. It decides what lies outside the run, and all where no run is to be seen. What a page
tells machines (`articleBody`) is only another such opinion, or the text itself where the page shows none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from claims.engine.parsers import limits, shapes
from claims.engine.parsers.draft import Refused
from claims.engine.parsers.fragments import Placed, placed_blocks
from claims.engine.parsers.html.extractor import proposed_blocks
from claims.engine.parsers.html.inserts import Inserts, Verdict, is_caption, is_time, leads_elsewhere, says_something
from claims.engine.parsers.html.matching import found_again
from claims.engine.parsers.html.promotions import is_own_voice
from claims.engine.parsers.html.runs import HEADINGS, PROSE_FEWEST, Run, find_run, is_prose
from claims.engine.parsers.html.tree import common_box, key_of, word_count
from claims.engine.text import SegmentKind

_BELOW = 0.3
"""So much of a page's prose must come after its headline."""
_GOES_ON = (",", ":", "—")
"""A short first line that ends so is a salutation, or leads to the next."""
_LABEL = 6
"""Words of a line that announces links."""
_LEAD = 15
"""Words of a first paragraph that a page sets apart. A shorter one is more often the deck."""
_STRETCH, _STRETCH_SHARE = 30, 0.25
"""Words that a second stretch of the article must have, and so many of the first one's."""
_STRETCH_LINKED = 0.2
_BESIDE_TITLE = 15
"""Words. A block that begins with the headline and has no more of its own names who wrote it and when."""


@dataclass(frozen=True, slots=True)
class Body:
    """The page's blocks, and the indexes of those that are the article's words and of captions that no markup names."""

    blocks: Sequence[Placed]
    chosen: frozenset[int]
    run: Run
    heading: int = -1
    """Where the headline stands; -1 if the page does not show it."""
    captions: frozenset[int] = frozenset()

    @property
    def first(self) -> int:
        return min(self.chosen, default=len(self.blocks))

    @property
    def last(self) -> int:
        return max(self.chosen, default=-1)


def body_of(root: etree._Element, headline: str, heading: etree._Element | None, told: str, *, live: bool) -> Body:
    """The article in `root`, whose captions and quotes are marked. Nothing is chosen where there is none.

    `heading` is where the page shows its `headline`, if it does; `told` is what it tells machines the article says.
    Raises `Refused` with `too_large`.
    """
    blocks = placed_blocks(root)
    if len(blocks) > limits.LINES:
        raise Refused("too_large", f"It has {len(blocks):,} paragraphs; an article may have {limits.LINES:,}.")
    title = key_of(headline)
    after = _place_of(blocks, heading, title)
    if _prose_words(blocks[after + 1 :]) < _BELOW * _prose_words(blocks):
        after = -1  # the title of this story among those of others
    found = found_again(blocks, [placed.block.words for placed in proposed_blocks(root)])
    in_told = found_again(blocks, [told]) if told else set[int]()
    run = find_run(blocks, after, live=live)
    if not run:
        return Body(blocks, frozenset(at for at in found if at > after and not _is_elsewhere(blocks[at])), run, after)
    chosen, captions = _chosen(blocks, run, found | in_told, after)
    chosen = {at for at in chosen if not _is_title(blocks[at], title)}
    chosen -= set(_opening_lines(blocks, chosen))
    return Body(blocks, frozenset(chosen), run, after, frozenset(captions))


def _prose_words(blocks: Sequence[Placed]) -> int:
    return sum(word_count(placed.block.words) for placed in blocks if is_prose(placed))


def _place_of(blocks: Sequence[Placed], heading: etree._Element | None, title: str) -> int:
    for at, placed in enumerate(blocks):
        if placed.within is heading:
            return at
    return next((at for at, placed in enumerate(blocks) if title and key_of(placed.block.words) == title), -1)


def _chosen(blocks: Sequence[Placed], run: Run, found: set[int], after: int) -> tuple[set[int], set[int]]:
    members = {at for at in run.members if at > after and not _is_elsewhere(blocks[at])}
    members |= set(_continued(blocks, members, after))
    first, last = min(members), max(members)
    inserts = Inserts(blocks, members)
    chosen, captions = set(members), set[int]()
    page = _page_of(blocks, members, after)
    for together in inserts.boxes([at for at in range(after + 1, len(blocks)) if at not in members]):
        inside = first < together[0] < last
        if not inside and not (_is_in(blocks, together, page) and _goes_on(blocks, together, run, found)):
            continue
        verdict = inserts.verdict(together)
        own = {at for at in together if not _is_elsewhere(blocks[at])}
        if together[0] < first:
            own = {at for at in own if _is_lead(blocks[at])}
        if verdict is Verdict.ARTICLE:
            chosen |= {at for at in own if says_something(blocks[at])}
        elif verdict is Verdict.CAPTION:
            captions |= own
    return chosen - set(_labels(blocks, chosen)), captions


def _continued(blocks: Sequence[Placed], members: set[int], after: int) -> Iterator[int]:
    """The paragraphs of a second stretch, in a box after the run that begins with no heading and holds few labels."""
    page = _page_of(blocks, members, after)
    if page is None:
        return
    length = sum(word_count(blocks[at].block.words) for at in members)
    rest = [at for at in range(max(members) + 1, len(blocks)) if not is_caption(blocks[at])]
    for together in Inserts(blocks, members).boxes(rest):
        prose = [at for at in together if is_prose(blocks[at]) and _is_sentence(blocks[at])]
        words = sum(word_count(blocks[at].block.words) for at in prose)
        labels = len(together) - len(prose)
        linked = sum(blocks[at].linked for at in prose)
        if words < max(_STRETCH, _STRETCH_SHARE * length) or labels > len(prose) or len(prose) < 2:
            continue
        if linked > _STRETCH_LINKED * len(prose):
            continue  # titles of other stories, each with a line about it
        if _is_in(blocks, together, page) and blocks[together[0]].within.tag not in HEADINGS:
            yield from prose


def _is_sentence(placed: Placed) -> bool:
    return shapes.SENTENCE_END.search(placed.block.words.strip()) is not None


def _page_of(blocks: Sequence[Placed], members: set[int], after: int) -> etree._Element | None:
    """The box around the headline and the article, or around the latter where the former is not to be seen."""
    if after >= 0:
        return common_box([blocks[at].within for at in (after, *members)])
    box = common_box([blocks[at].within for at in members])
    if box is None:
        return None
    return next((above for above in box.iterancestors("article", "main")), box)


def _is_in(blocks: Sequence[Placed], together: Sequence[int], box: etree._Element | None) -> bool:
    return box is None or box in blocks[together[0]].within.iterancestors()


def _goes_on(blocks: Sequence[Placed], together: Sequence[int], run: Run, found: set[int]) -> bool:
    """Whether a box outside the run is part of the article: a quotation beside it, or prose that was proposed.

    One that begins with a heading is a section of its own.
    """
    for at in together:
        quote = _quotation(blocks[at])
        if quote is not None and run.has_box(quote.getparent()):
            return True
    prose = [at for at in together if is_prose(blocks[at])]
    if blocks[together[0]].within.tag in HEADINGS:
        return False
    if together[0] < min(run.members):
        return any(map(_is_lead, (blocks[at] for at in prose)))
    return bool(prose) and all(at in found for at in prose)


def _is_lead(placed: Placed) -> bool:
    """Whether a block above the others reads like the article's first paragraph."""
    return word_count(placed.block.words) >= _LEAD and _is_sentence(placed) and not placed.linked


def _is_elsewhere(placed: Placed) -> bool:
    if is_caption(placed) or leads_elsewhere(placed) or is_time(placed):
        return True
    return is_own_voice(" ".join(placed.block.words.split())) and _quotation(placed) is None


def _is_title(placed: Placed, title: str) -> bool:
    key = key_of(placed.block.words)
    return bool(title) and key.startswith(title) and len(key) - len(title) <= 6 * _BESIDE_TITLE


def _opening_lines(blocks: Sequence[Placed], chosen: set[int]) -> Iterator[int]:
    """Lines above the first paragraph: a time, a place, a name."""
    for at in sorted(chosen):
        words = blocks[at].block.words.strip()
        ends = words.endswith(_GOES_ON) or shapes.SENTENCE_END.search(words)
        if word_count(words) >= PROSE_FEWEST or blocks[at].within.tag in HEADINGS or ends:
            return
        yield at


def _labels(blocks: Sequence[Placed], chosen: set[int]) -> Iterator[int]:
    """Lines that only announce what was left out: "Keep reading:" before links, a heading with nothing below it."""
    kept = sorted(chosen)
    for position in range(len(kept) - 1, -1, -1):
        at = kept[position]
        placed = blocks[at]
        following = kept[position + 1] if position + 1 < len(kept) else None
        if placed.within.tag in HEADINGS:
            if following is None:
                yield kept.pop(position)
        elif at + 1 < len(blocks) and at + 1 != following and leads_elsewhere(blocks[at + 1]) and _is_label(placed):
            yield kept.pop(position)


def _is_label(placed: Placed) -> bool:
    return word_count(placed.block.words) <= _LABEL and placed.block.words.strip()[-1:] in (":", "：", ">")


def _quotation(placed: Placed) -> etree._Element | None:
    """The block quote that `placed` belongs to, also as the line that names who is quoted."""
    for element in (placed.within, *placed.within.iterancestors()):
        if element.tag == "blockquote":
            return element
    named = placed.within.tag == "figcaption" and placed.block.kind is SegmentKind.PARAGRAPH
    return placed.within if named else None
