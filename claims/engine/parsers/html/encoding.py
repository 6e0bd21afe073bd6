"""A page's bytes → text. Says what it had to mend; knows no markup beyond the encoding that a page claims.

The rule: byte order mark, the NUL pattern of UTF-16, strict UTF-8, UTF-8 with a few stray bytes, the claimed charset
where it takes several bytes for a character, else Windows-1252. What is valid UTF-8 is UTF-8, whatever a page claims.
"""

from __future__ import annotations

import codecs
import re

from claims.engine.parsers.decoding import decode

_CLAIM = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_CLAIM_WITHIN = 4096
_CODECS = {
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("euc-jp", "x-euc-jp"), "euc_jp"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"), "cp1252"),
}
"""What a page may claim → the Python codec for what browsers make of it. Nothing is mended then, so nothing is said."""
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
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data[:_CLAIM_WITHIN]
    if utf16 or _reads_as(data, "utf-8"):
        return decode(data)
    if mended := _utf8_with_strays(data):
        text, warnings = decode(mended.encode())
        return text, (_MENDED, *warnings)
    codec = _claimed_codec(data)
    return decode(data.decode(codec).encode()) if codec and _reads_as(data, codec) else decode(data)


def _reads_as(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _claimed_codec(data: bytes) -> str:
    claim = _CLAIM.search(data[:_CLAIM_WITHIN])
    return _CODECS.get(claim[1].decode("ascii", "replace").lower(), "") if claim else ""


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
