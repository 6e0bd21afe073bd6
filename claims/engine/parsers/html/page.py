"""A web page → one `ArticleDraft`. Reads what the page shows; what it says for machines only helps to find that.

Opens nothing and asks no clock: whether a date lies in the future is for whoever has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from claims.engine.parsers import limits, shapes
from claims.engine.parsers.draft import ArticleDraft, Item
from claims.engine.parsers.html.body import Body, body_of
from claims.engine.parsers.html.byline import Byline, byline_of, is_byline_line, marked_author
from claims.engine.parsers.html.captions import mark_captions
from claims.engine.parsers.html.census import Census
from claims.engine.parsers.html.clutter import without_clutter, without_machines
from claims.engine.parsers.html.dating import Dated, dated
from claims.engine.parsers.html.deck import find_deck
from claims.engine.parsers.html.encoding import decode_page
from claims.engine.parsers.html.headline import Headline, headline_of
from claims.engine.parsers.html.metadata import Metadata, Said, metadata_of
from claims.engine.parsers.html.promotions import is_own_voice
from claims.engine.parsers.html.quotes import mark_quotes
from claims.engine.parsers.html.stories import without_other_stories
from claims.engine.parsers.html.tables import unfold_tables
from claims.engine.parsers.html.told import WARNING, body_as_told
from claims.engine.parsers.html.tree import common_box, counted, elements, page_tree, words_of
from claims.engine.parsers.html.units import is_live, mark_slides, without_cards, without_talk
from claims.engine.parsers.html.verdict import paywall_warning, refuse_unless_article
from claims.engine.parsers.layout import Block, Laid, lay_out
from claims.engine.text import Segment, SegmentKind, Span

_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_PART_OF_PAGE = re.compile(
    rb"\s*<(?:head|body|title|meta|script|style|link|article|main|section|header|div|h[1-6]|p|blockquote|table|ul|ol"
    rb"|figure|span|img|br)\b",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}\?>")
_COMMENT = re.compile(rb"\s*<!--(?:(?!-->).)*(?:-->|\Z)", re.DOTALL)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD_LINES = 12
"""So many lines above the article may hold its deck, byline and date."""
_LINES_BEFORE = 3
"""So many lines above the headline may hold its date."""
_OPENING = 3
"""So many of the first chosen blocks may still be lines of the head."""
_KICKER_WORDS = 8
_STATEMENTS = re.compile(r"\s*[|·•;]\s*|\.\s+(?=[A-ZÀ-Þ])")
"""Parts a line that says when a page was published and when it was changed."""
_CREDIT = re.compile(
    r"\W*(?:photo|photograph|picture|image|illustration|foto|bild|fotograf[íi]a)s?\s+(?:by|credit|courtesy|de|von|par)\b"
    r"[^.!?]{1,60}",
    re.IGNORECASE,
)
"""A line that only says whose picture it is."""
_PLACE = re.compile(r"[A-ZÀ-Þ][^.!?—–]{1,60}\s?(?:—|–|--)")
"""A place, perhaps with an agency, in an element of its own before the article."""
_DASH = re.compile(r"\.?[—–―-]+\s*\Z|\s+[—–―-]+\s*\Z")
_TITLE_CUT = "The headline is longer than {most:,} characters and was cut."
_NO_TITLE = "The page shows no headline."


def recognises_html(head: bytes) -> bool:
    """Whether a file that begins with `head` is a web page or a fragment of one."""
    for mark in _MARKS:
        head = head.removeprefix(mark)
    head = head.replace(b"\x00", b"")
    declaration = _XML_DECLARATION.match(head)
    at = declaration.end() if declaration else 0
    while comment := _COMMENT.match(head, at):
        at = comment.end()
        if at == len(head):
            return declaration is None
    return bool(_PAGE.match(head, at) or (declaration is None and _PART_OF_PAGE.match(head, at)))


def parse_html(data: bytes) -> list[Item]:
    """The article in a web page.

    Raises `Refused`: `empty`, `binary`, `encoding`, `too_large`, `too_deep`, `too_many_tags`, `no_article` or
    `paywall`.
    """
    text, warnings = decode_page(data)
    root = page_tree(text)
    metadata = metadata_of(root)
    without_machines(root, behind_paywall=metadata.behind_paywall)
    page_words = words_of(root)
    headline, author = headline_of(root, metadata), marked_author(root)
    if metadata.is_live:
        _merge_posts(root)
    counts = counted(root)
    unfold_tables(root, counts)
    mark_quotes(root, counts)
    mark_captions(root, counts)
    census = Census(root, headline.element)
    live = metadata.is_live or is_live(census)
    if not live:
        without_other_stories(census, headline.element, counts)
        without_talk(census)
    mark_slides(census, counts)
    without_cards(census, counts, is_article=metadata.is_article or bool(metadata.published))
    without_clutter(root, counts)
    body = body_of(root, headline.words, headline.element, metadata.body, live=live)
    if told := body_as_told(metadata, headline.words, body):
        body, warnings = told, (*warnings, WARNING)
    chosen = [body.blocks[at] for at in sorted(body.chosen)]
    refuse_unless_article(chosen, body.blocks[body.first : body.last + 1], page_words, metadata)
    parts = _Parts(body, headline, metadata)
    when = dated(root, metadata, parts.first, parts.lines)
    by = byline_of(metadata, author, parts.lines)
    draft = _draft(parts, metadata, when, by)
    if told:
        draft = replace(draft, where={**draft.where, "text": "jsonld"})
    return [replace(draft, warnings=warnings + draft.warnings + paywall_warning(chosen, metadata))]


def _merge_posts(root: etree._Element) -> None:
    """The posts of a live page are articles to its markup; extractors would keep the first alone."""
    for post in elements(root, "article"):
        post.tag = "div"


class _Parts:
    """Which blocks of a page are its head, its article and its captions, by their place."""

    def __init__(self, body: Body, headline: Headline, metadata: Metadata) -> None:
        self.headline = headline
        self._blocks = body.blocks
        self._headline_at = body.heading
        order = [at for at in sorted(body.chosen) if not self._is_kicker(at)]
        opening = [at for at in order[:_OPENING] if self._is_head_line(at)]
        first = next((at for at in order if at not in opening), body.first)
        above = range(self._headline_at + 1 or max(0, body.first - _HEAD_LINES), first)
        before = range(max(0, self._headline_at - _LINES_BEFORE), self._headline_at)
        dates = [at for at in before if shapes.is_date_line(self._words(at))]
        self.first = body.blocks[first].within
        self.lines = [line for at in (*above, *dates) for line in self._lines(at)]
        candidates = [*above, *(at for at in order[:_OPENING] if at >= first)]
        found, self.deck_origin = find_deck(
            [body.blocks[at] for at in candidates], metadata.descriptions, body.run, headline.element
        )
        self._deck_at = candidates[found] if found >= 0 else -1
        self.deck = self._words(self._deck_at) if found >= 0 else ""
        self._body = [at for at in order if at not in opening and at != self._deck_at]
        self._captions = {*self._captions_near(body), *body.captions}

    def blocks(self) -> Iterator[Block]:
        """The article with its captions, in reading order; a caption above the headline follows it."""
        captions: set[str] = set()
        for at in sorted({*self._body, *self._captions}):
            words = self._words(at)
            kind = SegmentKind.CAPTION if at in self._captions else self._kind(at, words)
            if kind is SegmentKind.CAPTION:
                if words in captions:
                    continue  # pages repeat pictures for small screens
                captions.add(words)
            yield Block(kind, words)

    def _words(self, at: int) -> str:
        return " ".join(self._blocks[at].block.words.split())

    def _lines(self, at: int) -> Iterator[str]:
        """A block, then each of its lines where it has several."""
        yield self._words(at)
        lines = [" ".join(line.split()) for line in self._blocks[at].block.words.splitlines()]
        if len(lines) > 1:
            yield from filter(None, lines)

    def _is_head_line(self, at: int) -> bool:
        words = self._words(at)
        if is_byline_line(words) or shapes.is_date_line(words):
            return True
        return all(map(shapes.is_date_line, _STATEMENTS.split(words)))

    def _is_kicker(self, at: int) -> bool:
        """A section's name or a notice above the headline."""
        return at < self._headline_at and len(self._words(at).split()) < _KICKER_WORDS

    def _kind(self, at: int, words: str) -> SegmentKind:
        kind = self._blocks[at].block.kind
        if kind is not SegmentKind.PARAGRAPH:
            return kind
        if is_own_voice(words):
            return SegmentKind.BOILERPLATE
        if at == self._body[0] and _PLACE.fullmatch(words):
            return SegmentKind.DATELINE
        if _CREDIT.fullmatch(words) or shapes.is_caption(words, foreign=False, before_body=at == self._body[0]):
            return SegmentKind.CAPTION
        return kind

    def _captions_near(self, body: Body) -> Iterator[int]:
        """The captions from the headline to the article's end, and others in the box that holds just the two."""
        if not self._body:
            return
        ends = [self._blocks[self._body[0]].within, self._blocks[self._body[-1]].within]
        article = common_box(ends)
        whole = common_box([*ends, self.headline.element]) if self._headline_at >= 0 else article
        start = self._headline_at if self._headline_at >= 0 else body.first
        for at, placed in enumerate(self._blocks):
            if placed.block.kind is not SegmentKind.CAPTION:
                continue
            box = whole if at < start else article
            if start <= at <= body.last or (box is not None and box in placed.within.iterancestors()):
                yield at


def _draft(parts: _Parts, metadata: Metadata, when: Dated, by: Byline) -> ArticleDraft:
    title, warnings = _fitting(parts.headline.words)
    head = [
        Block(SegmentKind.HEADLINE, title),
        Block(SegmentKind.DECK, parts.deck),
        Block(SegmentKind.BYLINE, by.words),
        Block(SegmentKind.DATELINE, when.words),
    ]
    laid = lay_out([*head, *parts.blocks()], stated=metadata.language)
    segments = tuple(_with_dateline(laid))
    outlet = next(iter(metadata.outlets), Said("", ""))
    where = {
        "title": parts.headline.origin,
        "deck": parts.deck_origin,
        "byline": by.origin,
        "dateline": "text",
        "outlet": outlet.origin,
        "published": when.origin,
        "published_at": when.origin,
        "updated": when.updated_origin,
        "language": "meta" if metadata.language == laid.language else "text",
        "url": "meta",
        "copyright": metadata.copyright.origin,
    }
    draft = ArticleDraft(
        kind="html",
        text=laid.text,
        segments=segments,
        title=title,
        deck=parts.deck,
        byline=by.words,
        dateline=_dateline(laid.text, segments),
        outlet=outlet.words,
        published=when.day,
        published_from=when.origin,
        language=laid.language,
        url=metadata.url,
        warnings=warnings + when.warnings,
        published_at=when.at,
        updated=when.updated,
        copyright=metadata.copyright.words,
    )
    return replace(draft, where={name: origin for name, origin in where.items() if getattr(draft, name) and origin})


def _fitting(title: str) -> tuple[str, tuple[str, ...]]:
    if len(title) <= limits.TITLE_LENGTH:
        return title, () if title else (_NO_TITLE,)
    return title[: limits.TITLE_LENGTH].rstrip(), (_TITLE_CUT.format(most=limits.TITLE_LENGTH),)


def _with_dateline(laid: Laid) -> Iterator[Segment]:
    """The segments, with the dateline that opens the article cut off its first paragraph."""
    opened = False
    for part in laid.segments:
        words = part.span.of(laid.text)
        cut = shapes.dateline_prefix(words) if part.kind is SegmentKind.PARAGRAPH and not opened else 0
        opened = opened or part.kind is SegmentKind.PARAGRAPH
        if cut:
            start = part.span.start
            yield Segment(SegmentKind.DATELINE, Span(start, start + len(words[:cut].rstrip())), part.language)
            part = replace(part, span=Span(start + cut, part.span.end))
        yield part


def _dateline(text: str, segments: Sequence[Segment]) -> str:
    """The dateline as printed. The last one: one that opens the article says more than a line with the day."""
    lines = [part.span.of(text) for part in segments if part.kind is SegmentKind.DATELINE]
    return _DASH.sub("", lines[-1]) if lines else ""
