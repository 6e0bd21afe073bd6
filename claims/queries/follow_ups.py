"""Follow-ups as a work list: whose they are and how pressing, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from claims.models import EvidenceLink, FollowUp, FollowUpKind, FollowUpState, User

SOON = timedelta(days=7)
"""How far ahead "due soon" looks."""


class Scope(StrEnum):
    """Which follow-ups a list shows."""

    MINE = "mine"
    ALL = "all"
    OVERDUE = "overdue"
    DONE = "done"


class Urgency(StrEnum):
    """How pressing one is. A snoozed one is not, whatever its day."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
    SNOOZED = "snoozed"
    OVER = "over"


def listed(scope: Scope, *, user: User, today: date, hidden: bool = False) -> QuerySet[FollowUp]:
    """Follow-ups in the order of their urgency, the most pressing first; those that are over, latest first. 1 query.

    `hidden`: with those on promises that are hidden.
    """
    rows = (
        _shown(hidden)
        .filter(_in_scope(scope, user, today))
        .select_related("commitment__person", "assignee", "closed_by")
    )
    if scope is Scope.DONE:
        return rows.order_by("-closed_at", "pk")
    # "open" sorts before "snoozed", and only a snoozed one has a day to wake on.
    return rows.order_by("state", "snoozed_until", F("due_on").asc(nulls_last=True), "created_at", "pk")


def counts(*, user: User, today: date, hidden: bool = False) -> dict[str, int]:
    """How many follow-ups each scope holds. 1 query."""
    return _shown(hidden).aggregate(
        **{scope.value: Count("pk", filter=_in_scope(scope, user, today)) for scope in Scope}
    )


def urgency_of(follow_up: FollowUp, today: date) -> Urgency:
    """How pressing it is on that day. `listed` keeps to the order of `Urgency`."""
    if follow_up.state in (FollowUpState.DONE, FollowUpState.DROPPED):
        return Urgency.OVER
    if follow_up.state == FollowUpState.SNOOZED:
        return Urgency.SNOOZED
    if follow_up.due_on is None:
        return Urgency.UNDATED
    if follow_up.due_on < today:
        return Urgency.OVERDUE
    if follow_up.due_on == today:
        return Urgency.TODAY
    return Urgency.SOON if follow_up.due_on <= today + SOON else Urgency.LATER


def reports(follow_ups: Iterable[FollowUp], *, hidden: bool = False) -> dict[UUID, EvidenceLink]:
    """The report that each follow-up on a contradiction speaks of, with its words, by the follow-up's id. 2 queries.

    `hidden`: also one that is withdrawn, withheld or under embargo.
    """
    spoken_of = {one.pk: key for one in follow_ups if (key := _link_of(one))}
    shown = EvidenceLink.objects.all() if hidden else EvidenceLink.objects.visible()
    links = shown.prefetch_related("spans").in_bulk(set(spoken_of.values()))
    return {pk: links[key] for pk, key in spoken_of.items() if key in links}


def _shown(hidden: bool) -> QuerySet[FollowUp]:
    return FollowUp.objects.all() if hidden else FollowUp.objects.visible()


def _link_of(follow_up: FollowUp) -> UUID | None:
    occasion, _, key = (follow_up.key or "").partition(":")
    return UUID(key) if occasion == FollowUpKind.CONTRADICTION else None


def _in_scope(scope: Scope, user: User, today: date) -> Q:
    pending = Q(state__in=(FollowUpState.OPEN, FollowUpState.SNOOZED))
    match scope:
        case Scope.MINE:
            return pending & Q(assignee=user)
        case Scope.OVERDUE:
            return Q(state=FollowUpState.OPEN, due_on__lt=today)
        case Scope.DONE:
            return Q(state__in=(FollowUpState.DONE, FollowUpState.DROPPED))
        case Scope.ALL:
            return pending
