"""RSS, Atom and JSON Feed → articles, links and refusals; and for the poller what a feed says of itself.

Feeds are read with this project's own XML gate rather than with feedparser: that opens files and addresses when it is
handed their names, guesses encodings, mends what is broken without saying so, and would parse everything twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from claims.engine.parsers import feed_json, feed_xml, limits
from claims.engine.parsers.decoding import plain_start
from claims.engine.parsers.draft import Item, Refused
from claims.engine.parsers.feed_entries import Entry, FeedHead, item_of
from claims.engine.parsers.json_values import Found, read_json
from claims.engine.parsers.xml_gate import XmlDocument, parse_xml, root_name

ROOTS = feed_xml.ROOTS
_HEAD = 4096
_PAGE = re.compile(rb"\W*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as read: what it says of itself, and its entries in order."""

    head: FeedHead
    items: tuple[Item, ...]
    warnings: tuple[str, ...] = ()
    """What was mended in the whole of it."""


def recognises_feed(head: bytes) -> bool:
    """Whether a file that begins so is a feed."""
    return root_name(head) in ROOTS or feed_json.recognises_json_feed(head)


def parse_feed(data: bytes) -> list[Item]:
    """The entries of a feed. Raises `Refused` as `read_feed` does, or with `no_items`."""
    return _some(read_feed(data))


def feed_items(document: XmlDocument) -> list[Item]:
    """As `parse_feed`, from a document whose root is one of `ROOTS`. Its size was seen to."""
    return _some(_from_tree(document))


def insist_on_size(size: int) -> None:
    """Raises `Refused` with `too_large` for a feed of more bytes than are taken."""
    if size > limits.FEED_BYTES:
        most = limits.as_megabytes(limits.FEED_BYTES)
        raise Refused("too_large", f"The feed has {limits.as_megabytes(size)}; it may have {most}.")


def read_feed(data: bytes) -> Feed:
    """The feed in `data`, which may have no entries.

    Raises `Refused` with `not_a_feed`, `too_many_items`, or as the XML gate and the JSON reader do.
    """
    head = data[:_HEAD]
    insist_on_size(len(data))
    if _PAGE.match(head):
        raise Refused("not_a_feed", "It is a web page, not a feed. Look on it for the feed's own address.")
    if feed_json.recognises_json_feed(head):
        return _from_json(data)
    if not plain_start(head).startswith(b"<"):
        _refuse_other()
    return _from_tree(parse_xml(data, most=limits.FEED_BYTES))


def _some(feed: Feed) -> list[Item]:
    if not feed.items:
        raise Refused("no_items", "The feed has no entries.")
    return list(feed.items)


def _from_tree(document: XmlDocument) -> Feed:
    root, warnings = document
    if not feed_xml.is_feed(root):
        _refuse_other()
    head, elements = feed_xml.read_head(root), feed_xml.entry_elements(root)
    _count(len(elements))
    return _feed(head, (feed_xml.read_entry(element, head) for element in elements), warnings)


def _from_json(data: bytes) -> Feed:
    file = read_json(data)
    found = file.found[0]
    if not isinstance(found, Found) or not feed_json.is_json_feed(found.value):
        _refuse_other()
    head, values = feed_json.read_head(found.value), feed_json.entry_values(found.value)
    _count(len(values))
    return _feed(head, (feed_json.read_entry(value, head) for value in values), file.warnings)


def _count(entries: int) -> None:
    if entries > limits.FEED_ITEMS:
        most = f"{limits.FEED_ITEMS:,}"
        raise Refused("too_many_items", f"The feed has {entries:,} entries; at most {most} are taken at a time.")


def _feed(head: FeedHead, entries: Iterable[Entry], warnings: tuple[str, ...]) -> Feed:
    numbered = enumerate(entries, start=1)
    items = (item_of(entry, f"entry {number}", outlet=head.title, warnings=warnings) for number, entry in numbered)
    return Feed(head, tuple(items), warnings)


def _refuse_other() -> NoReturn:
    raise Refused("not_a_feed", "It is not a feed: neither RSS nor Atom nor JSON Feed.")
