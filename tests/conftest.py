"""What every test may use: a browser, a worker, Redis. What a machine lacks makes a test skip and say why.

The suite also runs with only `requirements.txt` installed: browser and property tests then skip.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest

# Playwright keeps an event loop in the main thread, and Django takes that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Read by pytest-timeout when it is installed. Generous, so that only a hang reaches it.
os.environ.setdefault("PYTEST_TIMEOUT", "300")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
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


def redis_answers(url: str) -> bool:
    import redis

    try:
        return bool(redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1).ping())
    except redis.RedisError:
        return False


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
def browser_type_launch_args() -> dict[str, Any]:
    """How pytest-playwright starts the browser: the machine's own Chromium, not a download."""
    return {"executable_path": browser_path(), "headless": True, "args": QUIET_BROWSER}


if find_spec("pytest_playwright") is None:

    @pytest.fixture
    def page() -> None:
        pytest.skip(NO_PLAYWRIGHT)


@pytest.fixture(scope="session")
def redis_url() -> str:
    """A Redis database the tests may fill. `TEST_REDIS_URL`, or database 15 of this machine's own."""
    url = os.environ.get("TEST_REDIS_URL") or "redis://127.0.0.1:6379/15"
    if not redis_answers(url):
        pytest.skip("needs Redis: start one on 127.0.0.1:6379 or set TEST_REDIS_URL")
    return url


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    """A Celery worker in a thread of this process, for tests that drive the site and wait for its background work."""
    from celery.contrib.testing.worker import start_worker

    from newsroom.celery import app

    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        yield
