"""Rulings are a person's, dated and final; follow-ups write themselves once and can be undone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from claims.models import AuditEvent, Commitment, EvidenceLink, FollowUp, FollowUpState, Ruling, Status, WireCluster
from claims.services import link, reminders, track
from claims.services.errors import Conflict, Invalid
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment() -> Commitment:
    statement = factories.statement(factories.article(), speaker=factories.person("Ana Ruiz"))
    return factories.decided(factories.commitment(statement))


def rule(commitment: Commitment, status: Status = Status.IN_PROGRESS, **arguments: Any) -> Ruling:
    defaults = {"rationale": "Work began.", "latest_ruling_id": None, "by": factories.editor(), "at": AT}
    return track.rule(commitment_id=commitment.pk, status=status, **(defaults | arguments))


def contradiction(commitment: Commitment, **article: Any) -> EvidenceLink:
    found = factories.evidence(commitment, factories.statement(factories.article(**article)))
    return link.accept(link_id=found.pk, by=factories.editor(), at=AT)


def test_a_ruling_moves_the_status_and_leaves_a_trace(commitment: Commitment) -> None:
    ruling = rule(commitment)
    commitment.refresh_from_db()
    assert commitment.status == "in_progress"
    event = AuditEvent.objects.get(verb="commitment.ruled")
    assert (event.before, event.after["ruling"]) == ({"status": "open"}, str(ruling.pk))


def test_two_people_do_not_rule_past_each_other(commitment: Commitment) -> None:
    first = rule(commitment)
    with pytest.raises(Conflict, match="Edda Torin ruled on this meanwhile"):
        rule(commitment, Status.STALLED)
    rule(commitment, Status.STALLED, latest_ruling_id=first.pk, at=AT + timedelta(days=1))
    assert [one.status for one in commitment.rulings.all()] == ["stalled", "in_progress"]


def test_a_ruling_rests_on_accepted_evidence_of_its_promise(commitment: Commitment) -> None:
    accepted = contradiction(commitment)
    suggested = factories.evidence(commitment, factories.statement(factories.article()))
    with pytest.raises(Invalid, match="only on accepted evidence"):
        rule(commitment, link_ids=[accepted.pk, suggested.pk])
    ruling = rule(commitment, Status.BROKEN, broken_reason="blocked", link_ids=[accepted.pk])
    assert list(ruling.links.all()) == [accepted]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"rationale": "  "}, "rationale"),
        ({"status": Status.BROKEN}, "in which way"),
        ({"status": Status.FULFILLED, "broken_reason": "other"}, "in which way"),
    ],
)
def test_a_ruling_that_lacks_something_says_what(commitment: Commitment, arguments: Any, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        rule(commitment, **arguments)
    assert not Ruling.objects.exists()


def test_only_accepted_promises_are_ruled_on() -> None:
    suggested = factories.commitment(factories.statement(factories.article()))
    with pytest.raises(Conflict, match="Accept the promise"):
        rule(suggested)


def test_a_withdrawn_promise_is_opened_before_it_is_rated(commitment: Commitment) -> None:
    withdrawn = rule(commitment, Status.WITHDRAWN)
    with pytest.raises(Invalid, match="withdrawn cannot become fulfilled"):
        rule(commitment, Status.FULFILLED, latest_ruling_id=withdrawn.pk)


def test_copies_of_one_wire_report_are_one_independent_source(commitment: Commitment) -> None:
    cluster = WireCluster.objects.create(title="Agency report")
    contradiction(commitment, wire_cluster=cluster)
    contradiction(commitment, wire_cluster=cluster)
    weight = track.weight_of(commitment)
    assert (weight.contradicting.reports, weight.contradicting.sources) == (2, 1)
    contradiction(commitment)
    assert track.weight_of(commitment).contradicting.sources == 2


def test_the_program_proposes_and_does_not_rule(commitment: Commitment) -> None:
    contradiction(commitment)
    commitment.refresh_from_db()
    proposal = track.proposal(commitment, AT.date())
    assert proposal is not None
    assert proposal.status == "broken"
    assert "1 independent source" in proposal.reason
    assert (commitment.status, commitment.rulings.count()) == ("open", 0)


def test_follow_ups_are_written_once(commitment: Commitment) -> None:
    contradiction(commitment)
    track.weigh(commitment_id=commitment.pk, by=factories.editor(), at=AT)
    reminders.wake(at=AT)
    assert sorted(FollowUp.objects.values_list("kind", flat=True)) == ["contradiction", "right_of_reply"]


def test_the_days_round_writes_deadline_checks_and_wakes_what_slept(commitment: Commitment) -> None:
    Commitment.objects.filter(pk=commitment.pk).update(deadline_kind="fixed", deadline_on="2024-06-01")
    reminders.wake(at=AT)
    assert not FollowUp.objects.exists()
    asleep = factories.follow_up(commitment, state="snoozed", snoozed_until=date(2024, 5, 20))
    reminders.wake(at=AT + timedelta(days=26))
    asleep.refresh_from_db()
    assert (asleep.state, asleep.snoozed_until) == ("open", None)
    check = FollowUp.objects.get(kind="deadline_check")
    assert (check.due_on, check.origin) == (date(2024, 6, 1), "machine")


def test_done_dropped_and_snoozed_can_be_undone(commitment: Commitment) -> None:
    by = factories.editor()
    follow_up = track.open_follow_up(commitment_id=commitment.pk, title="Call the mayor", by=by, at=AT)
    track.finish(follow_up_id=follow_up.pk, note="She called back.", by=by, at=AT)
    with pytest.raises(Conflict, match="done already"):
        track.drop(follow_up_id=follow_up.pk, by=by, at=AT)
    track.reopen(follow_up_id=follow_up.pk, by=by, at=AT)
    track.snooze(follow_up_id=follow_up.pk, until=AT.date() + timedelta(days=3), by=by, at=AT)
    follow_up = track.reopen(follow_up_id=follow_up.pk, by=by, at=AT)
    assert (follow_up.state, follow_up.closed_at, follow_up.snoozed_until) == (FollowUpState.OPEN, None, None)
    verbs = AuditEvent.objects.filter(target_type="follow_up").order_by("created_at").values_list("verb", flat=True)
    assert list(verbs) == [f"follow_up.{verb}" for verb in ("opened", "finished", "reopened", "snoozed", "reopened")]


def test_a_follow_up_says_what_and_is_put_off_to_a_day_to_come(commitment: Commitment) -> None:
    by = factories.editor()
    with pytest.raises(Invalid):
        track.open_follow_up(commitment_id=commitment.pk, title=" ", by=by, at=AT)
    follow_up = factories.follow_up(commitment)
    with pytest.raises(Invalid, match="day to come"):
        track.snooze(follow_up_id=follow_up.pk, until=AT.date(), by=by, at=AT)


def test_assigning_and_taking_back(commitment: Commitment) -> None:
    by, follow_up = factories.editor(), factories.follow_up(commitment)
    assert track.assign(follow_up_id=follow_up.pk, assignee_id=by.pk, by=by, at=AT).assignee == by
    assert track.assign(follow_up_id=follow_up.pk, assignee_id=None, by=by, at=AT).assignee is None
