"""Review: an editor accepts, rejects and corrects what was found. What a person decided, no machine changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from claims.models import (
    Commitment,
    CommitmentStatement,
    DeadlineKind,
    Origin,
    Person,
    Polarity,
    ReviewState,
    RunKind,
    Statement,
    StatementRole,
    User,
)
from claims.services import audit, decisions, people, runs
from claims.services.errors import Conflict, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentDetails:
    """What an editor may write of a commitment."""

    title: str
    polarity: Polarity
    made_on: str = ""
    deadline_kind: DeadlineKind = DeadlineKind.NONE
    deadline_on: str = ""
    deadline_event: str = ""
    broken_if: str = ""
    topic: str = ""
    to_text: str = ""
    owner_id: int | None = None


@transaction.atomic
def accept(*, statement_id: UUID, by: User, at: datetime) -> Statement:
    """Accepts a statement, and with it its speaker if they were only a suggestion."""
    statement = decisions.find(Statement, statement_id)
    decisions.decide(statement, ReviewState.ACCEPTED, noun="statement", by=by, at=at)
    if statement.speaker and statement.speaker.is_suggested:
        people.accept(person_id=statement.speaker.pk, by=by, at=at)
    return statement


@dataclass(frozen=True, slots=True)
class AcceptedMany:
    """What became of many: how many are accepted now, and why each of the others is not."""

    accepted: int
    conflicts: tuple[str, ...]


@transaction.atomic
def accept_many(*, statement_ids: Iterable[UUID], by: User, at: datetime) -> AcceptedMany:
    """Accepts each statement for itself: one that was rejected or is gone meanwhile stops no other."""
    accepted, conflicts = 0, []
    for statement_id in dict.fromkeys(statement_ids):
        try:
            accept(statement_id=statement_id, by=by, at=at)
        except (Conflict, NotFound) as refusal:
            conflicts.append(str(refusal))
        else:
            accepted += 1
    return AcceptedMany(accepted, tuple(conflicts))


@transaction.atomic
def reject(*, statement_id: UUID, by: User, at: datetime) -> Statement:
    """Rejects a statement. Refused while an accepted promise or accepted evidence rests on it."""
    statement = decisions.find(Statement, statement_id, lock=True)
    _require_unused(statement)
    decisions.decide(statement, ReviewState.REJECTED, noun="statement", by=by, at=at)
    return statement


@transaction.atomic
def reopen(*, statement_id: UUID, by: User, at: datetime) -> Statement:
    """Undoes a decision: the statement waits for review again."""
    statement = decisions.find(Statement, statement_id, lock=True)
    _require_unused(statement)
    decisions.reopen(statement, noun="statement", by=by, at=at)
    return statement


@transaction.atomic
def change_speaker(
    *, statement_id: UUID, person_id: UUID | None = None, name: str = "", by: User, at: datetime
) -> Statement:
    """Says who spoke: a known person, a new one by `name`, or nobody known when both are empty.

    The promises first made in the statement follow, as long as they were the old speaker's.
    """
    statement = decisions.find(Statement, statement_id, lock=True)
    before = statement.speaker
    if person_id is not None:
        speaker: Person | None = people.choose(person_id)
    else:
        speaker = people.create(name=name, by=by, at=at) if name.strip() else None
    statement.speaker = speaker
    statement.edited_by, statement.edited_at = by, at
    statement.save(update_fields=["speaker", "edited_by", "edited_at"])
    _hand_over(statement, before, speaker, by=by, at=at)
    audit.record(
        "statement.speaker_changed",
        statement,
        by=by,
        at=at,
        before={"speaker": before.name if before else None},
        after={"speaker": speaker.name if speaker else None},
    )
    return statement


@transaction.atomic
def mark_commitment(*, statement_id: UUID, details: CommitmentDetails, by: User, at: datetime) -> Commitment:
    """Says that a statement is a promise, accepts both, and queues the search for reports on it.

    Raises Conflict if the statement is the source of a standing promise.
    """
    statement = decisions.find(Statement, statement_id, lock=True)
    if statement.commitments.exclude(review_state=ReviewState.REJECTED).exists():
        raise Conflict("This statement is marked as a promise already.")
    accept(statement_id=statement_id, by=by, at=at)
    rejected = Commitment.objects.filter(sources__statement=statement, sources__role=StatementRole.FIRST).first()
    if rejected is not None:  # the words promise after all: the same promise again, not a second one
        reopen_commitment(commitment_id=rejected.pk, by=by, at=at)
        edit_commitment(commitment_id=rejected.pk, details=details, seen=rejected.edited_at, by=by, at=at)
        commitment = accept_commitment(commitment_id=rejected.pk, by=by, at=at)
    else:
        commitment = _promise(statement, details, by=by, at=at)
    runs.start(kind=RunKind.LINK, article_ids=[statement.article_id], by=by)  # the sweeper sends it out
    return commitment


@transaction.atomic
def edit_commitment(
    *, commitment_id: UUID, details: CommitmentDetails, seen: datetime | None, by: User, at: datetime
) -> Commitment:
    """Rewrites what an editor may write of a commitment; a machine leaves it alone from then on.

    `seen` is when it had last been edited as the editor saw it: Conflict if somebody edited it since.
    """
    commitment = decisions.find(Commitment, commitment_id, lock=True)
    if commitment.edited_at != seen:
        raise Conflict(f"{commitment.edited_by} edited this promise meanwhile. Look again before you save.")
    before = _details_of(commitment)
    _write(commitment, details)
    commitment.edited_by, commitment.edited_at = by, at
    commitment.save(update_fields=[*_DETAILS, "edited_by", "edited_at"])
    audit.record("commitment.edited", commitment, by=by, at=at, before=before, after=_details_of(commitment))
    return commitment


@transaction.atomic
def accept_commitment(*, commitment_id: UUID, by: User, at: datetime) -> Commitment:
    """Accepts a promise, and the first statement behind it."""
    commitment = decisions.find(Commitment, commitment_id)
    if decisions.decide(commitment, ReviewState.ACCEPTED, noun="commitment", by=by, at=at):
        for source in commitment.sources.filter(role=StatementRole.FIRST):
            accept(statement_id=source.statement_id, by=by, at=at)
        if commitment.person and commitment.person.is_suggested:
            people.accept(person_id=commitment.person.pk, by=by, at=at)
    return commitment


@transaction.atomic
def reject_commitment(*, commitment_id: UUID, by: User, at: datetime) -> Commitment:
    """Says that this is no promise. Refused while a ruling or accepted evidence stands on it."""
    commitment = decisions.find(Commitment, commitment_id, lock=True)
    _require_nothing_on(commitment)
    decisions.decide(commitment, ReviewState.REJECTED, noun="commitment", by=by, at=at)
    return commitment


@transaction.atomic
def reopen_commitment(*, commitment_id: UUID, by: User, at: datetime) -> Commitment:
    commitment = decisions.find(Commitment, commitment_id, lock=True)
    _require_nothing_on(commitment)
    decisions.reopen(commitment, noun="commitment", by=by, at=at)
    return commitment


def _hand_over(statement: Statement, old: Person | None, new: Person | None, *, by: User, at: datetime) -> None:
    """A promise is its first statement's speaker's, unless somebody had already said it is another's."""
    for source in statement.promises.filter(role=StatementRole.FIRST, commitment__person=old):
        commitment = decisions.find(Commitment, source.commitment_id, lock=True)
        commitment.person = new
        commitment.save(update_fields=["person"])
        audit.record(
            "commitment.handed_over",
            commitment,
            by=by,
            at=at,
            before={"person": old.name if old else None},
            after={"person": new.name if new else None},
        )


def _require_unused(statement: Statement) -> None:
    accepted = {"review_state": ReviewState.ACCEPTED}
    if statement.commitments.filter(**accepted).exists():
        raise Conflict("An accepted promise rests on this statement. Undo the promise first.")
    if statement.evidence.filter(**accepted).exists():
        raise Conflict("Accepted evidence rests on this statement. Undo the evidence first.")


def _require_nothing_on(commitment: Commitment) -> None:
    if commitment.rulings.exists():
        raise Conflict("There are rulings on this promise. Rule it withdrawn instead.")
    if commitment.evidence.filter(review_state=ReviewState.ACCEPTED).exists():
        raise Conflict("There is accepted evidence on this promise. Undo the evidence first.")


def _promise(statement: Statement, details: CommitmentDetails, *, by: User, at: datetime) -> Commitment:
    """A new promise, made in all of `statement`."""
    # A rejected promise may have counted the same words as its restatement; no words promise twice.
    statement.promises.filter(role=StatementRole.RESTATEMENT, commitment__review_state=ReviewState.REJECTED).delete()
    commitment = Commitment(
        person=statement.speaker,
        to=statement.addressee,
        quote=statement.text,
        origin=Origin.PERSON,
        review_state=ReviewState.ACCEPTED,
        reviewed_by=by,
        reviewed_at=at,
    )
    _write(commitment, details)
    commitment.save()
    CommitmentStatement.objects.create(
        commitment=commitment,
        statement=statement,
        role=StatementRole.FIRST,
        start=statement.start,
        end=statement.end,
    )
    audit.record("commitment.created", commitment, by=by, at=at, after={"statement": str(statement.pk)})
    return commitment


_DETAILS = tuple(CommitmentDetails.__slots__)


def _write(commitment: Commitment, details: CommitmentDetails) -> None:
    for name in _DETAILS:
        setattr(commitment, name, getattr(details, name))


def _details_of(commitment: Commitment) -> dict[str, object]:
    return {name: getattr(commitment, name) for name in _DETAILS}
