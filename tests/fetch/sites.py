"""Web sites on the loopback interface that stand, for a test, at public names and addresses.

Names resolve and connections are dialled as the test says; every check of the fetcher stays in force, because there is
no way to leave one out.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from claims.engine.addresses import IPAddress
from claims.fetch.network import Network

Script = Callable[[socket.socket, bytes], None]
"""What a site does with one connection, once the request's headers have come."""


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer. Header names are written with underscores; `content_length=""` leaves that header out."""
    lines = {"content_length": str(len(body)), **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def sent_on(location: str, status: str = "302 Found") -> bytes:
    return answer(status=status, location=location)


class Site:
    """Answers each request by its path, or with `script`, and remembers what it was asked."""

    def __init__(self, pages: dict[str, bytes] | None = None, *, script: Script | None = None) -> None:
        self.pages = pages or {}
        self.script = script or self._serve
        self.requests: list[str] = []
        self.context: ssl.SSLContext | None = None
        self.greeting = b""
        """Sent as soon as somebody connects, before any request."""
        self.stopped = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, daemon=True)

    @property
    def paths(self) -> list[str]:
        return [request.split()[1] for request in self.requests]

    def __enter__(self) -> Site:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)

    def _listen(self) -> None:
        while not self.stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), connection:
                connection.settimeout(10)
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        if self.context:
            connection = self.context.wrap_socket(connection, server_side=True)
        with connection:
            connection.sendall(self.greeting)
            request = b""
            while b"\r\n\r\n" not in request and (part := connection.recv(65536)):
                request += part
            if request:
                self.requests.append(request.decode("latin-1"))
                self.script(connection, request)

    def _serve(self, connection: socket.socket, request: bytes) -> None:
        path = request.partition(b" ")[2].partition(b" ")[0].decode("latin-1")
        connection.sendall(self.pages.get(path, answer(status="404 Not Found")))


@dataclass
class Internet:
    """Who stands where. `dialled` is every connection that was made, by address and port."""

    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    doors: dict[tuple[str, int], int] = field(default_factory=dict)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)
    authority: Path | None = None
    """Whose signature is trusted instead of the system's."""

    def put(self, site: Site, name: str, *addresses: str, port: int = 80) -> None:
        self.names[name] = addresses or ("93.184.216.34",)
        for address in self.names[name]:
            self.doors[address, port] = site.port

    @property
    def network(self) -> Network:
        return Network(resolve=self._resolve, connect=self._connect, tls=self._tls)

    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.authority)

    def _resolve(self, name: str, seconds: float) -> Iterator[IPAddress]:
        self.resolved.append(name)
        if name not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return map(ip_address, self.names[name])

    def _connect(self, address: IPAddress, port: int, seconds: float) -> socket.socket:
        self.dialled.append((str(address), port))
        if (str(address), port) not in self.doors:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.doors[str(address), port]), seconds)
