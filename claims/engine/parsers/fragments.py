"""A fragment of (X)HTML → blocks in reading order, and nothing else of it: no scripts, no links, no attributes.

It may not decide which part of a page is the article; whoever calls it has cut the fragment out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from claims.engine.parsers.layout import Block
from claims.engine.parsers.paragraphs import paragraphs
from claims.engine.text import SegmentKind, word_set

_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
_PARTS = _HEADINGS | word_set(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
    form header hgroup hr html li main nav ol p pre section summary table tbody tfoot thead tr ul
    """
)
"""Elements that stand on lines of their own."""
_CELLS = frozenset({"td", "th"})
_UNREAD = word_set(
    """
    applet audio base button canvas datalist embed frame frameset head iframe input link map math menu meta meter
    noembed noframes noscript object optgroup option param picture progress script select source style svg template
    textarea title track video
    """
)
"""Elements whose words are for machines, or stand in for what a page draws."""
_OPENING_MARKS = ("“", "«", '"', "„", "‘", "'", "‹", "—")
_Q_MARKS = (("“", "”"), ("‘", "’"))

_FRAME_OR_CDATA = re.compile(r"<!\[CDATA\[|\]\]>|</?(?:html|body)(?=[\s/>])[^<>]*>", re.IGNORECASE)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_NESTS = re.compile(r"<(?!/?(?:p|br|script|style)\b)[^<>]*>", re.IGNORECASE)


def html_blocks(markup: str | etree._Element, *, headings: SegmentKind | None = SegmentKind.PARAGRAPH) -> list[Block]:
    """The blocks in `markup`, a string or an element of HTML or XHTML (then without the text after it).

    A heading becomes `headings`, or is left out where that is None. Takes time linear in the markup, however deep.
    """
    root = _tree(markup) if isinstance(markup, str) else markup
    return [] if root is None else _walk(root, headings)


def _tree(markup: str) -> etree._Element | None:
    """The fragment's tree, or none where it holds nothing. Nested deeper than libxml2 reads, only paragraphs stay."""
    root, too_deep = _parsed(markup)
    return _parsed(_NESTS.sub(" ", markup))[0] if too_deep else root


def _parsed(markup: str) -> tuple[etree._Element | None, bool]:
    data = _NOT_IN_XML.sub("", _FRAME_OR_CDATA.sub("", markup)).encode()
    if not data.strip():
        return None, False
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(b"<html><body>" + data, parser)
    except etree.XMLSyntaxError:  # nothing but comments
        return None, False
    return root, any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


@dataclass(slots=True)
class _Blocks:
    """What was read so far. `kinds` holds what each open element makes of its words, the innermost last."""

    done: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kinds: list[SegmentKind | None] = field(default_factory=lambda: [SegmentKind.PARAGRAPH])
    quotations: list[tuple[int, int]] = field(default_factory=list)
    """Where each open `q` began: how many blocks were done, and how many words stood in the present one."""
    preformatted: int = 0
    after_break: bool = False

    def add(self, words: str | None) -> None:
        if words:
            self.words.append(words)
            self.after_break = self.after_break and words.isspace()

    def line_break(self) -> None:
        """One break wraps a line; a second with nothing between ends the paragraph."""
        if self.after_break and not self.preformatted:
            self.end_block()
        self.words.append("\n")
        self.after_break = True

    def end_block(self) -> None:
        text, kind = "".join(self.words), self.kinds[-1]
        self.words.clear()
        self.after_break = False
        if kind is None or not text or text.isspace():
            return
        stretches = [span.of(text) for span in paragraphs(text)] if self.preformatted else [text]
        self.done.extend(Block(kind, stretch) for stretch in stretches)

    def open_quotation(self) -> None:
        self.quotations.append((len(self.done), len(self.words)))

    def close_quotation(self) -> None:
        """A browser draws the marks of `q`; here they become words, unless the author wrote them as well."""
        blocks, start = self.quotations.pop()
        said = "".join(self.words[start:]).lstrip()
        if blocks == len(self.done) and said and not said.startswith(_OPENING_MARKS):
            opening, closing = _Q_MARKS[len(self.quotations) % 2]
            self.words.insert(start, opening)
            self.words.append(closing)


def _walk(root: etree._Element, headings: SegmentKind | None) -> list[Block]:
    blocks = _Blocks()
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start":
            name = _name(element)
            if name in _UNREAD:
                walker.skip_subtree()
                continue
            _open(blocks, element, name, headings)
            blocks.add(element.text)
            continue
        if event == "end":
            name = _name(element)
            if name not in _UNREAD:
                _close(blocks, name)
        if element is not root:
            blocks.add(element.tail)
    blocks.end_block()
    return blocks.done


def _open(blocks: _Blocks, element: etree._Element, name: str, headings: SegmentKind | None) -> None:
    if name in _PARTS:
        blocks.end_block()
        blocks.kinds.append(_kind(element, name, blocks.kinds[-1], headings))
        blocks.preformatted += name == "pre"
    elif name == "br":
        blocks.line_break()
    elif name in _CELLS:
        blocks.add(" ")
    elif name == "q":
        blocks.open_quotation()


def _close(blocks: _Blocks, name: str) -> None:
    if name in _PARTS:
        blocks.end_block()
        blocks.kinds.pop()
        blocks.preformatted -= name == "pre"
    elif name == "q":
        blocks.close_quotation()


def _kind(
    element: etree._Element, name: str, around: SegmentKind | None, headings: SegmentKind | None
) -> SegmentKind | None:
    if name in _HEADINGS:
        return headings
    if name == "blockquote":
        return SegmentKind.BLOCK_QUOTE
    if name == "figcaption":
        return SegmentKind.PARAGRAPH if _names_who_is_quoted(element) else SegmentKind.CAPTION
    if name == "footer" and around is SegmentKind.BLOCK_QUOTE:
        return SegmentKind.PARAGRAPH
    return around


def _names_who_is_quoted(caption: etree._Element) -> bool:
    """A figure may hold a block quote instead of a picture; its caption is then no picture's but says who spoke."""
    figure = caption.getparent()
    return figure is not None and any(_name(child) == "blockquote" for child in figure)


def _name(element: etree._Element) -> str:
    """The element's name without its namespace, in lower case; `""` for an entity that was left unread."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
