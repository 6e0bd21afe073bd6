"""Ingest: what is handed in is queued, and what was read becomes articles. The same text twice is one article.

`store` knows what its sender says of an item: a new version takes the place of the old one, a cancelled item withdraws
what there is of it, and nothing is half stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.versions import Age
from claims.models import (
    Article,
    DateSource,
    ItemState,
    Original,
    Outlet,
    PublishingStatus,
    Run,
    RunItem,
    RunKind,
    User,
)
from claims.services import audit, cancellations, cuts, decisions, lines, originals, withdraw
from claims.services.arrivals import RELEASE_FIELDS, Arrival, said_anew
from claims.services.outcomes import Outcome, refused

_SAME_TEXT = "The text is the same; what is said of it changed."
_SAME_VERSION = "It has another text than the version before, but does not say that it is a newer one."


@dataclass(frozen=True, slots=True)
class Submission:
    """One thing to import under its name: bytes, or an address to fetch or, with neither, why it cannot be had.

    With `follow`, links that a feed brings instead of texts are fetched as well.
    """

    path: str
    content: bytes | None = None
    code: str = ""
    message: str = ""
    url: str = ""
    follow: bool = False


def submission(*, path: str, size: int, head: bytes, read: Callable[[], bytes], follow: bool = False) -> Submission:
    """Takes in `size` bytes that come under the name `path`, or says at once, unread, that they are too many.

    `head` are the first `originals.HEAD` of them: how many may come depends on what they are.
    """
    try:
        originals.admit(path=path, size=size, head=head)
    except Refused as refusal:
        return Submission(path, code=refusal.code, message=refusal.reason)
    return Submission(path, read(), follow=follow)


@transaction.atomic
def submit(*, submissions: Iterable[Submission], check_first: bool = False, by: User | None, at: datetime) -> Run:
    """Queues an import. The caller has the run performed, in a worker or in place.

    With `check_first`, new articles are not read before somebody approved how they were cut up (`cuts.approve`).
    """
    run = Run.objects.create(kind=RunKind.IMPORT, started_by=by, check_first=check_first)
    items = [_queued(run, position, submission) for position, submission in enumerate(submissions)]
    RunItem.objects.bulk_create(items, batch_size=200)
    run.total = len(items)
    run.save(update_fields=["total"])
    audit.record("run.started", run, by=by, at=at, after={"kind": run.kind, "total": run.total})
    return run


def _queued(run: Run, position: int, submission: Submission) -> RunItem:
    return RunItem(
        run=run,
        position=position,
        path=submission.path[:1000],
        original=None if submission.content is None else originals.keep(submission.content),
        url=submission.url,
        follow=submission.follow,
        code=submission.code,
        message=submission.message,
    )


@transaction.atomic
def store(
    *,
    draft: ArticleDraft,
    original: Original | None = None,
    where: str = "",
    fetched_from: str = "",
    is_page: bool = False,
    check_first: bool = False,
    by: User | None,
    at: datetime,
) -> Outcome:
    """Stores what was read as an article, unless its text or a newer version of it is there; says what became of it.

    `original` and `where` say what it was read from; `fetched_from` the address that came from, `is_page` that nothing
    else stands there. With `check_first`, a new article waits until somebody looked at how it was cut up.
    """
    arrival = Arrival(draft, at, original, where, fetched_from, is_page, check_first)
    lines.hold(provider=arrival.provider, guid=arrival.guid)
    there = lines.newest(provider=arrival.provider, guid=arrival.guid)
    if draft.status == PublishingStatus.CANCELED:
        return _cancelled(arrival, there)
    if there is None and cancellations.covers(arrival):
        return refused("withdrawn", "Its sender withdrew it before it came in.")
    known = Article.objects.filter(content_hash=arrival.digest).first()
    if known is None:
        try:
            return _new(arrival, there, by=by)
        except _FoundNow as found:
            known = found.article
    return _known(arrival, known, there, by=by)


class _FoundNow(Exception):
    """Somebody stored the same text a moment ago."""

    def __init__(self, article: Article) -> None:
        super().__init__(article)
        self.article = article


def _new(arrival: Arrival, there: Article | None, *, by: User | None) -> Outcome:
    """A text that was not here. One that does not say that it is newer is taken for newer: it came in later."""
    age = lines.age_of(arrival.edition, there) if there else Age.NEWER
    if age is Age.OLDER:
        return refused("outdated", "A newer version of it is here already.")
    warnings = () if age is Age.NEWER else (_SAME_VERSION,)
    try:
        article = _create(arrival, revision=there.revision + 1 if there else 1, warnings=warnings, by=by)
    except IntegrityError as error:
        raise _FoundNow(Article.objects.get(content_hash=arrival.digest)) from error
    if there is None:
        return Outcome(ItemState.IMPORTED, article=article)
    if _stays_withdrawn(there, age):
        withdraw.hide_with(article, there, at=arrival.at)
        return Outcome(ItemState.UPDATED, article, "withdrawn", _why_withdrawn(there))
    lines.take_place(article, by=by, at=arrival.at)
    article.refresh_from_db(fields=["supersedes", "warnings", "wire_cluster"])
    return Outcome(ItemState.UPDATED, article=article, message=" ".join(warnings))


def _stays_withdrawn(there: Article, age: Age) -> bool:
    """An editor has the last word; a sender's withdrawal ends with a version that says it is newer."""
    return there.withdrawn_at is not None and (there.withdrawn_by_id is not None or age is not Age.NEWER)


def _why_withdrawn(there: Article) -> str:
    if there.withdrawn_by_id is not None:
        return "An editor withdrew this item. Its new version is hidden with it."
    return "Its sender withdrew this item, and this does not say that it is newer. It is hidden with it."


def _known(arrival: Arrival, known: Article, there: Article | None, *, by: User | None) -> Outcome:
    """A text that is here. What its sender says anew about it counts, if it is the same item and newer."""
    known = decisions.find(Article, known.pk, lock=True)
    if there is None and not known.guid and arrival.guid:
        _say_anew(known, arrival.identity | arrival.release, freed=False, by=by, at=arrival.at)
    elif there is not None and (known.provider, known.guid) == (there.provider, there.guid):
        age = lines.age_of(arrival.edition, there)
        changes, stays = said_anew(arrival, known, age), _stays_withdrawn(there, age)
        if age is Age.NEWER or (age is Age.UNKNOWN and changes.keys() & RELEASE_FIELDS and not stays):
            if known.pk != there.pk:  # the sender went back to an earlier text
                changes["revision"] = there.revision + 1
            _say_anew(known, changes, freed=known.withdrawn_at is not None and not stays, by=by, at=arrival.at)
            return Outcome(ItemState.UPDATED, article=known, message=_why_withdrawn(there) if stays else _SAME_TEXT)
    if known.withdrawn_at:
        return Outcome(ItemState.DUPLICATE, known, "withdrawn", "Already imported, and withdrawn since.")
    return Outcome(ItemState.DUPLICATE, article=known, code="duplicate", message="Already imported.")


def _say_anew(article: Article, columns: dict[str, Any], *, freed: bool, by: User | None, at: datetime) -> None:
    """Writes what a sender says of a text that stays the same: who may see it and whose place it takes follow."""
    before = {name: getattr(article, name) for name in columns}
    for name, value in columns.items():
        setattr(article, name, value)
    article.save(update_fields=list(columns))
    audit.record("article.described_anew", article, by=by, at=at, before=_told(before), after=_told(columns))
    if freed:
        withdraw.bring_back([article], by=by, at=at)
    lines.take_place(article, by=by, at=at)


def _told(columns: dict[str, Any]) -> dict[str, Any]:
    """What the ledger says of them, which every reader may follow: that there is a note to editors, not its words."""
    return {name: value if name != "editors_note" else bool(value) for name, value in columns.items()}


def _cancelled(arrival: Arrival, there: Article | None) -> Outcome:
    """Its sender takes the item back, whoever brought the news. What is not here yet is left out when it comes.

    Somebody who hands in a message is believed where the sender spells its own name in two ways; no site is.
    """
    if there is None and not arrival.fetched_from and arrival.is_known_worldwide:
        there = lines.only_one(guid=arrival.guid)
    if there is None:
        if arrival.guid:
            cancellations.note(arrival)
        return refused("nothing_to_withdraw", "It cancels an item that is not here.")
    if lines.age_of(arrival.edition, there) is Age.OLDER:
        return refused("outdated", "A newer version of it is here already.")
    if there.withdrawn_at:
        return Outcome(ItemState.DUPLICATE, there, "withdrawn", "It was withdrawn already.")
    withdraw.withdraw(article_id=there.pk, by=None, at=arrival.at)
    counted = {name: value for name, value in arrival.counted.items() if value}
    Article.objects.filter(pk=there.pk).update(**counted)
    return Outcome(ItemState.UPDATED, there, "withdrawn", "Withdrawn by its sender.")


@transaction.atomic
def _create(arrival: Arrival, *, revision: int, warnings: Iterable[str], by: User | None) -> Article:
    draft = arrival.draft
    article = Article.objects.create(
        outlet=Outlet.objects.get_or_create(name=draft.outlet[:200])[0] if draft.outlet else None,
        imported_by=by,
        revision=revision,
        **arrival.columns(*warnings),
    )
    cuts.write(article, draft.segments)
    after = {"title": article.title, "revision": revision, "status": article.status}
    audit.record("article.imported", article, by=by, at=arrival.at, after=after)
    return article


@transaction.atomic
def describe(*, article_id: UUID, outlet: str, published_on: str, by: User, at: datetime) -> bool:
    """Says where and when (EDTF) an article was published; `""` when nobody knows. False if that was so already."""
    article = decisions.find(Article, article_id, lock=True)
    before = _publication(article)
    article.outlet = outlet_named(outlet)
    if published_on != article.published_on:
        article.published_on, article.published_from = published_on, DateSource.PERSON if published_on else ""
    after = _publication(article)
    if before == after:
        return False
    article.save(update_fields=["outlet", "published_on", "published_from"])
    audit.record("article.described", article, by=by, at=at, before=before, after=after)
    return True


def _publication(article: Article) -> dict[str, str]:
    return {"outlet": article.outlet.name if article.outlet else "", "published_on": article.published_on}


def outlet_named(name: str) -> Outlet | None:
    """The outlet of that name, whatever its case, made if it is new."""
    name = " ".join(name.split())
    if not name:
        return None
    return Outlet.objects.filter(name__iexact=name).first() or Outlet.objects.get_or_create(name=name)[0]
