"""A feed read in the contained process, for its poller: the same as in this one, with what it says of itself."""

from __future__ import annotations

import pytest

from claims.engine.parsers import ArticleDraft, ItemRefused, LinkFound, Refused, limits
from claims.engine.parsers.contained_feed import read_feed_contained
from claims.engine.parsers.feeds import read_feed

TEXT = "".join(f"&lt;p&gt;{'The council will mend the old bridge by spring. ' * 5}&lt;/p&gt;" for _ in range(12))
RSS = f"""<rss version="2.0"><channel><title>The Harbour Post</title><link>http://harbour.example/</link>
<ttl>90</ttl><language>en</language>
<item><title>Bridge 1</title><guid isPermaLink="false">1</guid><link>http://harbour.example/1</link></item>
<item><title>Bridge 2</title><guid isPermaLink="false">2</guid><description>{TEXT}</description></item>
<item><title>Bridge 3</title></item>
</channel></rss>""".encode()


def test_it_brings_the_head_and_every_kind_of_item() -> None:
    feed = read_feed_contained(RSS)
    assert (feed.head.title, feed.head.ttl_minutes) == ("The Harbour Post", 90)
    assert [type(item) for item in feed.items] == [LinkFound, ArticleDraft, ItemRefused]
    assert feed == read_feed(RSS)


def test_a_feed_without_entries_is_a_feed() -> None:
    feed = read_feed_contained(b"<rss version='2.0'><channel><title>Quiet</title></channel></rss>")
    assert (feed.head.title, feed.items) == ("Quiet", ())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<!doctype html><html><body>News</body></html>", "not_a_feed"),
        (b"", "not_a_feed"),
        (b"<rss><channel>", "xml_malformed"),
        (b" " * (limits.FEED_BYTES + 1), "too_large"),
        (b"<feed>" + b"<entry/>" * (limits.FEED_ITEMS + 1) + b"</feed>", "too_many_items"),
    ],
    ids=["a page", "nothing", "half a feed", "too large", "too many entries"],
)
def test_what_is_no_feed_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_feed_contained(data)
    assert refused.value.code == code
    assert refused.value.reason.endswith(".")
