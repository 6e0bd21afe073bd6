"""Network addresses: which of them are the public internet. Looks at numbers only; resolves and connects to nothing.

The lists are the IANA special-purpose registries, written out, because the ones inside `ipaddress` differ between patch
releases of Python. What `ipaddress` knows beyond them is refused as well.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IPAddress = IPv4Address | IPv6Address

_NOT_PUBLIC_V4 = tuple(
    (IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "this machine itself"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's inner network"),
        ("127.0.0.0/8", "this machine itself"),
        ("168.63.129.16/32", "a cloud provider's inner service"),  # public by number, answers only inside Azure
        ("169.254.0.0/16", "a local link or a cloud provider's inner service"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "an address kept for protocols"),
        ("192.0.2.0/24", "an address kept for examples"),
        ("192.88.99.0/24", "a tunnel into another network"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "an address kept for tests"),
        ("198.51.100.0/24", "an address kept for examples"),
        ("203.0.113.0/24", "an address kept for examples"),
        ("224.0.0.0/4", "a group of machines"),
        ("240.0.0.0/4", "an address kept for the future"),
    )
)
_PUBLIC_V6 = IPv6Network("2000::/3")
"""All that is handed out as global unicast. Loopback, local, mapped and NAT64 addresses lie outside it."""
_NOT_PUBLIC_V6 = tuple(
    (IPv6Network(network), kind)
    for network, kind in (
        ("2001::/23", "an address kept for protocols"),  # Teredo, which hides an IPv4 address, is among them
        ("2001:db8::/32", "an address kept for examples"),
        ("2002::/16", "a tunnel into another network"),  # 6to4 hides an IPv4 address
        ("3fff::/20", "an address kept for examples"),
    )
)
_PRIVATE_V6 = tuple(map(IPv6Network, ("fc00::/7", "fe80::/10", "fec0::/10")))
_OTHER = "a special-purpose address"


def refusal(address: IPAddress) -> str:
    """What `address` is when it is not the public internet, to follow the words "leads to"; `""` when it is public.

    An IPv6 address that carries an IPv4 address inside is refused whatever it carries: no site needs one.
    """
    if isinstance(address, IPv4Address):
        for network4, kind in _NOT_PUBLIC_V4:
            if address in network4:
                return kind
    else:
        if address.is_loopback or address.is_unspecified:
            return "this machine itself"
        if address not in _PUBLIC_V6:
            return "a private network" if any(address in network for network in _PRIVATE_V6) else _OTHER
        for network6, kind in _NOT_PUBLIC_V6:
            if address in network6:
                return kind
    return "" if address.is_global and not address.is_multicast else _OTHER
