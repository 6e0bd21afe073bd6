"""Fetching: how every stage asks a site for something. Its robots.txt is heard, and it gets one request at a time.

It brings bytes or a refusal; it parses and stores nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache

from claims.engine.urls import BadAddress, read
from claims.fetch import FETCH_LIMITS, PAGE, Fetched, Limits, NotFetched, RobotsCache, fetch

FEED = "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.8"

_PAUSE = 1
"""Seconds that a site is left alone after a request."""
_PATIENCE = 10
"""Seconds to wait for one's turn at a site."""
_LOOK_AGAIN = 0.1
_robots = RobotsCache()


def ask(
    url: str, *, accept: str = PAGE, etag: str = "", last_modified: str = "", limits: Limits = FETCH_LIMITS
) -> Fetched:
    """What stands at `url` now. Raises `NotFetched` with a code and a sentence for an editor.

    `etag` and `last_modified` are those of the copy at hand: if it is still good, the answer is `not_modified`.
    """
    with _turn(url, longest=limits.seconds):
        return fetch(url, accept=accept, etag=etag, last_modified=last_modified, limits=limits, robots=_robots)


@contextmanager
def _turn(url: str, *, longest: float) -> Iterator[None]:
    """Holds the site of `url`, as its address names it, against all workers that share the cache.

    The hold runs out by itself: a worker that is killed keeps nobody away for long. Another site that this one sends
    on to is asked without a turn of its own: who it is shows only on the way, and waiting there would hold both.
    """
    try:
        host = read(url).host
    except BadAddress as error:
        raise NotFetched(error.code, error.reason) from error
    key = f"fetching:{host}"
    until = time.monotonic() + _PATIENCE
    while not cache.add(key, 1, timeout=int(longest) + _PAUSE):
        if time.monotonic() > until:
            raise NotFetched("busy", f"{host} is being asked for other pages just now.")
        time.sleep(_LOOK_AGAIN)
    try:
        yield
    finally:
        cache.set(key, 1, timeout=_PAUSE)
