"""RSS 0.9 to 2.0 and Atom, as element trees → the feed's own fields and its entries. Judges neither text nor links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from claims.engine.parsers.embedded import text_blocks
from claims.engine.parsers.feed_entries import Entry, FeedHead
from claims.engine.parsers.fragments import html_blocks
from claims.engine.parsers.layout import Block
from claims.engine.parsers.paragraphs import paragraphs
from claims.engine.parsers.stated import one_line
from claims.engine.parsers.xml_tree import each, first, language, local, words, words_at
from claims.engine.text import SegmentKind

ROOTS = frozenset({"rss", "RDF", "feed", "entry"})
_ATOM = re.compile(r"http://(?:www\.w3\.org/2005/Atom|purl\.org/atom/ns#)", re.IGNORECASE)
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_FULL_TEXT = ("full-text", "fulltext", "full_text", "fullText")
"""What aggregators call the whole text, each in a namespace of its own."""
_TEXT_TYPE = re.compile(r"(?:x?html|text(?:/[\w.+-]+)?|[\w.+-]+/(?:[\w.+-]+\+)?xml|)\s*(?:;|\Z)", re.IGNORECASE)
_LINKS_MOST = 10
_MINUTES = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}


def entry_elements(root: etree._Element) -> list[etree._Element]:
    """The entries of the feed, unread."""
    if local(root) == "entry":
        return [root]
    if local(root) == "feed":
        return list(each(root, "entry"))
    return [*each(root, "channel/item"), *each(root, "item")]


def is_feed(root: etree._Element) -> bool:
    if local(root) == "entry":  # of a feed that was taken apart; other vocabularies have entries too
        return _ATOM.match(etree.QName(root).namespace or "") is not None
    return local(root) == "feed" or (local(root) in ROOTS and first(root, "channel") is not None)


def read_head(root: etree._Element) -> FeedHead:
    if local(root) == "entry":
        return FeedHead(title=words_at(root, "source/title"))
    if local(root) == "feed":
        return FeedHead(
            title=_text(_own(root, "title")),
            link=next(_links(root), ""),
            language=language(root),
            byline=", ".join(_authors(root)),
            copyright=_rights(root),
        )
    channel = first(root, "channel")
    if channel is None:
        return FeedHead()
    return FeedHead(
        title=_text(_own(channel, "title")),
        link=words(_own(channel, "link")),
        language=words_at(channel, "language"),
        ttl_minutes=_ttl(channel),
        copyright=words(_own(channel, "copyright")) or words_at(channel, "rights"),
    )


def _ttl(channel: etree._Element) -> int | None:
    minutes = words_at(channel, "ttl")
    if minutes.isdecimal() and len(minutes) < 7:
        return int(minutes)
    period = _MINUTES.get(words_at(channel, "updatePeriod").lower())
    times = words_at(channel, "updateFrequency") or "1"
    if period is None or not (times.isdecimal() and 0 < len(times) < 5 and int(times)):
        return None
    return max(1, period // int(times))


def read_entry(entry: etree._Element, head: FeedHead) -> Entry:
    return _atom(entry, head) if local(entry) == "entry" else _rss(entry, head)


def _rss(item: etree._Element, head: FeedHead) -> Entry:
    guid = _own(item, "guid")
    link = words_at(item, "origLink") or words(_own(item, "link"))
    if not link and guid is not None and (guid.get("isPermaLink") or "true").strip().lower() != "false":
        link = words(guid) if words(guid).lower().startswith("http") else ""
    return Entry(
        title=_text(_own(item, "title")),
        links=(link,) if link else (),
        base=_base(item),
        content=next(filter(None, map(_markup, _contents(item))), ()),
        summary=_markup(_own(item, "description")),
        byline=words_at(item, "creator") or _person(words(_own(item, "author"))),
        language=words_at(item, "language") or language(item) or head.language,
        guid=words(guid) or (item.get(_RDF_ABOUT) or "").strip(),
        published=words(_own(item, "pubDate")) or words_at(item, "date"),
        updated=words_at(item, "updated") or words_at(item, "modified"),
        copyright=words_at(item, "rights") or head.copyright,
        usage_terms=_licence(item),
    )


def _atom(entry: etree._Element, head: FeedHead) -> Entry:
    content = _own(entry, "content")
    if content is not None and content.get("src"):
        content = None
    return Entry(
        title=_text(_own(entry, "title")),
        links=tuple(islice(_links(entry), _LINKS_MOST)),
        base=_base(entry),
        content=_markup(content),
        summary=_markup(_own(entry, "summary")),
        byline=", ".join(_authors(entry)) or head.byline,
        language=language(entry) or head.language,
        guid=words(_own(entry, "id")),
        published=next(filter(None, (words(_own(entry, name)) for name in ("published", "issued", "created"))), ""),
        updated=words(_own(entry, "updated")) or words(_own(entry, "modified")),
        copyright=_rights(entry) or head.copyright,
        usage_terms=_licence(entry),
    )


def _contents(item: etree._Element) -> Iterator[etree._Element]:
    """What may hold the whole text of an RSS item, the surest first. Pictures have a `content` too, of another kind."""
    yield from (found for found in each(item, "encoded") if "excerpt" not in (etree.QName(found).namespace or ""))
    own = _own(item, "content")
    yield from () if own is None else (own,)
    for name in ("body", *_FULL_TEXT):
        yield from each(item, name)


def _licence(element: etree._Element) -> str:
    """The address of the licence, as Atom (RFC 4946) and the module of Creative Commons for RSS give it."""
    links = (link.get("href") or "" for link in each(element, "link") if (link.get("rel") or "").lower() == "license")
    return next(filter(None, map(str.strip, links)), "") or words_at(element, "license")


def _rights(element: etree._Element) -> str:
    """Atom 0.3 has another name for it."""
    return words(_own(element, "rights")) or words(_own(element, "copyright"))


def _own(element: etree._Element, name: str) -> etree._Element | None:
    """The child of the feed's own vocabulary: pictures and podcasts bring titles of theirs."""
    return element.find(etree.QName(etree.QName(element).namespace, name))


def _links(element: etree._Element) -> Iterator[str]:
    """Addresses of the thing itself. A link without `rel` is one; the others lead to what belongs to it."""
    for link in each(element, "link"):
        if (link.get("rel") or "alternate").strip().lower() == "alternate" and (
            href := (link.get("href") or "").strip()
        ):
            yield href


def _authors(element: etree._Element) -> Iterator[str]:
    yield from filter(None, (words_at(author, "name") for author in each(element, "author")))


def _person(author: str) -> str:
    """The name in `ada@example.org (Ada Brock)`, which is how RSS wants authors written."""
    address, bracket, name = author.partition("(")
    return name.rstrip(") ") if bracket and "@" in address else author


def _base(element: etree._Element) -> str:
    """The nearest `xml:base` that is an address of its own. A channel's link says nothing about its entries' links."""
    around = (holder.get(_XML_BASE) or "" for holder in (element, *element.iterancestors()))
    return next((base.strip() for base in around if base.strip().lower().startswith(("http://", "https://"))), "")


def _text(element: etree._Element | None) -> str:
    """A title, which may be plain, escaped HTML or XHTML."""
    return one_line(words(element))


def _markup(element: etree._Element | None) -> tuple[Block, ...]:
    kind = "" if element is None else (element.get("type") or "").strip().lower()
    if element is None or not _TEXT_TYPE.match(kind) or element.get("mode") == "base64":
        return ()
    if len(element):  # XHTML, in Atom or in `body` of older feeds
        return tuple(block for block in html_blocks(element) if block.words.strip())
    if kind == "text":
        text = element.text or ""
        return tuple(Block(SegmentKind.PARAGRAPH, span.of(text)) for span in paragraphs(text))
    return tuple(block for block in text_blocks(element.text or "") if block.words.strip())
