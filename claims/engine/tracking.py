"""Rules of tracking: which status may follow which, what accepted evidence amounts to, when a promise falls due.

Dates come in as arguments. The rules propose; a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from claims.engine.dates import PartialDate


class Status(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    STALLED = "stalled"
    PARTLY_FULFILLED = "partly_fulfilled"
    FULFILLED = "fulfilled"
    FULFILLED_LATE = "fulfilled_late"
    BROKEN = "broken"
    UNRATEABLE = "unrateable"
    WITHDRAWN = "withdrawn"


class BrokenReason(StrEnum):
    REVERSED = "reversed"
    BLOCKED = "blocked"
    NOT_PRIORITISED = "not_prioritised"
    SUPERSEDED = "superseded"
    OTHER = "other"


class EvidenceState(StrEnum):
    NONE = "none"
    SUPPORTING = "supporting"
    MIXED = "mixed"
    CONTRADICTING = "contradicting"


SUPPORTING = frozenset({"supports", "partly_supports"})
CONTRADICTING = frozenset({"contradicts", "retracts"})
"""Relations by the side they weigh on. Qualifies, restates and context weigh on neither."""

_ANY = frozenset(Status)
_MOVES = dict.fromkeys(Status, _ANY) | {
    Status.WITHDRAWN: frozenset({Status.OPEN, Status.WITHDRAWN}),
}
"""Ratings go back and forth, as the facts do. Only a withdrawn promise has to be opened before it is rated again."""

STALE_AFTER = timedelta(days=90)
"""How long a status may stand before somebody is asked to look again."""
DEADLINE_NOTICE = timedelta(days=7)
"""How long before its deadline a promise is to be checked."""


def may_move(old: Status, new: Status) -> bool:
    """Whether a ruling may take a promise from `old` to `new`. The same status again is a confirmation."""
    return new in _MOVES[old]


@dataclass(frozen=True, slots=True)
class Side:
    """How many reports weigh on one side, and how many independent sources they come from."""

    reports: int
    sources: int


@dataclass(frozen=True, slots=True)
class Weight:
    """What accepted evidence amounts to. `reports` also counts those that weigh on neither side.

    `in_part`: nothing that supports it supports the whole of it.
    """

    state: EvidenceState
    supporting: Side
    contradicting: Side
    reports: int
    in_part: bool = False


def weigh(links: Iterable[tuple[str, str]]) -> Weight:
    """Weighs (relation, source key) pairs. Reports with the same key are one independent source."""
    pairs = list(links)
    supporting, contradicting = _side(pairs, SUPPORTING), _side(pairs, CONTRADICTING)
    if supporting.reports and contradicting.reports:
        state = EvidenceState.MIXED
    elif supporting.reports:
        state = EvidenceState.SUPPORTING
    elif contradicting.reports:
        state = EvidenceState.CONTRADICTING
    else:
        state = EvidenceState.NONE
    in_part = bool(supporting.reports) and all(relation != "supports" for relation, _ in pairs)
    return Weight(state, supporting, contradicting, len(pairs), in_part)


def _side(pairs: list[tuple[str, str]], relations: frozenset[str]) -> Side:
    sources = [source for relation, source in pairs if relation in relations]
    return Side(len(sources), len(set(sources)))


@dataclass(frozen=True, slots=True)
class Pledge:
    """What the rules need to know of a promise. Dates are EDTF or `""`; the kinds are `DeadlineKind` values."""

    polarity: str
    status: Status
    deadline_kind: str = "none"
    deadline_on: str = ""
    made_on: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A status that the rules would look at, and why. Never a ruling."""

    status: Status
    reason: str


def due_date(pledge: Pledge) -> date | None:
    """The last day of the deadline, None where it has no day (none, standing, an undated event)."""
    return PartialDate.parse(pledge.deadline_on).latest if pledge.deadline_on else None


def is_overdue(pledge: Pledge, today: date) -> bool:
    """Past its deadline and not settled."""
    due = due_date(pledge)
    return due is not None and due < today and pledge.status in UNSETTLED


UNSETTLED = frozenset({Status.OPEN, Status.IN_PROGRESS, Status.STALLED})


def propose(pledge: Pledge, weight: Weight, today: date) -> Proposal | None:
    """What the evidence and the calendar suggest for an unsettled promise; None when they suggest nothing.

    A promise not to do something, or a standing one, is never proposed as fulfilled before its deadline has passed.
    Silence proposes nothing: that no evidence was accepted says more about the newsroom than about the promise.
    """
    if pledge.status not in UNSETTLED:
        return None
    sources = _sources(weight.contradicting.sources)
    if weight.state is EvidenceState.CONTRADICTING:
        return Proposal(Status.BROKEN, f"{sources} accepted as contradicting it, none as supporting it.")
    if weight.state is EvidenceState.MIXED:
        supporting = _sources(weight.supporting.sources)
        return Proposal(Status.PARTLY_FULFILLED, f"{sources} contradicting it, {supporting} supporting it.")
    if weight.in_part:
        if is_overdue(pledge, today):
            return Proposal(Status.PARTLY_FULFILLED, "Its deadline has passed, and only a part of it is borne out.")
        return Proposal(Status.IN_PROGRESS, "A part of it is borne out; it still has time to run.")
    if weight.state is EvidenceState.SUPPORTING:
        if is_overdue(pledge, today) or (pledge.polarity == "will" and pledge.deadline_kind != "standing"):
            return Proposal(
                Status.FULFILLED, f"{_sources(weight.supporting.sources)} accepted as supporting it, none against."
            )
        return Proposal(Status.IN_PROGRESS, "So far the accepted evidence supports it; it still has time to run.")
    return None


@dataclass(frozen=True, slots=True)
class Occasion:
    """A follow-up that writes itself. `key` names its occasion, so that it is written once; `kind` as in the model."""

    key: str
    kind: str
    title: str
    due_on: date


def occasions(
    pledge: Pledge, *, contradictions: Iterable[str], last_ruled_on: date | None, since: date, today: date
) -> list[Occasion]:
    """The follow-ups an unsettled promise calls for today.

    `contradictions` are keys of accepted contradicting links; `since` is the day the promise was accepted.
    """
    if pledge.status not in UNSETTLED:
        return []
    found = [
        Occasion(f"contradiction:{key}", "contradiction", "Verify the contradiction", today + timedelta(days=1))
        for key in contradictions
    ]
    if found:
        found.append(
            Occasion("right-of-reply", "right_of_reply", "Ask for a reply before ruling", today + timedelta(days=2))
        )
    due = due_date(pledge)
    if due is not None and due - DEADLINE_NOTICE <= today:
        found.append(Occasion(f"deadline:{due}", "deadline_check", "Check the promise against its deadline", due))
    stale_since = max(last_ruled_on or since, since) + STALE_AFTER
    if stale_since <= today:
        found.append(
            Occasion(f"stale:{stale_since}", "stale_status", "Nobody looked at this for a while: look again", today)
        )
    return found


def _sources(count: int) -> str:
    return f"{count} independent source{'' if count == 1 else 's'}"
