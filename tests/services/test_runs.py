"""Runs: one worker at a time, a dead worker's run goes on where it stopped, a lost message is sent again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from claims.engine.extraction.findings import Extraction
from claims.models import ItemState, Run, RunItem, RunKind, RunState
from claims.services import extract, ingest, link, pipeline, runs, unpack
from claims.services.errors import Conflict
from claims.services.ingest import Submission
from claims.services.outcomes import Outcome
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db

STORIES = [
    Submission(f"{n}.txt", f"Bridge {n}\n\n“We will mend bridge {n},” Ana Ruiz said.".encode()) for n in range(3)
]


@pytest.fixture
def run() -> Run:
    queued = ingest.submit(submissions=STORIES, by=None, at=AT)
    Run.objects.update(created_at=AT)
    return queued


def claimed(run: Run, at: datetime = AT) -> Run:
    held = runs.claim(run_id=run.pk, at=at)
    assert held is not None
    return held


def test_only_one_worker_holds_a_run(run: Run) -> None:
    claimed(run)
    assert runs.claim(run_id=run.pk, at=AT) is None
    assert pipeline.perform(run_id=run.pk, clock=lambda: AT) is None
    assert run.items.filter(state=ItemState.QUEUED).count() == 3


def test_a_dead_workers_run_goes_on_where_it_stopped(run: Run) -> None:
    dead = claimed(run)
    first = run.items.get(position=0)
    outcome = unpack.work(item=first, by=None, at=AT)
    runs.advance(run=dead, item=first, outcome=outcome, at=AT)
    later = AT + runs.LEASE + timedelta(seconds=1)
    assert runs.lost(at=later) == [run.pk]
    pipeline.perform(run_id=run.pk, clock=lambda: later)
    run.refresh_from_db()
    assert (run.state, run.done) == (RunState.DONE, 3)
    assert set(run.items.values_list("state", flat=True)) == {ItemState.IMPORTED}


def test_a_worker_that_died_between_storing_and_noting_it_leaves_no_article_unread(run: Run) -> None:
    claimed(run)
    first = run.items.get(position=0)
    unpack.work(item=first, by=None, at=AT)
    later = AT + runs.LEASE + timedelta(seconds=1)
    following = pipeline.perform(run_id=run.pk, clock=lambda: later)
    assert following is not None
    pipeline.perform(run_id=following)
    article = run.items.get(position=0).article
    assert article.extracted_at is not None
    assert article.statements.exists()


def test_interruptions_with_progress_in_between_do_not_add_up(run: Run) -> None:
    at = AT
    for item in run.items.all():
        for _ in range(runs.MAX_ATTEMPTS - 1):
            held = claimed(run, at)
            at += runs.LEASE + timedelta(seconds=1)
        runs.advance(run=held, item=item, outcome=Outcome(ItemState.IMPORTED), at=at)
        at += runs.LEASE + timedelta(seconds=1)
    assert pipeline.perform(run_id=run.pk, clock=lambda: at) is None
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_a_worker_lets_go_when_its_time_is_up_and_goes_on_later(run: Run) -> None:
    ticks = iter(range(100))

    def clock() -> datetime:
        return AT + timedelta(seconds=next(ticks))

    assert pipeline.perform(run_id=run.pk, budget=timedelta(seconds=3), clock=clock) == run.pk
    run.refresh_from_db()
    assert run.state == RunState.RUNNING
    assert 0 < run.done < 3
    pipeline.perform_all(run_id=run.pk, clock=clock)
    run.refresh_from_db()
    assert (run.state, run.done) == (RunState.DONE, 3)


def test_a_worker_that_lost_its_lease_writes_nothing_more(run: Run) -> None:
    slow = claimed(run)
    later = AT + runs.LEASE + timedelta(seconds=1)
    claimed(run, later)
    item = run.items.get(position=0)
    with pytest.raises(runs.LeaseLost):
        runs.advance(run=slow, item=item, outcome=Outcome(ItemState.DONE), at=later)
    item.refresh_from_db()
    assert item.state == ItemState.QUEUED
    with pytest.raises(runs.LeaseLost):
        runs.finish(run=slow, counts={}, at=later)


def performed(run: Run, at: datetime) -> UUID | None:
    return pipeline.perform(run_id=run.pk, clock=lambda: at)


class Killed(BaseException):
    """What nobody catches, as a worker that runs out of memory."""


def test_an_item_that_keeps_killing_its_worker_is_given_up_and_the_others_go_on(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = unpack.work

    def deadly(*, item: RunItem, **rest: object) -> Outcome:
        if item.path == "1.txt":
            raise Killed
        return real(item=item, **rest)

    at = AT
    with monkeypatch.context() as dying:
        dying.setattr(unpack, "work", deadly)
        for _ in range(runs.MAX_ATTEMPTS + 1):  # the first of them had done the item before
            with pytest.raises(Killed):
                performed(run, at)
            assert performed(run, at) is None  # the lease still holds
            at += runs.LEASE + timedelta(seconds=1)
        performed(run, at)
    run.refresh_from_db()
    assert (run.state, run.done, run.counts) == (RunState.DONE, 3, {"imported": 2, "failed": 1})
    item = run.items.get(position=1)
    assert (item.state, item.code) == (ItemState.FAILED, "given_up")
    assert "5 workers in a row ended" in item.message

    Run.objects.filter(follows=run).update(state=RunState.DONE, finished_at=at)
    runs.retry(run_id=run.pk, by=factories.editor(), at=at)
    pipeline.perform(run_id=run.pk)
    run.refresh_from_db()
    assert run.counts == {"imported": 3}


def test_a_run_that_cannot_be_closed_is_given_up(run: Run) -> None:
    run.items.update(state=ItemState.DUPLICATE)
    at = AT
    for _ in range(runs.MAX_ATTEMPTS):
        claimed(run, at)
        at += runs.LEASE + timedelta(seconds=1)
    assert runs.claim(run_id=run.pk, at=at) is None
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "Given up" in run.error


def test_a_long_text_keeps_its_reader_from_being_taken_for_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    short, long = factories.article(), factories.article(f"Ports\n\n{'The harbour is closed. ' * 15_000}")
    until: dict[UUID, datetime] = {}

    def slow(*, article_id: UUID, at: datetime) -> Extraction:
        until[article_id] = Run.objects.get().lease_until
        return Extraction("rules", (), (), ())

    monkeypatch.setattr(extract, "read", slow)
    reading = runs.start(kind=RunKind.EXTRACT, article_ids=[short.pk, long.pk], by=None)
    pipeline.perform(run_id=reading.pk, clock=lambda: AT)
    assert until[short.pk] < AT + runs.LEASE + timedelta(seconds=1)
    assert until[long.pk] > AT + timedelta(minutes=3)


def test_a_long_linking_keeps_its_run_while_it_lives_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    now, kept = AT, []

    def slow(*, article_id: UUID, between: Callable[[], object], at: datetime) -> int:
        nonlocal now
        for _ in range(9):
            now += timedelta(seconds=20)
            between()
            kept.append(runs.claim(run_id=linking.pk, at=now) is None)
        now += runs.LEASE + timedelta(seconds=1)
        claimed(linking, now)
        between()
        raise AssertionError("it should have let go")

    monkeypatch.setattr(link, "suggest", slow)
    linking = runs.start(kind=RunKind.LINK, article_ids=[factories.article().pk], by=None)
    assert pipeline.perform(run_id=linking.pk, clock=lambda: now) is None
    assert kept == [True] * 9
    assert linking.items.get().state == ItemState.QUEUED


def test_lost_runs_are_those_nobody_works_on_and_nobody_sent_lately(run: Run) -> None:
    assert runs.lost(at=AT) == []  # its request may be about to publish it
    soon = AT + timedelta(seconds=10)
    assert runs.lost(at=soon) == [run.pk]
    runs.dispatched(run_id=run.pk, at=soon)
    assert runs.lost(at=soon) == []
    assert runs.lost(at=soon + runs.REDISPATCH_AFTER + timedelta(seconds=1)) == [run.pk]


def test_stages_follow_each_other_once(run: Run) -> None:
    performed = pipeline.perform_all(run_id=run.pk)
    kinds = [Run.objects.get(pk=pk).kind for pk in performed]
    assert kinds == ["import", "extract", "link"]
    assert pipeline.perform(run_id=run.pk) is None
    assert Run.objects.count() == 3


def test_duplicates_are_not_extracted_again(run: Run) -> None:
    pipeline.perform_all(run_id=run.pk)
    again = ingest.submit(submissions=STORIES, by=None, at=AT)
    assert pipeline.perform_all(run_id=again.pk) == [again.pk]
    again.refresh_from_db()
    assert again.counts == {"duplicate": 3}


def test_an_item_that_fails_stops_no_other_and_can_be_retried(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = unpack.work

    def flaky(*, item: RunItem, **rest: object) -> Outcome:
        if item.path == "1.txt":
            raise RuntimeError("disk on fire")
        return real(item=item, **rest)

    monkeypatch.setattr(unpack, "work", flaky)
    pipeline.perform_all(run_id=run.pk)
    item = run.items.get(position=1)
    assert (item.state, item.code) == (ItemState.FAILED, "error")
    assert "disk on fire" not in item.message
    assert item.original is not None
    run.refresh_from_db()
    assert run.counts == {"imported": 2, "failed": 1}

    monkeypatch.undo()
    runs.retry(run_id=run.pk, by=factories.editor(), at=AT)
    performed = pipeline.perform_all(run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.done, run.counts) == (RunState.DONE, 3, {"imported": 3})
    assert len(performed) == 3
    assert item.run.items.get(position=1).article.statements.exists()


def test_only_a_finished_run_with_failures_can_be_retried(run: Run) -> None:
    with pytest.raises(Conflict, match="still working"):
        runs.retry(run_id=run.pk, by=factories.editor(), at=AT)
    pipeline.perform_all(run_id=run.pk)
    run.refresh_from_db()
    with pytest.raises(Conflict, match="Nothing failed"):
        runs.retry(run_id=run.pk, by=factories.editor(), at=AT)
