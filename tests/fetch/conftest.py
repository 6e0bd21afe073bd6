"""The fetcher over the little internet of a test (`internet` and `site` are in `tests/conftest.py`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims.fetch import Fetched, Limits, NotFetched, fetch
from tests.fetch.sites import Internet


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
