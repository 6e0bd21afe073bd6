"""Which addresses sites keep programs away from, remembered for a while. Asks through the function it is given."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from claims.engine import robots
from claims.engine.urls import WebAddress
from claims.fetch.errors import NotFetched

if TYPE_CHECKING:
    from claims.fetch.asking import Fetched

_SITES = 256
_RULES = 100_000
"""Of all sites kept together: about 15 MB. One site with thousands of names cannot fill the memory."""
_SECONDS = 24 * 60 * 60.0
"""RFC 9309, 2.4: not longer than a day."""
_SECONDS_WHEN_UNREADABLE = 10 * 60.0
_NO_RULES = frozenset({"gone", "paywall_or_login", "refused_by_site", "redirects"})
"""RFC 9309, 2.3.1.2 and 2.3.1.3: these say that there are none for us."""
_UNREADABLE = frozenset({"busy", "server_error", "bad_response", "too_large"})
"""RFC 9309, 2.3.1.4: until they can be read, everything is forbidden. Any other failure is the page's as well."""


class _Known(NamedTuple):
    rules: robots.Robots | None
    """None: they cannot be read at present."""
    until: float


class RobotsCache:
    """The rules of the sites asked last, at most 256 of them; safe to share between threads."""

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._lock = threading.Lock()

    def reason_against(self, address: WebAddress, *, agent: str, fetch: Callable[[str], Fetched]) -> str:
        """Why `address` may not be asked for, as a sentence, or `""`.

        Raises `NotFetched` with `robots_unreadable`, or as the page would if there is no such site.
        """
        rules = self._rules(address.origin, agent, fetch)
        if rules is None:
            reason = f"{address.host} cannot say at present whether programs may read it (robots.txt); try again later."
            raise NotFetched("robots_unreadable", reason)
        if not rules.allows(address.target):
            return f"{address.host} does not let programs read this page (robots.txt)."
        return ""

    def _rules(self, origin: str, agent: str, fetch: Callable[[str], Fetched]) -> robots.Robots | None:
        with self._lock:
            known = self._known.get(origin)
            if known and self._clock() < known.until:
                self._known.move_to_end(origin)
                return known.rules
        rules = _asked(f"{origin}/robots.txt", agent, fetch)
        until = self._clock() + (_SECONDS_WHEN_UNREADABLE if rules is None else _SECONDS)
        with self._lock:
            self._known[origin] = _Known(rules, until)
            self._known.move_to_end(origin)
            while len(self._known) > _SITES or self._size() > _RULES:
                self._known.popitem(last=False)
        return rules

    def _size(self) -> int:
        return sum(len(known.rules.rules) for known in self._known.values() if known.rules)


def _asked(url: str, agent: str, fetch: Callable[[str], Fetched]) -> robots.Robots | None:
    try:
        body = fetch(url).body
    except NotFetched as error:
        if error.code in _NO_RULES:
            return robots.Robots()
        if error.code in _UNREADABLE:
            return None
        raise
    return robots.parse(body.decode(errors="replace"), agent)
