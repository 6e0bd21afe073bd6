"""A feed as its poller wants it, read in the contained process: what it says of itself, and its items.

The registry's way gives the items alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from claims.engine import sandbox
from claims.engine.parsers import contained
from claims.engine.parsers.carry import from_line, to_line
from claims.engine.parsers.charsets import codec_for, in_utf8
from claims.engine.parsers.draft import Item, Refused
from claims.engine.parsers.feed_entries import FeedHead
from claims.engine.parsers.feeds import Feed, insist_on_size, read_feed

_KIND = "feed"


def read_feed_contained(data: bytes, *, charset: str = "") -> Feed:
    """As `read_feed`, and with the refusals of the contained process: `timeout`, `too_costly`, `unreadable`.

    `charset` is what its site says that it is encoded in.
    """
    insist_on_size(len(data))
    try:
        first, *lines = sandbox.run(__name__, f"{_KIND} {codec_for(data, charset)}", data, each=bytes)
    except sandbox.Stopped as stopped:
        raise Refused(stopped.code, stopped.reason) from stopped
    if not first.startswith(b"{"):
        refusal = from_line(first)
        assert isinstance(refusal, Refused)
        raise refusal
    said = json.loads(first)
    items = (from_line(line) for line in lines)
    return Feed(FeedHead(**said["head"]), tuple(_item(item) for item in items), tuple(said["warnings"]))


def prepare(what: str) -> None:
    """Called once by the template process for each encoding."""
    contained.prepare(what)


def read(what: str, data: bytes) -> Iterator[str]:
    """In the child: a line for the feed itself and one for each item, or one for why there is nothing."""
    try:
        feed = read_feed(in_utf8(data, contained.split(what)[1]))
    except Refused as refused:
        yield to_line(refused)
        return
    yield json.dumps({"head": asdict(feed.head), "warnings": feed.warnings}, ensure_ascii=False)
    yield from map(to_line, feed.items)


def _item(found: Item | Refused) -> Item:
    assert not isinstance(found, Refused)
    return found
