"""NewsML-G2: single items and messages, every kind of content, versions, kills and embargoes."""

from __future__ import annotations

import time

import pytest
from lxml import etree

from claims.engine.parsers import draft_as_dict, limits
from claims.engine.parsers.draft import ArticleDraft, ItemRefused, Refused
from claims.engine.parsers.newsml_g2 import _code
from claims.engine.parsers.xml_files import parse_xml_file

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
TEXT = "The harbour of Arlow will stay open all winter, the mayor said on Friday, and there will be no fees."

PAGE = f"""<inlineXML contenttype="application/xhtml+xml"><html {XHTML}>
  <head><title>Slug</title><meta charset="utf-8"/></head>
  <body><header><ul><li>keyword</li></ul><time>26.04.2024</time><h1>Harbour stays open</h1></header>
    <section class="main"><p class="teaser">No fees, says the mayor.</p>
    <p><span>Arlow (CNA) - </span>{TEXT}</p><h2>Costs</h2>
    <blockquote><p>Not one coin.</p></blockquote><p onclick="x()">Bye<script>alert(1)</script>.</p></section>
  </body></html></inlineXML>"""
NITF = """<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
  <head><docdata><ed-msg info="Check the fee"/></docdata></head>
  <body><body.head><hedline><hl1>Harbour in NITF</hl1><hl2>No fees</hl2></hedline><byline>By Ada Brock</byline>
  </body.head><body.content><p>It opens.</p><bq><p>Not one coin.</p></bq></body.content></body></nitf></inlineXML>"""


def item(
    content: str = PAGE,
    *,
    guid: str = "urn:newsml:cna.example:20240426:1",
    version: str = "3",
    meta: str = '<pubStatus qcode="stat:usable"/>',
    about: str = "<headline>Harbour stays open</headline>",
    rights: str = "",
) -> str:
    return f"""<newsItem {NAR} guid="{guid}" version="{version}" xml:lang="en-GB" standard="NewsML-G2">
      <rightsInfo>{rights}</rightsInfo>
      <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:CNA"><name>Coast News Agency</name></provider>
        <versionCreated>2024-04-27T08:00:00+02:00</versionCreated>
        <firstCreated>2024-04-26T18:00:00+02:00</firstCreated>{meta}</itemMeta>
      <contentMeta>{about}</contentMeta>
      <contentSet>{content}</contentSet></newsItem>"""


def message(*items: str) -> str:
    sent = "<sent>2024-04-27T08:00:01Z</sent>"
    return f"<newsMessage {NAR}><header>{sent}</header><itemSet>{''.join(items)}</itemSet></newsMessage>"


def parse(xml: str) -> ArticleDraft:
    [draft] = parse_xml_file(xml.encode())
    assert isinstance(draft, ArticleDraft)
    return draft


def body(draft: ArticleDraft) -> object:
    return draft_as_dict(draft, "")["body"]


def test_an_item_with_all_its_fields() -> None:
    meta = """<embargoed>2024-04-28T06:00:00+02:00</embargoed><pubStatus qcode="stat:usable"/>
      <edNote role="x:update">Adds the fee.</edNote><edNote role="x:update">Adds the fee.</edNote>
      <edNote role="x:contact"><p xmlns="http://www.w3.org/1999/xhtml">Desk: 555</p></edNote>
      <link rel="x:canonical" href="https://cna.example/harbour"/><link rel="irel:seeAlso" href="https://x.example"/>"""
    about = """<contentCreated>2024-04-26T17:00:00+02:00</contentCreated><by>By Ada Brock</by>
      <language tag="en-IE"/><headline rank="2">Also</headline><headline rank="1"> Harbour stays open </headline>
      <headline role="hld:subHeadline">Mayor: no fees</headline><dateline>Arlow (CNA) - </dateline>
      <description role="drol:summary">A summary.</description><slugline>HARBOUR</slugline>"""
    rights = """<copyrightHolder literal="CNA"/><copyrightNotice>© 2024 CNA</copyrightNotice>
      <usageTerms xml:lang="en">Subscribers only.</usageTerms><usageTerms xml:lang="de">Nur Kunden.</usageTerms>"""
    draft = parse(item(meta=meta, about=about, rights=rights))
    assert (draft.kind, draft.guid, draft.version) == ("newsml-g2", "urn:newsml:cna.example:20240426:1", "3")
    assert (draft.title, draft.deck, draft.byline) == ("Harbour stays open", "Mayor: no fees", "By Ada Brock")
    assert (draft.dateline, draft.outlet, draft.language) == ("Arlow (CNA)", "Coast News Agency", "en-IE")
    assert (draft.published, draft.published_at) == ("2024-04-26", "2024-04-26T18:00:00+02:00")
    assert draft.updated == "2024-04-27T08:00:00+02:00"
    assert (draft.status, draft.embargoed_until) == ("usable", "2024-04-28T06:00:00+02:00")
    assert (draft.copyright, draft.usage_terms) == ("© 2024 CNA", "Subscribers only.\nNur Kunden.")
    assert (draft.editors_note, draft.url) == ("Adds the fee.\nDesk: 555", "https://cna.example/harbour")
    assert set(draft.where.values()) == {"wire"}


def test_xhtml_without_its_header_scripts_and_repetitions() -> None:
    draft = parse(item())
    assert [(part.kind.value, part.span.of(draft.text)) for part in draft.segments] == [
        ("headline", "Harbour stays open"),
        ("paragraph", "No fees, says the mayor."),
        ("dateline", "Arlow (CNA) -"),
        ("paragraph", TEXT),
        ("paragraph", "Costs"),
        ("block_quote", "Not one coin."),
        ("paragraph", "Bye."),
    ]


def test_nitf_gives_what_the_item_does_not_say() -> None:
    draft = parse(item(NITF, about=""))
    assert (draft.title, draft.deck, draft.byline) == ("Harbour in NITF", "No fees", "By Ada Brock")
    assert (body(draft), draft.editors_note) == ("It opens.\n\nNot one coin.", "Check the fee")
    assert parse(item(NITF)).title == "Harbour stays open"


WRAPPED = "It opens.\nAll winter,\nno fees.\n   The mayor\nsaid so\non Friday."
OPENS, TWO = "It opens.", "It opens.\n\nNo fees."


def data(words: str, **attributes: str) -> str:
    return f"<inlineData {' '.join(f'{name}={value!r}' for name, value in attributes.items())}>{words}</inlineData>"


def page(words: str) -> str:
    return f"<inlineXML><html><body>{words}</body></html></inlineXML>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<inlineXML><p>It opens.</p><p>No fees.</p></inlineXML>", TWO),
        (f"<inlineXML><div {XHTML}>It <b>opens</b>.<p>No fees.</p></div></inlineXML>", TWO),
        ("<inlineXML>It <personRef>opens</personRef>.</inlineXML>", OPENS),
        (page(f"<p>{WRAPPED}</p>"), "It opens. All winter, no fees.\n\nThe mayor said so on Friday."),
        (page("<p>It\n      opens.\n      Now.</p>"), "It opens. Now."),
        (data(TWO, contenttype="text/plain"), TWO),
        (data("<![CDATA[<p>It opens.</p><p>No fees.</p>]]>", contenttype="text/plain"), TWO),
        (data("&lt;p>It &lt;b>opens&lt;/b>.", contenttype="text/html"), OPENS),
        (data("It &lt;b>opens&lt;/b>.\n\nNo fees.", contenttype="text/html"), TWO),
        (data("QUJD", contenttype="text/plain", encoding="x") + data(OPENS), OPENS),
        (data("QUJD", contenttype="image/svg") + data(OPENS), OPENS),
        (f"<remoteContent href='a.jpg'/><inlineXML><events/></inlineXML>{data(OPENS)}", OPENS),
    ],
)
def test_contents(content: str, expected: str) -> None:
    assert body(parse(item(content))) == expected


@pytest.mark.parametrize(
    ("meta", "status", "until"),
    [
        ("", "usable", ""),
        ('<pubStatus qcode="stat:withheld"/>', "withheld", ""),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', "canceled", ""),
        ("<embargoed>2024-04-28T06:00:00Z</embargoed>", "usable", "2024-04-28T06:00:00Z"),
        ("<embargoed/>", "withheld", ""),
    ],
)
def test_release(meta: str, status: str, until: str) -> None:
    draft = parse(item(meta=meta))
    assert (draft.status, draft.embargoed_until) == (status, until)


def test_a_message_of_many_items_with_updates_a_kill_and_what_is_no_article() -> None:
    items = parse_xml_file(
        message(
            f"<packageItem {NAR} guid='p'/>",
            item(version="3"),
            item(version="4", about="<headline>Harbour to close</headline>"),
            item("", version="5", meta='<pubStatus qcode="stat:canceled"/>', about=""),
            item("", guid="urn:2", about="<headline>Empty</headline>"),
            item(guid="urn:3", about=""),
        ).encode()
    )
    drafts = [
        (each.guid[-1], each.version, each.title, each.status) for each in items if isinstance(each, ArticleDraft)
    ]
    assert drafts == [
        ("1", "3", "Harbour stays open", "usable"),
        ("1", "4", "Harbour to close", "usable"),
        ("1", "5", "", "canceled"),
        ("3", "3", "Harbour stays open", "usable"),
    ]
    refused = [(each.where, each.code, each.title) for each in items if isinstance(each, ItemRefused)]
    assert refused == [("item 1", "no_article", ""), ("item 5", "no_text", "Empty")]


@pytest.mark.parametrize(
    ("xml", "code", "words"),
    [
        (f"<packageItem {NAR}/>", "no_article", "package"),
        (f"<conceptItem {NAR}/>", "no_article", "concept"),
        (f"<knowledgeItem {NAR}/>", "no_article", "knowledge"),
        (f"<planningItem {NAR}/>", "no_article", "planning"),
        (f"<catalogItem {NAR}/>", "no_article", "catalogue"),
        ("<contentSet/>", "no_article", "contentSet"),
        (message(), "no_article", "without any item"),
        (message("<newsItem/>" * (limits.FEED_ITEMS + 1)), "too_many_items", "1,001 items"),
        (item(""), "no_text", "no text"),
        (item("<remoteContent href='https://x.example/a.xml'/>"), "no_text", "elsewhere"),
        (item("<inlineXML><sports-content><p/></sports-content></inlineXML>"), "no_text", "sports-content"),
        (item("").replace("ninat:text", "ninat:picture"), "no_text", "picture item without"),
        (item("<inlineXML><p>It opens.</p></inlineXML>", about=""), "no_title", "headline"),
        (f"<!DOCTYPE n [<!ENTITY x 'y'>]>{item()}", "xml_entities", "entities"),
        (item("<inlineXML>" + "<em>" * 250 + "x" + "</em>" * 250 + "</inlineXML>"), "too_deep", "200"),
        (item()[:-30], "xml_malformed", "line"),
    ],
)
def test_refusals(xml: str, code: str, words: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_xml_file(xml.encode())
    assert caught.value.code == code
    assert words in caught.value.reason


def test_a_mended_encoding_is_said_with_each_item() -> None:
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{message(item(about="<headline>Peñón</headline>"), item())}'
    for draft in parse_xml_file(xml.encode("cp1252")):
        assert isinstance(draft, ArticleDraft)
        assert draft.warnings == ("The file is not UTF-8 and was read as Windows-1252.",)


def test_an_inclusion_brings_nothing_in() -> None:
    include = '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    assert body(parse(item(f"<inlineXML><p>{include}It opens.</p></inlineXML>"))) == "It opens."


SPANISH = "El puerto de Arlow seguirá abierto todo el invierno, dijo la alcaldesa el viernes, y no habrá tasas."


def page(words: str, language: str = "") -> str:
    said = f' xml:lang="{language}"' if language else ""
    return f"<inlineXML{said}><html {XHTML}><body><p>{words}</p></body></html></inlineXML>"


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_languages_the_items_own_is_read(order: int) -> None:
    pages = [page(SPANISH, "es"), page(TEXT, "en-GB")][::order]
    headlines = ['<headline xml:lang="es">El puerto</headline>', '<headline xml:lang="en">Harbour</headline>'][::order]
    draft = parse(item("".join(pages), about='<language tag="en-GB"/>' + "".join(headlines)))
    assert (draft.title, body(draft), draft.language) == ("Harbour", TEXT, "en-GB")
    assert draft.warnings == ("The item also holds a text in another language (es), which was not read.",)


def test_a_headline_whose_role_is_main_goes_first() -> None:
    about = '<headline role="hlrole:short">Open</headline><headline role="hlrole:main">Harbour stays open</headline>'
    assert parse(item(about=about)).title == "Harbour stays open"


@pytest.mark.parametrize(
    "content",
    [
        f"<inlineXML><body {XHTML}><p>It opens.</p></body></inlineXML>",
        "<inlineXML><body><body.head/><body.content><p>It opens.</p></body.content></body></inlineXML>",
        '<inlineData contenttype="text/xml">&lt;nitf>&lt;body>&lt;body.content>&lt;p>It opens.&lt;/p>'
        "&lt;/body.content>&lt;/body>&lt;/nitf></inlineData>",
        "<inlineXML><nitf><body><body.content>It opens.</body.content></body></nitf></inlineXML>",
    ],
    ids=["a body of XHTML", "a body of NITF", "escaped NITF", "NITF without elements"],
)
def test_contents_without_their_frame(content: str) -> None:
    assert body(parse(item(content))) == "It opens."


def test_a_line_break_parts_words() -> None:
    assert parse(item(about="<headline>Harbour<br/>stays open</headline>")).title == "Harbour stays open"


def test_a_correction_says_so() -> None:
    draft = parse(item(meta='<signal qcode="sig:correction"/>'))
    assert draft.warnings == ("The agency marks this as a correction.",)


def test_terms_may_be_named_by_their_address() -> None:
    assert parse(item(rights='<link href="https://cna.example/terms"/>')).usage_terms == "https://cna.example/terms"


@pytest.mark.parametrize("code", ["http://cv.iptc.org/newscodes/pubstatusg2/canceled", "stat:canceled", "x#canceled"])
def test_the_last_part_of_a_code_counts(code: str) -> None:
    [status] = etree.fromstring(f'<i><pubStatus qcode="{code}"/></i>')
    assert _code(status) == "canceled"


def test_a_code_without_end_is_read_once() -> None:
    started = time.process_time()
    [status] = etree.fromstring(f'<i><pubStatus qcode="{"a" * 500_000}:"/></i>')
    assert _code(status) == ""
    assert time.process_time() - started < 20
