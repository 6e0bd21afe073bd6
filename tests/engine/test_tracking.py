"""The rules of tracking, one by one."""

from __future__ import annotations

from datetime import date

import pytest

from claims.engine.tracking import (
    DEADLINE_NOTICE,
    STALE_AFTER,
    UNSETTLED,
    EvidenceState,
    Occasion,
    Pledge,
    Side,
    Status,
    due_date,
    is_overdue,
    may_move,
    occasions,
    propose,
    weigh,
)

WILL = Pledge("will", Status.OPEN, "fixed", "2024-06", "2023-01")
WILL_NOT = Pledge("will_not", Status.OPEN, "event", "2024-11-05", "2023-11")
STANDING = Pledge("will", Status.OPEN, "standing", "", "2023-01")
BEFORE, AFTER = date(2024, 6, 30), date(2024, 7, 1)
FOR, AGAINST, PART = ("supports", "a"), ("contradicts", "b"), ("partly_supports", "c")


def settled(status: Status) -> Pledge:
    return Pledge("will", status, "fixed", "2024-06", "2023-01")


@pytest.mark.parametrize("old", [status for status in Status if status is not Status.WITHDRAWN])
def test_ratings_go_back_and_forth(old: Status) -> None:
    assert all(may_move(old, new) for new in Status)


def test_a_withdrawn_promise_is_opened_before_it_is_rated() -> None:
    assert {new for new in Status if may_move(Status.WITHDRAWN, new)} == {Status.OPEN, Status.WITHDRAWN}


@pytest.mark.parametrize(
    ("links", "state", "supporting", "contradicting"),
    [
        ([], EvidenceState.NONE, (0, 0), (0, 0)),
        ([("context", "a"), ("qualifies", "b"), ("restates", "c")], EvidenceState.NONE, (0, 0), (0, 0)),
        ([FOR], EvidenceState.SUPPORTING, (1, 1), (0, 0)),
        ([FOR, PART, ("context", "d")], EvidenceState.SUPPORTING, (2, 2), (0, 0)),
        ([("retracts", "a")], EvidenceState.CONTRADICTING, (0, 0), (1, 1)),
        ([FOR, AGAINST], EvidenceState.MIXED, (1, 1), (1, 1)),
        ([AGAINST, ("contradicts", "b"), ("contradicts", "b")], EvidenceState.CONTRADICTING, (0, 0), (3, 1)),
        ([AGAINST, ("contradicts", "b"), ("retracts", "c")], EvidenceState.CONTRADICTING, (0, 0), (3, 2)),
    ],
)
def test_each_side_counts_its_reports_and_independent_sources_once(
    links: list[tuple[str, str]], state: EvidenceState, supporting: tuple[int, int], contradicting: tuple[int, int]
) -> None:
    weight = weigh(links)
    assert weight.state is state
    assert weight.supporting == Side(*supporting)
    assert weight.contradicting == Side(*contradicting)
    assert weight.reports == len(links)


def test_support_in_part_is_not_support_of_the_whole() -> None:
    assert weigh([PART]).in_part
    assert not weigh([PART, FOR]).in_part
    assert not weigh([AGAINST]).in_part


def test_a_deadline_of_a_month_is_its_last_day() -> None:
    assert due_date(WILL) == date(2024, 6, 30)
    assert due_date(STANDING) is None


def test_overdue_begins_the_day_after() -> None:
    assert not is_overdue(WILL, BEFORE)
    assert is_overdue(WILL, AFTER)
    assert not is_overdue(STANDING, date(2090, 1, 1))


@pytest.mark.parametrize("status", [status for status in Status if status not in UNSETTLED])
def test_a_settled_promise_is_never_overdue_and_needs_no_proposal(status: Status) -> None:
    assert not is_overdue(settled(status), AFTER)
    assert propose(settled(status), weigh([AGAINST]), AFTER) is None


@pytest.mark.parametrize(
    ("pledge", "links", "today", "status"),
    [
        (WILL, [AGAINST], BEFORE, Status.BROKEN),
        (WILL_NOT, [AGAINST], BEFORE, Status.BROKEN),
        (WILL, [FOR, AGAINST], BEFORE, Status.PARTLY_FULFILLED),
        (WILL, [FOR], BEFORE, Status.FULFILLED),
        (WILL, [PART], BEFORE, Status.IN_PROGRESS),
        (WILL, [PART], AFTER, Status.PARTLY_FULFILLED),
        (WILL_NOT, [FOR], BEFORE, Status.IN_PROGRESS),
        (WILL_NOT, [FOR], date(2024, 11, 6), Status.FULFILLED),
        (STANDING, [FOR], AFTER, Status.IN_PROGRESS),
    ],
)
def test_what_the_evidence_proposes(pledge: Pledge, links: list[tuple[str, str]], today: date, status: Status) -> None:
    proposal = propose(pledge, weigh(links), today)
    assert proposal is not None
    assert proposal.status is status
    assert proposal.reason.endswith(".")


@pytest.mark.parametrize("today", [BEFORE, AFTER])
def test_silence_proposes_nothing(today: date) -> None:
    assert propose(WILL, weigh([]), today) is None
    assert propose(WILL_NOT, weigh([("context", "a")]), today) is None


def test_the_reason_counts_the_sources() -> None:
    one = propose(WILL, weigh([AGAINST]), BEFORE)
    two = propose(WILL, weigh([AGAINST, ("contradicts", "c")]), BEFORE)
    assert one is not None
    assert two is not None
    assert one.reason.startswith("1 independent source ")
    assert two.reason.startswith("2 independent sources ")


def called_for(pledge: Pledge, today: date, *links: str, ruled: date | None = None) -> list[Occasion]:
    return occasions(pledge, contradictions=links, last_ruled_on=ruled, since=date(2024, 6, 1), today=today)


def test_a_contradiction_asks_for_two_things() -> None:
    found = called_for(WILL_NOT, date(2024, 6, 2), "x")
    assert [(one.key, one.kind) for one in found] == [
        ("contradiction:x", "contradiction"),
        ("right-of-reply", "right_of_reply"),
    ]
    assert all(one.due_on > date(2024, 6, 2) for one in found)


def test_the_right_of_reply_is_asked_once_for_all_contradictions() -> None:
    keys = [one.key for one in called_for(WILL_NOT, date(2024, 6, 2), "x", "y")]
    assert keys == ["contradiction:x", "contradiction:y", "right-of-reply"]


def test_a_deadline_is_checked_when_it_comes_near() -> None:
    near = date(2024, 6, 30) - DEADLINE_NOTICE
    assert [one.kind for one in called_for(WILL, near)] == ["deadline_check"]
    assert called_for(WILL, near)[0].due_on == date(2024, 6, 30)
    assert called_for(WILL, date(2024, 6, 22)) == []


def test_a_moved_deadline_is_another_occasion() -> None:
    moved = Pledge("will", Status.OPEN, "fixed", "2024-07-02", "2023-01")
    [first], [second] = called_for(WILL, BEFORE), called_for(moved, BEFORE)
    assert first.key != second.key


def test_a_status_grows_stale_and_a_ruling_starts_it_anew() -> None:
    due = date(2024, 6, 1) + STALE_AFTER
    assert [one.kind for one in called_for(STANDING, due)] == ["stale_status"]
    assert called_for(STANDING, due, ruled=date(2024, 7, 1)) == []
    later = called_for(STANDING, date(2024, 7, 1) + STALE_AFTER, ruled=date(2024, 7, 1))
    assert later[0].key != called_for(STANDING, due)[0].key


@pytest.mark.parametrize("pledge", [WILL, WILL_NOT, STANDING])
def test_keys_do_not_change_with_the_day(pledge: Pledge) -> None:
    first = {one.key for one in called_for(pledge, date(2024, 11, 10), "x")}
    assert first <= {one.key for one in called_for(pledge, date(2024, 12, 20), "x")}


def test_a_settled_promise_calls_for_nothing() -> None:
    assert called_for(settled(Status.BROKEN), date(2025, 1, 1), "x") == []
