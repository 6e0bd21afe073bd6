"""Whole pages of many kinds, each read as its own answer says."""

from __future__ import annotations

import pytest

from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.html import parse_html, recognises_html
from claims.engine.text import SegmentKind
from tests.engine.parsers.gold_pages import NAMES, gold_page, word_f1, words

REFUSED = [name for name in NAMES if "refused" in gold_page(name).fields]
ARTICLES = [name for name in NAMES if name not in REFUSED]


def read(name: str) -> ArticleDraft:
    (draft,) = parse_html(gold_page(name).data)
    assert isinstance(draft, ArticleDraft)
    return draft


def stretches(draft: ArticleDraft, *kinds: SegmentKind) -> list[str]:
    return [part.span.of(draft.text) for part in draft.segments if part.kind in kinds]


@pytest.mark.parametrize("name", ARTICLES)
def test_body_is_the_article_and_nothing_else(name: str) -> None:
    body = stretches(read(name), SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE)

    assert word_f1(body, gold_page(name).body) >= 0.99
    assert words(body)[:12] == words(gold_page(name).body)[:12]


@pytest.mark.parametrize("name", ARTICLES)
def test_block_quotes_are_kept_in_their_place_and_no_others(name: str) -> None:
    assert stretches(read(name), SegmentKind.BLOCK_QUOTE) == [
        quote.replace("&nbsp;", " ") for quote in gold_page(name).stretches["block_quote"]
    ]


@pytest.mark.parametrize("name", ARTICLES)
def test_captions_are_captions_and_never_body(name: str) -> None:
    draft = read(name)
    captions = " | ".join(stretches(draft, SegmentKind.CAPTION))
    body = " | ".join(stretches(draft, SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE))

    for caption in gold_page(name).stretches["caption"]:
        assert caption in captions
        assert caption not in body


@pytest.mark.parametrize("name", ARTICLES)
def test_fields_are_read_and_say_where(name: str) -> None:
    draft, fields = read(name), gold_page(name).fields

    for field in ("title", "byline", "published", "outlet", "dateline", "published_from"):
        if field in fields:
            assert getattr(draft, field) == fields[field], field
    assert draft.language.split("-")[0] == fields["language"]
    assert draft.deck == fields.get("deck", "")
    for field in ("title", "deck", "byline", "published", "published_at", "updated", "outlet", "language", "url"):
        assert (field in draft.where) == bool(getattr(draft, field)), field
    assert draft.where.get("published", "") == draft.published_from
    assert any(fields["warned"] in warning for warning in draft.warnings) if "warned" in fields else not draft.warnings


@pytest.mark.parametrize("name", ARTICLES)
def test_segments_are_in_order_inside_the_text_and_apart(name: str) -> None:
    draft = read(name)

    end = 0
    for part in draft.segments:
        assert end <= part.span.start < part.span.end <= len(draft.text)
        assert draft.text[end : part.span.start].strip(" \n—–-.") == ""
        end = part.span.end
    assert draft.text.startswith(draft.title)


@pytest.mark.parametrize("name", REFUSED)
def test_page_without_an_article_is_refused_by_name(name: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(gold_page(name).data)

    assert refused.value.code == gold_page(name).fields["refused"]


def test_refusals_say_what_the_page_is() -> None:
    reasons = set()
    for name in REFUSED:
        with pytest.raises(Refused) as refused:
            parse_html(gold_page(name).data)
        reasons.add(refused.value.reason)

    assert len(reasons) == len(REFUSED)


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_recognised_by_their_first_bytes(name: str) -> None:
    assert recognises_html(gold_page(name).data[:512])
