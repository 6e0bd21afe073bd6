"""The one way a review state changes, for every noun that is reviewed: statements, people, commitments, evidence."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from claims.models import ReviewState, User
from claims.models.base import Reviewed
from claims.services import audit
from claims.services.errors import Conflict, NotFound

Row = TypeVar("Row", bound=Model)


def find(model: type[Row], pk: UUID | int, *, lock: bool = False) -> Row:
    """The row with that id, locked until the transaction ends if asked for; raises NotFound."""
    rows = model._default_manager.select_for_update() if lock else model._default_manager
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(f"That {model._meta.verbose_name} does not exist any more.")
    return found


def decide(
    finding: Reviewed,
    to: ReviewState,
    *,
    noun: str,
    by: User,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> bool:
    """Accepts or rejects a suggestion; False if that was already so.

    `before` and `after` say in the audit row what else the decision changed. Raises Conflict if it was decided the
    other way: it has to be reopened first.
    """
    changed = _move(finding, ReviewState.SUGGESTED, to, reviewed_by=by, reviewed_at=at)
    if changed:
        old, new = ({"review_state": state.value} for state in (ReviewState.SUGGESTED, to))
        audit.record(
            f"{noun}.{to}", finding, by=by, at=at, before={**old, **(before or {})}, after={**new, **(after or {})}
        )
    elif finding.review_state != to:
        raise Conflict(f"{finding.reviewed_by} {finding.review_state} this already. Undo that first.")
    return changed


def reopen(finding: Reviewed, *, noun: str, by: User, at: datetime) -> bool:
    """Makes a decided finding a suggestion again; False if it was one."""
    before = finding.review_state
    if before == ReviewState.SUGGESTED:
        return False
    changed = _move(finding, ReviewState(before), ReviewState.SUGGESTED, reviewed_by=None, reviewed_at=None)
    if changed:
        audit.record(f"{noun}.reopened", finding, by=by, at=at, before={"review_state": before})
    return changed


def _move(
    finding: Reviewed, old: ReviewState, new: ReviewState, *, reviewed_by: User | None, reviewed_at: datetime | None
) -> bool:
    """Guarded by the old state, so that of two people only one moves it; `finding` is as it stands afterwards."""
    moved = (
        type(finding)
        ._default_manager.filter(pk=finding.pk, review_state=old)
        .update(review_state=new, reviewed_by=reviewed_by, reviewed_at=reviewed_at)
    )
    finding.refresh_from_db(fields=["review_state", "reviewed_by", "reviewed_at"])
    return bool(moved)
