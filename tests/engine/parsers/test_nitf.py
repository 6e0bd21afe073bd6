"""NITF files: the head, what a reader reads, identity, rights and release."""

from __future__ import annotations

import pytest

from claims.engine.parsers import draft_as_dict
from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.xml_files import parse_xml_file

DOCTYPE = '<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd">'
FULL = f"""<?xml version="1.0" encoding="UTF-8"?>
{DOCTYPE}
<nitf version="-//IPTC//DTD NITF 3.3//EN" baselang="en-US">
  <head>
    <title>Slug for editors</title>
    <docdata management-status="usable">
      <doc-id regsrc="CNA" id-string="cna-2024-0426-7"/>
      <du-key key="ARLOW-HARBOUR" version="4"/>
      <date.issue norm="20240426T113000-0500"/>
      <date.release norm="20240426T180000-0500"/>
      <date.expire norm="20240526T000000Z"/>
      <ed-msg info="ADDS: what the council says"/>
      <doc.copyright year="2024" holder="Coast News Agency"/>
    </docdata>
    <pubdata ex-ref="https://coast.example/harbour" date.publication="20240427"/>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Harbour of Arlow stays &ldquo;open&rdquo;</hl1><hl2>Mayor promises no fees</hl2></hedline>
      <byline>By <person>Ada Brock</person><byttl>Harbour Writer</byttl></byline>
      <rights>For subscribers only.</rights>
      <distributor>Coast News Agency</distributor>
      <dateline><location><city>Arlow</city></location><story.date>April 26</story.date></dateline>
      <abstract><p>Not used, for there is a second headline.</p></abstract>
    </body.head>
    <body.content>
      <block class="main">
        <p lede="true">The harbour of <location>Arlow</location> will stay open, <person>Mara Dunn</person> said.</p>
        <media media-type="image">
          <media-reference source="pier.jpg" mime-type="image/jpeg"/>
          <media-caption>The pier of Arlow. <em>Photo: Coast</em></media-caption>
          <media-producer>Ole Lind</media-producer>
        </media>
        <hl2>What it costs</hl2>
        <p>She told the council:</p>
        <bq><block><p>We will not ask for one coin.</p><p>Not this winter.</p></block><credit>Mara Dunn</credit></bq>
        <table><tr><th>Year</th><th>Fees</th></tr><tr><td>2023</td><td>12</td></tr></table>
        <ul><li>No fees</li><li>No closing</li></ul>
        <p>About <num><frac><numer>1</numer><frac-sep/><denom>2</denom></frac></num> of the boats stay.</p>
      </block>
      <note noteclass="editorsnote"><body.content><p>Hold the name of the pilot.</p></body.content></note>
      <note noteclass="cpyrt"><p>All rights reserved.</p></note>
    </body.content>
    <body.end><tagline>cna ab/cd</tagline></body.end>
  </body>
</nitf>"""


def parse(xml: str) -> ArticleDraft:
    [draft] = parse_xml_file(xml.encode())
    assert isinstance(draft, ArticleDraft)
    return draft


def small(
    docdata: str = "", head: str = "<hedline><hl1>Harbour</hl1></hedline>", body: str = "<p>It opens.</p>"
) -> str:
    return (
        f"<nitf><head><docdata>{docdata}</docdata></head><body><body.head>{head}</body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )


def test_a_whole_document() -> None:
    draft = parse(FULL)
    assert [(part.kind.value, part.span.of(draft.text)) for part in draft.segments] == [
        ("headline", "Harbour of Arlow stays “open”"),
        ("deck", "Mayor promises no fees"),
        ("byline", "By Ada Brock, Harbour Writer"),
        ("dateline", "Arlow, April 26"),
        ("paragraph", "The harbour of Arlow will stay open, Mara Dunn said."),
        ("caption", "The pier of Arlow. Photo: Coast"),
        ("paragraph", "What it costs"),
        ("paragraph", "She told the council:"),
        ("block_quote", "We will not ask for one coin."),
        ("block_quote", "Not this winter."),
        ("paragraph", "Mara Dunn"),
        ("paragraph", "Year Fees"),
        ("paragraph", "2023 12"),
        ("paragraph", "No fees"),
        ("paragraph", "No closing"),
        ("paragraph", "About 1/2 of the boats stay."),
        ("boilerplate", "All rights reserved."),
    ]
    assert (draft.kind, draft.guid, draft.version) == ("nitf", "cna-2024-0426-7", "4")
    assert (draft.published, draft.published_at) == ("2024-04-26", "2024-04-26T11:30:00-05:00")
    assert (draft.status, draft.embargoed_until) == ("usable", "2024-04-26T18:00:00-05:00")
    assert (draft.outlet, draft.language, draft.url) == ("Coast News Agency", "en-US", "https://coast.example/harbour")
    assert draft.usage_terms == "For subscribers only.\nNot to be used after 2024-05-26T00:00:00Z."
    assert draft.copyright == "© 2024 Coast News Agency"
    assert draft.editors_note == "ADDS: what the council says\nHold the name of the pilot."
    assert set(draft.where.values()) == {"wire"}


def test_the_same_in_the_namespace_of_version_3_5_and_in_utf_16() -> None:
    spaced = FULL.replace(DOCTYPE, "").replace("<nitf ", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" ')
    assert parse(spaced) == parse(FULL)
    [wide] = parse_xml_file(FULL.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"))
    assert wide == parse(FULL)


@pytest.mark.parametrize(
    ("docdata", "guid", "version"),
    [
        ('<doc-id id-string="a-1"/>', "a-1", ""),
        ('<du-key key="HARBOUR" version="2"/>', "HARBOUR", "2"),
        ('<doc-id id-string="a-1"/><du-key key="HARBOUR" version="2"/>', "a-1", "2"),
        ('<doc-id id-string="HARBOUR_17"/><du-key key="HARBOUR" version="18"/>', "HARBOUR", "18"),
        ('<doc-id id-string="HARBOUR"/><du-key key="HARBOUR" version="18"/>', "HARBOUR", "18"),
        ('<doc-id id-string="HARBOUR-TWO"/><du-key key="HARBOUR" version="1"/>', "HARBOUR-TWO", "1"),
        ("", "", ""),
    ],
)
def test_identity_stays_the_same_over_versions(docdata: str, guid: str, version: str) -> None:
    draft = parse(small(docdata))
    assert (draft.guid, draft.version) == (guid, version)


@pytest.mark.parametrize(
    ("docdata", "status", "until"),
    [
        ('<date.issue norm="20240426T120000Z"/><date.release norm="20240426T120000Z"/>', "usable", ""),
        (
            '<date.issue norm="20240426T120000Z"/><date.release norm="20240426T080000-0500"/>',
            "usable",
            "08:00:00-05:00",
        ),
        ('<date.issue norm="20240426T120000Z"/><date.release norm="20240426T080000Z"/>', "usable", ""),
        ('<date.issue norm="20240426"/><date.release norm="20240426"/>', "usable", ""),
        ('<date.release norm="20240426T120000Z"/>', "usable", "2024-04-26T12:00:00Z"),
        ("<date.release>20240426T120000Z</date.release>", "usable", "2024-04-26T12:00:00Z"),
        ('<date.release norm="at noon"/>', "withheld", ""),
        ('<ed-msg msg-type="Mandatory-Kill" info="Kill the story"/>', "canceled", ""),
        ('<ed-msg msg-type="advisory" info="No kill"/>', "usable", ""),
    ],
)
def test_release(docdata: str, status: str, until: str) -> None:
    draft = parse(small(docdata))
    assert draft.status == status
    assert draft.embargoed_until.endswith(until)
    assert bool(draft.embargoed_until) is bool(until)


@pytest.mark.parametrize(
    ("said", "status"),
    [("usable", "usable"), ("withheld", "withheld"), ("embargoed", "withheld"), ("canceled", "canceled")],
)
def test_management_status(said: str, status: str) -> None:
    assert parse(small().replace("<docdata>", f'<docdata management-status="{said}">')).status == status


def test_a_kill_without_a_story() -> None:
    [draft] = parse_xml_file(
        b'<nitf><head><docdata management-status="canceled"><doc-id id-string="a-1"/><du-key version="9"/></docdata>'
        b"</head><body/></nitf>"
    )
    assert isinstance(draft, ArticleDraft)
    assert (draft.status, draft.guid, draft.version, draft.text) == ("canceled", "a-1", "9", "")


def test_a_correction_says_so() -> None:
    draft = parse(small('<correction info="CORRECTS the fee in paragraph 2" id-string="a-1"/>'))
    assert draft.editors_note == "CORRECTS the fee in paragraph 2"
    assert draft.warnings == ("The agency marks this as a correction: CORRECTS the fee in paragraph 2",)


@pytest.mark.parametrize(
    ("head", "byline", "dateline", "deck"),
    [
        ("<byline>By<person>Ada Brock</person></byline><dateline>ARLOW —</dateline>", "By Ada Brock", "ARLOW", ""),
        ("<byline>By Ada Brock, <byttl>Writer</byttl></byline>", "By Ada Brock, Writer", "", ""),
        ("<byline><byttl>Coast Sports</byttl></byline>", "Coast Sports", "", ""),
        ("<byline>Ada Brock</byline><byline>Ole Lind</byline>", "Ada Brock, Ole Lind", "", ""),
        ("<dateline><story.date norm='x'>20240426T120000Z</story.date></dateline>", "", "", ""),
        ("<dateline><city>Arlow</city>, <story.date>April 26</story.date></dateline>", "", "Arlow, April 26", ""),
        ("<abstract><p>Fees are</p><p>off.</p></abstract>", "", "", "Fees are off."),
    ],
)  # fmt: skip
def test_heads(head: str, byline: str, dateline: str, deck: str) -> None:
    draft = parse(small(head=f"<hedline><hl1>Harbour</hl1></hedline>{head}"))
    assert (draft.byline, draft.dateline, draft.deck) == (byline, dateline, deck)


def test_a_title_in_the_head_stands_in_for_a_headline() -> None:
    draft = parse("<nitf><head><title>Harbour</title></head><body><body.content>It opens.</body.content></body></nitf>")
    assert (draft.title, draft_as_dict(draft, "")["body"]) == ("Harbour", "It opens.")


def test_rights_owner_is_no_term_of_use() -> None:
    rights = "<rights><rights.owner>CNA</rights.owner><rights.geography>EU</rights.geography></rights>"
    draft = parse(small(head=f"<hedline><hl1>Harbour</hl1></hedline>{rights}"))
    assert (draft.usage_terms, draft.copyright) == ("EU", "CNA")


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (small(body=""), "no_text"),
        (small(head=""), "no_title"),
        (small(body="<media><media-reference source='file:///etc/hostname'/></media>"), "no_text"),
        (small(body="<p>&company;</p>"), "xml_undeclared_entity"),
        ("<!DOCTYPE nitf [<!ENTITY x 'y'>]>" + small(body="<p>&x;</p>"), "xml_entities"),
        (small(body="<block>" * 300 + "<p>x</p>" + "</block>" * 300), "too_deep"),
        (small()[:-20], "xml_malformed"),
    ],
)
def test_refusals(xml: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_xml_file(xml.encode())
    assert caught.value.code == code


def test_as_deep_as_the_gate_allows() -> None:
    assert draft_as_dict(parse(small(body="<block>" * 190 + "Deep." + "</block>" * 190)), "")["body"] == "Deep."


def test_scripts_and_markup_leave_nothing_behind() -> None:
    draft = parse(
        small(body="<p onclick='x()'>It <script>alert(1)</script>opens. <a href='javascript:x()'>More</a></p>")
    )
    assert draft_as_dict(draft, "")["body"] == "It opens. More"


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ('<ed-msg msg-type="kill" info="It is wrong."/>', "canceled"),
        ('<ed-msg info="MANDATORY KILL: withdraw the story"/>', "canceled"),
        ("<ed-msg>Bulletin Kill of the story</ed-msg>", "canceled"),
        ('<ed-msg info="Adds what the council says"/><ed-msg msg-type="note" info="Kill"/>', "canceled"),
        ('<ed-msg info="Adds that a shark may kill"/>', "usable"),
        ('<ed-msg msg-type="info" info="Killing of the pilot, corrected"/>', "usable"),
    ],
)
def test_a_message_may_take_the_item_back(message: str, status: str) -> None:
    draft = parse(small(f'<doc-id id-string="q1"/>{message}'))
    assert (draft.status, draft.guid) == (status, "q1")


def test_rights_in_the_head() -> None:
    rights = (
        '<doc.rights owner="CNA" limitations="No print." geography="Ireland" startdate="20240501" enddate="20250501"/>'
    )
    draft = parse(small(rights))
    assert draft.copyright == "CNA"
    assert draft.usage_terms.split("\n") == [
        *("No print.", "Only for: Ireland", "Not to be used before 2024-05-01.", "Not to be used after 2025-05-01.")
    ]


def test_what_an_archive_says_twice_is_read_once() -> None:
    lead = "The harbour of Arlow will stay open all winter, the mayor said on Friday, and there will be no fees."
    more = "She told the council that the town had put the money for it aside and that it was there to be spent."
    head = "<hedline><hl1>Harbour</hl1></hedline><byline>By ADA BROCK</byline><byline>Brock, Ada</byline>"
    blocks = f"<block><p>{lead}</p></block><block><p>{lead}</p><p>{more}</p><p>No.</p><p>No.</p></block>"
    draft = parse(small(head=head, body=blocks))
    assert draft.byline == "By ADA BROCK"
    assert draft_as_dict(draft, "")["body"] == f"{lead}\n\n{more}\n\nNo.\n\nNo."


def test_plain_text_in_the_body_keeps_its_paragraphs() -> None:
    draft = parse(small(body="It opens.\n\n  No fees\nthis year."))
    assert draft_as_dict(draft, "")["body"] == "It opens.\n\nNo fees this year."


def test_a_date_in_words_stays_in_the_dateline() -> None:
    head = "<hedline><hl1>Harbour</hl1></hedline><dateline><location>Arlow</location><story.date>{}</story.date>"
    head += "</dateline>"
    assert parse(small(head=head.format("14 marzo 2024"))).dateline == "Arlow, 14 marzo 2024"
    assert parse(small(head=head.format("20240314T101500Z"))).dateline == "Arlow"


def test_a_document_may_take_another_one_back() -> None:
    kill = small('<doc-id id-string="q2"/>').replace(
        "<docdata>", '<docdata management-doc-idref="q1" management-idref-status="canceled">'
    )
    back, own = parse_xml_file(kill.encode())
    assert isinstance(back, ArticleDraft)
    assert isinstance(own, ArticleDraft)
    assert [(draft.guid, draft.status) for draft in (back, own)] == [("q1", "canceled"), ("q2", "usable")]
    [alone] = parse_xml_file(kill.replace("<p>It opens.</p>", "").encode())
    assert alone == back
    assert len(parse_xml_file(kill.replace('"canceled"', '"usable"').encode())) == 1
