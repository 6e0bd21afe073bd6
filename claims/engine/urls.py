"""Web addresses: read strictly, compared safely, and judged before anybody asks for them. Connects to nothing.

Three questions, three functions: `read` (is this an address at all?), `canonical` (is it the same one as that?) and
`check` (may it be asked for?). Programs disagree about sloppy addresses, and every disagreement is a way around a
check; so whatever two programs could read differently is refused, not mended.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from ipaddress import AddressValueError, IPv4Address, IPv6Address

import idna

from claims.engine.addresses import IPAddress, refusal
from claims.engine.text import word_set

LENGTH = 2_000
"""Code points of an address, before and after encoding. The database holds no longer one."""
PORTS = {"http": 80, "https": 443}

_SHAPE = re.compile(r"(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NEVER = re.compile(r"[\x00-\x1f\x7f-\x9f\\\s]")
"""Controls and spaces are dropped by some programs and kept by others; a backslash is a slash to browsers only."""
_IPV6 = re.compile(r"\[([0-9a-f:.]{2,45})\](?::([0-9]*))?", re.IGNORECASE)
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_UNSAFE = re.compile(r"[^\x21-\x7e]|[\"<>]")
_PERCENT = re.compile(r"%([0-9a-fA-F]{2})?")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_NAME_LENGTH = 253

_INNER_NAMES = word_set(
    "localhost localdomain local internal intranet private corp home lan arpa onion alt test invalid"
)
"""Last labels that no public name server answers for, or that lead into a network of their own."""
_TRACKING = word_set(
    """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh epik srsltid
    mc_cid mc_eid mkt_tok _hsenc _hsmi __hstc __hssc __hsfp hsctatracking vero_id vero_conv oly_anon_id oly_enc_id
    _ga _gl _openstat wickedid rb_clickid __twitter_impression
    """
)
"""Parameters that say how a reader came and never which page it is. Lower-case; `utm_…` is known by its start."""


class BadAddress(ValueError):
    """Not an address, or not one to ask for. `code` is `bad_url` or `address_blocked`; `reason` is for an editor."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http(s) address in its parts, all of them ASCII, without fragment.

    `host` is a lower-case name (IDNA A-labels, no final dot) or a literal network address without brackets.
    """

    scheme: str
    host: str
    port: int
    path: str = "/"
    query: str | None = None

    @property
    def literal(self) -> IPAddress | None:
        """The network address when the host is written as one."""
        if ":" in self.host:
            return IPv6Address(self.host)
        return IPv4Address(self.host) if _NUMBER.fullmatch(self.host.rpartition(".")[2]) else None

    @property
    def authority(self) -> str:
        """Host and port as the `Host` header has them: the scheme's own port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def target(self) -> str:
        """Path and query, as a request line has them."""
        return self.path if self.query is None else f"{self.path}?{self.query}"

    def __str__(self) -> str:
        return self.origin + self.target


def read(url: str) -> WebAddress:
    """`url` in its parts. Path and query stay as written, apart from characters that cannot travel; dots are resolved.

    Raises `BadAddress` with `bad_url`.
    """
    text = url.strip(" \t\r\n\f")
    if not text:
        raise _bad("There is no address.")
    if len(text) > LENGTH:
        raise _bad(f"The address is longer than {LENGTH:,} characters.")
    if _NEVER.search(text):
        raise _bad("The address contains a space, a line break, a backslash or a control character.")
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise _not_of_the_web(text)
    scheme, authority, path, query = match.groups()
    scheme = scheme.lower()
    host, port = _host_and_port(authority)
    address = WebAddress(
        scheme,
        host,
        PORTS[scheme] if port is None else port,
        _without_dots(encoded(path)),
        None if query is None else encoded(query),
    )
    if len(str(address)) > LENGTH:
        raise _bad(f"The address is longer than {LENGTH:,} characters once it is encoded.")
    return address


def join(base: WebAddress, reference: str) -> WebAddress:
    """Where `reference` leads from `base` (RFC 3986, 5.2). Raises `BadAddress`."""
    reference = reference.strip(" \t\r\n\f").replace(" ", "%20")
    if _SCHEME.match(reference):
        return read(reference)
    if reference.startswith("//"):
        return read(f"{base.scheme}:{reference}")
    if reference.startswith("/"):
        return read(base.origin + reference)
    if reference.startswith("?"):
        return read(base.origin + base.path + reference)
    if not reference or reference.startswith("#"):
        return base
    return read(base.origin + base.path.rpartition("/")[0] + "/" + reference)


def canonical(url: str) -> str:
    """The one spelling of `url` by which articles are told apart. Raises `BadAddress` with `bad_url`.

    Only spellings that every server must treat alike are joined, and only parameters known to be about the reader are
    dropped. Their order stays, because it may mean something: missing a duplicate is mended later, joining two pages
    is not. For the same reason http and https, `www.`, `m.` and AMP addresses and final slashes are kept apart, and a
    fragment that begins with `!` stays: sites whose pages are made by a script name the page in it.
    """
    address = read(url)
    query = None if address.query is None else _without_tracking(with_normal_percents(address.query))
    short = replace(address, path=_without_dots(with_normal_percents(address.path)), query=query)
    spelt = f"{short}{_page_in_fragment(url)}"
    if len(spelt) > LENGTH:  # a stray percent sign takes three characters once it is mended
        raise _bad(f"The address is longer than {LENGTH:,} characters once it is encoded.")
    return spelt


def check(url: str) -> WebAddress:
    """`url` in its parts if it may be asked for: a public name or public network address, on a web port.

    What the name resolves to has to be judged as well, by who resolves it. Raises `BadAddress`.
    """
    return checked(read(url))


def checked(address: WebAddress) -> WebAddress:
    """`address` itself, or `BadAddress`, as `check` does."""
    if address.port not in PORTS.values():
        raise _blocked(f"Addresses on port {address.port} are not fetched, only those on the web's own ports.")
    if (literal := address.literal) is not None:
        if kind := refusal(literal):
            raise _blocked(f"The address leads to {kind}, not to the public web.")
        return address
    if "." not in address.host or address.host.rpartition(".")[2] in _INNER_NAMES:
        raise _blocked(f"“{address.host}” is the name of something inside a network, not on the public web.")
    return address


def _bad(reason: str) -> BadAddress:
    return BadAddress("bad_url", reason)


def _blocked(reason: str) -> BadAddress:
    return BadAddress("address_blocked", reason)


def _not_of_the_web(text: str) -> BadAddress:
    scheme = _SCHEME.match(text)
    if scheme and scheme[0].lower() not in {"http:", "https:"}:
        return _bad("Only web addresses can be fetched: they start with https:// or http://.")
    return _bad("The address is incomplete: it starts with https:// or http://, and then the site's name.")


def _host_and_port(authority: str) -> tuple[str, int | None]:
    if "@" in authority:
        raise _bad("The address contains a user name or a password; addresses are fetched without.")
    if authority.startswith("["):
        match = _IPV6.fullmatch(authority)
        if match is None:
            raise _bad("The network address in brackets is not one.")
        return _ipv6(match[1]), _port(match[2] or "")
    host, _, port = authority.partition(":")
    if not host:
        raise _bad("The address names no site.")
    return _name(host), _port(port)


def _port(digits: str) -> int | None:
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 5 and 0 < int(digits) < 65_536):
        raise _bad("The port in the address is not one.")
    return int(digits)


def _ipv6(text: str) -> str:
    try:
        return str(IPv6Address(text))
    except AddressValueError as error:
        raise _bad("The network address in brackets is not one.") from error


def _name(host: str) -> str:
    """`host` in its one spelling: A-labels, lower-case, no final dot. A number in disguise is refused."""
    if len(host) > _NAME_LENGTH + 1:
        raise _bad("The site's name is too long.")
    plain = host
    if not host.isascii():
        try:
            plain = idna.encode(host, uts46=True).decode("ascii")
        except UnicodeError as error:
            raise _bad("The site's name contains characters that names cannot have.") from error
    plain = plain.lower().removesuffix(".")
    labels = plain.split(".")
    if len(plain) > _NAME_LENGTH or not all(_LABEL.fullmatch(label) for label in labels):
        raise _bad("The site's name contains characters that names cannot have.")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(plain) if host.isascii() else _ipv4("")
    return plain


def _ipv4(text: str) -> str:
    """Four plain numbers only: `127.1`, `0x7f.0.0.1` and `017700000001` are understood by some programs alone."""
    try:
        return str(IPv4Address(text))
    except AddressValueError as error:
        raise _bad("The address is a number in disguise; give the site's name.") from error


def encoded(text: str) -> str:
    """Characters that cannot travel in a request line, as percent-encoded UTF-8."""
    try:
        return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), text)
    except UnicodeEncodeError as error:
        raise _bad("The address contains half a character.") from error


def with_normal_percents(text: str) -> str:
    """RFC 3986, 6.2.2: hexadecimal digits in capitals, and nothing encoded that need not be."""
    return _PERCENT.sub(_normal_percent, text)


def _normal_percent(match: re.Match[str]) -> str:
    digits = match[1]
    if digits is None:
        return "%25"  # left alone, a stray sign could form a new code with what a decoding leaves behind it
    character = chr(int(digits, 16))
    return character if character in _UNRESERVED else f"%{digits.upper()}"


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4, for a path that is empty or starts with a slash."""
    *inner, last = path.split("/")[1:] or [""]
    kept: list[str] = []
    for segment in inner:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if last == "..":
        del kept[-1:]
    return "/" + "/".join([*kept, "" if last in {".", ".."} else last])


def _without_tracking(query: str) -> str | None:
    """A part with a semicolon stays: to some servers it parts parameters, and what is behind it is another one."""
    kept = [part for part in query.split("&") if ";" in part or not _is_tracking(part.partition("=")[0].lower())]
    return "&".join(kept) or None


def _page_in_fragment(url: str) -> str:
    fragment = url.strip(" \t\r\n\f").partition("#")[2]
    return f"#{with_normal_percents(encoded(fragment))}" if len(fragment) > 1 and fragment.startswith("!") else ""


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith("utm_")
