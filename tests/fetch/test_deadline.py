"""One deadline over everything: no site, however slow and at whatever step, holds a fetch longer.

The sites here would go on for minutes; that a fetch ends within `PATIENCE` seconds proves the point on any machine.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import pytest

from claims.fetch import Limits, NotFetched, RobotsCache
from claims.fetch import network as network_module
from claims.fetch.network import resolve
from tests.fetch.sites import Internet, Site, answer, sent_on

PATIENCE = 8
Refused = Callable[..., NotFetched]
MakeSite = Callable[..., Site]


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    began = monotonic()
    yield
    assert monotonic() - began < PATIENCE


def dripping(head: bytes, drop: bytes) -> Callable[[socket.socket, bytes], None]:
    """A site that always has one more thing to say, a little before any patience with a single read ends."""

    def drip(connection: socket.socket, request: bytes) -> None:
        connection.sendall(head)
        pause = threading.Event()
        for _ in range(6000):
            connection.sendall(drop)
            pause.wait(0.01)

    return drip


@pytest.mark.parametrize(
    "script",
    [
        dripping(b"", b"H"),
        dripping(b"HTTP/1.1 200 OK\r\n", b"X"),
        dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: 1\r\n"),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["status line", "header line", "body", "chunks", "trailers", "continue"],
)
def test_a_drip_does_not_start_the_time_anew(site: MakeSite, refused: Refused, script: Any) -> None:
    site("news.example", script=script)
    assert refused("http://news.example/", limits=Limits(seconds=0.3, header_bytes=10_000_000)).code == "timeout"


def test_a_silent_site_is_left(site: MakeSite, refused: Refused, hasty: Limits) -> None:
    silence = threading.Event()
    try:
        site("news.example", script=lambda connection, request: silence.wait(60))
        assert refused("http://news.example/", limits=hasty).code == "timeout"
    finally:
        silence.set()


def test_a_site_that_never_agrees_on_a_key_is_left(site: MakeSite, refused: Refused, hasty: Limits) -> None:
    """It accepts the connection and waits for a request that TLS does not send in the open."""
    site("news.example", {}, port=443)
    assert refused("https://news.example/", limits=hasty).code == "timeout"


def test_redirects_share_the_time(internet: Internet, site: MakeSite, refused: Refused) -> None:
    """Each hop alone would be quick enough."""
    pause = threading.Event()

    def slow(connection: socket.socket, request: bytes) -> None:
        pause.wait(0.25)
        connection.sendall(sent_on("/more"))

    news = site("news.example", script=slow)
    assert refused("http://news.example/", limits=Limits(seconds=0.6, redirects=50)).code == "timeout"
    assert len(news.requests) < 10


def test_robots_share_the_time(site: MakeSite, refused: Refused, hasty: Limits) -> None:
    site("news.example", script=dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x"))
    assert refused("http://news.example/", limits=hasty, robots=RobotsCache()).code == "timeout"


@pytest.fixture
def silent_name_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    answered = threading.Event()
    monkeypatch.setattr(network_module.socket, "getaddrinfo", lambda *_, **__: answered.wait(60) and [])
    yield
    answered.set()
    for thread in resolving():
        thread.join(PATIENCE)


def resolving() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "resolve news.example"]


@pytest.mark.usefixtures("silent_name_server")
def test_a_name_server_that_does_not_answer_is_left() -> None:
    with pytest.raises(TimeoutError):
        resolve("news.example", 0.05)


@pytest.mark.usefixtures("silent_name_server")
def test_names_that_do_not_resolve_do_not_pile_up() -> None:
    for _ in range(40):
        with pytest.raises(TimeoutError):
            resolve("news.example", 0.01)
    assert len(resolving()) == 32


def test_a_quick_site_is_not_hurt_by_the_deadline(site: MakeSite, get: Callable[..., Any]) -> None:
    site("news.example", {"/": answer(b"quick")})
    assert get("http://news.example/").body == b"quick"
