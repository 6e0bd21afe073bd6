"""Withdraw: an article that its sender or an editor takes back, and what leans on it. Can be undone by a person.

Nothing is deleted: the article and what was found in it are hidden, evidence from it counts no more, and whoever works
with it is asked to look.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from claims.models import Article, PublishingStatus, User
from claims.services import audit, decisions, leaning, lines, reminders
from claims.services.errors import Conflict


@dataclass(frozen=True, slots=True)
class Reach:
    """What a withdrawal would touch: how many versions, and how many promises that lean on any of them."""

    versions: int
    promises: int


def reach(*, article_id: UUID) -> Reach:
    """What would follow, to be said before it is done. 3 queries."""
    standing = _standing(decisions.find(Article, article_id))
    return Reach(len(standing), leaning.promises(standing).count())


@transaction.atomic
def withdraw(*, article_id: UUID, by: User | None, because: str = "", at: datetime) -> list[Article]:
    """Takes back an article with every other version of it. Nobody in `by` means that its sender did.

    Returns the versions that stood until now; none if it was withdrawn before.
    """
    standing = _standing(_held(article_id))
    because = " ".join(because.split())
    for one in standing:
        _mark(one, by=by, because=because, at=at)
    leaning.reweigh(standing, by=by, at=at)
    for one in standing:
        for commitment in leaning.promises([one]):
            reminders.ask(commitment, reminders.WITHDRAWN, article=one, because=because, at=at)
    return standing


@transaction.atomic
def restore(*, article_id: UUID, by: User, at: datetime) -> list[Article]:
    """Undoes a withdrawal of every version that went with it. Conflict if it stands.

    They may be seen again unless their sender withholds them or an embargo holds, as before.
    """
    article = _held(article_id)
    if article.withdrawn_at is None:
        raise Conflict("This article is not withdrawn.")
    restored = [one for one in lines.members(article) if one.withdrawn_at == article.withdrawn_at]
    bring_back(restored, by=by, at=at)
    lines.take_place(restored[-1], by=by, at=at)
    for one in restored:
        reminders.take_back(reminders.WITHDRAWN, article=one, by=by, at=at)
    return restored


def bring_back(articles: Iterable[Article], *, by: User | None, at: datetime) -> None:
    """Ends the withdrawal of these articles, whoever says so. Called inside the verb's transaction."""
    restored = list(articles)
    for one in restored:
        one.withdrawn_at = one.withdrawn_by = None
        one.withdrawn_because = ""
        if one.status == PublishingStatus.CANCELED:  # as withdrawals used to be written
            one.status = PublishingStatus.USABLE
        one.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because", "status"])
        audit.record("article.restored", one, by=by, at=at, after={"status": one.status})


def hide_with(article: Article, other: Article, *, at: datetime) -> None:
    """Withdraws a version that came in with the one that was withdrawn before it. They are restored together."""
    assert other.withdrawn_at is not None
    _mark(article, by=other.withdrawn_by, because=other.withdrawn_because, at=other.withdrawn_at)


def _held(article_id: UUID) -> Article:
    """The article, with all its versions kept from changing until the transaction ends."""
    article = decisions.find(Article, article_id)
    lines.hold(provider=article.provider, guid=article.guid)
    return decisions.find(Article, article_id, lock=True)


def _mark(article: Article, *, by: User | None, because: str, at: datetime) -> None:
    """Its status stays as its sender set it, so that what is restored is held back as it was before."""
    article.withdrawn_at, article.withdrawn_by, article.withdrawn_because = at, by, because
    article.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    audit.record("article.withdrawn", article, by=by, at=at, after={"because": because} if because else {})


def _standing(article: Article) -> list[Article]:
    """The versions of an article that are not withdrawn, oldest first."""
    return [one for one in lines.members(article) if one.withdrawn_at is None]
