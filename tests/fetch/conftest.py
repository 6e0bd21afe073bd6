"""A little internet for every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from claims.fetch import Fetched, Limits, NotFetched, fetch
from tests.fetch.sites import Internet, Script, Site


@pytest.fixture
def internet() -> Internet:
    return Internet()


@pytest.fixture
def site(internet: Internet) -> Iterator[Callable[..., Site]]:
    """`site("news.example", {"/": answer(b"…")})` opens one; `script=` instead of pages; `at=` its addresses."""
    with ExitStack() as open_sites:

        def open_site(
            name: str, pages: dict[str, bytes] | None = None, *at: str, script: Script | None = None, port: int = 80
        ) -> Site:
            opened = open_sites.enter_context(Site(pages, script=script))
            internet.put(opened, name, *at, port=port)
            return opened

        yield open_site


@pytest.fixture
def get(internet: Internet) -> Callable[..., Fetched]:
    """`fetch` over this test's internet."""
    return lambda url, **more: fetch(url, network=internet.network, **more)


@pytest.fixture
def refused(get: Callable[..., Fetched]) -> Callable[..., NotFetched]:
    """The refusal that fetching ends with."""

    def run(url: str, **more: Any) -> NotFetched:
        with pytest.raises(NotFetched) as caught:
            get(url, **more)
        return caught.value

    return run


@pytest.fixture
def small() -> Limits:
    """Little room, for sites that send more."""
    return Limits(body_bytes=1000, header_bytes=2000)


@pytest.fixture
def hasty() -> Limits:
    """Little time, for sites that would take for ever."""
    return Limits(seconds=0.3)
