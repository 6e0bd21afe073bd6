"""What a site's answer means: its status in words, how long to wait, its body unpacked. Opens nothing."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from claims.engine.parsers.limits import as_megabytes
from claims.fetch.errors import NotFetched

_LONGEST_WAIT = 24 * 60 * 60
_GZIP_MEMBERS = 100
"""A stream of very many tiny members is made to cost time."""


def refused(status: int, headers: Message, host: str) -> NotFetched:
    """The refusal that an answer without a page is."""
    if status in {401, 402, 403, 407, 451}:
        reason = f"{host} shows this page only to subscribers or after a login, or not to programs."
        return NotFetched("paywall_or_login", reason, status=status)
    if status in {404, 410}:
        reason = f"{host} says that there is no such page" + (" any more." if status == 410 else ".")
        return NotFetched("gone", reason, status=status)
    if status == 429:
        reason = f"{host} asks us to come back later."
        return NotFetched("busy", reason, status=status, retry_after=_retry_after(headers))
    if status >= 500:
        reason = f"{host} has a fault of its own (status {status})."
        return NotFetched("server_error", reason, status=status, retry_after=_retry_after(headers))
    if status >= 400:
        return NotFetched("refused_by_site", f"{host} refused the request (status {status}).", status=status)
    return NotFetched("bad_response", f"{host} answered without a page (status {status}).", status=status)


def _retry_after(headers: Message) -> int | None:
    """Seconds to wait. A date is held against the answer's own date, so that no clock of ours matters."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), _LONGEST_WAIT)
    until, now = _moment(value), _moment(headers.get("Date", ""))
    if until is None or now is None:
        return None
    return min(max(0, int(until.timestamp() - now.timestamp())), _LONGEST_WAIT)


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def too_large(limit: int) -> str:
    return f"The page is larger than {as_megabytes(limit)}."


def unpacked(data: bytes, packing: str, limit: int) -> bytes:
    """`data` without its Content-Encoding, of at most `limit` bytes. Raises `NotFetched` before it holds more."""
    packing = packing.strip().lower()
    if packing in {"", "identity"} or not data:
        return data
    if packing in {"gzip", "x-gzip"}:
        body = _gunzipped(data, limit)
    elif packing == "deflate":
        body = _inflated(data, zlib.MAX_WBITS if _has_zlib_header(data) else -zlib.MAX_WBITS, limit)[0]
    else:
        raise NotFetched("bad_response", "The site packed the page in a way that we did not ask for.")
    if len(body) > limit:
        raise NotFetched("too_large", f"The page unpacks to more than {as_megabytes(limit)}.")
    return body


def _gunzipped(data: bytes, limit: int) -> bytes:
    """All members of a gzip stream; what follows the last one is padding."""
    body = b""
    for _ in range(_GZIP_MEMBERS):
        part, data = _inflated(data, zlib.MAX_WBITS | 16, limit - len(body))
        body += part
        if len(body) > limit or not data.startswith(b"\x1f\x8b"):
            return body
    raise _broken()


def _inflated(data: bytes, window: int, room: int) -> tuple[bytes, bytes]:
    """One compressed stream, and what stands behind it. One byte more than `room` says that there would be more."""
    stream = zlib.decompressobj(window)
    try:
        body = stream.decompress(data, room + 1)
    except zlib.error as error:
        raise _broken() from error
    if len(body) <= room and not stream.eof:
        raise _broken()
    return body, stream.unused_data


def _has_zlib_header(data: bytes) -> bool:
    """Half of those who say `deflate` send it bare (RFC 9110, 8.4.1.2)."""
    return len(data) > 1 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0


def _broken() -> NotFetched:
    return NotFetched("bad_response", "The page did not arrive whole.")
