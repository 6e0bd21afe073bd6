"""Pages that a careless search would read once for each of their characters. They would take hours; a hang fails."""

from __future__ import annotations

import pytest

from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.html import parse_html

TITLE = "Bridge mended again in town"
BODY = "".join(
    f"<p>The mayor said on Monday that bridge {number} would be mended before the winter comes to town.</p>"
    for number in range(12)
)


def page(head: str = "", top: str = "", title: str = TITLE) -> bytes:
    head = f"<title>{title}</title>{head}"
    return f"<html><head>{head}</head><body><h1>{TITLE}</h1>{top}<article>{BODY}</article></body></html>".encode()


def metas(name: str, number: int, content: str) -> str:
    return "".join(f'<meta {name} content="{content} {one}">' for one in range(number))


PAGES = {
    "a script of spaces": page(f'<script type="application/ld+json">{" " * 950_000}{{}}x</script>'),
    "a byline of one word": page(top=f'<span class="byline">{"a" * 2_500_000}</span>'),
    "long authors": page(metas('name="author"', 290, "x" * 10_000)),
    "a title of names": page(title="news | " * 400_000),
    "headings and titles": page(metas('property="og:title"', 6_000, "words"), "<h1>some words</h1>" * 8_000),
}


@pytest.mark.parametrize("data", PAGES.values(), ids=PAGES)
def test_the_article_is_found_all_the_same(data: bytes) -> None:
    [article] = parse_html(data)
    assert isinstance(article, ArticleDraft)
    assert "bridge 11 would be mended" in article.text


def test_what_asks_for_something_asks_at_once() -> None:
    with pytest.raises(Refused, match="no article"):
        parse_html(f"<html><body><p>{'activ' * 500_000}</p></body></html>".encode())
