"""ninjs 1.x to 3.x: which field is which, which body is read, what is no article, and what is warned of."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claims.engine.parsers.draft import ArticleDraft, ItemRefused, Refused
from claims.engine.parsers.json_files import parse_json, recognises_json
from claims.engine.parsers.ninjs_fields import is_ninjs

TEXT = "The mayor of Port Alder said on Monday that the ferry would run again before the end of the year."
MORE = "Marina Solano told the council that no worker would lose a job because of the repairs to the quay."

ONE: dict[str, Any] = {
    "uri": "urn:newsml:example.com:20240503:1",
    "type": "text",
    "version": "3",
    "versioncreated": "2024-05-03T10:30:00+02:00",
    "firstcreated": "2024-05-03T09:00:00+02:00",
    "pubstatus": "usable",
    "language": "en-GB",
    "headline": "Ferry to run again",
    "byline": "Ana Ruiz",
    "located": "Port Alder",
    "usageterms": "Not for use before 6 a.m.",
    "copyrightnotice": "© Example Agency",
    "ednote": "Updates with the council.",
    "body_text": f"{TEXT} {MORE}",
    "body_xhtml": f"<p>{TEXT}</p><blockquote><p>{MORE}</p></blockquote>",
}
TWO: dict[str, Any] = {
    "uri": "urn:newsml:example.com:20240503:1",
    "type": "text",
    "version": "3",
    "versionCreated": "2024-05-03T10:30:00+02:00",
    "firstCreated": "2024-05-03T09:00:00+02:00",
    "pubStatus": "usable",
    "language": "en-GB",
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry to run again"}],
    "by": "Ana Ruiz",
    "located": "Port Alder",
    "usageTerms": "Not for use before 6 a.m.",
    "copyrightNotice": "© Example Agency",
    "edNote": "Updates with the council.",
    "bodies": [
        {"role": "text", "contentType": "text/plain", "value": f"{TEXT} {MORE}"},
        {"role": "html", "contentType": "text/html", "value": ONE["body_xhtml"]},
    ],
}


def read(*objects: dict[str, Any]) -> list[Any]:
    data = json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False).encode()
    assert recognises_json(data[:4096])
    return parse_json(data)


def draft(value: dict[str, Any]) -> ArticleDraft:
    [item] = read(value)
    assert isinstance(item, ArticleDraft)
    return item


def refusal(value: dict[str, Any]) -> Refused:
    with pytest.raises(Refused) as caught:
        read(value)
    return caught.value


@pytest.mark.parametrize("value", [ONE, TWO], ids=["1.x", "3.x"])
def test_every_version_says_the_same(value: dict[str, Any]) -> None:
    found = draft(value)
    assert (found.kind, found.title, found.byline) == ("ninjs", "Ferry to run again", "Ana Ruiz")
    assert (found.dateline, found.language) == ("Port Alder", "en-GB")
    assert (found.guid, found.version) == ("urn:newsml:example.com:20240503:1", "3")
    assert (found.published, found.published_from) == ("2024-05-03", "wire")
    assert found.published_at == "2024-05-03T09:00:00+02:00"
    assert found.updated == "2024-05-03T10:30:00+02:00"
    assert (found.usage_terms, found.copyright) == ("Not for use before 6 a.m.", "© Example Agency")
    assert found.editors_note == "Updates with the council."
    assert (found.status, found.embargoed_until, found.warnings) == ("usable", "", ())
    assert found.where["byline"] == "wire"


@pytest.mark.parametrize("value", [ONE, TWO], ids=["1.x", "3.x"])
def test_markup_is_preferred_because_it_names_its_paragraphs(value: dict[str, Any]) -> None:
    kinds = [(part.kind.value, part.span.of(found.text)) for found in [draft(value)] for part in found.segments]
    assert kinds[-2:] == [("paragraph", TEXT), ("block_quote", MORE)]


def test_plain_text_is_read_where_the_markup_holds_no_words() -> None:
    found = draft(ONE | {"body_xhtml": "<p> </p>", "body_text": f"{TEXT}\n\n{MORE}"})
    assert found.text.endswith(f"{TEXT}\n\n{MORE}")


def test_nitf_is_read_where_there_is_nothing_simpler() -> None:
    nitf = f"<nitf><body><body.content><p>{TEXT}</p><p>{MORE}</p></body.content></body></nitf>"
    found = draft(TWO | {"bodies": [{"contentType": "application/nitf+xml", "value": nitf}]})
    assert found.text.endswith(f"{TEXT}\n\n{MORE}")


def test_broken_xml_is_no_text() -> None:
    assert refusal(TWO | {"bodies": [{"contentType": "application/nitf+xml", "value": "<nitf><p>"}]}).code == "no_text"


def test_the_version_dates_an_item_that_does_not_say_when_it_began() -> None:
    found = draft({name: inner for name, inner in ONE.items() if name != "firstcreated"})
    assert found.published_at == found.updated == "2024-05-03T10:30:00+02:00"


def test_a_title_is_no_headline() -> None:
    value = {name: inner for name, inner in ONE.items() if name != "headline"} | {"title": "ferry-2nd-lead"}
    assert refusal(value).code == "no_title"


@pytest.mark.parametrize("kind", ["picture", "video", "audio", "event", "component", "mystery"])
def test_other_kinds_of_item_hold_no_article(kind: str) -> None:
    refused = refusal(ONE | {"type": kind})
    assert refused.code == "no_article"
    assert kind in refused.reason


def test_an_item_without_text_is_no_article() -> None:
    value = {name: inner for name, inner in ONE.items() if not name.startswith("body")}
    assert refusal(value).code == "no_text"


def test_a_huge_text_is_refused() -> None:
    assert refusal(ONE | {"body_xhtml": "<p>word</p>" * 300_000}).code == "too_large"


@pytest.mark.parametrize(
    ("said", "status"), [("withheld", "withheld"), ("canceled", "canceled"), ("cancelled", "canceled")]
)
def test_the_publishing_status(said: str, status: str) -> None:
    assert draft(ONE | {"pubstatus": said}).status == status


def test_a_cancellation_needs_no_text() -> None:
    found = draft({"uri": "urn:x:1", "pubstatus": "canceled", "version": "4"})
    assert (found.status, found.guid, found.version) == ("canceled", "urn:x:1", "4")


def test_an_embargo_is_kept_as_a_moment() -> None:
    assert draft(ONE | {"embargoed": "2024-05-04T06:00:00Z"}).embargoed_until == "2024-05-04T06:00:00Z"


def test_an_embargo_that_cannot_be_read_withholds() -> None:
    found = draft(ONE | {"embargoed": "next Monday"})
    assert (found.status, found.embargoed_until) == ("withheld", "")
    assert any("embargo" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", 3.1),
        ("usageterms", {"of": "use"}),
        ("ednote", ["x"]),
        ("person", "Marina Solano"),
        ("place", ["Port Alder"]),
        ("urgency", 11),
        ("urgency", True),
        ("expires", "soon"),
        ("versioncreated", {"start": "2024-05-03"}),
        ("contentcreated", 2024),
        ("representationtype", "half"),
        ("pubstatus", "commissioned"),
        ("rightsinfo", "all"),
        ("colour", "red"),
    ],
)
def test_a_field_that_breaks_the_standard_is_named(name: str, value: object) -> None:
    found = draft(ONE | {name: value})
    assert found.title == "Ferry to run again"
    assert any(f"field {name} " in warning for warning in found.warnings)


def test_the_warnings_are_few_however_many_fields_are_wrong() -> None:
    found = draft(ONE | {f"colour{at}": "red" for at in range(100)})
    assert len(found.warnings) == 8
    assert found.warnings[-1] == "93 more fields do not follow ninjs."


def test_an_agencys_own_fields_are_no_fault() -> None:
    assert draft(ONE | {"colour": "red", "standard": {"name": "EXNINJS", "version": "1"}}).warnings == ()


def test_an_item_without_uri_says_that_it_cannot_be_updated() -> None:
    value = {name: inner for name, inner in ONE.items() if name != "uri"} | {"standard": {"name": "ninjs"}}
    assert any("uri" in warning for warning in draft(value).warnings)


def test_a_list_keeps_its_order_and_names_what_it_refuses() -> None:
    first, second, third = read(ONE, ONE | {"type": "picture"}, TWO | {"uri": "urn:x:2"})
    assert isinstance(first, ArticleDraft)
    assert isinstance(third, ArticleDraft)
    assert second == ItemRefused("item 2", "no_article", second.reason, "Ferry to run again")


def test_one_item_a_line() -> None:
    lines = "\n".join(json.dumps(value) for value in (ONE, TWO))
    assert [item.kind for item in parse_json(lines.encode()) if isinstance(item, ArticleDraft)] == ["ninjs", "ninjs"]


@pytest.mark.parametrize(
    ("value", "ninjs"),
    [
        (ONE, True),
        (TWO, True),
        ({"uri": "urn:x", "body_text": "x"}, True),
        ({"$standard": {"name": "ninjs"}, "headline": "x"}, True),
        ({"uri": "urn:x", "title": "x", "body_html": "x"}, False),
        ({"url": "https://example.com", "headline": "x", "text": "x"}, False),
        ({}, False),
    ],
)
def test_ninjs_is_told_by_its_keys(value: dict[str, Any], ninjs: bool) -> None:
    assert is_ninjs(value) is ninjs


@pytest.mark.parametrize(
    "odd",
    [None, 1, 10**399, 1.5, True, "x", [], {}, [1], [[]], [{"value": 1}], {"a": {"b": []}}],
    ids=lambda odd: str(odd)[:20],
)
def test_values_of_the_wrong_type_never_crash(odd: object) -> None:
    items = read(*(base | {name: odd} for base in (ONE, TWO) for name in ONE | TWO))
    refused = {item.code for item in items if isinstance(item, ItemRefused)}
    assert refused <= {"no_article", "no_text", "no_title"}
    assert len(items) > 2 * len(ONE)


@pytest.mark.parametrize(
    ("fields", "deck"),
    [
        (
            {"headlines": [{"role": "subhead", "value": "Quay is mended"}, {"role": "main", "value": "Ferry"}]},
            "Quay is mended",
        ),
        ({"descriptions": [{"role": "summary", "value": "Quay is mended"}]}, "Quay is mended"),
        ({"descriptions": [{"role": "caption", "value": "A quay"}]}, ""),
        ({"description_text": "A quay"}, ""),
    ],
)
def test_a_deck_is_what_says_that_it_is_one(fields: dict[str, Any], deck: str) -> None:
    found = draft(TWO | fields)
    assert found.deck == deck
    assert found.title in {"Ferry", "Ferry to run again"}


def test_nitf_without_its_frame_is_read() -> None:
    value = {name: inner for name, inner in ONE.items() if not name.startswith("body_")}
    found = draft(
        value | {"body_nitf": f"<body><body.content><p>{TEXT}</p><bq><p>{MORE}</p></bq></body.content></body>"}
    )
    assert [part.kind.value for part in found.segments][-2:] == ["paragraph", "block_quote"]


def test_an_item_inside_an_answer_of_a_service_says_nothing_of_the_answer() -> None:
    [found] = read({"data": {"updated": "2024-05-04", "items": [{"meta": {"score": 1}, "item": ONE}]}})
    assert found == draft(ONE)


def test_superdesk_calls_the_uri_guid() -> None:
    value = {name: inner for name, inner in ONE.items() if name != "uri"} | {"guid": ONE["uri"], "priority": 6}
    assert draft(value) == draft(ONE)
    assert not is_ninjs({"guid": "1", "headline": "Ferry", "located": "here"})


def test_rights_may_be_named_by_their_address() -> None:
    value = {name: inner for name, inner in ONE.items() if name != "usageterms"}
    assert draft(value | {"rightsinfo": {"linkedrights": "https://x.example/r"}}).usage_terms == "https://x.example/r"


def test_a_very_long_uri_is_left_out_and_said() -> None:
    found = draft(ONE | {"uri": "urn:x:" + "a" * 500})
    assert found.guid == ""
    assert any("identifier has more than 500 characters" in warning for warning in found.warnings)


@pytest.mark.parametrize("name", ["associations", "renditions", "altids"])
def test_objects_in_either_form(name: str) -> None:
    assert draft(ONE | {name: {"main": {}}}).warnings == draft(ONE | {name: [{"name": "main"}]}).warnings == ()
    assert name in draft(ONE | {name: "words"}).warnings[0]
