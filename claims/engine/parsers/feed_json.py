"""JSON Feed 1.0 and 1.1, as a JSON object → the feed's own fields and its entries. Judges neither text nor links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from claims.engine.parsers.decoding import plain_start
from claims.engine.parsers.embedded import text_blocks
from claims.engine.parsers.feed_entries import Entry, FeedHead
from claims.engine.parsers.fragments import html_blocks
from claims.engine.parsers.layout import Block
from claims.engine.parsers.stated import clean, one_line

_VERSION = re.compile(r"https?://jsonfeed\.org/version/", re.IGNORECASE)
_BEGINS = re.compile(rb"\{.*?\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/", re.DOTALL)


def recognises_json_feed(head: bytes) -> bool:
    """Whether the first bytes say that they are a JSON Feed."""
    return _BEGINS.match(plain_start(head)) is not None


def is_json_feed(value: Mapping[str, object]) -> bool:
    return _VERSION.match(_words(value, "version")) is not None


def read_head(feed: Mapping[str, object]) -> FeedHead:
    return FeedHead(
        title=one_line(_words(feed, "title")),
        link=_words(feed, "home_page_url"),
        language=_words(feed, "language"),
        byline=", ".join(_names(feed)),
    )


def entry_values(feed: Mapping[str, object]) -> list[object]:
    """The entries of the feed, unread."""
    items = feed.get("items")
    return items if isinstance(items, list) else []


def read_entry(value: object, head: FeedHead) -> Entry:
    """What an entry says; nothing at all where it is no object."""
    item = value if isinstance(value, Mapping) else {}
    return Entry(
        title=one_line(_words(item, "title")),
        links=tuple(filter(None, (_words(item, "url"), _words(item, "external_url")))),
        content=_content(item),
        summary=_kept(text_blocks(_words(item, "summary"))),
        byline=", ".join(_names(item)) or head.byline,
        language=_words(item, "language") or head.language,
        guid=_words(item, "id"),
        published=_words(item, "date_published"),
        updated=_words(item, "date_modified"),
    )


def _content(item: Mapping[str, object]) -> tuple[Block, ...]:
    if markup := _words(item, "content_html"):
        return _kept(html_blocks(markup))
    return _kept(text_blocks(_words(item, "content_text")))


def _kept(blocks: Iterator[Block] | list[Block]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block.words.strip())


def _names(holder: Mapping[str, object]) -> Iterator[str]:
    """Version 1.1 has a list of authors, version 1.0 had one."""
    authors = holder.get("authors")
    for author in authors if isinstance(authors, list) else [holder.get("author")]:
        if isinstance(author, Mapping) and (name := one_line(_words(author, "name"))):
            yield name


def _words(holder: Mapping[str, object], name: str) -> str:
    """A text, or a number that stands for one: many feeds write their ids so."""
    value = holder.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return clean(value)[0].strip() if isinstance(value, str) else ""
