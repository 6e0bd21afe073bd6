"""Where services put their articles: in which lists, in which objects, and what beside them is no article."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.json_files import parse_json, recognises_json

TITLE = "Ferry to run again"
TEXT = "The mayor of Port Alder said on Monday that the ferry would run again before the end of the year."
MORE = "Marina Solano told the council that no worker would lose a job because of the repairs to the quay."
URL = "https://post.example/1"


def read(value: object) -> list[Any]:
    data = json.dumps(value).encode()
    assert recognises_json(data[:4096])
    return parse_json(data)


CONTENT_API = {
    "response": {
        "status": "ok",
        "results": [
            {
                "id": "harbour/1",
                "webTitle": TITLE,
                "webUrl": URL,
                "webPublicationDate": "2024-05-03T10:30:00Z",
                "fields": {"byline": "Ana Ruiz", "body": f"<p>{TEXT}</p>", "trailText": "The quay is mended"},
            }
        ],
    }
}
SEARCH_ENGINE = {
    "took": 3,
    "hits": {
        "total": {"value": 1},
        "hits": [
            {
                "_id": "1",
                "_score": 1.0,
                "_source": {"title": TITLE, "content": TEXT, "url": URL, "author": "Ana Ruiz", "date": "2024-05-03"},
            }
        ],
    },
}
PLACES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [0, 39]},
            "properties": {
                "name": "quay",
                "title": TITLE,
                "text": TEXT,
                "link": URL,
                "by": "Ana Ruiz",
                "date": "2024-05-03",
            },
        }
    ],
}
ARCHIVE = {
    "response": {
        "docs": [
            {
                "web_url": URL,
                "headline": {"main": TITLE, "kicker": None},
                "byline": {"original": "Ana Ruiz", "person": []},
                "pub_date": "2024-05-03T10:30:00+0000",
                "body": TEXT,
            }
        ],
        "meta": {"hits": 1},
    }
}
COLLECTION = {
    "data": [
        {
            "type": "node--article",
            "attributes": {
                "title": TITLE,
                "body": {"value": f"<p>{TEXT}</p>", "format": "html"},
                "published_date": "2024-05-03",
            },
            "author": {"firstName": "Ana", "lastName": "Ruiz"},
            "link": URL,
        }
    ]
}
PARTS = {
    "headlines": {"basic": TITLE},
    "content_elements": [{"type": "text", "content": TEXT}, {"type": "image", "url": "https://post.example/a.jpg"}],
    "display_date": "2024-05-03T10:30:00Z",
    "authors": [{"name": "Ana Ruiz"}],
    "canonical_url": URL,
}
WRAPPED = {
    "article": {"title": TITLE, "content": TEXT, "publishedDate": "2024-05-03", "author": "Ana Ruiz", "url": URL}
}


@pytest.mark.parametrize(
    "value",
    [
        CONTENT_API,
        SEARCH_ENGINE,
        PLACES,
        ARCHIVE,
        COLLECTION,
        PARTS,
        WRAPPED,
        {"a": {"b": {"c": [WRAPPED["article"]]}}},
    ],
    ids=["content api", "search", "places", "archive", "collection", "parts", "wrapped", "deep"],
)
def test_the_article_is_found_wherever_it_stands(value: object) -> None:
    [draft] = read(value)
    assert isinstance(draft, ArticleDraft)
    assert (draft.title, draft.byline, draft.url) == (TITLE, "Ana Ruiz", URL)
    assert draft.published == "2024-05-03"
    assert draft.text.endswith(TEXT)


def test_articles_under_their_ids() -> None:
    one, other = read({"a1": {"title": TITLE, "text": TEXT}, "a2": {"title": "Another", "text": MORE}, "a3": None})
    assert [one.title, other.title] == [TITLE, "Another"]


@pytest.mark.parametrize(
    "value",
    [
        {"title": TITLE, "comments": [{"text": "I do not believe it, and nobody else does."}]},
        {"title": TITLE, "image": {"text": "The quay at night, with the ferry."}},
        {"data": {"user": {"name": "Ana", "text": "Words about herself."}, "title": TITLE}},
    ],
)
def test_comments_and_captions_are_no_article(value: object) -> None:
    with pytest.raises(Refused) as caught:
        read(value)
    assert caught.value.code == "no_text"


def test_a_number_is_nobodys_name() -> None:
    [draft] = read({"title": TITLE, "content": TEXT, "author": 5, "source": 12})
    assert (draft.byline, draft.outlet) == ("", "")


def test_objects_one_after_another() -> None:
    printed = "\n".join(json.dumps({"title": title, "text": TEXT}, indent=2) for title in (TITLE, "Another"))
    assert [draft.title for draft in parse_json(printed.encode())] == [TITLE, "Another"]


def test_a_text_sequence() -> None:
    data = "".join(f"\x1e{json.dumps({'title': title, 'text': TEXT})}\n" for title in (TITLE, "Another")).encode()
    assert recognises_json(data[:4096])
    found = parse_json(data)
    assert [draft.title for draft in found] == [TITLE, "Another"]
    assert [draft.warnings for draft in found] == [(), ()]


def test_one_that_breaks_off_refuses_them_all() -> None:
    with pytest.raises(Refused) as caught:
        parse_json(b'{\n"title": "Ferry"}\n{\n"title": "Fer')
    assert caught.value.code == "json_malformed"


def test_a_great_many_empty_objects_cost_little() -> None:
    with pytest.raises(Refused) as caught:
        parse_json(b'{"a": [' + b"{}," * 200_000 + b"{}]}")
    assert caught.value.code == "no_text"
