"""What every test may use: a browser, a worker, Redis. What a machine lacks makes a test skip and say why.

The suite also runs with only `requirements.txt` installed: browser and property tests then skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from importlib.util import find_spec
from typing import Any

import pytest

from claims.fetch import RobotsCache, fetch
from scripts.servers import BROWSERS, free_port
from tests.fetch.sites import Internet, Script, Site

# Playwright keeps an event loop in the main thread, and Django takes that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Read by pytest-timeout when it is installed. Generous, so that only a hang reaches it.
os.environ.setdefault("PYTEST_TIMEOUT", "300")

QUIET_BROWSER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_PLAYWRIGHT = "pytest-playwright is not installed (pip install -r requirements-dev.txt)"


def browser_path() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def redis_that_answers(url: str) -> str:
    import redis

    client = redis.Redis.from_url(url)
    deadline = time.monotonic() + 60
    while True:
        try:
            client.ping()
        except redis.ConnectionError:
            assert time.monotonic() < deadline, "Redis did not start"
            time.sleep(0.05)
        else:
            return url


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs something that is not here."""
    if item.get_closest_marker("postgres"):
        from django.db import connection

        if connection.vendor != "postgresql":
            pytest.skip("needs PostgreSQL: set TEST_DATABASE_URL=postgres://… (make test does)")
    if item.get_closest_marker("browser"):
        if find_spec("pytest_playwright") is None:
            pytest.skip(NO_PLAYWRIGHT)
        if browser_path() is None:
            pytest.skip("needs Chromium: install the package chromium or set CHROMIUM to its path")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let a transactional test empty the append-only tables: without their guards, which the flush then puts back.

    On the class, because a browser test's event loop gives the same thread a connection of its own.
    """
    from django.db import connection

    from claims.models import guards

    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_unguarded(self: Any, statements: list[str]) -> None:
        guards.remove(self.connection)
        flush(self, statements)

    operations.execute_sql_flush = flush_unguarded


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How pytest-playwright starts the browser: the machine's own Chromium, not a download."""
    return {"executable_path": browser_path(), "headless": True, "args": QUIET_BROWSER}


if find_spec("pytest_playwright") is None:

    @pytest.fixture
    def page() -> None:
        pytest.skip(NO_PLAYWRIGHT)


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of the tests' own: on a shared one, another program's worker could take their messages."""
    if url := os.environ.get("TEST_REDIS_URL"):
        yield url
        return
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("needs Redis: install the package redis-server or set TEST_REDIS_URL")
    port = free_port()
    options = ("--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no")
    folder = tmp_path_factory.mktemp("redis")
    with subprocess.Popen([program, *options, "--dir", str(folder)], stdout=subprocess.DEVNULL) as server:
        try:
            yield redis_that_answers(f"redis://127.0.0.1:{port}/0")
        finally:
            server.terminate()


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    """A Celery worker in a thread of this process, for tests that drive the site and wait for its background work."""
    from celery.contrib.testing.worker import start_worker

    from newsroom.celery import app

    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        yield


@pytest.fixture
def internet() -> Internet:
    """A little internet for one test."""
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
def outside(monkeypatch: pytest.MonkeyPatch, internet: Internet) -> Internet:
    """The same internet for everything that services ask for. Nobody is kept waiting, and no robots.txt is remembered.

    Each name needs an address of its own, unless one site stands behind them all.
    """
    from claims.services import fetching

    monkeypatch.setattr(fetching, "fetch", partial(fetch, network=internet.network))
    monkeypatch.setattr(fetching, "_robots", RobotsCache())
    monkeypatch.setattr(fetching, "_PAUSE", 0)
    return internet
