"""Which parser an XML file goes to, and that no bytes at all bring more than a refusal."""

from __future__ import annotations

import random

import pytest

from claims.engine.parsers import limits
from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, LinkFound, Refused
from claims.engine.parsers.xml_files import parse_xml_file, recognises_xml

NITF = (
    b"<nitf><body><body.head><hedline><hl1>Harbour</hl1></hedline></body.head><body.content><p>It opens.</p>"
    b"</body.content></body></nitf>"
)
G2 = (
    b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1" version="2"><contentMeta><headline>Harbour'
    b"</headline></contentMeta><contentSet><inlineXML><p>It opens.</p></inlineXML></contentSet></newsItem>"
)
NEWSML1 = (
    b"<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>Harbour</HeadLine></NewsLines><ContentItem><DataContent>"
    b"<p>It opens.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
)
RSS = (
    b"<rss><channel><title>t</title><item><title>Harbour</title><link>https://x.example/1</link></item></channel></rss>"
)
SAMPLES = {"nitf": NITF, "newsml-g2": G2, "newsml1": NEWSML1, "feed": RSS}


def outcome(data: bytes) -> list[Item] | Refused:
    try:
        return parse_xml_file(data)
    except Refused as refused:
        return refused


@pytest.mark.parametrize(("kind", "data"), SAMPLES.items())
@pytest.mark.parametrize(
    "before", [b"", b"<?xml version='1.0'?>\n", b"<!-- " + b"long " * 2_000 + b"-->", b"<!DOCTYPE x>"]
)
def test_the_first_element_decides(kind: str, data: bytes, before: bytes) -> None:
    assert recognises_xml((before + data)[:4096]) is (before[:4] != b"<!--")
    [item] = parse_xml_file(before + data)
    assert isinstance(item, LinkFound if kind == "feed" else ArticleDraft)
    assert item.title == "Harbour"
    assert getattr(item, "kind", kind) == kind


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<?xml version='1.0'?><svg>", True),
        ("<?xml version='1.0'?><svg>".encode("utf-16"), True),
        (b"<!DOCTYPE nitf [" + b"<!ELEMENT a (b)>" * 500, True),
        (b"<newsMessage>", True),
        (b"<groupSet root='G1'>", True),
        (b"<!doctype nitf><nitf>", True),
        (b"<!DOCTYPE html><html>", False),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='z'>", False),
        (b"<!-- saved page --><html>", False),
        (b"<p>words</p>", False),
        (b"words", False),
        (b"", False),
    ],
)
def test_recognised_by_its_first_bytes(head: bytes, expected: bool) -> None:
    assert recognises_xml(head[:4096]) is expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<?xml version='1.0'?><svg/>", "unsupported"),
        (b"<?xml version='1.0'?>", "xml_malformed"),
        (b"<!doctype nitf [<!ENTITY a 'b'>]><nitf/>", "xml_malformed"),
        (b"<rss>" + b" " * (limits.FEED_BYTES - 2_000_000) + b"<x>" + b" " * 2_000_000 + b"</x></rss>", "too_large"),
        (b"<RDF><Description/></RDF>", "not_a_feed"),
    ],
)
def test_refusals(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_xml_file(data)
    assert caught.value.code == code


@pytest.mark.parametrize("kind", SAMPLES)
def test_broken_files_are_refused_and_nothing_worse(kind: str) -> None:
    chance, data = random.Random(kind), SAMPLES[kind]  # noqa: S311 - the same files every time
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(broken))
            match chance.randrange(3):
                case 0:
                    broken[at] = chance.randrange(256)
                case 1:
                    del broken[at : at + chance.randrange(40)]
                case _:
                    start = chance.randrange(len(data))
                    broken[at:at] = data[start : start + chance.randrange(60)]
            broken = broken or bytearray(b"<")
        found = outcome(bytes(broken))
        assert isinstance(found, list) or (found.reason and "\n" not in found.reason)
        assert recognises_xml(bytes(broken[:100])) in {True, False}


def test_an_envelope_of_another_kind_is_opened() -> None:
    items = parse_xml_file(b"<dump><day>" + NITF + NITF.replace(b"It opens.", b"") + b"</day>" + G2 + b"</dump>")
    assert [getattr(item, "kind", "") for item in items] == ["nitf", "", "newsml-g2"]
    assert items[1] == ItemRefused("item 2", "no_text", "The item holds no text.")
    assert parse_xml_file(
        b"<s:Envelope xmlns:s='urn:s'><s:Body>" + NEWSML1 + b"</s:Body></s:Envelope>"
    ) == parse_xml_file(NEWSML1)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<dump><day>", True),
        (b"<s:Envelope xmlns:s='urn:s'>\n <s:Body>", True),
        (b"<name@example.com> wrote", False),
        (b"<Insert a headline> here", False),
        (b"< 5 <b>", False),
    ],
)
def test_xml_without_a_declaration_is_told_by_its_first_tags(head: bytes, expected: bool) -> None:
    assert recognises_xml(head) is expected
