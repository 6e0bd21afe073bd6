"""A file that is some XML → the parser for what its first element is. Reads no article itself.

The first bytes may hide that element behind comments or a document type, so it is asked once the gate has let it in. An
envelope of another kind is opened: what it holds are items, as in any other file of many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from claims.engine.parsers import feeds, limits, newsml1, newsml_g2
from claims.engine.parsers.decoding import plain_start
from claims.engine.parsers.draft import Item, ItemRefused, Refused
from claims.engine.parsers.nitf import nitf_items
from claims.engine.parsers.stated import shortened
from claims.engine.parsers.xml_gate import XmlDocument, parse_xml, root_name
from claims.engine.parsers.xml_tree import local

_WIRES: dict[str, Callable[[XmlDocument], list[Item]]] = {
    "nitf": nitf_items,
    **dict.fromkeys(newsml1.ROOTS, newsml1.newsml1_items),
    **dict.fromkeys(newsml_g2.ROOTS, newsml_g2.newsml_g2_items),
}
"""What is read wherever it stands: the envelopes around it are as many as there are senders."""
_READERS = {
    **_WIRES,
    **dict.fromkeys(newsml_g2.FRAGMENTS, newsml_g2.newsml_g2_items),
    **dict.fromkeys(feeds.ROOTS, feeds.feed_items),
}
_SAYS_XML = re.compile(rb"<(?:\?xml|!DOCTYPE)\s", re.IGNORECASE)
_BEGINS_WITH_ELEMENTS = re.compile(
    rb"<(?:[\w.-]+:)?[A-Za-z_][\w.-]*(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*>\s*<[A-Za-z_!?]"
)
"""Two tags and no word between them, as no text begins."""


def recognises_xml(head: bytes) -> bool:
    """Whether a file that begins so is XML and no web page."""
    root = root_name(head)
    if root.lower() == "html":
        return False
    plain = plain_start(head)
    return root in _READERS or any(shape.match(plain) for shape in (_SAYS_XML, _BEGINS_WITH_ELEMENTS))


def parse_xml_file(data: bytes) -> list[Item]:
    """What is in an XML file of a kind that is read. Raises `Refused` as its parser does, or with `unsupported`."""
    document = parse_xml(data)
    name = local(document.root)
    if name in feeds.ROOTS:
        feeds.insist_on_size(len(data))
    if reader := _READERS.get(name):
        return reader(document)
    inner = list(_wires_in(document.root))
    if not inner:
        raise Refused("unsupported", f"It is XML of a kind that is not read; its first element is “{shortened(name)}”.")
    if len(inner) > limits.FEED_ITEMS:
        raise Refused("too_many_items", f"It holds {len(inner):,} items; it may have {limits.FEED_ITEMS:,}.")
    if len(inner) == 1:
        return _read(inner[0], document.warnings)
    return [item for number, root in enumerate(inner, start=1) for item in _numbered(root, number, document.warnings)]


def _wires_in(root: etree._Element) -> Iterator[etree._Element]:
    """The elements that a wire's file would begin with, without those inside another."""
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if local(element) in _WIRES:
            yield element
            walker.skip_subtree()


def _read(root: etree._Element, warnings: tuple[str, ...]) -> list[Item]:
    return _WIRES[local(root)](XmlDocument(root, warnings))


def _numbered(root: etree._Element, number: int, warnings: tuple[str, ...]) -> Iterator[Item]:
    """What one of several elements holds. Its refusals say which one it is."""
    where = f"item {number}"
    try:
        items = _read(root, warnings)
    except Refused as refused:
        yield ItemRefused(where, refused.code, refused.reason)
        return
    for item in items:
        yield replace(item, where=f"{where}, {item.where}") if isinstance(item, ItemRefused) else item
