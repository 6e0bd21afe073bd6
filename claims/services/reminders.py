"""The follow-ups that write themselves, and that go again when what called for them is gone.

Each is known by the occasion that calls for it (`key`), so it is written once. What a person closed stays closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from claims.engine import tracking
from claims.models import (
    Article,
    Commitment,
    EvidenceLink,
    EvidenceSide,
    FollowUp,
    FollowUpState,
    Origin,
    ReviewState,
    User,
)
from claims.services import audit

NOT_CALLED_FOR = "Nothing calls for this any more."
"""The note on a follow-up that the program dropped. It is how it tells those from what a person dropped."""
_QUESTIONED = "ruling-questioned:"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an article's fate asks of those who work with it. `title` names the article."""

    key: str
    title: str


REWORDED = Asked("reworded:", "Look again: a new version of “{}” says it in other words")
UNANCHORED = Asked("unanchored:", "Look again: the new version of “{}” does not say it any more")
WITHDRAWN = Asked("withdrawn:", "Look again: “{}” was withdrawn")
_ANSWERED_BY_A_PERSON = (_QUESTIONED, REWORDED.key, UNANCHORED.key, WITHDRAWN.key)
"""What happened once calls for these, so nothing that happens later takes them away."""
_TITLE = 80


@transaction.atomic
def keep_up(commitment: Commitment, *, by: User | None, at: datetime) -> None:
    """Writes what is called for now and, where somebody acted, drops what is not called for any more."""
    called_for = {occasion.key: occasion for occasion in _occasions(commitment, at.date())}
    for occasion in called_for.values():
        _write(commitment, occasion, at=at)
    if by is not None:
        own = commitment.follow_ups.pending().filter(origin=Origin.MACHINE).exclude(key__in=called_for)
        for follow_up in own.exclude(_any_of(_ANSWERED_BY_A_PERSON)):
            _drop(follow_up, by=by, at=at)


def wake(*, at: datetime) -> None:
    """The day's round: snoozed follow-ups come back, and what fell due since gets its follow-up."""
    for follow_up in FollowUp.objects.filter(state=FollowUpState.SNOOZED, snoozed_until__lte=at.date()):
        _reopen(follow_up, verb="woken", at=at)
    for commitment in Commitment.objects.open().filter(review_state=ReviewState.ACCEPTED):
        keep_up(commitment, by=None, at=at)


def question_ruling(link: EvidenceLink, *, by: User, at: datetime) -> None:
    """Asks for a second look at a ruling whose evidence was taken back."""
    commitment = link.commitment
    follow_up, created = FollowUp.objects.get_or_create(
        commitment=commitment,
        key=f"{_QUESTIONED}{link.pk}:{at.date()}",
        defaults={
            "title": "Look at the ruling again: evidence it rests on was taken back",
            "origin": Origin.MACHINE,
            "assignee": commitment.owner,
            "due_on": at.date(),
            "created_by": by,
        },
    )
    if created:
        audit.record("follow_up.opened", follow_up, by=by, at=at, after={"title": follow_up.title})


def ask(
    commitment: Commitment,
    what: Asked,
    *,
    article: Article,
    before: Article | None = None,
    lost: UUID | None = None,
    because: str = "",
    at: datetime,
) -> None:
    """Asks whoever owns a promise, else whoever accepted the evidence or the promise itself, to look at it again.

    `before` is the version before `article`, if it is about that; `lost` is what is not in it any more, which is asked
    about once and not with each version; `because` is why, where somebody said it.
    """
    name = article.title if len(article.title) <= _TITLE else f"{article.title[:_TITLE]}…"
    title = what.title.format(name) + (f": {because}" if because else "")
    follow_up, created = FollowUp.objects.get_or_create(
        commitment=commitment,
        key=f"{what.key}{lost or article.pk}",
        defaults={
            "title": title,
            "origin": Origin.MACHINE,
            "assignee": commitment.owner or _accepting_editor(commitment, [before or article, article]),
            "due_on": at.date(),
        },
    )
    if created:
        audit.record("follow_up.opened", follow_up, by=None, at=at, after={"title": follow_up.title})
    elif follow_up.state == FollowUpState.DROPPED and follow_up.note == NOT_CALLED_FOR:
        _reopen(follow_up, verb="reopened", at=at, title=title)


def take_back(what: Asked, *, article: Article, by: User, at: datetime) -> None:
    """Drops what was asked because of an article, where nobody has answered it yet."""
    asked = FollowUp.objects.pending().filter(origin=Origin.MACHINE, key=f"{what.key}{article.pk}")
    for follow_up in asked:
        _drop(follow_up, by=by, at=at)


def _accepting_editor(commitment: Commitment, articles: Iterable[Article]) -> User | None:
    reported = Q(statement__article__in=articles) | Q(spans__article__in=articles, spans__side=EvidenceSide.EVIDENCE)
    link = commitment.evidence.filter(reported, review_state=ReviewState.ACCEPTED).first()
    return link.reviewed_by if link else commitment.reviewed_by


def _any_of(prefixes: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for prefix in prefixes:
        found |= Q(key__startswith=prefix)
    return found


def _occasions(commitment: Commitment, today: date) -> list[tracking.Occasion]:
    if not commitment.is_accepted or commitment.reviewed_at is None:
        return []
    latest = commitment.rulings.first()
    against = commitment.evidence.accepted().filter(relation__in=tracking.CONTRADICTING)
    return tracking.occasions(
        commitment.pledge,
        contradictions=[str(pk) for pk in against.order_by("created_at").values_list("pk", flat=True)],
        last_ruled_on=latest.ruled_at.date() if latest else None,
        since=commitment.reviewed_at.date(),
        today=today,
    )


def _write(commitment: Commitment, occasion: tracking.Occasion, *, at: datetime) -> None:
    follow_up, created = FollowUp.objects.get_or_create(
        commitment=commitment,
        key=occasion.key,
        defaults={
            "title": occasion.title,
            "kind": occasion.kind,
            "due_on": occasion.due_on,
            "assignee": commitment.owner,
            "origin": Origin.MACHINE,
        },
    )
    if created:
        after = {"title": follow_up.title, "due_on": follow_up.due_on}
        audit.record("follow_up.opened", follow_up, by=None, at=at, after=after)
    elif follow_up.state == FollowUpState.DROPPED and follow_up.note == NOT_CALLED_FOR:
        _reopen(follow_up, verb="reopened", at=at)


def _drop(follow_up: FollowUp, *, by: User, at: datetime) -> None:
    columns = {"snoozed_until": None, "closed_by": by, "closed_at": at, "note": NOT_CALLED_FOR}
    if FollowUp.objects.filter(pk=follow_up.pk, state=follow_up.state).update(state=FollowUpState.DROPPED, **columns):
        before, after = {"state": follow_up.state}, {"state": "dropped", "note": NOT_CALLED_FOR}
        audit.record("follow_up.dropped", follow_up, by=None, at=at, before=before, after=after)


@transaction.atomic
def _reopen(follow_up: FollowUp, *, verb: str, at: datetime, title: str = "") -> None:
    """Makes it somebody's work again, under another title if it is asked for another reason now."""
    columns = {"snoozed_until": None, "closed_by": None, "closed_at": None, "note": ""}
    columns["title"] = title or follow_up.title
    if FollowUp.objects.filter(pk=follow_up.pk, state=follow_up.state).update(state=FollowUpState.OPEN, **columns):
        before, after = {"state": follow_up.state}, {"state": "open"}
        audit.record(f"follow_up.{verb}", follow_up, by=None, at=at, before=before, after=after)
