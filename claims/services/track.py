"""Track: weighs the accepted evidence, records rulings, keeps the follow-ups. The program proposes, a person rules."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from claims.engine import tracking
from claims.models import (
    BrokenReason,
    Commitment,
    EvidenceLink,
    EvidenceSide,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Ruling,
    RulingLink,
    Status,
    User,
)
from claims.services import audit, decisions, reminders
from claims.services.errors import Conflict, Invalid


@transaction.atomic
def rule(
    *,
    commitment_id: UUID,
    status: Status,
    rationale: str,
    broken_reason: str = "",
    link_ids: list[UUID] | None = None,
    latest_ruling_id: UUID | None,
    by: User,
    at: datetime,
) -> Ruling:
    """Appends a ruling and moves the commitment's status.

    `latest_ruling_id` is the ruling the editor saw last: Conflict if another came in meanwhile. Raises Invalid for a
    move that the rules forbid, a missing rationale, a broken promise without its reason, or a link that does not count.
    """
    commitment = decisions.find(Commitment, commitment_id, lock=True)
    if not commitment.is_accepted:
        raise Conflict("Accept the promise before you rule on it.")
    latest = commitment.rulings.first()
    if (latest.pk if latest else None) != latest_ruling_id:
        raise Conflict(f"{latest.ruled_by if latest else 'Somebody'} ruled on this meanwhile. Look again.")
    if not tracking.may_move(tracking.Status(commitment.status), tracking.Status(status)):
        raise Invalid(
            f"A promise that is {commitment.get_status_display().lower()} cannot become {status.label.lower()}."
        )
    if not rationale.strip():
        raise Invalid("Say why: a ruling needs its rationale.")
    if (status == Status.BROKEN) != bool(broken_reason):
        raise Invalid("Say in which way it was broken; the other statuses take no such reason.")
    links = list(commitment.evidence.accepted().filter(pk__in=link_ids or []))
    if len(links) != len(set(link_ids or [])):
        raise Invalid("A ruling can rest only on accepted evidence of this promise.")
    before = commitment.status
    ruling = Ruling.objects.create(
        commitment=commitment,
        status=status,
        broken_reason=BrokenReason(broken_reason) if broken_reason else "",
        rationale=rationale.strip(),
        ruled_by=by,
        ruled_at=at,
    )
    RulingLink.objects.bulk_create(RulingLink(ruling=ruling, link=link) for link in links)
    Commitment.objects.filter(pk=commitment.pk).update(status=status)
    audit.record(
        "commitment.ruled",
        commitment,
        by=by,
        at=at,
        before={"status": before},
        after={"status": status.value, "broken_reason": broken_reason, "ruling": str(ruling.pk)},
    )
    commitment.status = status
    reminders.keep_up(commitment, by=by, at=at)
    return ruling


@transaction.atomic
def weigh(*, commitment_id: UUID, by: User | None, at: datetime) -> Commitment:
    """Recomputes the evidence state from the accepted links, by independent source, and writes what follows from it."""
    commitment = decisions.find(Commitment, commitment_id, lock=True)
    weight = weight_of(commitment)
    if commitment.evidence_state != weight.state.value:
        before = commitment.evidence_state
        commitment.evidence_state = weight.state.value
        commitment.save(update_fields=["evidence_state"])
        audit.record(
            "commitment.weighed",
            commitment,
            by=None,
            at=at,
            before={"evidence_state": before},
            after={"evidence_state": commitment.evidence_state},
        )
    reminders.keep_up(commitment, by=by, at=at)
    return commitment


def weight_of(commitment: Commitment) -> tracking.Weight:
    """What the accepted evidence amounts to now."""
    return tracking.weigh((link.relation, _source_key(link)) for link in _accepted(commitment))


def proposal(commitment: Commitment, today: date) -> tracking.Proposal | None:
    """The status the rules would look at, for a person to decide on."""
    return tracking.propose(commitment.pledge, weight_of(commitment), today)


@transaction.atomic
def open_follow_up(
    *,
    commitment_id: UUID,
    title: str,
    kind: FollowUpKind = FollowUpKind.OTHER,
    assignee_id: int | None = None,
    due_on: date | None = None,
    by: User,
    at: datetime,
) -> FollowUp:
    """Adds something to do on a commitment."""
    commitment = decisions.find(Commitment, commitment_id)
    if not title.strip():
        raise Invalid("Say what is to be done.")
    follow_up = FollowUp.objects.create(
        commitment=commitment,
        title=title.strip()[:300],
        kind=kind,
        assignee_id=assignee_id,
        due_on=due_on,
        created_by=by,
    )
    audit.record("follow_up.opened", follow_up, by=by, at=at, after={"title": follow_up.title, "due_on": due_on})
    return follow_up


@transaction.atomic
def finish(*, follow_up_id: UUID, note: str = "", by: User, at: datetime) -> FollowUp:
    """Done, with what came of it."""
    return _close(follow_up_id, FollowUpState.DONE, note, by=by, at=at)


@transaction.atomic
def drop(*, follow_up_id: UUID, note: str = "", by: User, at: datetime) -> FollowUp:
    """Not worth doing after all."""
    return _close(follow_up_id, FollowUpState.DROPPED, note, by=by, at=at)


@transaction.atomic
def snooze(*, follow_up_id: UUID, until: date, by: User, at: datetime) -> FollowUp:
    """Puts it off: it is back on the desk on that day."""
    follow_up = decisions.find(FollowUp, follow_up_id)
    if until <= at.date():
        raise Invalid("Choose a day to come.")
    _require_pending(follow_up)
    return _move(follow_up, FollowUpState.SNOOZED, by=by, at=at, snoozed_until=until)


@transaction.atomic
def reopen(*, follow_up_id: UUID, by: User, at: datetime) -> FollowUp:
    """Undoes done, dropped or snoozed."""
    follow_up = decisions.find(FollowUp, follow_up_id)
    if follow_up.state == FollowUpState.OPEN:
        return follow_up
    return _move(follow_up, FollowUpState.OPEN, by=by, at=at, snoozed_until=None, closed_by=None, closed_at=None)


@transaction.atomic
def assign(*, follow_up_id: UUID, assignee_id: int | None, by: User, at: datetime) -> FollowUp:
    """Gives it to somebody, or to nobody."""
    follow_up = decisions.find(FollowUp, follow_up_id)
    _require_pending(follow_up)
    before = follow_up.assignee
    follow_up.assignee = decisions.find(User, assignee_id) if assignee_id else None
    follow_up.save(update_fields=["assignee"])
    audit.record(
        "follow_up.assigned",
        follow_up,
        by=by,
        at=at,
        before={"assignee": str(before) if before else None},
        after={"assignee": str(follow_up.assignee) if follow_up.assignee else None},
    )
    return follow_up


def _accepted(commitment: Commitment) -> list[EvidenceLink]:
    links = commitment.evidence.accepted().select_related("statement__article")
    return list(links.prefetch_related("spans__article"))


def _source_key(link: EvidenceLink) -> str:
    """The independent source a link comes from: its article, or the wire cluster that article belongs to."""
    if link.statement is not None:
        return link.statement.article.source_key
    return next(span.article.source_key for span in link.spans.all() if span.side == EvidenceSide.EVIDENCE)


def _close(follow_up_id: UUID, state: FollowUpState, note: str, *, by: User, at: datetime) -> FollowUp:
    follow_up = decisions.find(FollowUp, follow_up_id)
    if follow_up.state == state:
        return follow_up
    _require_pending(follow_up)
    return _move(follow_up, state, by=by, at=at, note=note.strip(), snoozed_until=None, closed_by=by, closed_at=at)


def _require_pending(follow_up: FollowUp) -> None:
    if follow_up.state in (FollowUpState.DONE, FollowUpState.DROPPED):
        raise Conflict(f"This is {follow_up.get_state_display().lower()} already. Undo that first.")


def _move(follow_up: FollowUp, state: FollowUpState, *, by: User, at: datetime, **columns: object) -> FollowUp:
    before = follow_up.state
    if not FollowUp.objects.filter(pk=follow_up.pk, state=before).update(state=state, **columns):
        raise Conflict("Somebody else changed this meanwhile. Look again.")
    follow_up.refresh_from_db()
    audit.record(
        f"follow_up.{_VERBS[state]}",
        follow_up,
        by=by,
        at=at,
        before={"state": before},
        after={"state": state.value, "note": follow_up.note, "snoozed_until": follow_up.snoozed_until},
    )
    return follow_up


_VERBS = {
    FollowUpState.OPEN: "reopened",
    FollowUpState.SNOOZED: "snoozed",
    FollowUpState.DONE: "finished",
    FollowUpState.DROPPED: "dropped",
}
