"""Resolving and connecting as in production, and TLS with certificates made here."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from claims.fetch import Fetched, NotFetched
from claims.fetch import network as network_module
from claims.fetch.network import INTERNET, connect, resolve, tls
from tests.fetch.sites import Internet, Site, answer, sent_on

Get = Callable[..., Fetched]
Refused = Callable[..., NotFetched]
MakeSite = Callable[..., Site]


def test_every_address_of_a_name_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def getaddrinfo(host: bytes, *more: Any, **named: Any) -> list[Any]:
        asked.append(host)
        found = ["93.184.216.34", "93.184.216.34", "2606:4700::1", "fe80::1%eth0"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in found]

    monkeypatch.setattr(network_module.socket, "getaddrinfo", getaddrinfo)
    assert [str(address) for address in resolve("news.example", 5)] == ["93.184.216.34", "2606:4700::1", "fe80::1%eth0"]
    assert asked == [b"news.example."], "the final dot keeps it out of our own network's names"


def test_a_name_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(network_module.socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(socket.gaierror):
        resolve("nowhere.example", 5)


def test_a_connection_goes_to_the_number_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        raise AssertionError("a second resolution")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setattr(network_module.socket, "getaddrinfo", getaddrinfo)
        with connect(ip_address("127.0.0.1"), listener.getsockname()[1], 5) as sock:
            assert sock.getpeername() == listener.getsockname()


def test_a_connection_that_fails_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        connect(ip_address("127.0.0.1"), port, 5)


def test_production_verifies_certificates_and_names() -> None:
    assert (INTERNET.resolve, INTERNET.connect, INTERNET.tls) == (resolve, connect, tls)
    assert tls().verify_mode == ssl.CERT_REQUIRED
    assert tls().check_hostname
    assert tls().minimum_version >= ssl.TLSVersion.TLSv1_2


def make_certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate for `name` that vouches for itself, and the site's side of TLS with it."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed; it makes the certificates of this test")
    key, certificate = folder / f"{name}.key", folder / f"{name}.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", key, "-out", certificate, "-days", "2", "-subj", f"/CN={name}",
         "-addext", f"subjectAltName=DNS:{name}"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return certificate, context


@pytest.fixture
def secure(site: MakeSite, internet: Internet, tmp_path: Path) -> Site:
    """https://news.example/, whose certificate is trusted."""
    opened = site("news.example", {"/": answer(b"safe"), "/down": sent_on("http://news.example/")}, port=443)
    internet.authority, opened.context = make_certificate(tmp_path, "news.example")
    return opened


def test_a_secure_page_comes_from_the_judged_address_under_its_name(secure: Site, get: Get, internet: Internet) -> None:
    names: list[str | None] = []
    assert secure.context
    secure.context.sni_callback = lambda _sock, name, _context: names.append(name)
    fetched = get("https://news.example/")
    assert (fetched.body, fetched.url) == (b"safe", "https://news.example/")
    assert internet.dialled == [("93.184.216.34", 443)]
    assert names == ["news.example"]
    assert "Host: news.example\r\n" in secure.requests[0]


def test_a_certificate_for_another_name_is_refused(secure: Site, refused: Refused, internet: Internet) -> None:
    internet.put(secure, "other.example", port=443)
    error = refused("https://other.example/")
    assert error.code == "tls"
    assert "other.example" in error.reason
    assert secure.requests == []


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Site, refused: Refused, internet: Internet) -> None:
    internet.authority = None
    assert refused("https://news.example/").code == "tls"
    assert secure.requests == []


def test_a_site_that_speaks_no_tls_is_refused(site: MakeSite, refused: Refused) -> None:
    site("plain.example", port=443).greeting = answer(b"plain")
    assert refused("https://plain.example/").code == "tls"


def test_a_secure_address_does_not_lead_to_an_insecure_one(secure: Site, refused: Refused, internet: Internet) -> None:
    error = refused("https://news.example/down")
    assert error.code == "redirects"
    assert "http://news.example/" in error.reason, "the editor can give it"
    assert internet.dialled == [("93.184.216.34", 443)]


def test_an_insecure_address_may_lead_to_a_secure_one(
    secure: Site, site: MakeSite, get: Get, internet: Internet
) -> None:
    site("old.example", {"/": sent_on("https://news.example/", "301 Moved Permanently")}, "93.184.216.99")
    fetched = get("http://old.example/")
    assert (fetched.body, fetched.moved_to) == (b"safe", "https://news.example/")
