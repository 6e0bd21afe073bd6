"""A fragment of (X)HTML → blocks in reading order, and nothing else of it: no scripts, no links, no attributes.

It may not decide which part of a page is the article; whoever calls it has cut the fragment out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from claims.engine.parsers.layout import Block
from claims.engine.parsers.paragraphs import paragraphs
from claims.engine.parsers.xml_tree import out_of_memory
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
_POSTED_BY = re.compile(r"\s*[—–-][^\n]{1,80}\(@\w+\)")
"""The last line of an embedded post: it names who wrote it."""
_Q_MARKS = (("“", "”"), ("‘", "’"))

_FRAME_OR_CDATA = re.compile(r"<!\[CDATA\[|\]\]>|</?(?:html|body)(?=[\s/>])[^<>]*>", re.IGNORECASE)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_NESTS = re.compile(r"<(?!/?(?:p|br|script|style)\b)[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, the element whose words it is (the innermost that is no mere wording), and how much of it is links."""

    block: Block
    within: etree._Element
    linked: float


def html_blocks(markup: str | etree._Element, *, headings: SegmentKind | None = SegmentKind.PARAGRAPH) -> list[Block]:
    """The blocks in `markup`, a string or an element of HTML or XHTML (then without the text after it).

    A heading becomes `headings`, or is left out where that is None. Takes time linear in the markup, however deep.
    """
    root = _tree(markup) if isinstance(markup, str) else markup
    return [] if root is None else [placed.block for placed in placed_blocks(root, headings=headings)]


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
    except etree.XMLSyntaxError as error:  # nothing but comments
        if out_of_memory(error):
            raise MemoryError from error
        return None, False
    return root, any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


def placed_blocks(root: etree._Element, *, headings: SegmentKind | None = SegmentKind.PARAGRAPH) -> list[Placed]:
    """The blocks in `root`, each with where it stands."""
    reader = _Reader(root, headings)
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        name = _name(element) if event in ("start", "end") else ""
        if event == "start" and name in _UNREAD:
            walker.skip_subtree()
        elif event == "start":
            reader.open(element, name)
            reader.add(element.text)
        else:
            if event == "end" and name not in _UNREAD:
                reader.close(element, name)
            if element is not root:
                reader.add(element.tail)
    reader.end_block()
    return reader.done


class _Reader:
    """Collects words until the element that they belong to ends, or another begins that stands on its own lines."""

    def __init__(self, root: etree._Element, headings: SegmentKind | None) -> None:
        self.done: list[Placed] = []
        self._headings = headings
        self._words: list[str] = []
        self._around: list[tuple[SegmentKind | None, etree._Element]] = [(SegmentKind.PARAGRAPH, root)]
        """Each open element that stands on its own lines, the innermost last, and what its words are."""
        self._quotations: list[tuple[int, int]] = []
        """Where each open `q` began: how many blocks were done, and how many words stood in the present one."""
        self._preformatted = 0
        self._after_break = False
        self._links = 0
        self._linked = 0

    def add(self, words: str | None) -> None:
        if words:
            self._words.append(words)
            self._after_break = self._after_break and words.isspace()
            self._linked += len(words) if self._links else 0

    def open(self, element: etree._Element, name: str) -> None:
        kind = self._around[-1][0]
        if name in _PARTS or (name == "cite" and _is_quote(element.getparent())):
            self.end_block()
            self._around.append((_kind(element, name, kind, self._headings), element))
            self._preformatted += name == "pre"
        elif name == "br":
            self._line_break()
        elif name in _CELLS:
            self.add(" ")
        elif name == "q":
            self._quotations.append((len(self.done), len(self._words)))
        self._links += name == "a"

    def close(self, element: etree._Element, name: str) -> None:
        if element is self._around[-1][1] and len(self._around) > 1:
            self.end_block()
            self._around.pop()
            self._preformatted -= name == "pre"
        elif name == "q":
            self._close_quotation()
        self._links -= name == "a"

    def end_block(self) -> None:
        text, linked = "".join(self._words), self._linked
        kind, within = self._around[-1]
        self._words.clear()
        self._after_break = False
        self._linked = 0
        if kind is None or not text or text.isspace():
            return
        if kind is SegmentKind.BLOCK_QUOTE and _POSTED_BY.match(text):
            kind = SegmentKind.PARAGRAPH
        stretches = [span.of(text) for span in paragraphs(text)] if self._preformatted else [text]
        self.done.extend(Placed(Block(kind, stretch), within, linked / len(text)) for stretch in stretches)

    def _line_break(self) -> None:
        """One break wraps a line; a second with nothing between ends the paragraph."""
        if self._after_break and not self._preformatted:
            self.end_block()
        self._words.append("\n")
        self._after_break = True

    def _close_quotation(self) -> None:
        """A browser draws the marks of `q`; here they become words, unless the author wrote them as well."""
        blocks, start = self._quotations.pop()
        said = "".join(self._words[start:]).lstrip()
        if blocks == len(self.done) and said and not said.startswith(_OPENING_MARKS):
            opening, closing = _Q_MARKS[len(self._quotations) % 2]
            self._words.insert(start, opening)
            self._words.append(closing)


def _kind(
    element: etree._Element, name: str, around: SegmentKind | None, headings: SegmentKind | None
) -> SegmentKind | None:
    if name in _HEADINGS:
        return headings
    if name == "blockquote":
        return SegmentKind.BLOCK_QUOTE
    if name == "figcaption":
        return SegmentKind.PARAGRAPH if _names_who_is_quoted(element) else SegmentKind.CAPTION
    if name in ("footer", "cite") and around is SegmentKind.BLOCK_QUOTE:
        return SegmentKind.PARAGRAPH
    return around


def _names_who_is_quoted(caption: etree._Element) -> bool:
    """A figure may hold a block quote instead of a picture; its caption is then no picture's but says who spoke."""
    return _is_quote(caption.getprevious()) or _is_quote(caption.getnext())


def _is_quote(element: etree._Element | None) -> bool:
    return element is not None and _name(element) == "blockquote"


def _name(element: etree._Element) -> str:
    """The element's name without its namespace, in lower case; `""` for an entity that was left unread."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
