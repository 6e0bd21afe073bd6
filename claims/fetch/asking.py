"""One guarded request, redirects followed by hand. Each hop is read, judged, resolved and judged again.

May not: send cookies or credentials, use a proxy, follow a secure address to an insecure one, or take longer than its
deadline whatever the other side does.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any, cast

from claims.engine.parsers import limits as sizes
from claims.engine.urls import BadAddress, WebAddress, check, checked, join
from claims.fetch import answers
from claims.fetch.errors import NotFetched
from claims.fetch.network import INTERNET, Deadline, Network, Wire, open_wire
from claims.fetch.robots import RobotsCache

AGENT = "newsroom-memory"
"""Our product token: what a robots.txt calls us by."""
USER_AGENT = f"{AGENT}/1.0"
PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_PAGES = frozenset({200, 203})
_CHUNK = 64 * 1024
_VALIDATOR_LENGTH = 1_000
_TYPE_LENGTH = 200
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` covers everything from the name to the last byte; `body_bytes` hold before and after unpacking."""

    seconds: float = 10.0
    body_bytes: int = sizes.XML_BYTES
    header_bytes: int = 64 * 1024
    redirects: int = 5


FETCH_LIMITS = Limits()
_ROBOTS_LIMITS = Limits(seconds=5.0, body_bytes=512 * 1024)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a site answered. `body` is unpacked and empty when `not_modified`; nothing in it has been looked at."""

    status: int
    url: str
    """Where the body was found, after all redirects, without fragment."""
    body: bytes
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    not_modified: bool = False
    moved_to: str = ""
    """Where the site says the address has moved for good: how far the redirects were all permanent ones."""

    @property
    def charset(self) -> str:
        """What the site says that `body` is encoded in, as it calls it; `""` if it does not say."""
        stated = _CHARSET.search(self.content_type)
        return stated[1] if stated else ""


def fetch(
    url: str,
    *,
    accept: str = PAGE,
    etag: str = "",
    last_modified: str = "",
    limits: Limits = FETCH_LIMITS,
    robots: RobotsCache | None = None,
    network: Network = INTERNET,
) -> Fetched:
    """What stands at `url` now. Raises `NotFetched` with a code and a sentence for an editor.

    `etag` and `last_modified` are those of the copy at hand: if it is still good, the answer is `not_modified`. With
    `robots`, every hop is held against its site's robots.txt first; that takes from the same deadline.
    """
    deadline = Deadline(limits.seconds)
    headers = _headers(accept, etag, last_modified)
    try:
        address, moved, permanent = check(url), "", True
        for _ in range(limits.redirects + 1):
            if robots:
                _hold_to_robots(address, robots, deadline, network)
            answer = _ask(address, headers, deadline, limits, network)
            if isinstance(answer, Fetched):
                return replace(answer, moved_to=moved)
            address = _next(address, answer)
            permanent = permanent and answer.status in _PERMANENT
            moved = str(address) if permanent else moved
    except BadAddress as error:
        raise NotFetched(error.code, error.reason) from error
    raise NotFetched("redirects", f"The site sent us on more than {limits.redirects} times.")


@dataclass(frozen=True, slots=True)
class _SentOn:
    status: int
    location: str


def _headers(accept: str, etag: str, last_modified: str) -> dict[str, str]:
    headers = {
        "User-Agent": USER_AGENT,
        "Accept": accept,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
        "If-None-Match": _validator(etag),
        "If-Modified-Since": _validator(last_modified),
    }
    return {name: value for name, value in headers.items() if value}


def _validator(value: str) -> str:
    """`value` if it can stand in a header. It came from a site once, and may be anything."""
    return value if len(value) <= _VALIDATOR_LENGTH and value.isascii() and value.isprintable() else ""


def _hold_to_robots(address: WebAddress, robots: RobotsCache, deadline: Deadline, network: Network) -> None:
    def ask(url: str) -> Fetched:
        seconds = min(deadline.left(), _ROBOTS_LIMITS.seconds)
        return fetch(url, accept="text/plain", limits=replace(_ROBOTS_LIMITS, seconds=seconds), network=network)

    if reason := robots.reason_against(address, agent=AGENT, fetch=ask):
        raise NotFetched("robots", reason)


def _ask(
    address: WebAddress, headers: dict[str, str], deadline: Deadline, limits: Limits, network: Network
) -> Fetched | _SentOn:
    """One request and its answer, over a connection of its own."""
    with _named_failures(address, deadline):
        too_long = f"{address.host} sent more headers than any page needs."
        wire = open_wire(address, deadline, network, allowance=limits.header_bytes, over=too_long)
        with closing(wire):
            _send(wire, address, headers)
            with closing(HTTPResponse(cast(Any, wire), method="GET")) as response:
                response.begin()
                wire.allow(limits.body_bytes, over=answers.too_large(limits.body_bytes))
                return _answer(address, response, headers, limits)


def _send(wire: Wire, address: WebAddress, headers: dict[str, str]) -> None:
    connection = HTTPConnection(address.host, address.port)
    connection.auto_open = 0  # never a connection that was not judged
    connection.sock = wire
    connection.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": address.authority, **headers}.items():
        connection.putheader(name, value)
    connection.endheaders()


@contextmanager
def _named_failures(address: WebAddress, deadline: Deadline) -> Iterator[None]:
    """Turns what sockets, TLS and `http.client` raise into `NotFetched`."""
    host = address.host
    try:
        yield
    except TimeoutError as error:
        raise deadline.missed() from error
    except ssl.SSLCertVerificationError as error:
        reason = f"{host} does not prove who it is: {error.verify_message.rstrip('.')}."
        raise NotFetched("tls", reason) from error
    except ssl.SSLError as error:
        raise NotFetched("tls", f"No secure connection to {host} came about.") from error
    except OSError as error:
        raise NotFetched("unreachable", f"{host} does not answer or hung up.") from error
    except (HTTPException, ValueError) as error:  # a negative chunk size is a `ValueError`
        raise NotFetched("bad_response", f"{host} answered, but not as a web site does.") from error


def _answer(address: WebAddress, response: HTTPResponse, headers: dict[str, str], limits: Limits) -> Fetched | _SentOn:
    status = response.status
    if status in _REDIRECTS and (location := response.getheader("Location")):
        return _SentOn(status, _as_utf8(location))
    not_modified = status == 304 and bool(headers.keys() & {"If-None-Match", "If-Modified-Since"})
    if status not in _PAGES and not not_modified:
        raise answers.refused(status, response.headers, address.host)
    return Fetched(
        status=status,
        url=str(address),
        body=b"" if not_modified else _body(response, limits.body_bytes),
        content_type=(response.getheader("Content-Type") or "")[:_TYPE_LENGTH],
        etag=_validator(response.getheader("ETag") or ""),
        last_modified=_validator(response.getheader("Last-Modified") or ""),
        not_modified=not_modified,
    )


def _as_utf8(header: str) -> str:
    """Headers are read as Latin-1; sites that forget to encode an address send UTF-8."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def _body(response: HTTPResponse, limit: int) -> bytes:
    """The whole body, unpacked."""
    if response.length is not None and response.length > limit:
        raise NotFetched("too_large", answers.too_large(limit))
    data = bytearray()
    while chunk := response.read(_CHUNK):
        data += chunk
        if len(data) > limit:
            raise NotFetched("too_large", answers.too_large(limit))
    if response.length:
        raise NotFetched("bad_response", "The page did not arrive whole.")
    return answers.unpacked(bytes(data), response.getheader("Content-Encoding") or "", limit)


def _next(address: WebAddress, answer: _SentOn) -> WebAddress:
    """Where a redirect leads, judged like an address that an editor gave.

    A secure address does not lead to an insecure one: whoever sits between could put any text into its place, and here
    texts become evidence. An editor who trusts the insecure address can give it.
    """
    target = checked(join(address, answer.location))
    if address.scheme == "https" and target.scheme == "http":
        reason = f"{address.host} sends us on from its secure address to one that is not: {target}"
        raise NotFetched("redirects", reason)
    return target
