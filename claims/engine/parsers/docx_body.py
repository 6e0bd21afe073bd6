"""The text part of a DOCX → blocks in reading order. Deleted, moved away, hidden and doubled words stay out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from claims.engine.parsers.layout import Block
from claims.engine.text import SegmentKind, word_set

_KINDS = {
    "title": SegmentKind.HEADLINE,
    "heading 1": SegmentKind.HEADLINE,
    "subtitle": SegmentKind.DECK,
    "author": SegmentKind.BYLINE,
    "caption": SegmentKind.CAPTION,
    "image caption": SegmentKind.CAPTION,
    "quote": SegmentKind.BLOCK_QUOTE,
    "intense quote": SegmentKind.BLOCK_QUOTE,
    "quotations": SegmentKind.BLOCK_QUOTE,
    "block text": SegmentKind.BLOCK_QUOTE,
}
"""By the style's name, which for built-in styles is English in every language; its id is not."""
_BASED_ON = 10
"""How far a style's ancestors are followed. Word allows ten; a chain may also bite its own tail."""
_HEADLINE_WITHIN = 6
"""A headline stands this near the start. Later on it is a section's heading."""
_UNREAD = word_set("del moveFrom Fallback")
"""What was deleted, what was moved away, and the copy of a text box for old programs."""
_WORDS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_EMPTY_LINE = re.compile(r"\n\s*\n")
_OFF = frozenset({"0", "false", "off"})


def body_blocks(root: etree._Element, styles: etree._Element | None) -> list[Block]:
    """The paragraphs, list items and table rows under `root`, as their styles in `styles` name them."""
    body = _Body(_kinds_of_styles(styles) if styles is not None else {})
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = _name(element)
        if event == "end":
            body.close(name)
        elif name in _UNREAD or (name == "r" and _is_hidden(element)):
            walker.skip_subtree()
        else:
            body.open(name, element)
    return _one_headline(body.done)


@dataclass(slots=True)
class _Body:
    """What was read so far. A text box stands inside a paragraph, so paragraphs and rows nest."""

    kinds: Mapping[str, SegmentKind]
    done: list[Block] = field(default_factory=list)
    paragraphs: list[tuple[SegmentKind, list[str]]] = field(default_factory=list)
    rows: list[list[list[Block]]] = field(default_factory=list)
    """For each open row, the blocks in its cells so far."""

    def open(self, name: str, element: etree._Element) -> None:
        if name == "p":
            self.paragraphs.append((self.kinds.get(_style(element), SegmentKind.PARAGRAPH), []))
        elif name == "tr":
            self.rows.append([])
        elif name == "tc" and self.rows:
            self.rows[-1].append([])
        elif self.paragraphs:
            words = (element.text or "") if name == "t" else _WORDS.get(name, "")
            self.paragraphs[-1][1].append(words)

    def close(self, name: str) -> None:
        if name == "p" and self.paragraphs:
            kind, words = self.paragraphs.pop()
            self._target().extend(Block(kind, part) for part in _EMPTY_LINE.split("".join(words)) if part.strip())
        elif name == "tr" and self.rows:
            self._end_row(self.rows.pop())

    def _end_row(self, cells: list[list[Block]]) -> None:
        """A row of figures is one line. A cell with paragraphs of its own is layout, and they stay apart."""
        filled = [cell for cell in cells if cell]
        if len(filled) > 1 and all(len(cell) == 1 for cell in filled):
            self._target().append(Block(filled[0][0].kind, " ".join(cell[0].words for cell in filled)))
        else:
            self._target().extend(block for cell in filled for block in cell)

    def _target(self) -> list[Block]:
        return self.rows[-1][-1] if self.rows and self.rows[-1] else self.done


def _one_headline(blocks: list[Block]) -> list[Block]:
    headlines = [at for at, block in enumerate(blocks) if block.kind is SegmentKind.HEADLINE]
    kept = headlines[0] if headlines and headlines[0] < _HEADLINE_WITHIN else -1
    return [
        Block(SegmentKind.PARAGRAPH, block.words) if block.kind is SegmentKind.HEADLINE and at != kept else block
        for at, block in enumerate(blocks)
    ]


def _kinds_of_styles(styles: etree._Element) -> dict[str, SegmentKind]:
    """A style's id → what its paragraphs are, by its own name or that of a style it is based on."""
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    for style in styles:
        key = _attribute(style, "styleId")
        for part in style if key else ():
            if _name(part) == "name":
                names[key] = _attribute(part, "val").lower()
            elif _name(part) == "basedOn":
                parents[key] = _attribute(part, "val")
    found = {}
    for key in names:
        at = key
        for _ in range(_BASED_ON):
            if kind := _KINDS.get(names.get(at, "")):
                found[key] = kind
                break
            at = parents.get(at, "")
    return found


def _style(paragraph: etree._Element) -> str:
    properties = next(iter(paragraph), None)  # they come first, where there are any
    if properties is None or _name(properties) != "pPr":
        return ""
    return next((_attribute(part, "val") for part in properties if _name(part) == "pStyle"), "")


def _is_hidden(run: etree._Element) -> bool:
    properties = next(iter(run), None)
    if properties is None or _name(properties) != "rPr":
        return False
    return any(_name(part) == "vanish" and _attribute(part, "val") not in _OFF for part in properties)


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _name(element: etree._Element) -> str:
    """Without its namespace: there are two, and both mean the same."""
    return str(element.tag).rpartition("}")[2]
