"""Withdraw: an article that its sender or an editor takes back, and what leans on it. Can be undone by a person.

Nothing is deleted: the article and what was found in it are hidden, evidence from it counts no more, and whoever works
with it is asked to look. An editor leaves `status` alone, so that what is restored is held back as it was before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from claims.models import (
    Article,
    Commitment,
    CommitmentStatement,
    EvidenceLink,
    EvidenceSide,
    PublishingStatus,
    ReviewState,
    User,
)
from claims.services import audit, decisions, lines, reminders, track
from claims.services.errors import Conflict


@dataclass(frozen=True, slots=True)
class Reach:
    """What a withdrawal would touch: how many versions, and how many promises that lean on any of them."""

    versions: int
    promises: int


def reach(*, article_id: UUID) -> Reach:
    """What would follow, to be said before it is done. 3 queries."""
    standing = _standing(decisions.find(Article, article_id))
    return Reach(len(standing), _leaning_on(standing).count())


@transaction.atomic
def withdraw(*, article_id: UUID, by: User | None, because: str = "", at: datetime) -> list[Article]:
    """Takes back an article with every other version of it. Nobody in `by` means that its sender did.

    Returns the versions that stood until now; none if it was withdrawn before.
    """
    standing = _standing(decisions.find(Article, article_id, lock=True))
    because = " ".join(because.split())
    for one in standing:
        before: dict[str, Any] = {}
        after: dict[str, Any] = {"because": because} if because else {}
        one.withdrawn_at, one.withdrawn_by, one.withdrawn_because = at, by, because
        if by is None:
            before["status"], after["status"] = one.status, PublishingStatus.CANCELED.value
            one.status = PublishingStatus.CANCELED
        one.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because", "status"])
        audit.record("article.withdrawn", one, by=by, at=at, before=before, after=after)
    reweigh(standing, by=by, at=at)
    for one in standing:
        for commitment in _leaning_on([one]):
            reminders.ask(commitment, reminders.WITHDRAWN, article=one, because=because, at=at)
    return standing


@transaction.atomic
def restore(*, article_id: UUID, by: User, at: datetime) -> list[Article]:
    """Undoes a withdrawal of every version that went with it. Conflict if it stands.

    They may be seen again unless their sender withholds them or an embargo holds, as before.
    """
    article = decisions.find(Article, article_id, lock=True)
    if article.withdrawn_at is None:
        raise Conflict("This article is not withdrawn.")
    restored = [one for one in lines.members(article) if one.withdrawn_at == article.withdrawn_at]
    bring_back(restored, by=by, at=at)
    for one in restored:
        reminders.take_back(reminders.WITHDRAWN, article=one, by=by, at=at)
    return restored


def bring_back(articles: Iterable[Article], *, by: User | None, at: datetime) -> None:
    """Ends the withdrawal of these articles, whoever says so. Called inside the verb's transaction."""
    restored = list(articles)
    for one in restored:
        one.withdrawn_at = one.withdrawn_by = None
        one.withdrawn_because = ""
        if one.status == PublishingStatus.CANCELED:
            one.status = PublishingStatus.USABLE
        one.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because", "status"])
        audit.record("article.restored", one, by=by, at=at, after={"status": one.status})
    reweigh(restored, by=by, at=at)


def reweigh(articles: Iterable[Article], *, by: User | None, at: datetime) -> None:
    """Counts the evidence again of every promise that an article bears on, after it was hidden or shown."""
    for pk in _leaning_on(articles).values_list("pk", flat=True):
        track.weigh(commitment_id=pk, by=by, at=at)


def _standing(article: Article) -> list[Article]:
    """The versions of an article that are not withdrawn, oldest first."""
    return [one for one in lines.members(article) if one.withdrawn_at is None]


def _leaning_on(articles: Iterable[Article]) -> QuerySet[Commitment]:
    """The promises that somebody accepted and that were made in these articles or have accepted evidence from them."""
    texts, accepted = list(articles), {"review_state": ReviewState.ACCEPTED}
    quoted = Q(spans__side=EvidenceSide.EVIDENCE, spans__article__in=texts)
    links = EvidenceLink.objects.filter(Q(statement__article__in=texts) | quoted, **accepted)
    made_here = Q(pk__in=CommitmentStatement.objects.filter(statement__article__in=texts).values("commitment"))
    return Commitment.objects.filter(made_here & Q(**accepted) | Q(pk__in=links.values("commitment")))
