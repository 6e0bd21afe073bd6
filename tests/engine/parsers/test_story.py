"""The rules that all wires share: what is an article, what is said twice, when it may be used."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.engine.parsers import limits
from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.layout import Block
from claims.engine.parsers.story import Story, article
from claims.engine.text import SegmentKind

FIRST = "The harbour of Arlow will stay open all winter, the mayor said on Friday, and there will be no new fees."
SECOND = "She told the council that the town had put the money for it aside and that it was there to be spent."


def paragraphs(*words: str) -> tuple[Block, ...]:
    return tuple(Block(SegmentKind.PARAGRAPH, each) for each in words)


STORY = Story(title="Harbour stays open", body=paragraphs(FIRST, SECOND), guid="urn:x:1", version="2")


def kinds(draft: ArticleDraft) -> list[tuple[str, str]]:
    return [(part.kind.value, part.span.of(draft.text)) for part in draft.segments]


def test_every_field_says_where_it_was_read() -> None:
    draft = article(
        "nitf",
        replace(
            STORY,
            deck="No new fees\n this winter",
            byline=" By Ada Brock ",
            dateline="ARLOW — ",
            outlet="Coast News Agency",
            language="en-GB",
            url="https://coast.example/1",
            published=("nonsense", "2024-04-26T23:30:00-05:00"),
            updated="2024-04-27T08:00:00Z",
            usage_terms="Not for broadcast.\nNot for resale.",
            copyright="© 2024 Coast",
            editors_note="Adds fees.",
        ),
    )
    assert kinds(draft) == [
        ("headline", "Harbour stays open"),
        ("deck", "No new fees this winter"),
        ("byline", "By Ada Brock"),
        ("dateline", "ARLOW"),
        ("paragraph", FIRST),
        ("paragraph", SECOND),
    ]
    assert (draft.kind, draft.guid, draft.version, draft.url) == ("nitf", "urn:x:1", "2", "https://coast.example/1")
    assert (draft.published, draft.published_from) == ("2024-04-26", "wire")
    assert (draft.published_at, draft.updated) == ("2024-04-26T23:30:00-05:00", "2024-04-27T08:00:00Z")
    assert (draft.deck, draft.byline, draft.dateline) == ("No new fees this winter", "By Ada Brock", "ARLOW")
    assert (draft.outlet, draft.copyright, draft.editors_note) == ("Coast News Agency", "© 2024 Coast", "Adds fees.")
    assert draft.usage_terms == "Not for broadcast.\nNot for resale."
    assert draft.language == "en-GB"
    assert set(draft.where.values()) == {"wire"}
    assert "embargoed_until" not in draft.where


def test_nothing_is_said_that_the_wire_does_not_say() -> None:
    draft = article("nitf", STORY)
    assert (draft.published, draft.published_from, draft.published_at, draft.updated) == ("", "", "", "")
    assert (draft.status, draft.embargoed_until, draft.warnings) == ("usable", "", ())
    assert draft.where == {"title": "wire", "guid": "wire", "version": "wire", "language": "text"}


def test_byline_and_dateline_are_read_from_the_text_where_no_field_has_them() -> None:
    draft = article(
        "nitf", replace(STORY, body=paragraphs("By Ada Brock", f"ARLOW, April 26 (Coast) — {FIRST}", SECOND))
    )
    assert kinds(draft)[1:] == [
        ("byline", "By Ada Brock"),
        ("dateline", "ARLOW, April 26 (Coast) —"),
        ("paragraph", FIRST),
        ("paragraph", SECOND),
    ]
    assert (draft.byline, draft.dateline) == ("By Ada Brock", "ARLOW, April 26 (Coast)")
    assert (draft.where["byline"], draft.where["dateline"]) == ("text", "text")


@pytest.mark.parametrize(
    ("deck", "body", "expected"),
    [
        ("", ("HARBOUR STAYS OPEN!", FIRST), ["headline", "paragraph"]),
        ("Harbour stays open", (FIRST, SECOND), ["headline", "paragraph", "paragraph"]),
        (FIRST, (FIRST, SECOND), ["headline", "paragraph", "paragraph"]),
        ("The harbour of Arlow will stay open …", (FIRST, SECOND), ["headline", "paragraph", "paragraph"]),
        ("Mayor: no fees", ("Mayor: no fees", f"ARLOW — {FIRST}"), ["headline", "deck", "dateline", "paragraph"]),
        ("Mayor: no fees", (FIRST, SECOND), ["headline", "deck", "paragraph", "paragraph"]),
        ("", ("Harbour stays open",), ["headline", "paragraph"]),
    ],
)
def test_the_head_stands_in_the_text_once(deck: str, body: tuple[str, ...], expected: list[str]) -> None:
    draft = article("nitf", replace(STORY, deck=deck, body=paragraphs(*body)))
    assert [kind for kind, _ in kinds(draft)] == expected
    assert bool(draft.deck) is ("deck" in expected)


@pytest.mark.parametrize(
    ("status", "embargo", "expected", "until", "warning"),
    [
        ("usable", "", "usable", "", ""),
        ("", "2024-04-28T12:00:00Z", "usable", "2024-04-28T12:00:00Z", ""),
        ("Usable", "20240428T120000", "usable", "2024-04-28T12:00:00-12:00", "time zone"),
        ("usable", "tonight", "withheld", "", "tonight"),
        ("embargoed", "", "withheld", "", "until further notice"),
        ("embargoed", "2024-04-28T12:00:00Z", "usable", "2024-04-28T12:00:00Z", ""),
        ("withheld", "", "withheld", "", ""),
        ("Cancelled", "", "canceled", "", ""),
        ("canceled", "tonight", "canceled", "", ""),
        ("usable!", "", "usable", "", "usable!"),
    ],
)
def test_release(status: str, embargo: str, expected: str, until: str, warning: str) -> None:
    draft = article("nitf", replace(STORY, status=status, embargo=embargo))
    assert (draft.status, draft.embargoed_until) == (expected, until)
    assert len(draft.warnings) == bool(warning)
    assert warning in "".join(draft.warnings)


def test_a_cancelled_item_needs_nothing_but_its_guid() -> None:
    draft = article("nitf", Story(guid="urn:x:1", version="3", status="canceled"))
    assert (draft.text, draft.segments, draft.title, draft.status) == ("", (), "", "canceled")
    with pytest.raises(Refused, match="no text"):
        article("nitf", Story(status="canceled"))


@pytest.mark.parametrize(
    ("story", "code"),
    [
        (Story(), "no_text"),
        (replace(STORY, body=()), "no_text"),
        (replace(STORY, body=paragraphs("___", " 12 ")), "no_text"),
        (replace(STORY, title=" \n"), "no_title"),
        (replace(STORY, body=paragraphs("x" * (limits.TEXT_BYTES + 1))), "too_large"),
        (replace(STORY, body=paragraphs(*["word"] * (limits.LINES + 1))), "too_large"),
    ],
)
def test_refusals(story: Story, code: str) -> None:
    with pytest.raises(Refused) as caught:
        article("nitf", story)
    assert caught.value.code == code


def test_what_had_to_be_mended_is_said() -> None:
    draft = article("nitf", replace(STORY, title="word " * 1_000, url="javascript:x", warnings=("First.",)))
    assert len(draft.title) <= limits.TITLE_LENGTH
    assert draft.url == ""
    assert [warning.split()[0] for warning in draft.warnings] == ["First.", "The", "“javascript:x”"]


def test_fields_are_kept_in_measure() -> None:
    long = "word " * 10_000
    draft = article(
        "nitf",
        replace(
            STORY, byline=long, dateline=long, outlet=long, guid=long, version=long, copyright=long, editors_note=long
        ),
    )
    assert max(map(len, (draft.byline, draft.outlet, draft.copyright))) == 500
    assert (len(draft.dateline), len(draft.editors_note)) == (200, 10_000)
    assert (draft.guid, draft.version) == ("", "")


def test_a_foreign_language_is_believed() -> None:
    swedish = "Ministern sade på fredagen att hamnen ska vara öppen och att det är det bästa för alla som bor i staden."
    draft = article("nitf", replace(STORY, body=paragraphs(swedish, swedish), language="sv-SE"))
    assert (draft.language, draft.where["language"]) == ("sv-SE", "wire")
    assert {part.language for part in draft.segments} == {"sv"}
