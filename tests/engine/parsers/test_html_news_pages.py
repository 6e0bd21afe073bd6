"""Full pages of many kinds of news site: how much of each article is read, how little of the rest, and what it says."""

from __future__ import annotations

import re
from functools import lru_cache
from statistics import mean
from zlib import crc32

import pytest

from claims.engine.parsers.draft import ArticleDraft
from claims.engine.parsers.html import parse_html
from claims.engine.text import SegmentKind
from tests.engine.parsers.news_pages import NAMES, NewsPage, f1, news_page, words

BODY = (SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE)
FLOOR = 0.97
"""What each page must reach; a few words that only a reader would judge right are allowed for."""
HARDER = {"a16_old_tables": 0.95, "a29_tabloid": 0.9}
"""A dateline in capitals is cut off as one; a box of facts after the last paragraph is taken for what follows it."""
INDENTED_QUOTE = "b04_joomla"
"""An editor's indentation is no markup for a quotation."""
CLASSES = sorted({news_page(name).fields["class"] for name in NAMES})


@lru_cache
def read(name: str) -> ArticleDraft:
    (draft,) = parse_html(news_page(name).data)
    assert isinstance(draft, ArticleDraft)
    return draft


def stretches(draft: ArticleDraft, *kinds: SegmentKind) -> list[str]:
    return [part.span.of(draft.text) for part in draft.segments if part.kind in kinds]


def key(text: str) -> str:
    return f" {' '.join(words([text]))} "


def leaked(draft: ArticleDraft, page: NewsPage) -> list[str]:
    """The captions that stand in the body. One of a name or two may be said in it as well."""
    body, own = key(" ".join(stretches(draft, *BODY))), key(" ".join(page.body))
    captions = [caption for caption in page.captions if len(words([caption])) > 2]
    return [caption for caption in captions if key(caption) in body and key(caption) not in own]


@pytest.mark.parametrize("name", NAMES)
def test_body_is_the_article(name: str) -> None:
    assert f1(stretches(read(name), *BODY), news_page(name)) >= HARDER.get(name, FLOOR)


@pytest.mark.parametrize("kind", CLASSES)
def test_no_kind_of_page_is_read_badly(kind: str) -> None:
    pages = [name for name in NAMES if news_page(name).fields["class"] == kind]

    assert mean(f1(stretches(read(name), *BODY), news_page(name), size=4) for name in pages) >= 0.88


def test_all_pages_together_are_read_nearly_whole() -> None:
    assert mean(f1(stretches(read(name), *BODY), news_page(name)) for name in NAMES) >= 0.995


@pytest.mark.parametrize("name", NAMES)
def test_captions_do_not_leak_into_the_body(name: str) -> None:
    assert leaked(read(name), news_page(name)) == []


@pytest.mark.parametrize("name", sorted(set(NAMES) - {INDENTED_QUOTE}))
def test_block_quotes_are_kept_as_such_and_pull_quotes_are_not(name: str) -> None:
    quotes = [key(quote) for quote in stretches(read(name), SegmentKind.BLOCK_QUOTE)]

    assert quotes == [key(quote) for quote in news_page(name).quotes]


@pytest.mark.parametrize("name", NAMES)
def test_headline_byline_day_and_language_are_read(name: str) -> None:
    draft, fields = read(name), news_page(name).fields

    assert key(draft.title) == key(fields["title"])
    assert key(draft.byline) == key(fields["byline"])
    assert draft.published == fields["published"]
    assert draft.language.split("-")[0] == fields["language"]


def without_names(page: NewsPage) -> bytes:
    """The page with each word of its classes and ids replaced by a number, as build tools write them."""
    named = re.compile(r"""\b(class|id|role|itemprop|data-[\w-]+)=("[^"]*"|'[^']*')""")

    def numbered(match: re.Match[str]) -> str:
        numbers = " ".join(f"c{crc32(name.encode()):x}" for name in match[2].strip("\"'").split())
        return f'{match[1]}="{numbers}"'

    return named.sub(numbered, page.data.decode()).encode()


def test_pages_whose_markup_names_nothing_are_read_nearly_as_well() -> None:
    scores = []
    for name in NAMES:
        (draft,) = parse_html(without_names(news_page(name)))
        assert isinstance(draft, ArticleDraft)
        scores.append(f1(stretches(draft, *BODY), news_page(name)))

    assert mean(scores) >= 0.985
    assert min(scores) >= 0.8
