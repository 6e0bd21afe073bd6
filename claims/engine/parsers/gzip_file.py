"""A gzip file → the one file in it, counted while it unpacks. It may not open what is inside."""

from __future__ import annotations

import zlib

from claims.engine.parsers import limits
from claims.engine.parsers.draft import Refused

_GZIP_WINDOW = 31
"""What zlib calls a gzip header and trailer around the largest window."""


def recognises_gzip(head: bytes) -> bool:
    return head.startswith(b"\x1f\x8b")


def inflate(data: bytes, *, most: int = limits.XML_BYTES) -> bytes:
    """What the first member holds. Raises `Refused` with `too_large`, `gzip_corrupt` or `gzip_many`."""
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    try:
        inner = unpacker.decompress(data, most + 1)
    except zlib.error as error:
        raise Refused("gzip_corrupt", "It is damaged; compress it again.") from error
    if len(inner) > most:
        raise Refused("too_large", f"It unpacks to more than {limits.as_megabytes(most)}.")
    if not unpacker.eof:
        raise Refused("gzip_corrupt", "It is cut off; compress it again.")
    if unpacker.unused_data.strip(b"\0"):
        raise Refused("gzip_many", "It holds several compressed files, one behind the other; send them as a zip.")
    return inner
