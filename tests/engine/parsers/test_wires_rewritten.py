"""The same wire message written in another way says the same: prefixes, encodings, CDATA, comments, strangers."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable

import pytest
from lxml import etree

from claims.engine.parsers.draft import ArticleDraft
from claims.engine.parsers.registry import FORMATS

GUID = "urn:newsml:cna.example:20240426:1"
G2 = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="{GUID}" version="3">
  <rightsInfo><copyrightNotice>© 2024 Agencia Ñ</copyrightNotice><usageTerms>No print.</usageTerms></rightsInfo>
  <itemMeta><itemClass qcode="ninat:text"/><provider literal="CNA"/>
  <versionCreated>2024-04-27T08:00:00Z</versionCreated>
  <firstCreated>2024-04-26T18:00:00Z</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
  <contentMeta><by>By Ada Brock</by><headline>Harbour &amp; ferry open</headline></contentMeta>
  <contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>It opens – for <em>all</em>.</p>
  <blockquote><p>Not one coin.</p></blockquote></body></html></inlineXML></contentSet></newsItem></itemSet>
</newsMessage>"""
NEWSML1 = """<NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier><ProviderId>cna.example</ProviderId>
  <DateId>20240426</DateId><NewsItemId>H1</NewsItemId><RevisionId>2</RevisionId></NewsIdentifier></Identification>
  <NewsManagement><FirstCreated>20240426T180000Z</FirstCreated>
  <ThisRevisionCreated>20240427T080000Z</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement>
  <NewsComponent><NewsLines><HeadLine>Harbour &amp; ferry open</HeadLine>
  <ByLine>By Ada Brock</ByLine><CopyrightLine>© 2024 Agencia Ñ</CopyrightLine></NewsLines><ContentItem><DataContent>
  <p>It opens – for all.</p><p>Not one coin.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
NITF = f"""<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><docdata management-status="usable">
  <doc-id id-string="{GUID}"/><date.issue norm="20240426T180000Z"/><doc.copyright year="2024" holder="Agencia Ñ"/>
  </docdata></head><body><body.head><hedline><hl1>Harbour &amp; ferry open</hl1></hedline>
  <byline>By Ada Brock</byline></body.head><body.content>
  <p>It opens – for all.</p><media><media-caption>The pier.</media-caption></media><p>Not one coin.</p>
  </body.content></body></nitf>"""
SAMPLES = {"newsml-g2": G2, "newsml1": NEWSML1, "nitf": NITF}
PARENTS = {"itemMeta", "contentMeta", "rightsInfo", "newsItem", "docdata", "NewsManagement", "NewsLines", "NewsItem"}


def read(data: bytes) -> ArticleDraft:
    [item] = next(form for form in FORMATS if form.recognises(data[:4096])).parse(data)
    assert isinstance(item, ArticleDraft)
    return item


def tree(xml: str) -> etree._Element:
    return etree.fromstring(xml)


def written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def declared(encoding: str) -> Callable[[str], bytes]:
    def write(xml: str) -> bytes:
        return f'<?xml version="1.0" encoding="{encoding}"?>{xml}'.encode(encoding, "xmlcharrefreplace")

    return write


def with_prefixes(xml: str) -> bytes:
    def rebuilt(element: etree._Element) -> etree._Element:
        names = {f"n{at}": space for at, space in enumerate(sorted(filter(None, element.nsmap.values())))}
        made = etree.Element(element.tag, dict(element.attrib), nsmap=names)
        made.text, made.tail = element.text, element.tail
        made.extend(map(rebuilt, element))
        return made

    return written(rebuilt(tree(xml)))


def without_namespaces(xml: str) -> bytes:
    root = tree(xml)
    for element in root.iter():
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)
    return written(root)


def as_cdata(xml: str) -> bytes:
    root = tree(xml)
    for element in root.iter():
        if element.text and element.text.strip():
            element.text = etree.CDATA(element.text)
    return written(root)


def with_comments(xml: str) -> bytes:
    root = tree(xml)
    for element in list(root.iter()):
        element.insert(0, etree.Comment(" headline "))
        element.append(etree.ProcessingInstruction("x", "y"))
    return written(root)


def with_strangers(xml: str) -> bytes:
    root = tree(xml)
    for element in list(root.iter()):
        if etree.QName(element).localname in PARENTS:
            stranger = etree.fromstring('<x:more xmlns:x="urn:x"><x:headline>Wrong</x:headline></x:more>')
            element.insert(0, stranger)
            element.append(copy.deepcopy(stranger))
    return written(root)


def in_another_order(xml: str) -> bytes:
    root, chance = tree(xml), random.Random(5)  # noqa: S311 - the same order every time
    for element in list(root.iter()):
        if etree.QName(element).localname in PARENTS:
            children = list(element)
            chance.shuffle(children)
            element[:] = children
    return written(root)


def in_an_envelope(xml: str) -> bytes:
    return f'<s:Envelope xmlns:s="urn:soap"><s:Header/><s:Body>{xml}</s:Body></s:Envelope>'.encode()


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize(
    "rewrite",
    [
        *map(declared, ("utf-8", "utf-16", "iso-8859-1", "latin-1", "iso-8859-15", "windows-1252", "us-ascii")),
        lambda xml: xml.encode("utf-16-le"),
        lambda xml: xml.encode("utf-16-be"),
        lambda xml: xml.encode("utf-8-sig"),
        lambda xml: xml.replace("\n", "\r\n").encode(),
        with_prefixes,
        without_namespaces,
        as_cdata,
        with_comments,
        with_strangers,
        in_another_order,
        in_an_envelope,
    ],
)
def test_another_way_of_writing_changes_nothing(kind: str, rewrite: Callable[[str], bytes]) -> None:
    plain = read(SAMPLES[kind].encode())
    assert plain.kind == kind
    assert (plain.title, plain.byline) == ("Harbour & ferry open", "By Ada Brock")
    assert read(rewrite(SAMPLES[kind])) == plain


def test_chinese_in_utf_16_without_a_mark() -> None:
    xml = NITF.replace("It opens – for all.", "缆车在北京开放。" * 500)
    for encoding in ("utf-16-le", "utf-16-be"):
        assert read(xml.encode(encoding)).text == read(xml.encode()).text
