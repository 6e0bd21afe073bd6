"""Whatever is given as an address is one, in one spelling, or refused."""

from __future__ import annotations

import pytest

pytest.importorskip("hypothesis")
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.engine.urls import BadAddress, canonical, read

PIECES = [
    "http",
    "https",
    "://",
    "//",
    ":",
    "/",
    ".",
    "..",
    "?",
    "#",
    "%",
    "%4",
    "@",
    "[",
    "]",
    "news.example",
    "1",
    "é",
]
urls = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30).map(
    "http://news.example/{}".format
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(urls)
def test_any_text_is_an_address_or_refused(url: str) -> None:
    try:
        same = canonical(url)
    except BadAddress:
        return
    assert canonical(same) == same
    assert same.isascii()
    assert read(str(read(url))) == read(url)
