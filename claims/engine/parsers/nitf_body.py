"""The text of an NITF document → blocks in reading order. Its metadata is read elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from claims.engine.parsers.fragments import html_blocks
from claims.engine.parsers.layout import Block
from claims.engine.parsers.xml_tree import each, first, local, words
from claims.engine.text import SegmentKind

EDITORS_NOTE = "editorsnote"
"""The class of a note that is not for publication."""
_HOLDERS = frozenset({"block", "body.content"})
"""Elements that only hold others."""
_UNREAD = frozenset({"block.head", "block.end", "body.head", "body.end", "datasource", "hr"})


def nitf_blocks(nitf: etree._Element) -> list[Block]:
    """What a reader of the `nitf` element reads, without its head."""
    contents = list(each(nitf, "body/body.content")) or list(each(nitf, "body"))
    return [block for content in contents for block in content_blocks(content)]


def content_blocks(content: etree._Element) -> list[Block]:
    """What a reader reads of an element that holds paragraphs, media, quotations and tables, as a body does."""
    _write_fractions(content)
    return [block for block in _blocks(content) if block.words.strip()]


def _write_fractions(content: etree._Element) -> None:
    """A reader sees 1/2; without its bar it would be another number."""
    for fraction in content.iter("{*}frac"):
        below = first(fraction, "denom")
        if below is not None and not words(first(fraction, "frac-sep")):
            below.text = "/" + (below.text or "")


def _blocks(holder: etree._Element) -> Iterator[Block]:
    """Calls itself as deep as the XML gate lets elements nest."""
    yield Block(SegmentKind.PARAGRAPH, holder.text or "")
    for part in holder:
        name = local(part)
        if name in _HOLDERS:
            yield from _blocks(part)
        elif name == "media":
            yield from (Block(SegmentKind.CAPTION, words(caption)) for caption in each(part, "media-caption"))
        elif name == "bq":
            yield from _quoted(part)
        elif name == "note":
            yield from _note(part)
        elif name not in _UNREAD:
            yield from html_blocks(part)
        yield Block(SegmentKind.PARAGRAPH, part.tail or "")


def _quoted(quotation: etree._Element) -> Iterator[Block]:
    credits = list(each(quotation, "credit"))
    for credit in credits:
        quotation.remove(credit)
    yield from (replace(block, kind=SegmentKind.BLOCK_QUOTE) for block in _blocks(quotation))
    yield from (Block(SegmentKind.PARAGRAPH, words(credit)) for credit in credits)


def _note(note: etree._Element) -> Iterator[Block]:
    if note.get("noteclass") != EDITORS_NOTE:
        yield from (replace(block, kind=SegmentKind.BOILERPLATE) for block in _blocks(note))
