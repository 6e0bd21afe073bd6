"""The text of an NITF document → blocks in reading order. Its metadata is read elsewhere."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from claims.engine.parsers.fragments import html_blocks
from claims.engine.parsers.layout import Block
from claims.engine.parsers.paragraphs import paragraphs
from claims.engine.parsers.xml_tree import each, first, local, words
from claims.engine.text import SegmentKind

_EDITORS = "editorsnote"
"""The class of a note that is not for publication."""
_OWN = frozenset({SegmentKind.BLOCK_QUOTE, SegmentKind.CAPTION})
"""What HTML inside a body tells apart by itself."""
_HOLDERS = frozenset({"block", "body.content"})
"""Elements that only hold others."""
_PLAIN = frozenset({"p", "hl2"})
_UNREAD = frozenset({"block.head", "block.end", "body.head", "body.end", "datasource", "hr"})


def nitf_blocks(nitf: etree._Element) -> list[Block]:
    """What a reader of the `nitf` element reads, without its head."""
    contents = list(each(nitf, "body/body.content")) or list(each(nitf, "body"))
    return [block for content in contents for block in content_blocks(content)]


def content_blocks(content: etree._Element) -> list[Block]:
    """What a reader reads of an element that holds paragraphs, media, quotations and tables, as a body does."""
    _write_fractions(content)
    found: list[Block] = []
    _read(content, SegmentKind.PARAGRAPH, found)
    return [block for block in found if block.words.strip()]


def editors_notes(nitf: etree._Element) -> list[str]:
    """What the document says to editors beside its text."""
    walker = etree.iterwalk(nitf, events=("start",), tag="{*}note")
    found = []
    for _, note in walker:
        if note.get("noteclass") == _EDITORS:
            found.append(words(note))
            walker.skip_subtree()
    return found


def _write_fractions(content: etree._Element) -> None:
    """A reader sees 1/2; without its bar it would be another number."""
    for fraction in content.iter("{*}frac"):
        below = first(fraction, "denom")
        if below is not None and not words(first(fraction, "frac-sep")):
            below.text = "/" + (below.text or "")


def _text(text: str, kind: SegmentKind) -> list[Block]:
    """Text that no element holds: senders put plain text there, whose paragraphs only empty lines part."""
    return [] if text.isspace() else [Block(kind, span.of(text)) for span in paragraphs(text)]


def _read(holder: etree._Element, kind: SegmentKind, found: list[Block]) -> None:
    """Adds what stands in `holder`, its paragraphs as `kind`. Calls itself as deep as the XML gate lets things nest."""
    found += _text(holder.text or "", kind)
    for part in holder:
        name = local(part)
        if name in _HOLDERS:
            _read(part, kind, found)
        elif name == "bq":
            _read(part, SegmentKind.BLOCK_QUOTE, found)
        elif name == "note":
            if part.get("noteclass") != _EDITORS:
                _read(part, SegmentKind.BOILERPLATE, found)
        elif name == "media":
            found += [Block(SegmentKind.CAPTION, words(caption)) for caption in each(part, "media-caption")]
        elif name == "credit":
            found.append(Block(SegmentKind.PARAGRAPH, words(part)))
        elif name in _PLAIN and not len(part):  # nearly all of them, and much faster so
            found.append(Block(kind, part.text or ""))
        elif name not in _UNREAD:
            found += [block if block.kind in _OWN else replace(block, kind=kind) for block in html_blocks(part)]
        found.append(Block(kind, part.tail or ""))
