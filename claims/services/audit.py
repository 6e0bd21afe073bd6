"""Writes the append-only ledger. Called inside the transaction of the verb that it records."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model

from claims.models import AuditEvent, User


def record(
    verb: str,
    target: Model,
    *,
    by: User | None,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """`verb` as "statement.accepted"; nobody in `by` means the program did it."""
    AuditEvent.objects.create(
        verb=verb,
        target_type=verb.split(".")[0],
        target_id=target.pk,
        target_label=str(target)[:300],
        actor=by,
        at=at,
        before=before or {},
        after=after or {},
    )
