"""The queue's edge for feeds: due ones are sent out, what came is sent on, a broker that is away is no fault."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.utils import timezone
from kombu.exceptions import OperationalError

from claims import tasks
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    monkeypatch.setattr(tasks.poll_feed, "apply_async", lambda **message: messages.append(message))
    return messages


def test_feeds_that_are_due_are_sent_to_the_workers(
    published: list[dict[str, Any]], django_capture_on_commit_callbacks: Any
) -> None:
    now = timezone.now()
    due = factories.feed(next_poll_at=now - timedelta(minutes=1))
    factories.feed(next_poll_at=now + timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.poll_feeds()
    assert [message["kwargs"] for message in published] == [{"feed_id": str(due.pk)}]
    assert published[0]["expires"] == settings.POLL_SECONDS


def test_what_a_poll_brought_is_sent_on(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[UUID] = []
    run_id = uuid4()
    monkeypatch.setattr(tasks, "dispatch", sent.append)
    for brought in (None, run_id):
        monkeypatch.setattr(tasks.polling, "poll", lambda brought=brought, **_: brought)
        tasks.poll_feed(feed_id=str(uuid4()))
    assert sent == [run_id]


def test_a_broker_that_is_away_fails_nobodys_request(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def away(**_: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks.poll_feed, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.send_poll(uuid4())
    assert "waits for the next round" in caplog.text


def test_every_scheduled_task_exists() -> None:
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert names <= set(tasks.poll_feed.app.tasks)
    assert "claims.tasks.poll_feeds" in names
