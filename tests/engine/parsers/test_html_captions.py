"""Captions in all the ways that pages mark them, and what only looks like one."""

from __future__ import annotations

import pytest

from claims.engine.parsers.draft import ArticleDraft
from claims.engine.parsers.html import parse_html
from claims.engine.text import SegmentKind

CAPTION = "The old quay at Port Sarn, which the board closed two winters ago."
BEFORE = (
    "<h1>Harbour to stay open all winter</h1>"
    "<p>The harbour at Port Sarn will stay open for the whole of the winter, its board said on Monday.</p>"
    "<p>The chair of the board, Duncan Aldous, told members that the lights would be paid for by the town.</p>"
)
AFTER = (
    "<p>Nobody in the room asked him what would happen if the town did not pay, or when the boat would come.</p>"
    "<p>The board meets again in March, when it will hear what the engineers have to say about the quay.</p>"
)


def read(between: str) -> dict[SegmentKind, list[str]]:
    (draft,) = parse_html(f"<html lang=en><body><div class=story>{BEFORE}{between}{AFTER}</div></body></html>".encode())
    assert isinstance(draft, ArticleDraft)
    found: dict[SegmentKind, list[str]] = {kind: [] for kind in SegmentKind}
    for part in draft.segments:
        found[part.kind].append(part.span.of(draft.text))
    return found


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><img src=q.jpg><figcaption>{}</figcaption></figure>",
        "<figure><img src=q.jpg><p>{}</p></figure>",
        "<figure class=gallery><ul><li><img src=q.jpg><p>{}</p></li></ul></figure>",
        "<div class='wp-caption alignleft'><img src=q.jpg><p class='wp-caption-text'>{}</p></div>",
        "<dl class='wp-caption'><dt><img src=q.jpg></dt><dd class='wp-caption-dd'>{}</dd></dl>",
        "<div class=pic><img src=q.jpg></div><div class='photo-caption'>{}</div>",
        "<div class='article-image'><img src=q.jpg><div class=text>{}</div></div>",
        "<div class='foto'><img src=q.jpg><span>{}</span></div>",
        "<div class='imagen'><img src=q.jpg></div><p class='pie-foto'>{}</p>",
        "<div class='image__metadata'><div class='image__caption attribution'><span>{}</span></div></div>",
        "<span class=caption-wrap><a href='large.jpg'><img src=q.jpg></a><span class=caption>{}</span></span>",
        "<p><img src=q.jpg><br><em>{}</em></p>",
        "<p><img src=q.jpg></p><p><small>{}</small></p>",
        "<table align=right><tr><td><img src=q.jpg></td></tr><tr><td><font size=1>{}</font></td></tr></table>",
        "<amp-img src=q.jpg></amp-img><div class='amp-caption image'>{}</div>",
    ],
)
def test_a_caption_is_one_however_it_is_marked(markup: str) -> None:
    found = read(markup.format(CAPTION))

    assert found[SegmentKind.CAPTION] == [CAPTION]
    assert len(found[SegmentKind.PARAGRAPH]) == 4


def test_a_caption_that_only_its_credit_betrays_is_one() -> None:
    found = read(f"<p><img src=q.jpg></p><p>{CAPTION} (Photo: Ines Carrow)</p>")

    assert found[SegmentKind.CAPTION] == [f"{CAPTION} (Photo: Ines Carrow)"]


def test_the_same_picture_for_small_screens_is_captioned_once() -> None:
    figure = f"<figure><img src=q.jpg><figcaption>{CAPTION}</figcaption></figure>"

    assert read(figure + figure)[SegmentKind.CAPTION] == [CAPTION]


@pytest.mark.parametrize(
    "markup",
    [
        "<p><img src=q.jpg align=left>{}</p>",
        "<div class='media-object'><p>{}</p></div>",
        "<p><em>{}</em></p>",
        "<p class='photo-story'>{}</p>",
    ],
)
def test_a_paragraph_beside_a_picture_stays_one(markup: str) -> None:
    words = "Members of the board had asked for the lights in a letter that went to every house in the town last year."
    found = read(markup.format(words))

    assert words in found[SegmentKind.PARAGRAPH]
    assert found[SegmentKind.CAPTION] == []


def test_teasers_with_pictures_are_neither_caption_nor_body() -> None:
    teaser = (
        "<div class='photo-card'><a href='/x'><img src=t.jpg><h3>Library hours cut again by the council</h3></a></div>"
    )
    found = read(teaser)

    assert found[SegmentKind.CAPTION] == []
    assert not any("Library" in words for words in found[SegmentKind.PARAGRAPH])


@pytest.mark.parametrize(
    ("markup", "quoted"),
    [
        ("<blockquote><p>{}</p></blockquote>", True),
        ("<div class=blockquote><p>{}</p></div>", True),
        ("<p class=quote>{}</p>", True),
        ("<figure><blockquote>{}</blockquote></figure>", True),
        ("<div class='embed-box'><blockquote>{}</blockquote></div>", True),
        ("<aside class=pullquote><p>{}</p></aside>", True),
        ("<p>{}</p>", False),
    ],
)
def test_a_block_quote_is_one_wherever_it_stands(markup: str, quoted: bool) -> None:
    words = "We were promised a crossing by the spring and we were given a timetable for the bus."
    found = read(markup.format(words))

    assert found[SegmentKind.BLOCK_QUOTE] == [words] * quoted
    assert found[SegmentKind.PARAGRAPH].count(words) == 1 - quoted


@pytest.mark.parametrize(
    "markup",
    [
        "<aside class=pullquote><p>{}</p></aside>",
        "<figure class='wp-block-pullquote'><blockquote><p>{}</p><cite>Aldous</cite></blockquote></figure>",
        "<div class='pull-quote'>{}</div>",
        "<blockquote>{}</blockquote>",
    ],
)
def test_what_repeats_the_article_is_a_pull_quote_and_no_quotation(markup: str) -> None:
    words = "We will not sign for a boat the town cannot pay for"
    found = read(f"<p>“{words},” Aldous said, and put down his pen.</p>" + markup.format(words))

    assert found[SegmentKind.BLOCK_QUOTE] == []
    assert sum(words in paragraph for paragraph in found[SegmentKind.PARAGRAPH]) == 1


def test_an_article_that_is_only_indented_is_not_quoted() -> None:
    paragraph = (
        "<p>The board of the harbour met on the {}th day of the month and talked about the quay for an hour.</p>"
    )
    found = read(f"<blockquote>{''.join(paragraph.format(day) for day in range(4, 30))}</blockquote>")

    assert found[SegmentKind.BLOCK_QUOTE] == []
    assert len(found[SegmentKind.PARAGRAPH]) == 30
