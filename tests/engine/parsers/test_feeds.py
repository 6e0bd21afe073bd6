"""Feeds: what is an article, a link or a refusal; every dialect; what a poller wants to know; hostile ones."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from claims.engine.parsers import draft_as_dict, limits
from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, LinkFound, Refused
from claims.engine.parsers.feed_entries import FeedHead
from claims.engine.parsers.feeds import Feed, parse_feed, read_feed, recognises_feed

FIRST = "The harbour of Arlow will stay open all winter, the mayor said on Friday, and there will be no fees at all."
SECOND = "She told the council that the town had put the money for it aside and that it was there to be spent."
THIRD = "The boats that come from the islands bring most of the fish, and the people who live there need the way."
WHOLE = f"<p>{FIRST}</p><p>{SECOND}</p><blockquote>{THIRD}</blockquote>"
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
ESCAPED = WHOLE.replace("<", "&lt;")

RSS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="self" href="https://coast.example/rss"/>'
    "<title>Coast News</title><link>https://coast.example/</link><language>en-gb</language><ttl>30</ttl>"
    "<copyright>© Coast</copyright>{}</channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://coast.example/news/">'
    '<title type="html">Coast &amp;amp; Sea</title><link rel="self" href="https://coast.example/atom"/>'
    '<link href="https://coast.example/"/><author><name>Coast desk</name></author>{}</feed>'
)


def rss(*items: str) -> Feed:
    return read_feed(RSS.format("".join(f"<item>{item}</item>" for item in items)).encode())


def atom(*entries: str) -> Feed:
    return read_feed(ATOM.format("".join(f"<entry>{entry}</entry>" for entry in entries)).encode())


def json_feed(*items: object, **head: object) -> Feed:
    return read_feed(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items, **head}).encode())


def only(feed: Feed) -> Item:
    [item] = feed.items
    return item


def test_an_entry_with_its_whole_text_is_an_article() -> None:
    item = only(
        rss(
            "<media:title>A picture</media:title><title>Harbour &amp;ndash; open</title><guid>tag:1</guid>"
            "<link>https://coast.example/1#top</link><pubDate>Fri, 26 Apr 2024 23:30:00 -0500</pubDate>"
            f"<dc:creator>Ada Brock</dc:creator><description>No fees.</description>"
            f"<content:encoded><![CDATA[{WHOLE}<p>The post <a>Harbour</a> appeared first on <a>Coast</a>.</p>]]>"
            "</content:encoded>"
        )
    )
    assert isinstance(item, ArticleDraft)
    assert [part.kind.value for part in item.segments] == [
        *("headline", "byline", "paragraph", "paragraph", "block_quote", "boilerplate")
    ]
    assert (item.kind, item.title, item.byline, item.outlet) == ("feed", "Harbour – open", "Ada Brock", "Coast News")
    assert (item.url, item.guid, item.language) == ("https://coast.example/1", "tag:1", "en-gb")
    assert (item.published, item.published_at) == ("2024-04-26", "2024-04-26T23:30:00-05:00")
    assert item.copyright == "© Coast"
    assert item.published_from == "wire"


@pytest.mark.parametrize(
    ("content", "is_whole"),
    [
        (f"<description>Short.</description><content:encoded>{ESCAPED}</content:encoded>", True),
        (f"<content:encoded>{ESCAPED}</content:encoded>", True),
        (f"<description>{ESCAPED}</description>", False),
        (f"<description>{ESCAPED * 10}</description>", True),
        (f"<description>{ESCAPED}</description><content:encoded>{ESCAPED}</content:encoded>", False),
        (f"<description>{ESCAPED * 6}</description><content:encoded>{ESCAPED * 6}</content:encoded>", True),
        ("<content:encoded>&lt;p>Short.&lt;/p>&lt;p>Very.&lt;/p></content:encoded>", False),
        (f"<content:encoded>{ESCAPED}&lt;p>And then […]&lt;/p></content:encoded>", False),
        (f"<content:encoded>{ESCAPED}&lt;p>Continue reading on Coast&lt;/p></content:encoded>", False),
        (f"<content:encoded>{ESCAPED}&lt;p>Sigue leyendo.&lt;/p></content:encoded>", False),
        ("", False),
    ],
)
def test_what_is_a_whole_text(content: str, is_whole: bool) -> None:
    item = only(rss(f"<title>Harbour</title><link>https://coast.example/1</link>{content}"))
    assert isinstance(item, ArticleDraft if is_whole else LinkFound)


def test_an_entry_without_its_text_is_a_link() -> None:
    feed = rss(
        "<title>Harbour</title><link> https://coast.example/1?id=1 </link><guid isPermaLink='false'>1</guid>"
        "<pubDate>2024-04-26</pubDate>",
        "<title>By guid</title><guid>https://coast.example/2</guid><pubDate>yesterday-ish</pubDate>",
        "<link>https://coast.example/3</link>",
    )
    assert feed.items == (
        LinkFound("https://coast.example/1?id=1", "Harbour", "1", "2024-04-26"),
        LinkFound("https://coast.example/2", "By guid", "https://coast.example/2"),
        LinkFound("https://coast.example/3"),
    )


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("", "no_link"),
        ("<link>javascript:alert(1)</link>", "bad_url"),
        ("<link>file:///etc/hostname</link>", "bad_url"),
        ("<link>/relative</link>", "bad_url"),
        ("<link>http://169.254.169.254/latest/</link>", "address_blocked"),
        ("<link>http://localhost/</link>", "address_blocked"),
        ("<guid isPermaLink='false'>https://coast.example/1</guid>", "no_link"),
        ("<guid>tag:coast.example,2024:1</guid>", "no_link"),
    ],
)
def test_an_entry_that_leads_nowhere_is_refused_unless_its_text_is_there(link: str, code: str) -> None:
    feed = rss(
        f"<title>Harbour</title>{link}", f"<title>Whole</title>{link}<content:encoded>{ESCAPED}</content:encoded>"
    )
    refused, whole = feed.items
    assert isinstance(refused, ItemRefused)
    assert (refused.where, refused.code, refused.title) == ("entry 1", code, "Harbour")
    assert isinstance(whole, ArticleDraft)
    assert whole.url == ""
    assert len(whole.warnings) == ("<link>" in link)


@pytest.mark.parametrize("words", ["12 345 " * 300, "word " * (limits.TEXT_BYTES // 4)])
def test_a_text_that_is_none_spoils_only_its_own_entry(words: str) -> None:
    content = f"<title>Harbour</title><content:encoded>{words}</content:encoded>"
    feed = rss(content, f"{content}<link>https://coast.example/1</link>", "<link>https://coast.example/2</link>")
    assert [type(item) for item in feed.items] == [ItemRefused, LinkFound, LinkFound]


def test_the_head_of_each_kind() -> None:
    assert rss().head == FeedHead("Coast News", "https://coast.example/", "en-gb", 30, copyright="© Coast")
    assert atom().head == FeedHead("Coast & Sea", "https://coast.example/", "en", byline="Coast desk")
    feed = json_feed(title="Coast", home_page_url="https://coast.example/", language="en")
    assert feed.head == FeedHead("Coast", "https://coast.example/", "en")


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 15),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 1_440),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>99999999999999999999</ttl>", None),
        ("", None),
    ],
)
def test_how_long_a_feed_asks_to_be_left_alone(said: str, minutes: int | None) -> None:
    xml = (
        f'<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>t</title>{said}</channel></rss>'
    )
    assert read_feed(xml.encode()).head.ttl_minutes == minutes


def test_rss_1_and_its_dates() -> None:
    xml = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Coast</title></channel>'
        '<item rdf:about="https://coast.example/1"><title>Harbour</title><link>https://coast.example/1</link>'
        "<dc:date>2024-04-26T12:00:00Z</dc:date></item></rdf:RDF>"
    )
    assert parse_feed(xml.encode()) == [
        LinkFound("https://coast.example/1", "Harbour", "https://coast.example/1", "2024-04-26T12:00:00Z")
    ]


@pytest.mark.parametrize(
    "content",
    [
        f'<content type="html">{ESCAPED}</content>',
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{WHOLE}</div></content>',
    ],
)
def test_atom(content: str) -> None:
    item = only(
        atom(
            "<title type='html'>Harbour &amp;amp; sea</title><id>tag:1</id><link rel='enclosure' href='https://x.example/a'/>"
            f"<link href='1.html'/><summary>No fees.</summary>{content}<published>2024-04-26T12:00:00Z</published>"
            "<updated>2024-04-27T12:00:00Z</updated><author><name>Ada Brock</name></author>"
        )
    )
    assert isinstance(item, ArticleDraft)
    assert (item.title, item.guid, item.url) == ("Harbour & sea", "tag:1", "https://coast.example/news/1.html")
    assert (item.published_at, item.updated) == ("2024-04-26T12:00:00Z", "2024-04-27T12:00:00Z")
    assert (item.byline, item.outlet, draft_as_dict(item, "")["body"]) == ("Ada Brock", "Coast & Sea", TEXT)


def test_atom_that_says_only_when_it_was_updated() -> None:
    whole = f"<title>Harbour</title><content type='html'>{ESCAPED}</content><updated>2024-04-27T12:00:00Z</updated>"
    item = only(atom(whole))
    assert isinstance(item, ArticleDraft)
    assert (item.published, item.byline) == ("2024-04-27", "Coast desk")
    assert "only when the entry was last updated" in item.warnings[0]


def test_atom_content_elsewhere_is_a_link() -> None:
    assert atom("<title>t</title><id>1</id><link href='/1'/><content src='https://x.example/1'/>").items == (
        LinkFound("https://coast.example/1", "t", "1"),
    )


@pytest.mark.parametrize("content", [{"content_html": WHOLE}, {"content_text": TEXT}])
def test_json_feed(content: dict[str, str]) -> None:
    said = {"id": 17, "url": "https://coast.example/1", "title": "Harbour", "summary": "No fees."}
    dates = {"date_published": "2024-04-26T12:00:00Z", "date_modified": "2024-04-27T12:00:00Z"}
    feed = json_feed(said | dates | content | {"authors": [{"name": "Ada Brock"}, 7]}, title="Coast")
    item = only(feed)
    assert isinstance(item, ArticleDraft)
    assert (item.guid, item.url, item.title, item.outlet) == ("17", "https://coast.example/1", "Harbour", "Coast")
    assert (item.published_at, item.updated) == ("2024-04-26T12:00:00Z", "2024-04-27T12:00:00Z")
    assert (item.byline, draft_as_dict(item, "")["body"]) == ("Ada Brock", TEXT)


def test_json_feed_with_what_is_no_entry() -> None:
    feed = json_feed(7, {"title": ["x"]}, {"url": "https://coast.example/1", "author": {"name": "Ada"}})
    assert [type(item) for item in feed.items] == [ItemRefused, ItemRefused, LinkFound]
    assert json_feed(items="x").items == ()


def test_a_feed_that_is_not_utf_8_says_so_with_each_article() -> None:
    xml = RSS.format(f"<item><title>Peñón</title><content:encoded>{ESCAPED}</content:encoded></item>")
    [item] = parse_feed(xml.encode("cp1252"))
    assert isinstance(item, ArticleDraft)
    assert (item.title, item.warnings) == ("Peñón", ("The file is not UTF-8 and was read as Windows-1252.",))


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"<!doctype html><html><head><title>Log in</title></head></html>", "not_a_feed", "web page"),
        (b"\n<HTML><body>x</body></HTML>", "not_a_feed", "web page"),
        (b"<nitf/>", "not_a_feed", "neither RSS"),
        (b"<rss/>", "not_a_feed", "neither RSS"),
        (b'{"version": "1.0", "items": []}', "not_a_feed", "neither RSS"),
        (b'{"version": "https://jsonfeed.org/version/1"', "json_malformed", "line 1"),
        (b"neighbour.xml", "not_a_feed", "neither RSS"),
        (b"http://127.0.0.1:9/feed", "not_a_feed", "neither RSS"),
        (b"", "not_a_feed", "neither RSS"),
        (b"<rss><channel><item></rss>", "xml_malformed", "line 1"),
        (
            b"<!DOCTYPE rss [<!ENTITY l0 'lol'><!ENTITY l1 '&l0;&l0;'>]><rss><channel/></rss>",
            "xml_entities",
            "entities",
        ),
        (RSS.format("<item/>" * (limits.FEED_ITEMS + 1)).encode(), "too_many_items", "1,001 entries; at most 1,000"),
        (b"<rss>" + b" " * limits.FEED_BYTES + b"</rss>", "too_large", "10 MB"),
        (RSS.format("").encode(), "no_items", "no entries"),
    ],
)
def test_refusals(data: bytes, code: str, words: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_feed(data)
    assert caught.value.code == code
    assert words in caught.value.reason


def test_too_many_entries_of_a_json_feed() -> None:
    with pytest.raises(Refused, match="1,001 entries"):
        json_feed(*[{}] * (limits.FEED_ITEMS + 1))


def test_a_name_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    neighbour = tmp_path / "neighbour.xml"
    neighbour.write_text(RSS.format("<item><title>t</title><link>https://x.example/</link></item>"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket, "socket", None)
    for name in ("neighbour.xml", str(neighbour), neighbour.as_uri(), "http://127.0.0.1:9/"):
        with pytest.raises(Refused, match="not a feed"):
            read_feed(name.encode())


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (RSS.encode(), True),
        (b"<?xml version='1.0'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'>", True),
        (b'{ "title": "Coast", "version" : "https:\\/\\/jsonfeed.org\\/version\\/1"', True),
        (b'\xef\xbb\xbf{"version":"https://jsonfeed.org/version/1.1"', True),
        (b'{"version": "1"}', False),
        (b"<html><body>rss", False),
        (b"rss", False),
    ],
)
def test_recognised_by_its_first_bytes(head: bytes, expected: bool) -> None:
    assert recognises_feed(head) is expected


@pytest.mark.parametrize(
    "content",
    [
        f'<body xmlns="http://www.w3.org/1999/xhtml">{WHOLE}</body>',
        f'<y:full-text xmlns:y="urn:y">{ESCAPED}</y:full-text>',
        f"<content>{ESCAPED}</content>",
    ],
)
def test_other_names_of_the_whole_text(content: str) -> None:
    found = only(rss(f"<title>Harbour</title><link>https://coast.example/1</link>{content}"))
    assert isinstance(found, ArticleDraft)
    assert draft_as_dict(found, "")["body"] == TEXT


@pytest.mark.parametrize(
    "content",
    [
        '<content type="text/html" mode="base64">PHA+V29yZHMuPC9wPg==</content>',
        f'<content type="application/pdf">{"JVBERi0xLjQK" * 200}</content>',
    ],
)
def test_content_that_is_no_text_is_not_read(content: str) -> None:
    assert isinstance(only(atom(f'<title>Harbour</title><link href="https://coast.example/1"/>{content}')), LinkFound)


def test_plain_text_in_atom_keeps_its_paragraphs() -> None:
    plain = f'<content type="text">{FIRST}\n\n{SECOND}\n\n{THIRD}</content>'
    found = only(atom(f'<title>Harbour</title><link href="https://coast.example/1"/>{plain}'))
    assert isinstance(found, ArticleDraft)
    assert draft_as_dict(found, "")["body"] == TEXT


def test_one_entry_of_atom_is_a_feed_of_one() -> None:
    entry = (
        '<entry xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour</title><id>tag:1</id>'
        '<link href="https://coast.example/1"/><updated>2024-04-26T10:00:00Z</updated>'
        f'<content type="html">{ESCAPED}</content><source><title>Coast</title></source></entry>'
    ).encode()
    assert recognises_feed(entry)
    [found] = parse_feed(entry)
    assert isinstance(found, ArticleDraft)
    assert (found.title, found.outlet, found.guid) == ("Harbour", "Coast", "tag:1")
    with pytest.raises(Refused) as caught:
        parse_feed(b"<entry><title>Of a dictionary</title></entry>")
    assert caught.value.code == "not_a_feed"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("vie, 26 abr 2024 10:00:00 +0200", "2024-04-26T10:00:00+02:00"),
        ("26 de abril de 2024", "2024-04-26"),
        ("April 26, 2024", "2024-04-26"),
        ("03/04/2024", ""),
        ("yesterday", ""),
    ],
)
def test_dates_that_people_write(words: str, day: str) -> None:
    assert only(rss(f"<title>a</title><link>https://coast.example/1</link><pubDate>{words}</pubDate>")) == LinkFound(
        "https://coast.example/1", "a", published=day
    )


def test_a_date_that_cannot_be_read_is_said_with_the_article() -> None:
    content = f"<content:encoded>{ESCAPED}</content:encoded><pubDate>03/04/2024</pubDate>"
    found = only(rss(f"<title>Harbour</title><link>https://coast.example/1</link>{content}"))
    assert isinstance(found, ArticleDraft)
    assert (found.published, found.warnings) == (
        "",
        ("The date 03/04/2024 in the feed may be read two ways and was not used.",),
    )


def test_rights_and_licences() -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    content = f'<title>a</title><link href="https://coast.example/1"/><content type="html">{ESCAPED}</content>'
    found = only(atom(f'{content}<rights>© Ada</rights><link rel="license" href="{licence}"/>'))
    assert isinstance(found, ArticleDraft)
    assert (found.copyright, found.usage_terms) == ("© Ada", licence)
    found = only(atom(f"{content}<copyright>© Ada</copyright>"))  # as version 0.3 called it
    assert isinstance(found, ArticleDraft)
    assert found.copyright == "© Ada"
