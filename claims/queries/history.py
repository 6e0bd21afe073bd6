"""History: what the audit ledger says of one noun and what hangs on it, who did what and when."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from claims.models import AuditEvent, Commitment, Person

SHOWN = 100
"""How many events, latest first, a page shows."""


def of_commitment(commitment: Commitment) -> QuerySet[AuditEvent]:
    """What happened to a commitment, its evidence and its follow-ups. 1 query."""
    return _events(
        Q(target_type="commitment", target_id=commitment.pk)
        | Q(target_type="evidence", target_id__in=commitment.evidence.values("pk"))
        | Q(target_type="follow_up", target_id__in=commitment.follow_ups.values("pk"))
    )


def of_person(person: Person) -> QuerySet[AuditEvent]:
    """What happened to a person: decisions, names, merges. 1 query."""
    return _events(Q(target_type="person", target_id=person.pk))


def _events(which: Q) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(which).select_related("actor")[:SHOWN]
