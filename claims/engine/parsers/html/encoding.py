"""A page's bytes → text. Says what it had to mend; knows no markup beyond the encoding that a page claims.

The rule: byte order mark, the NUL pattern of UTF-16, strict UTF-8, UTF-8 with a few stray bytes, the claimed charset,
else Windows-1252. What is valid UTF-8 is UTF-8, whatever a page claims. To read a page as it claims is no mending, so
nothing is said then. What its site says goes before its own claim, and then it comes here in UTF-8 (`charsets`).
"""

from __future__ import annotations

import codecs
import re

from claims.engine.parsers.charsets import SEVEN_BIT, codec_of, in_utf8, reads_as
from claims.engine.parsers.decoding import decode

_CLAIM = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_CLAIM_WITHIN = 4096
_MOST_STRAYS = 64
"""More stray bytes than this are no accident; it also bounds how often the rest of a page is looked at."""
_MOJIBAKE = re.compile(r"â€[œ\x9d™˜“”¦\x80-\xbf]|Ã[¡©­±³º¼\xad‘“]|Â[¿¡«»\xa0]")
_MENDED = "Parts of the page are not UTF-8 and were read as Windows-1252."
_BROKEN_AT_SOURCE = (
    "Some characters were already broken when the page was written, such as “Ã©” for “é”; they were left as they are."
)


def decode_page(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text in `data`, and a warning for each thing that was mended. Raises `Refused`: `binary` or `encoding`."""
    text, warnings = _decoded(data)
    if _MOJIBAKE.search(text):
        warnings += (_BROKEN_AT_SOURCE,)
    return text, warnings


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    codec = _claimed_codec(data)
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data[:_CLAIM_WITHIN]
    if codec in SEVEN_BIT and reads_as(data, codec):
        return decode(in_utf8(data, codec))
    if utf16 or reads_as(data, "utf-8"):
        return decode(data)
    if mended := _utf8_with_strays(data):
        text, warnings = decode(mended.encode())
        return text, (_MENDED, *warnings)
    return decode(in_utf8(data, codec))


def _claimed_codec(data: bytes) -> str:
    claim = _CLAIM.search(data[:_CLAIM_WITHIN])
    return codec_of(claim[1].decode("ascii", "replace")) if claim else ""


def _utf8_with_strays(data: bytes) -> str:
    """`data` as UTF-8 with its few stray bytes as Windows-1252, or `""` if the strays outweigh what is proper UTF-8.

    One advertisement in another encoding must not turn every accent of a page into two wrong characters.
    """
    parts: list[str] = []
    at = strays = 0
    while strays <= _MOST_STRAYS:
        try:
            parts.append(data[at:].decode("utf-8"))
        except UnicodeDecodeError as error:
            stray = data[at + error.start : at + error.end]
            parts += [data[at : at + error.start].decode("utf-8"), stray.decode("cp1252", "replace")]
            strays += len(stray)
            at += error.end
            continue
        text = "".join(parts)
        proper = len(text) - len(text.encode("ascii", "ignore")) - strays
        return text if strays < proper else ""
    return ""
