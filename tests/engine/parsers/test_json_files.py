"""JSON and JSON by line: shapes, common names, broken and hostile files, and what is left to the feeds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claims.engine.parsers import limits
from claims.engine.parsers.draft import ArticleDraft, ItemRefused, Refused
from claims.engine.parsers.json_files import parse_json, recognises_json

TEXT = "The mayor of Port Alder said on Monday that the ferry would run again before the end of the year."
SPANISH = "La alcaldesa dijo el lunes que el transbordador volverá a navegar antes de que termine el año."


def read(value: object) -> list[Any]:
    data = json.dumps(value).encode()
    assert recognises_json(data[:4096])
    return parse_json(data)


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        parse_json(data)
    return caught.value


@pytest.mark.parametrize(
    "value",
    [
        {"title": "Ferry to run again", "text": TEXT, "url": "https://example.com/1", "author": "Ana Ruiz"},
        {"headline": "Ferry to run again", "body": TEXT, "link": "https://example.com/1", "byline": "Ana Ruiz"},
        {
            "title": {"rendered": "Ferry to run again"},
            "content": {"rendered": f"<p>{TEXT}</p>"},
            "link": "https://example.com/1",
            "author": {"name": "Ana Ruiz"},
        },
        {
            "headline": "Ferry to run again",
            "articleBody": TEXT,
            "url": "https://example.com/1",
            "author": [{"name": "Ana Ruiz"}],
        },
        {"Titular": "Ferry to run again", "Cuerpo": TEXT, "Enlace": "https://example.com/1", "Autor": "Ana Ruiz"},
        {
            "title": "Ferry &amp; quay",
            "body_html": f"<p>{TEXT}</p>",
            "url": "https://example.com/1",
            "byline": "Ana Ruiz",
        },
    ],
)
def test_common_names_of_fields(value: dict[str, Any]) -> None:
    [draft] = read(value)
    assert draft.title in {"Ferry to run again", "Ferry & quay"}
    assert draft.text == f"{draft.title}\n\n{TEXT}"
    assert (draft.kind, draft.url, draft.byline) == ("json", "https://example.com/1", "Ana Ruiz")
    assert draft.where["url"] == "meta"


def test_every_field() -> None:
    [draft] = read(
        {
            "id": "5d7c6f0e-2f5e-4b8e-9a6f-0a1b2c3d4e5f",
            "version": 2,
            "title": "Vuelve el transbordador",
            "subtitle": "El muelle estará listo",
            "body": SPANISH,
            "language": "es_MX",
            "publishedAt": "2024-05-03T10:30:00Z",
            "modified": "2024-05-04",
            "source": {"id": None, "name": "El Faro"},
            "dateline": "PUERTO ALISO",
            "license": "CC BY",
            "copyright": "© El Faro",
        }
    )
    assert (draft.guid, draft.version) == ("5d7c6f0e-2f5e-4b8e-9a6f-0a1b2c3d4e5f", "2")
    assert (draft.title, draft.deck, draft.outlet) == ("Vuelve el transbordador", "El muelle estará listo", "El Faro")
    assert (draft.language, draft.dateline) == ("es-MX", "PUERTO ALISO")
    assert (draft.published, draft.published_from) == ("2024-05-03", "meta")
    assert draft.published_at == "2024-05-03T10:30:00Z"
    assert (draft.usage_terms, draft.copyright) == ("CC BY", "© El Faro")
    assert [part.kind.value for part in draft.segments] == ["headline", "deck", "paragraph"]


def test_our_own_interface_gives_back_what_it_took() -> None:
    text = f"The Harbour Post\n\nFerry to run again\n\n{TEXT}"
    answer = {
        "url": "https://news.example/api/v1/articles/1/",
        "web_url": "https://news.example/articles/1/",
        "original_url": "",
        "outlet": {"id": "1", "name": "The Harbour Post", "domain": ""},
        "title": "Ferry to run again",
        "published_on": "2024-05",
        "text": text,
        "segments": [],
    }
    [draft] = read({"next": None, "previous": None, "results": [answer]})
    assert (draft.text, draft.title, draft.outlet) == (text, "Ferry to run again", "The Harbour Post")
    assert (draft.url, draft.published) == ("", "2024-05")
    assert draft.segments[0].kind.value == "masthead"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: [one],
        lambda one: {"articles": [one]},
        lambda one: {"status": "ok", "response": {"total": 1, "docs": [one]}},
        lambda one: {"data": [one]},
    ],
)
def test_lists_and_the_answers_that_wrap_them(wrap: Any) -> None:
    [draft] = read(wrap({"title": "Ferry", "text": TEXT}))
    assert draft.title == "Ferry"


def test_a_text_in_parts_is_put_together() -> None:
    [draft] = read({"title": "Ferry", "content": [TEXT, {"type": "p", "text": SPANISH}]})
    assert draft.text == f"Ferry\n\n{TEXT}\n\n{SPANISH}"


def test_without_a_title_the_text_is_read_for_one() -> None:
    [draft] = read({"text": f"Ferry to run again\n\n{TEXT}\n\n{TEXT}"})
    assert (draft.title, draft.where["title"]) == ("Ferry to run again", "text")


def test_an_object_without_text_is_refused_by_its_place() -> None:
    first, second, third, fourth = read([{"title": "A"}, {"title": "B", "text": TEXT}, 5, {"text": " — "}])
    assert first == ItemRefused("item 1", "no_text", "It has no text.", "A")
    assert isinstance(second, ArticleDraft)
    assert (third.where, third.code) == ("item 3", "json_no_objects")
    assert (fourth.where, fourth.code) == ("item 4", "no_text")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"[]", "json_no_objects"), (b'"a"', "json_no_objects"), (b"{}", "no_text"), (b'{"articles": []}', "no_text")],
)
def test_json_without_an_article_is_refused(data: bytes, code: str) -> None:
    assert refusal(data).code == code


@pytest.mark.parametrize("data", [b'["a"]', b'[[{"text": "a b"}]]', b"[null]"])
def test_a_list_of_other_things_holds_no_article(data: bytes) -> None:
    [item] = parse_json(data)
    assert isinstance(item, ItemRefused)
    assert (item.where, item.code) == ("item 1", "json_no_objects")


@pytest.mark.parametrize(
    ("data", "place", "what"),
    [
        (b'{"title": "a"\n "text": "b"}', "line 2, column 2", "comma"),
        (b'[{"text": "a b"},]', "line 1, column 18", "value"),
        (b'{"text": "a b"} and more', "line 1, column 17", "after its end"),
        (b'{"text": "a\nb"}', "line 1, column 12", "control character"),
        (b'{"text": "a', "line 1, column 10", "quotation mark"),
        (b"{'text': 'a'}", "line 1, column 2", "double quotation marks"),
    ],
)
def test_what_is_not_json_is_refused_with_its_place(data: bytes, place: str, what: str) -> None:
    refused = refusal(data)
    assert refused.code == "json_malformed"
    assert place in refused.reason
    assert what in refused.reason


def test_one_bad_line_costs_only_itself() -> None:
    lines = [{"title": "A", "text": TEXT}, '{"title": "B', "", {"title": "C", "text": TEXT}, "[1]", {"title": "D"}]
    data = "\r\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines).encode()
    items = parse_json(data)
    refused = [(item.where, item.code) for item in items if isinstance(item, ItemRefused)]
    assert refused == [("line 2", "json_malformed"), ("line 5", "json_no_objects"), ("line 6", "no_text")]
    assert [(item.title, item.kind) for item in items if isinstance(item, ArticleDraft)] == [
        ("A", "jsonl"),
        ("C", "jsonl"),
    ]
    assert "line 2, column 11" in next(item.reason for item in items if isinstance(item, ItemRefused))


@pytest.mark.parametrize("first", ['{"title": "A', '{"title": {"a": [[', '{"title": 1e'])
def test_a_broken_first_line_costs_only_itself(first: str) -> None:
    refused, draft = parse_json(f"{first}\n{json.dumps({'title': 'B', 'text': TEXT})}\n".encode())
    assert isinstance(refused, ItemRefused)
    assert isinstance(draft, ArticleDraft)
    assert (refused.where, draft.title) == ("line 1", "B")


def test_a_document_of_many_lines_is_no_list_of_lines() -> None:
    data = json.dumps({"articles": [{"title": "A", "text": TEXT}]}, indent=0).encode()
    [draft] = parse_json(data)
    assert isinstance(draft, ArticleDraft)
    assert draft.kind == "json"


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b'{"a":' * 5_000 + b"1" + b"}" * 5_000, b'{"a":[' * 200], ids=["lists", "objects", "both"]
)
def test_depth_is_counted_before_it_hurts(data: bytes) -> None:
    assert refusal(data).code == "too_deep"


def test_brackets_inside_strings_have_no_depth() -> None:
    [draft] = read({"title": "A", "text": TEXT + "[" * 500 + '\\"{' * 300})
    assert draft.title == "A"


def test_a_number_of_many_digits() -> None:
    refused = refusal(b'{"text": "a b", "id": ' + b"9" * 100_000 + b"}")
    assert refused.code == "json_number"
    assert "100,000 digits" in refused.reason


def test_a_line_with_such_a_number_costs_only_itself() -> None:
    items = parse_json(b'{"text": "a b"}\n{"id": ' + b"9" * 5_000 + b"}\n")
    assert isinstance(items[1], ItemRefused)
    assert (items[1].where, items[1].code) == ("line 2", "json_number")


def test_what_is_no_number_is_no_value() -> None:
    [draft] = parse_json(b'[{"title": "A", "text": "word", "author": NaN, "version": -Infinity, "source": 1e999}]')
    assert isinstance(draft, ArticleDraft)
    assert (draft.byline, draft.version, draft.outlet) == ("", "", "")


def test_a_key_that_is_there_twice_is_said() -> None:
    [draft] = parse_json(b'{"title": "A", "text": "one word", "title": "B"}')
    assert isinstance(draft, ArticleDraft)
    assert draft.title == "B"
    assert draft.warnings == ("It states title more than once; the last was used.",)


def test_half_characters_and_controls_are_mended() -> None:
    [draft] = parse_json(rb'[{"title": "\ud800 bridge \u0000", "text": "It closes \ud83d\ude00 now."}]')
    assert isinstance(draft, ArticleDraft)
    assert draft.text == "\ufffd bridge\n\nIt closes 😀 now."
    assert draft.text.encode()
    assert draft.warnings == ("Broken characters were replaced by �.", "Control characters were removed.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    data = json.dumps({"título": "Año nuevo", "texto": SPANISH}, ensure_ascii=False).encode(encoding)
    assert recognises_json(data[:4096])
    [draft] = parse_json(data)
    assert isinstance(draft, ArticleDraft)
    assert (draft.title, draft.text) == ("Año nuevo", f"Año nuevo\n\n{SPANISH}")
    assert bool(draft.warnings) is (encoding == "cp1252")


@pytest.mark.parametrize(
    "data",
    [
        b"[" + b"{}," * limits.TABLE_ITEMS + b"{}]",
        b"{}\n" * (limits.TABLE_ITEMS + 1),
        b"[" + b'"",' * limits.JSON_VALUES + b'""]',
    ],
    ids=["list", "lines", "values"],
)
def test_more_than_one_file_may_hold(data: bytes) -> None:
    assert refusal(data).code == "too_many_items"


def test_an_object_of_very_many_fields_is_no_article() -> None:
    value = {f"field{at}": 1 for at in range(2_000)} | {"text": TEXT}
    assert refusal(json.dumps(value).encode()).code == "no_article"
    first, _ = read([value, {"text": TEXT}])
    assert (first.where, first.code) == ("item 1", "no_article")


@pytest.mark.parametrize(
    ("head", "recognised"),
    [
        (b' \r\n{"title": "a"}', True),
        (b"[\n  {\n", True),
        (b"[[[[", True),
        (b"{}", True),
        (b"[]", True),
        (b"{title: 'a'}", True),
        (b"[AP] The mayor said", False),
        (b"{Update} The mayor said", False),
        (b"{\\rtf1", False),
        (b"The mayor said", False),
        (b"", False),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', False),
        (b'{"title": "x", "version":"https:\\/\\/jsonfeed.org\\/version\\/1"', False),
    ],
)
def test_json_is_told_by_its_beginning(head: bytes, recognised: bool) -> None:
    assert recognises_json(head) is recognised


def test_what_is_told_of_a_refused_object_can_be_stored() -> None:
    untitled = rb'{"title": "\ud800 <b>x</b>", "a\udfff": 1, "a\udfff": 2}'
    odd = rb'{"uri": "urn:x", "type": "\udc00", "located": "x"}'
    for item in parse_json(b"[" + untitled + b"," + odd + b"]"):
        assert isinstance(item, ItemRefused)
        assert f"{item.title}{item.reason}".encode()


def test_a_number_for_a_control_character_brings_none() -> None:
    [draft] = read({"title": "A &#2; b", "text": "one&#1; word &#xD800; more"})
    assert draft.text == "A b\n\none word \ufffd more"
