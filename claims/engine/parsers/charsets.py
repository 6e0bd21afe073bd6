"""What senders call an encoding → the codec for what they mean by it. It knows no format.

A closed list: Python has codecs that are no encodings of a page, and some that take quadratic time.
"""

from __future__ import annotations

import codecs
from contextlib import suppress

CODECS = {
    **dict.fromkeys(("windows-1252", "cp1252", "us-ascii", "ascii", "ansi"), "cp1252"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1"), "cp1252"),
    **{f"iso-8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"{name}{page}": f"cp{page}" for page in range(1250, 1259) for name in ("windows-", "cp")},
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620", "windows-874"), "cp874"),
    "latin2": "iso8859-2",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "ibm866": "cp866",
    "cp866": "cp866",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-jp", "x-euc-jp"), "euc-jp"),
    "iso-2022-jp": "iso2022-jp",
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "windows-949"), "cp949"),
}
"""Under these names, browsers read what these codecs read; `iso-8859-1` is Windows-1252 to them and to who sends it."""
SEVEN_BIT = frozenset({"iso2022-jp"})
"""Encodings whose bytes always look like valid UTF-8."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_SAMPLE = 4096
_ASSUMED = "cp1252"
"""What is read without being told. Servers say it of everything, and where it is wrong a page may know better."""


def codec_of(name: str) -> str:
    """The codec for what a sender calls its encoding, or `""` for a name that means nothing."""
    return CODECS.get(name.strip().lower(), "")


def codec_for(data: bytes, name: str) -> str:
    """The codec that `data` cannot be read without, if whoever sent it calls its encoding `name`; else `""`.

    A byte order mark, the NULs of UTF-16 and valid UTF-8 say more than a name: they are hardly ever there by chance.
    """
    codec = codec_of(name)
    if codec in ("", _ASSUMED) or data.startswith(_MARKS) or b"\0" in data[:_SAMPLE]:
        return ""
    return codec if codec in SEVEN_BIT or not reads_as(data, "utf-8") else ""


def in_utf8(data: bytes, codec: str, *, cut_off: bool = False) -> bytes:
    """`data` in UTF-8 where it keeps the encoding of `codec`; else as it came.

    With `cut_off` it is the beginning of more, and its last character may be there in part only.
    """
    if codec:
        with suppress(UnicodeDecodeError):
            return codecs.getincrementaldecoder(codec)().decode(data, final=not cut_off).encode()
    return data


def reads_as(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
