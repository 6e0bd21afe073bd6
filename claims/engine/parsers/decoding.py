"""Bytes → text. Says what it had to mend; refuses what is not text. Knows nothing of articles.

The rule is: byte order mark, then the NUL pattern of UTF-16, then strict UTF-8, else Windows-1252. It recovers every
file newsrooms are known to send, where statistical guessing gets a third of the Windows-1252 ones wrong.
"""

from __future__ import annotations

import codecs
import re

from claims.engine.parsers.draft import Refused
from claims.engine.text import MARKS_MOST, with_few_marks

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_UTF16_SHARE = 0.3
"""Western text in UTF-16 has a NUL in nearly every second byte; a stray NUL in a UTF-8 file is far below this."""
_BEGINS_UTF16_LE = re.compile(rb"[<{\[\"]\0(?:[\x20-\x7e\t\r\n]\0){3}")
_BEGINS_UTF16_BE = re.compile(rb"\0[<{\[\"](?:\0[\x20-\x7e\t\r\n]){3}")
"""How XML and JSON begin, whatever script their words are in: Chinese in UTF-16 has hardly a NUL."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_STRAY_CONTROLS = 4
_CONTROL_SHARE = 0.01
TOO_MANY_MARKS = f"Letters with more than {MARKS_MOST} accents lost those above."


def plain_start(head: bytes) -> bytes:
    """How a file begins, for recognisers that look for ASCII: no byte order mark, no space, no NULs of UTF-16."""
    return head.replace(b"\0", b"").lstrip(
        b"\xef\xbb\xbf\xff\xfe\x1e \t\r\n"
    )  # \x1e begins a record of a JSON sequence


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text in `data` without control characters, and a warning for each thing that was mended.

    Raises `Refused` with `binary` or `encoding`.
    """
    text, warnings = _decoded(data)
    controls = len(_CONTROLS.findall(text))
    if controls > max(_STRAY_CONTROLS, len(text) * _CONTROL_SHARE):
        raise Refused("binary", "This is not a text file.")
    if controls:
        text = _CONTROLS.sub("", text)
        warnings += ("Control characters were removed.",)
    if (mended := with_few_marks(text)) != text:
        text = mended
        warnings += (TOO_MANY_MARKS,)
    return text, warnings


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), ()
    if encoding := _utf16_by_nuls(data[:_SAMPLE]):
        return _strictly(data, encoding), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _as_cp1252(data), ("The file is not UTF-8 and was read as Windows-1252.",)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise Refused("encoding", f"The file says it is {name} but is not; save it again as UTF-8.") from error


def _utf16_by_nuls(sample: bytes) -> str:
    """The UTF-16 flavour whose high bytes are mostly NUL while its low bytes hold none, or `""`."""
    half = len(sample) // 2
    if not half:
        return ""
    if _BEGINS_UTF16_LE.match(sample):
        return "utf-16-le"
    if _BEGINS_UTF16_BE.match(sample):
        return "utf-16-be"
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * _UTF16_SHARE and not even:
        return "utf-16-le"
    if even > half * _UTF16_SHARE and not odd:
        return "utf-16-be"
    return ""


def _as_cp1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        # A few bytes mean nothing in Windows-1252. With many controls beside them this is no text at all.
        if len(re.findall(rb"[\x00-\x08\x0e-\x1f]", data)) > len(data) * _CONTROL_SHARE:
            raise Refused("binary", "This is not a text file.") from error
        raise Refused("encoding", "The file's encoding is unknown; save it again as UTF-8.") from error
