"""Looking things up in an element tree by local names: wires leave namespaces out as often as they get them right.

And what all that build such trees have to know of libxml2.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def out_of_memory(error: etree.XMLSyntaxError) -> bool:
    """Whether libxml2 gave up for want of memory. It often has none left to say so, and leaves no message or code."""
    message = error.msg or ""
    no_memory = (etree.ErrorTypes.ERR_NO_MEMORY, etree.ErrorTypes.ERR_INTERNAL_ERROR)
    return error.code in no_memory and (not message or "unknown error" in message or "memory" in message.lower())


def local(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return etree.QName(element).localname


def each(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """The elements at `path` ("itemMeta/link"), whatever namespace they are in."""
    yield from element.iterfind("/".join(f"{{*}}{name}" for name in path.split("/")))


def first(element: etree._Element, path: str) -> etree._Element | None:
    return next(each(element, path), None)


def words(element: etree._Element | None) -> str:
    """All text inside the element, on one line. Parts that neither space nor a line break divides stay together."""
    if element is None:
        return ""
    if len(element):
        for line_break in element.iter("{*}br"):
            line_break.tail = f" {line_break.tail or ''}"
    return " ".join("".join(element.itertext()).split())


def words_at(element: etree._Element, path: str) -> str:
    """The words of the first element at `path` that has any."""
    return next(filter(None, map(words, each(element, path))), "")


def attribute(element: etree._Element, path: str, name: str) -> str:
    """The attribute of the first element at `path` that has a value there."""
    values = (" ".join((found.get(name) or "").split()) for found in each(element, path))
    return next(filter(None, values), "")


def language(element: etree._Element) -> str:
    """The language stated for the element itself (BCP 47), or `""`."""
    return (element.get(XML_LANG) or "").strip()
