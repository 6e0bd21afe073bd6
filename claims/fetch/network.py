"""Names, sockets and TLS, under one deadline. The only module of the project that connects to the outside.

A name is resolved once, here; what is connected to is the network address that was looked at. Nothing that is built on
a `Wire` can open a second connection, follow a redirect or read a proxy from the environment.
"""

from __future__ import annotations

import io
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from time import monotonic
from typing import Any

from claims.engine.addresses import IPAddress, refusal
from claims.engine.urls import WebAddress
from claims.fetch.errors import NotFetched

_ATTEMPTS = 4
"""How many of a name's addresses are tried. A site with more of them shares its load, and they would fail alike."""
_RESOLVING = threading.BoundedSemaphore(32)
"""A name server that does not answer holds a thread for half a minute. There are never more of these than that."""


class Deadline:
    """When all of one fetch has to be over, whatever it is doing."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = monotonic() + seconds

    def left(self) -> float:
        """Seconds, more than 0. Raises `NotFetched` with `timeout`."""
        left = self._at - monotonic()
        if left <= 0:
            raise self.missed()
        return left

    def missed(self) -> NotFetched:
        return NotFetched("timeout", f"The site did not deliver within {max(1, round(self.seconds))} s.")


def resolve(name: str, seconds: float) -> tuple[IPAddress, ...]:
    """Every address of `name`. Raises `OSError`, `TimeoutError` among them.

    The system's resolver knows no timeout, hence the thread. The final dot keeps it from trying `name` inside our own
    network first.
    """
    found: list[tuple[IPAddress, ...]] = []
    failed: list[OSError] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(f"{name}.".encode(), None, type=socket.SOCK_STREAM)
            found.append(tuple(dict.fromkeys(ip_address(answer[4][0]) for answer in answers)))
        except OSError as error:
            failed.append(error)
        finally:
            _RESOLVING.release()

    if not _RESOLVING.acquire(timeout=seconds):
        raise TimeoutError
    thread = threading.Thread(target=look_up, name=f"resolve {name}", daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not found:
        raise TimeoutError
    return found[0]


def connect(address: IPAddress, port: int, seconds: float) -> socket.socket:
    """A TCP connection to this very address: no name, so nothing is resolved again. Raises `OSError`."""
    sock = socket.socket(socket.AF_INET if address.version == 4 else socket.AF_INET6, socket.SOCK_STREAM)
    try:
        sock.settimeout(seconds)
        sock.connect((str(address), port))
    except BaseException:
        sock.close()
        raise
    return sock


@lru_cache(maxsize=1)
def tls() -> ssl.SSLContext:
    """Certificates are verified against the system's authorities, and so are names."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


@dataclass(frozen=True, slots=True)
class Network:
    """How names, connections and authorities are reached. Tests give their own; no setting can.

    There is no switch for the checks in it: whatever `resolve` answers is judged, and only that is connected to.
    """

    resolve: Callable[[str, float], Iterable[IPAddress]] = resolve
    connect: Callable[[IPAddress, int, float], socket.socket] = connect
    tls: Callable[[], ssl.SSLContext] = tls


INTERNET = Network()


class Wire:
    """One connection as `http.client` wants it: it sends, and it is read under the deadline and an allowance of bytes.

    A socket's own timeout starts anew with every byte that drips in; here each read gets what is left of the whole.
    """

    def __init__(self, sock: socket.socket, deadline: Deadline, *, allowance: int, over: str) -> None:
        self._sock = sock
        self._deadline = deadline
        self._allowance = 0
        self.allow(allowance, over=over)

    def allow(self, size: int, *, over: str) -> None:
        """`size` bytes more may arrive. `over` is the sentence for when more than that do."""
        self._allowance += size
        self._over = over

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self))

    def receive_into(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        size = self._sock.recv_into(buffer)
        self._allowance -= size
        if self._allowance < 0:
            raise NotFetched("too_large", self._over)
        return size

    def close(self) -> None:
        self._sock.close()


class _Reader(io.RawIOBase):
    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._wire.receive_into(buffer)


def open_wire(address: WebAddress, deadline: Deadline, network: Network, *, allowance: int, over: str) -> Wire:
    """A connection to `address`, encrypted if it says so. Raises `NotFetched`, `OSError` and `ssl.SSLError`."""
    sock = _connected(_addresses(address, deadline, network), address.port, deadline, network)
    if address.scheme == "https":
        try:
            sock.settimeout(deadline.left())
            sock = network.tls().wrap_socket(sock, server_hostname=address.host)
        except BaseException:
            sock.close()
            raise
    return Wire(sock, deadline, allowance=allowance, over=over)


def _addresses(address: WebAddress, deadline: Deadline, network: Network) -> tuple[IPAddress, ...]:
    """Where `address` stands. One address that is not public condemns them all: an honest site has none."""
    if (literal := address.literal) is not None:
        found: tuple[IPAddress, ...] = (literal,)
    else:
        try:
            found = tuple(network.resolve(address.host, deadline.left()))
        except TimeoutError as error:
            raise NotFetched("dns", f"The name server did not say in time where {address.host} is.") from error
        except OSError as error:
            raise NotFetched("dns", f"There is no site called {address.host}.") from error
    if not found:
        raise NotFetched("dns", f"There is no site called {address.host}.")
    for each in found:
        if kind := refusal(each):
            raise NotFetched("address_blocked", f"{address.host} leads to {kind}, not to the public web.")
    return found


def _connected(found: tuple[IPAddress, ...], port: int, deadline: Deadline, network: Network) -> socket.socket:
    """The first connection that comes about; an address that keeps silent leaves time for the others."""
    tried = found[:_ATTEMPTS]
    for left, each in zip(range(len(tried), 0, -1), tried, strict=True):
        try:
            return network.connect(each, port, deadline.left() / left)
        except OSError:
            if left == 1:
                raise
    raise AssertionError("at least one address was given")
