"""Which network addresses are the public internet."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from claims.engine.addresses import refusal


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "this machine itself"),
        ("127.255.255.254", "this machine itself"),
        ("0.1.2.3", "this machine itself"),
        ("10.255.0.1", "a private network"),
        ("192.168.0.1", "a private network"),
        ("100.127.255.255", "a provider's inner network"),
        ("169.254.169.254", "a local link or a cloud provider's inner service"),
        ("168.63.129.16", "a cloud provider's inner service"),
        ("192.0.0.8", "an address kept for protocols"),
        ("192.88.99.1", "a tunnel into another network"),
        ("198.18.0.1", "an address kept for tests"),
        ("198.51.100.9", "an address kept for examples"),
        ("224.0.0.251", "a group of machines"),
        ("240.0.0.1", "an address kept for the future"),
        ("::", "this machine itself"),
        ("::1", "this machine itself"),
        ("fd12::1", "a private network"),
        ("fe80::1%eth0", "a private network"),
        ("64:ff9b::1.1.1.1", "a special-purpose address"),
        ("64:ff9b:1::1", "a special-purpose address"),
        ("::ffff:1.1.1.1", "a special-purpose address"),
        ("ff0e::1", "a special-purpose address"),
        ("2001::1", "an address kept for protocols"),
        ("2001:20::1", "an address kept for protocols"),
        ("2001:db8::1", "an address kept for examples"),
        ("3fff::1", "an address kept for examples"),
        ("2002:101:101::1", "a tunnel into another network"),
        ("5f00::1", "a special-purpose address"),
    ],
)
def test_what_is_not_public_is_named(address: str, kind: str) -> None:
    assert refusal(ip_address(address)) == kind


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "223.255.255.1",
        "2606:4700::1111",
        "2a00:1450::1",
    ],
)
def test_what_is_public_is_not_refused(address: str) -> None:
    assert refusal(ip_address(address)) == ""
