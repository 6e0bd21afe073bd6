"""What a NewsML item carries inside itself, as XHTML, NITF, marked-up or plain text → the part of a `Story` it tells.

It may not decide which of several contents is the article, and fetches nothing that is only named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from lxml import etree

from claims.engine.parsers.draft import Refused
from claims.engine.parsers.fragments import html_blocks
from claims.engine.parsers.layout import Block
from claims.engine.parsers.nitf import nitf_story
from claims.engine.parsers.nitf_body import content_blocks
from claims.engine.parsers.paragraphs import paragraphs
from claims.engine.parsers.stated import has_markup
from claims.engine.parsers.story import Story
from claims.engine.parsers.xml_gate import parse_xml
from claims.engine.parsers.xml_tree import first, local, words_at
from claims.engine.text import SegmentKind, word_set

_PARTS = word_set(
    """
    article blockquote block body.content bq center div dl figure h1 h2 h3 h4 h5 h6 hl2 main media ol p pre section
    table ul
    """
)
"""What a body consists of, when it is sent without its frame."""
_INLINE = word_set("a b br em font i img person location org span strong u")
_NITF = re.compile(
    r"\s*(?:<\?xml\b[^>]{0,200}\?>\s*)?(?:<!DOCTYPE\b[^>\[]{0,500}>\s*)?<(?:[\w.-]{1,30}:)?"
    r"(?:nitf\b|body\.content\b|body\b[^>]{0,200}>\s*<(?:[\w.-]{1,30}:)?body\.)"
)
_BLOCK_TAG = re.compile(r"<(?:p|br|div|li|h[1-6]|table|section|article|blockquote)\b", re.IGNORECASE)
_LINE = re.compile(r"\n([ \t]*)(?=\S)")
_INDENT = 2
"""Blanks at the start of a line that begins a paragraph, in text made for teleprinters."""


def embedded(holder: etree._Element) -> Story:
    """What is inside `holder`: an `inlineXML`, `inlineData` or `DataContent`. Without body where it holds no text."""
    inner = next(iter(holder), None)
    name = "" if inner is None else local(inner)
    if inner is None:
        return written_out(holder.text or "")
    if name == "nitf":
        return nitf_story(inner)
    if name == "html":
        return _page(inner)
    if name == "body":
        is_nitf = any(first(inner, part) is not None for part in ("body.content", "body.head"))
        return nitf_story(holder) if is_nitf else _page(holder)
    if name in _PARTS:
        return Story(body=tuple(_by_indents(content_blocks(holder))))
    if name in _INLINE or (holder.text or "").strip():
        return Story(body=tuple(_by_indents(html_blocks(holder))))
    return Story()


def written_out(text: str) -> Story:
    """As `embedded`, from a text that was escaped, which may be a whole NITF document or a part of one."""
    if _NITF.match(text):
        with suppress(Refused):
            root = parse_xml(text.encode("utf-8", "replace")).root
            holder = etree.Element("holder")
            holder.append(root)
            if (story := embedded(holder)).body:
                return story
    return Story(body=tuple(text_blocks(text)))


def _page(html: etree._Element) -> Story:
    """A `header` of the body says in words what the item says in fields: headline, keywords, time."""
    body = first(html, "body")
    if body is None:
        return Story(title=words_at(html, "head/title"))
    title = words_at(body, "header/h1") or words_at(body, "h1") or words_at(html, "head/title")
    etree.strip_elements(body, "{*}header", with_tail=False)
    return Story(title=title, body=tuple(_by_indents(html_blocks(body))))


def text_blocks(text: str) -> Iterator[Block]:
    """The paragraphs of a text that may be plain, or HTML although it is declared plain."""
    if _BLOCK_TAG.search(text):
        yield from _by_indents(html_blocks(text))
    elif has_markup(text):
        yield from html_blocks("".join(f"<p>{span.of(text)}</p>" for span in paragraphs(text)))
    else:
        plain = (Block(SegmentKind.PARAGRAPH, span.of(text)) for span in paragraphs(text))
        yield from _by_indents(plain)


def _by_indents(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each divided where it is text of many lines whose paragraphs are told apart by indents alone.

    Lines that are all indented alike are only the file's own layout.
    """
    for block in blocks:
        starts = list(_LINE.finditer(block.words))
        indented = [match.start() for match in starts if len(match[1]) >= _INDENT]
        if not indented or len(indented) == len(starts):
            yield block
            continue
        for start, end in zip([0, *indented], [*indented, len(block.words)], strict=True):
            yield Block(block.kind, block.words[start:end])
