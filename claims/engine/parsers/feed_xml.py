"""RSS 0.9 to 2.0 and Atom, as element trees → the feed's own fields and its entries. Judges neither text nor links."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from claims.engine.parsers.embedded import text_blocks
from claims.engine.parsers.feed_entries import Entry, FeedHead
from claims.engine.parsers.fragments import html_blocks
from claims.engine.parsers.layout import Block
from claims.engine.parsers.stated import one_line
from claims.engine.parsers.xml_tree import each, first, language, local, words, words_at
from claims.engine.text import SegmentKind

ROOTS = frozenset({"rss", "RDF", "feed"})
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LINKS_MOST = 10
_MINUTES = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}


def entry_elements(root: etree._Element) -> list[etree._Element]:
    """The entries of the feed, unread."""
    if local(root) == "feed":
        return list(each(root, "entry"))
    return [*each(root, "channel/item"), *each(root, "item")]


def is_feed(root: etree._Element) -> bool:
    return local(root) == "feed" or (local(root) in ROOTS and first(root, "channel") is not None)


def read_head(root: etree._Element) -> FeedHead:
    if local(root) == "feed":
        return FeedHead(
            title=_text(_own(root, "title")),
            link=next(_links(root), ""),
            language=language(root),
            byline=", ".join(_authors(root)),
            copyright=words(_own(root, "rights")),
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
    encoded = (found for found in each(item, "encoded") if "excerpt" not in (etree.QName(found).namespace or ""))
    return Entry(
        title=_text(_own(item, "title")),
        links=(link,) if link else (),
        base=_base(item),
        content=_markup(next(encoded, None)),
        summary=_markup(_own(item, "description")),
        byline=words_at(item, "creator") or _person(words(_own(item, "author"))),
        language=words_at(item, "language") or language(item) or head.language,
        guid=words(guid) or (item.get(_RDF_ABOUT) or "").strip(),
        published=words(_own(item, "pubDate")) or words_at(item, "date"),
        updated=words_at(item, "updated") or words_at(item, "modified"),
        copyright=words_at(item, "rights") or head.copyright,
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
        copyright=words(_own(entry, "rights")) or head.copyright,
    )


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
    if element is None:
        return ()
    if len(element):  # XHTML, in Atom or in `body` of older feeds
        return tuple(block for block in html_blocks(element) if block.words.strip())
    if (element.get("type") or "").strip().lower() == "text":
        return (Block(SegmentKind.PARAGRAPH, element.text or ""),) if (element.text or "").strip() else ()
    return tuple(block for block in text_blocks(element.text or "") if block.words.strip())
