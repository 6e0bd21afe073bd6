"""A file that is some XML → the parser for what its first element is. Reads no article itself.

The first bytes may hide that element behind comments or a document type, so it is asked once the gate has let it in.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from claims.engine.parsers import feeds, newsml1, newsml_g2
from claims.engine.parsers.draft import Item, Refused
from claims.engine.parsers.nitf import nitf_items
from claims.engine.parsers.stated import shortened
from claims.engine.parsers.xml_gate import XmlDocument, parse_xml, root_name
from claims.engine.parsers.xml_tree import local

_READERS: dict[str, Callable[[XmlDocument], list[Item]]] = {
    "nitf": nitf_items,
    newsml1.ROOT: newsml1.newsml1_items,
    **dict.fromkeys(newsml_g2.ROOTS | newsml_g2.FRAGMENTS, newsml_g2.newsml_g2_items),
    **dict.fromkeys(feeds.ROOTS, feeds.feed_items),
}
_SAYS_XML = re.compile(rb"<(?:\?xml\s|!DOCTYPE\s)")


def recognises_xml(head: bytes) -> bool:
    """Whether a file that begins so is XML and no web page. UTF-16 is ASCII with a NUL beside each character."""
    root = root_name(head)
    if root.lower() == "html":
        return False
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return root in _READERS or _SAYS_XML.match(plain) is not None


def parse_xml_file(data: bytes) -> list[Item]:
    """What is in an XML file of a kind that is read. Raises `Refused` as its parser does, or with `unsupported`."""
    document = parse_xml(data)
    name = local(document.root)
    reader = _READERS.get(name)
    if reader is None:
        raise Refused("unsupported", f"It is XML of a kind that is not read; its first element is “{shortened(name)}”.")
    if name in feeds.ROOTS:
        feeds.insist_on_size(len(data))
    return reader(document)
