"""A real worker process on either queue: it takes a job from the broker and leaves the results in the database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from kombu import Connection

from claims.models import Article, ItemState, Run, RunKind, RunState, Statement
from claims.services import ingest
from claims.services.ingest import Submission
from claims.tasks import perform_run, poll_feeds, sweep
from tests import factories

ROOT = Path(__file__).parent.parent.parent
ARTICLE = b"""Mayor promises a bridge

By Ada Example

RIVERTON, May 2, 2023 - Mayor Jane Doe said on Tuesday that the city would build a second bridge by 2026.

"We will not raise taxes to pay for it," Doe said.
"""


class Queue:
    """One broker, and the means to publish to it and to run a worker on it."""

    def __init__(self, folder: Path, redis_url: str) -> None:
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DEBUG": "1",
            "VAR_DIR": str(folder),
            "DATABASE_URL": database_url(),
            "REDIS_URL": redis_url,
        }
        messages = str(folder / "queue" / "messages")
        files = {"data_folder_in": messages, "data_folder_out": messages, "control_folder": f"{folder}/queue/control"}
        self._connect: Callable[[], Connection] = lambda: (
            Connection(redis_url)
            if redis_url
            else Connection("filesystem://localhost", transport="newsroom.transport:Transport", transport_options=files)
        )
        self._pool = ("--concurrency", "1") if redis_url else ("--pool", "solo")
        self.log = folder / "worker.log"

    def start_worker(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "celery", "--app", "newsroom", "worker", *self._pool, "--without-mingle"]
        with self.log.open("wb") as log:
            return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def perform(self, run: Run) -> None:
        with self._connect() as broker:
            perform_run.apply_async(kwargs={"run_id": str(run.pk)}, connection=broker)

    def poll_feeds(self) -> None:
        with self._connect() as broker:
            poll_feeds.apply_async(connection=broker)

    def sweep(self) -> None:
        with self._connect() as broker:
            sweep.apply_async(connection=broker)


def database_url() -> str:
    """The test database, as another process reaches it."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    password = f":{settings['PASSWORD']}" if settings["PASSWORD"] else ""
    return f"postgres://{settings['USER']}{password}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


@pytest.fixture(params=["files", pytest.param("redis", marks=pytest.mark.redis)])
def queue(request: pytest.FixtureRequest, transactional_db: None, tmp_path: Path) -> Queue:
    return Queue(tmp_path, request.getfixturevalue("redis_url") if request.param == "redis" else "")


@pytest.fixture
def running_worker(queue: Queue) -> Iterator[subprocess.Popen[bytes]]:
    worker = queue.start_worker()
    yield worker
    worker.kill()
    worker.wait()


def submitted() -> Run:
    submission = Submission("bridge.txt", ARTICLE)
    return ingest.submit(submissions=[submission], by=None, at=timezone.now())


def wait_for_all_stages(queue: Queue) -> None:
    """Import, extraction and linking, each done."""
    deadline = time.monotonic() + 120
    while Run.objects.filter(kind=RunKind.LINK, state=RunState.DONE).count() != 1:
        states = list(Run.objects.values_list("kind", "state", "error"))
        assert time.monotonic() < deadline, f"{states}\n{queue.log.read_text()}"
        assert RunState.FAILED not in {state for _, state, _ in states}, f"{states}\n{queue.log.read_text()}"
        time.sleep(0.1)


def test_a_job_travels_all_stages_outside_this_process(queue: Queue, running_worker: subprocess.Popen[bytes]) -> None:
    run = submitted()
    queue.perform(run)
    queue.perform(run)  # a message may come twice
    wait_for_all_stages(queue)

    assert [item.state for item in run.items.all()] == [ItemState.IMPORTED]
    article = Article.objects.get()
    assert Statement.objects.filter(article=article).count() >= 2
    assert Run.objects.count() == 3

    running_worker.send_signal(signal.SIGTERM)
    assert running_worker.wait(timeout=60) == 0


def test_a_job_whose_message_was_lost_is_found_by_the_sweeper(
    queue: Queue, running_worker: subprocess.Popen[bytes]
) -> None:
    run = submitted()
    Run.objects.filter(pk=run.pk).update(created_at=timezone.now() - timedelta(minutes=1))
    queue.sweep()
    wait_for_all_stages(queue)
    assert Article.objects.count() == 1


def test_a_feed_that_is_due_is_polled(queue: Queue, running_worker: subprocess.Popen[bytes]) -> None:
    """No site is asked: the address is one that nobody may be asked for, and the worker says so."""
    feed = factories.feed(url="http://127.0.0.1/feed", next_poll_at=timezone.now())
    queue.poll_feeds()
    deadline = time.monotonic() + 120
    while not feed.failures:
        assert time.monotonic() < deadline, queue.log.read_text()
        time.sleep(0.1)
        feed.refresh_from_db()
    assert (feed.failures, feed.last_code) == (1, "address_blocked")
