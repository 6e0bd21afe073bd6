"""Writes the append-only ledger. Called inside the transaction of the verb that it records."""

from __future__ import annotations

from collections.abc import Iterable
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
    _event(verb, target, by=by, at=at, before=before or {}, after=after or {}).save()


def record_all(verb: str, targets: Iterable[Model], *, by: User | None, at: datetime) -> None:
    """The same of many things at once."""
    AuditEvent.objects.bulk_create((_event(verb, one, by=by, at=at) for one in targets), batch_size=500)


def _event(verb: str, target: Model, **columns: Any) -> AuditEvent:
    by, label = columns.pop("by"), str(target)[:300]
    return AuditEvent(
        verb=verb, target_type=verb.split(".")[0], target_id=target.pk, target_label=label, actor=by, **columns
    )
