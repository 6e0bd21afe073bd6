"""NewsML 1: components and their roles, identity over revisions, what holds for inner components, release."""

from __future__ import annotations

import pytest

from claims.engine.parsers import draft_as_dict, limits
from claims.engine.parsers.draft import ArticleDraft, ItemRefused, Refused
from claims.engine.parsers.xml_files import parse_xml_file

DOCTYPE = """<!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.2:1" "NewsMLv1.2.dtd" [
<!ENTITY % nitf SYSTEM "nitf-3-0.dtd"> %nitf;
]>"""
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'


def content(data: str, mime: str = "text/xhtml") -> str:
    return f'<ContentItem><MimeType FormalName="{mime}"/><DataContent>{data}</DataContent></ContentItem>'


def part(role: str, words: str) -> str:
    return f'<NewsComponent><Role FormalName="{role}"/>{content(XHTML.format(words))}</NewsComponent>'


LINES = """<NewsLines><HeadLine>Harbour stays open</HeadLine><ByLine>By Ada Brock</ByLine>
  <DateLine>Arlow, April 26 (CNA) -</DateLine><CopyrightLine>© 2024 CNA</CopyrightLine>
  <RightsLine>Subscribers only</RightsLine><NewsLine><NewsLineType FormalName="EditorialNote"/>
  <NewsLineText>Adds the fee</NewsLineText></NewsLine></NewsLines>"""
BODY = part("Body", "<p>It opens.</p><p>No fees.</p>")


def item(
    components: str = f"{LINES}{BODY}",
    *,
    number: str = "H1",
    revision: str = "2",
    public: str = "urn:newsml:cna.example:20240426:H1:2",
    status: str = '<Status FormalName="Usable"/>',
) -> str:
    return f"""<NewsItem><Identification><NewsIdentifier><ProviderId>cna.example</ProviderId><DateId>20240426</DateId>
      <NewsItemId>{number}</NewsItemId><RevisionId PreviousRevision="1" Update="N">{revision}</RevisionId>
      <PublicIdentifier>{public}</PublicIdentifier></NewsIdentifier></Identification>
      <NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20240426T180000+0200</FirstCreated>
      <ThisRevisionCreated>20240427T080000Z</ThisRevisionCreated>{status}</NewsManagement>
      <NewsComponent xml:lang="en-GB"><AdministrativeMetadata>
        <Provider><Party FormalName="Coast News Agency"/></Provider></AdministrativeMetadata>
        {components}</NewsComponent></NewsItem>"""


def message(*items: str) -> str:
    sender = '<NewsEnvelope><SentFrom><Party FormalName="Relay"/></SentFrom></NewsEnvelope>'
    return f'<NewsML Version="1.2">{sender}{"".join(items)}</NewsML>'


def parse(xml: str) -> ArticleDraft:
    [draft] = parse_xml_file(xml.encode())
    assert isinstance(draft, ArticleDraft)
    return draft


def test_an_item_with_all_its_fields() -> None:
    side = (
        part("SubHeadLine", "<p>Mayor: no fees</p>") + part("Contact", "<p>Desk: 555</p>") + part("Photo", "<p>x</p>")
    )
    style = f"<NewsComponent>{content('p {color: red}', 'text/css')}</NewsComponent>"
    draft = parse(f"\n{DOCTYPE}\n{message(item(f'{LINES}{style}{side}{BODY}'))}")
    assert [(part.kind.value, part.span.of(draft.text)) for part in draft.segments] == [
        ("headline", "Harbour stays open"),
        ("deck", "Mayor: no fees"),
        ("byline", "By Ada Brock"),
        ("dateline", "Arlow, April 26 (CNA)"),
        ("paragraph", "It opens."),
        ("paragraph", "No fees."),
    ]
    assert (draft.kind, draft.guid, draft.version) == ("newsml1", "urn:newsml:cna.example:20240426:H1", "2")
    assert (draft.outlet, draft.language) == ("Coast News Agency", "en-GB")
    assert (draft.published, draft.published_at) == ("2024-04-26", "2024-04-26T18:00:00+02:00")
    assert (draft.updated, draft.status) == ("2024-04-27T08:00:00Z", "usable")
    assert (draft.copyright, draft.usage_terms) == ("© 2024 CNA", "Subscribers only")
    assert draft.editors_note == "Adds the fee"


@pytest.mark.parametrize(
    ("number", "revision", "public", "guid"),
    [
        ("H1", "1", "urn:newsml:cna.example:20240426:H1:1", "urn:newsml:cna.example:20240426:H1"),
        ("H1", "12", "urn:newsml:cna.example:20240426:H1:12U", "urn:newsml:cna.example:20240426:H1"),
        ("H1", "1", "urn:newsml:cna.example:20240426:H1", "urn:newsml:cna.example:20240426:H1"),
        ("H1", "1", "urn:newsml:cna.example", "urn:newsml:cna.example:20240426:H1"),
        ("H1", "1", "", "urn:newsml:cna.example:20240426:H1"),
        ("7", "3", "urn:newsml:cna.example:20240426:7:4", "urn:newsml:cna.example:20240426:7:4"),
    ],
)
def test_identity_stays_the_same_over_revisions(number: str, revision: str, public: str, guid: str) -> None:
    draft = parse(message(item(number=number, revision=revision, public=public)))
    assert (draft.guid, draft.version) == (guid, revision)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<nitf><body><body.content><p>It opens.</p><hl2>Fees</hl2></body.content></body></nitf>", "It opens.\n\nFees"),
        ("<p>It opens.</p><p>No fees.</p>", "It opens.\n\nNo fees."),
        (
            "<body.content><p>It opens.</p><media><media-caption>Pier</media-caption></media></body.content>",
            "It opens.",
        ),
        ("<![CDATA[<P>It opens.</P>\n<P>No fees.</P>]]>", "It opens.\n\nNo fees."),
        ("It opens.\n\nNo fees.", "It opens.\n\nNo fees."),
        ("It &lt;b>opens&lt;/b>.", "It opens."),
    ],
)
def test_contents(data: str, expected: str) -> None:
    lines = "<NewsLines><HeadLine>Harbour</HeadLine></NewsLines>"
    assert draft_as_dict(parse(message(item(lines + content(data, "text/xml")))), "")["body"] == expected


def test_a_headline_may_be_a_component() -> None:
    draft = parse(message(item(part("Title", "Harbour") + part("Lead", "Mayor: no fees") + BODY)))
    assert (draft.title, draft.deck) == ("Harbour", "Mayor: no fees")


def test_a_text_in_another_language_is_named() -> None:
    other = f'<NewsComponent xml:lang="fr">{content(XHTML.format("<p>Le port reste ouvert.</p>"))}</NewsComponent>'
    draft = parse(message(item(f"{LINES}{BODY}{other}")))
    assert draft_as_dict(draft, "")["body"] == "It opens.\n\nNo fees."
    assert draft.warnings == ("The item also holds a text in another language (fr), which was not read.",)


@pytest.mark.parametrize(
    ("status", "expected", "until"),
    [
        ("", "usable", ""),
        ('<Status FormalName="USABLE"/>', "usable", ""),
        ('<Status FormalName="Withheld"/>', "withheld", ""),
        ('<Status FormalName="Canceled"/>', "canceled", ""),
        ('<Status FormalName="Embargoed"/>', "withheld", ""),
        (
            '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
            "<DateAndTime>20240428T060000Z</DateAndTime></StatusWillChange>",
            "usable",
            "2024-04-28T06:00:00Z",
        ),
    ],
)
def test_release(status: str, expected: str, until: str) -> None:
    draft = parse(message(item(status=status)))
    assert (draft.status, draft.embargoed_until) == (expected, until)


def test_a_message_of_many_items_with_an_update_a_kill_and_an_empty_one() -> None:
    items = parse_xml_file(
        message(
            item(revision="1", public="urn:newsml:cna.example:20240426:H1:1"),
            item(),
            item(
                "",
                revision="3",
                public="urn:newsml:cna.example:20240426:H1:3",
                status='<Status FormalName="Canceled"/>',
            ),
            item("<NewsLines><HeadLine>Empty</HeadLine></NewsLines>", number="H2"),
        ).encode()
    )
    drafts = [(each.guid[-2:], each.version, each.status) for each in items if isinstance(each, ArticleDraft)]
    assert drafts == [("H1", "1", "usable"), ("H1", "2", "usable"), ("H1", "3", "canceled")]
    assert items[3] == ItemRefused("item 4", "no_text", "The item holds no text.", title="Empty")


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (message(), "no_article"),
        (message("<NewsItem/>" * (limits.FEED_ITEMS + 1)), "too_many_items"),
        (message(item("")), "no_text"),
        (message(item(BODY)), "no_title"),
        (message(item(LINES + content("QUJD", "image/jpeg"))), "no_text"),
        (message(item(LINES + "<ContentItem Href='file:///etc/hostname'/>")), "no_text"),
        (f"<!DOCTYPE NewsML [<!ENTITY x 'y'>]>{message(item())}", "xml_entities"),
        (message(item("<NewsComponent>" * 300 + "</NewsComponent>" * 300)), "too_deep"),
        (message(item())[:-9], "xml_malformed"),
    ],
)
def test_refusals(xml: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_xml_file(xml.encode())
    assert caught.value.code == code


def test_an_item_that_bundles_others_is_none_itself() -> None:
    inner = item(number="H2") + item(number="H3")
    found = parse_xml_file(message(item(f"<NewsLines><HeadLine>Both</HeadLine></NewsLines>{inner}")).encode())
    assert [draft.guid for draft in found if isinstance(draft, ArticleDraft)] == [
        "urn:newsml:cna.example:20240426:H2",
        "urn:newsml:cna.example:20240426:H3",
    ]
    assert len(found) == 2


def test_an_item_may_come_without_its_envelope() -> None:
    assert parse(item()).title == "Harbour stays open"


def test_an_update_of_parts_is_no_article() -> None:
    update = item().replace("<NewsComponent", "<Update><Replace/></Update><NewsComponent", 1)
    with pytest.raises(Refused) as caught:
        parse_xml_file(message(update).encode())
    assert caught.value.code == "no_article"
