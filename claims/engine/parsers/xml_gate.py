"""The one door for XML: bytes → an element tree that holds what the bytes say and nothing from anywhere else.

It loads nothing, expands nothing and mends nothing but encodings and HTML's named characters. It knows no format.

A document type is read here and cut out before libxml2 sees the rest, so that no declaration can take effect: lxml
expands entities in attributes even with `resolve_entities=False`, and drops unknown ones where a DTD is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from lxml import etree

from claims.engine.parsers import limits
from claims.engine.parsers.charsets import SEVEN_BIT, codec_of, in_utf8, reads_as
from claims.engine.parsers.decoding import decode
from claims.engine.parsers.draft import Refused
from claims.engine.parsers.xml_tree import out_of_memory

_DECLARATION = re.compile(r"\s*<\?xml\s[^?]*\?>")
_DECLARED_ENCODING = re.compile(rb"\s*<\?xml\s[^?>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")

_DOCTYPE = "<!DOCTYPE"
_PROLOG_PART = re.compile(r"\s+|(<!--|<\?)")
_DOCTYPE_MARK = re.compile(r"\"[^\"]*\"|'[^']*'|<!--|<\?|<!ENTITY|[\[\]>]")
_LITERAL = re.compile(r"<!\[CDATA\[|<!--|<\?")
_NAMED = re.compile(r"&([A-Za-z]\w*);", re.ASCII)
_CLOSED_BY = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
_NAMES_A_DTD = re.compile(
    r"""\s+%\s+[\w.-]{1,40}\s+(?:SYSTEM|PUBLIC\s+(?:"[^"]{0,200}"|'[^']{0,200}'))
    \s+(?:"(?![/\\])[\w./-]{1,200}\.dtd"|'(?![/\\])[\w./-]{1,200}\.dtd')\s*>""",
    re.VERBOSE | re.IGNORECASE,
)
"""What follows `<!ENTITY` where NewsML of several agencies names the DTD of NITF, as a file that lies beside it."""
_ANNOUNCED = re.compile(r"\s+(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_ROOT = re.compile(r"\s*<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_IS_TOO_DEEP = etree.XPath("boolean(" + "/*" * (limits.XML_DEPTH + 1) + ")")
_DETAIL_LONGEST = 120
_NAME_LONGEST = 40
_UNDECLARED = "The XML uses &{name}; but does not say what it means; write the character itself."


class XmlDocument(NamedTuple):
    root: etree._Element
    warnings: tuple[str, ...]
    """What was mended, one sentence for an editor each."""


def parse_xml(data: bytes, *, most: int = limits.XML_BYTES) -> XmlDocument:
    """The document in `data`, without comments and processing instructions. `most` is the size it may have in bytes.

    Raises `Refused` with `too_large`, `binary`, `encoding`, `xml_entities`, `xml_undeclared_entity`, `xml_malformed` or
    `too_deep`.
    """
    if len(data) > most:
        size = limits.as_megabytes(len(data))
        raise Refused("too_large", f"The XML has {size}; it may have {limits.as_megabytes(most)}.")
    text, warnings = decode(_as_utf8(data))
    text = _DECLARATION.sub(_only_line_ends, text, count=1) if _DECLARATION.match(text) else text
    if sum(map(text.count, "<&=")) > limits.XML_MARKS:
        raise Refused("too_large", f"The XML has more than {limits.XML_MARKS:,} tags and attributes.")
    mended = _with_characters(_without_doctype(text)).encode()
    del text  # two or four times as large as the bytes, while the tree is built
    root = _parsed(mended)
    try:
        too_deep = _IS_TOO_DEEP(root)
    except etree.XPathEvalError as error:
        raise MemoryError from error  # the path is ours, and right
    if too_deep:
        raise _too_deep()
    return XmlDocument(root, warnings)


def root_name(head: bytes) -> str:
    """The name of the first element without its prefix, as far as the first bytes of a file show it, or `""`.

    Where a document type hides it, it is the name that this announces.
    """
    if b"\0" in head:  # UTF-16, of which half a character is an error
        head = head[: len(head) // 4 * 4]
    try:
        text, _ = decode(head)
    except Refused:
        return ""
    at = declared.end() if (declared := _DECLARATION.match(text)) else 0
    if (start := _doctype_start(text, at)) >= 0:
        at = start + len(_DOCTYPE)
        announced = _ANNOUNCED.match(text, at)
        try:
            at = _doctype_end(text, at)
        except Refused:
            return announced[1] if announced else ""
    root = _ROOT.match(text, _after_comments(text, at))
    return root[1] if root else ""


def _as_utf8(data: bytes) -> bytes:
    """`data` in UTF-8 where it keeps the other encoding that it declares; else as it came, for `decode` to judge.

    Valid UTF-8 beats a declared encoding: converters often forget the declaration, and hardly any other text passes.
    """
    match = _DECLARED_ENCODING.match(data)
    codec = codec_of(match[1].decode("ascii")) if match else ""
    if codec not in SEVEN_BIT and reads_as(data, "utf-8"):
        return data
    # Five bytes mean nothing in Windows-1252; a file that declares its encoding and has them is what it says.
    return in_utf8(data, "latin-1" if codec == "cp1252" and not reads_as(data, codec) else codec)


def _without_doctype(text: str) -> str:
    """`text` with the line ends only of its document type. Refuses one that declares entities."""
    start = _doctype_start(text)
    if start < 0:
        return text
    end = _doctype_end(text, start + len(_DOCTYPE))
    if _doctype_start(text, end) >= 0:
        raise Refused("xml_malformed", "The XML has two document types.")
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def _doctype_start(text: str, at: int = 0) -> int:
    """Where the document type begins, before the first element; -1 without one."""
    at = _after_comments(text, at)
    return at if text.startswith(_DOCTYPE, at) else -1


def _after_comments(text: str, at: int) -> int:
    """Where something else begins than space, comments and processing instructions."""
    while part := _PROLOG_PART.match(text, at):
        at = part.end() if part[1] is None else _after(text, _CLOSED_BY[part[1]], part.end())
    return at


def _doctype_end(text: str, at: int) -> int:
    in_subset = False
    most = at + limits.XML_DOCTYPE
    while mark := _DOCTYPE_MARK.search(text, at, most):
        at = mark.end()
        match mark[0]:
            case "<!--" | "<?":
                at = _after(text, _CLOSED_BY[mark[0]], at)
            case "<!ENTITY" if names_a_dtd := _NAMES_A_DTD.match(text, at):
                at = names_a_dtd.end()
            case "<!ENTITY":
                raise Refused(
                    "xml_entities", "The XML declares entities of its own, which are not read; send it without."
                )
            case "[" | "]":
                in_subset = mark[0] == "["
            case ">" if not in_subset:
                return at
    raise Refused("xml_malformed", "The XML's document type has no end.")


def _with_characters(text: str) -> str:
    """`text` with HTML's named characters as numbers, which every XML parser knows. Refuses any other name."""
    if all(reference[1] in _XML_ENTITIES for reference in _NAMED.finditer(text)):
        return text
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """What stands in comments, instructions and CDATA is no reference, and stays."""
    at = 0
    while mark := _LITERAL.search(text, at):
        yield _NAMED.sub(_numbers, text[at : mark.start()])
        at = _after(text, _CLOSED_BY[mark[0]], mark.end())
        yield text[mark.start() : at]
    yield _NAMED.sub(_numbers, text[at:])


def _numbers(reference: re.Match[str]) -> str:
    name = reference[1]
    if name in _XML_ENTITIES:
        return reference[0]
    characters = html5.get(f"{name};")
    if characters is None:
        raise Refused("xml_undeclared_entity", _UNDECLARED.format(name=name[:_NAME_LONGEST]))
    return "".join(f"&#{ord(character)};" for character in characters)


def _after(text: str, closing: str, at: int) -> int:
    """Just after the next `closing`, or the end of a text that lacks it; libxml2 says which line that is."""
    found = text.find(closing, at)
    return len(text) if found < 0 else found + len(closing)


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from error


def _refusal(error: etree.XMLSyntaxError) -> Refused:
    detail = " ".join((error.msg or "").split()).partition(", line ")[0][:_DETAIL_LONGEST]
    line = error.lineno or 1
    if out_of_memory(error):
        raise MemoryError from error  # nothing is wrong with the XML; the sandbox says what is
    if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        if "depth" in detail:
            return _too_deep()
        return Refused("too_large", f"The XML holds one text of more than 10 MB, near line {line}.")
    if error.code == etree.ErrorTypes.ERR_UNDECLARED_ENTITY:
        return Refused("xml_undeclared_entity", _UNDECLARED.format(name=detail.split("'")[1][:_NAME_LONGEST]))
    return Refused("xml_malformed", f"The XML is broken in line {line}: {detail}.")


def _too_deep() -> Refused:
    return Refused("too_deep", f"The XML is nested more than {limits.XML_DEPTH} levels deep.")


def _only_line_ends(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
