"""Fragments of HTML become blocks; nothing of the markup itself survives."""

from __future__ import annotations

import pytest
from lxml import etree

from claims.engine.parsers.fragments import html_blocks
from claims.engine.text import SegmentKind

P, Q, C = SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE, SegmentKind.CAPTION


def read(markup: str | etree._Element, **options: SegmentKind | None) -> list[tuple[SegmentKind, str]]:
    return [(block.kind, " ".join(block.words.split())) for block in html_blocks(markup, **options)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("", []),
        (" \n <p> </p><!-- nothing --> ", []),
        ("Plain words &amp; entities: caf&eacute;&hellip;", [(P, "Plain words & entities: café…")]),
        ("<p>One.</p>\n<p>Two,<br>wrapped.</p>", [(P, "One."), (P, "Two, wrapped.")]),
        ("First.<br><br />Second.<br> <br>Third.", [(P, "First."), (P, "Second."), (P, "Third.")]),
        ("<p>One<p>Two", [(P, "One"), (P, "Two")]),
        ("<p>In <b>bo</b>ld and <a href='https://x.example'>linked</a>.", [(P, "In bold and linked.")]),
        ("<div>Loose <p>and a paragraph</p> and more", [(P, "Loose"), (P, "and a paragraph"), (P, "and more")]),
        ("<h2>Heading</h2><p>Words.</p>", [(P, "Heading"), (P, "Words.")]),
        ("<ul><li>One</li><li>Two <ul><li>Inner</ul></ul>", [(P, "One"), (P, "Two"), (P, "Inner")]),
        ("<table><tr><th>Town<td>Votes<tr><td>Arlow<td>12</table>", [(P, "Town Votes"), (P, "Arlow 12")]),
        ("<p>He said:</p><blockquote><p>We will.</p><p>Soon.</p></blockquote><p>So he said.</p>",
         [(P, "He said:"), (Q, "We will."), (Q, "Soon."), (P, "So he said.")]),
        ("<blockquote>We will.<footer>Ada Brock</footer></blockquote>", [(Q, "We will."), (P, "Ada Brock")]),
        ("<blockquote><p>We will.</p><cite>Ada Brock</cite></blockquote>", [(Q, "We will."), (P, "Ada Brock")]),
        ("<blockquote><p>As <cite>The Gazette</cite> had it.</p></blockquote>", [(Q, "As The Gazette had it.")]),
        ("<blockquote><p>We will.</p>— Ada Brock (@adabrock) <a href=#>3 May</a></blockquote>",
         [(Q, "We will."), (P, "— Ada Brock (@adabrock) 3 May")]),
        ("<figure><img alt='A bridge' src=x><figcaption>The bridge.</figcaption></figure>", [(C, "The bridge.")]),
        ("<figure><blockquote>We will.</blockquote><figcaption>Ada Brock</figcaption></figure>",
         [(Q, "We will."), (P, "Ada Brock")]),
        ("<p>She called it <q>a start</q>.", [(P, "She called it “a start”.")]),
        ("<p><q>He said <q>no</q> twice</q>, she said.", [(P, "“He said ‘no’ twice”, she said.")]),
        ("<p>A <q>“marked twice”</q> quotation.", [(P, "A “marked twice” quotation.")]),
        ("<q><p>Parts inside words</p></q>", [(P, "Parts inside words")]),
        ("<pre>First line\nwraps here.\n\nSecond.</pre>", [(P, "First line wraps here."), (P, "Second.")]),
        ("<![CDATA[<p>Inside</p>]]>", [(P, "Inside")]),
        ("<html><body><p>One</p></body></html><p>Two</p>", [(P, "One"), (P, "Two")]),
        ("<?xml version='1.0' encoding='latin-1'?><p>Año</p>", [(P, "Año")]),
    ],
)  # fmt: skip
def test_fragment_becomes_blocks(markup: str, expected: list[tuple[SegmentKind, str]]) -> None:
    assert read(markup) == expected


def test_nothing_that_runs_or_loads_is_left() -> None:
    markup = (
        "<p onclick='steal()'>Kept<script>alert(1)</script> words<style>p{}</style>"
        "<iframe src='https://x.example'>frame</iframe><svg><text>drawn</text></svg><noscript>none</noscript>"
        "<select><option>Pick</select> and <a href='javascript:alert(1)'>a link</a>.</p>"
    )

    assert read(markup) == [(P, "Kept words and a link.")]


def test_headings_can_be_told_apart_or_left_out() -> None:
    markup = "<h1>Title</h1><p>Words.</p>"

    assert read(markup, headings=SegmentKind.HEADLINE) == [(SegmentKind.HEADLINE, "Title"), (P, "Words.")]
    assert read(markup, headings=None) == [(P, "Words.")]


def test_an_element_of_xhtml_is_read_without_what_follows_it() -> None:
    root = etree.fromstring(
        "<x xmlns:h='http://www.w3.org/1999/xhtml'><h:div><!-- c -->One<h:p>Two</h:p><h:blockquote>Three</h:blockquote>"
        "Four</h:div>not this</x>"
    )

    assert read(root[0]) == [(P, "One"), (P, "Two"), (Q, "Three"), (P, "Four")]


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "q", "table", "li"])
def test_words_survive_fifty_thousand_nested_tags(tag: str) -> None:
    blocks = read(f"<{tag}>" * 50_000 + "<script>code()</script>deep &amp; so<p>next" + f"</{tag}>" * 50_000)

    assert [words for _, words in blocks] == ["deep & so", "next"]


def test_a_deep_xml_element_is_walked() -> None:
    root = element = etree.Element("div")
    for _ in range(2_000):
        element = etree.SubElement(element, "div")
    element.text = "deep"

    assert read(root) == [(P, "deep")]


@pytest.mark.parametrize("junk", ["<", "<!--", "<a href='", "&", "</p>", "<q>x", "<br>", "<p>x", "]]>", "<![CDATA["])
def test_broken_markup_does_not_stop_the_reader(junk: str) -> None:
    blocks = html_blocks(junk * 20_000)

    assert all(block.kind is P for block in blocks)


def test_characters_that_no_document_may_hold_are_dropped() -> None:
    assert read("<p>a\x00b\ud800c</p>") == [(P, "abc")]


def test_thousands_of_captions_side_by_side_are_each_looked_at_once() -> None:
    assert read("<figcaption>x</figcaption>" * 20_000) == [(C, "x")] * 20_000
