"""Ingest: bytes become articles. The same text twice is one article; nothing is half stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from claims.engine.parsers import limits, parse
from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.models import Article, DateSource, ItemState, Outlet, Run, RunItem, RunKind, Segment, User
from claims.services import audit, decisions

_TITLE_FROM_TEXT = 120
"""How much of the first line stands in for a missing headline."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One thing to import: bytes with the name they came under or, with no bytes, why it could not even be read."""

    path: str
    content: bytes | None = None
    code: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item of a run."""

    state: ItemState
    article: Article | None = None
    code: str = ""
    message: str = ""


def submission(*, path: str, size: int, read: Callable[[], bytes]) -> Submission:
    """Takes in `size` bytes that come under the name `path`, or says at once, unread, that they are too many."""
    if size > limits.TEXT_BYTES:
        given, most = limits.as_megabytes(size), limits.as_megabytes(limits.TEXT_BYTES)
        return Submission(path, code="too_large", message=f"{path} has {given}; a text article may have {most}.")
    return Submission(path, read())


@transaction.atomic
def submit(*, submissions: Iterable[Submission], by: User | None, at: datetime) -> Run:
    """Queues an import. The caller has the run performed, in a worker or in place."""
    run = Run.objects.create(kind=RunKind.IMPORT, started_by=by)
    items = [_queued(run, position, submission) for position, submission in enumerate(submissions)]
    RunItem.objects.bulk_create(items, batch_size=200)
    run.total = len(items)
    run.save(update_fields=["total"])
    audit.record("run.started", run, by=by, at=at, after={"kind": run.kind, "total": run.total})
    return run


def store(*, content: bytes, path: str, by: User | None, at: datetime) -> Outcome:
    """Parses `content` and stores the article in it, unless its text is known already or the parser refuses it."""
    try:
        draft = parse(content, name=path)[0]
    except Refused as refusal:
        return Outcome(ItemState.REFUSED, code=refusal.code, message=refusal.reason)
    digest = hashlib.sha256(draft.text.encode()).hexdigest()
    known = Article.objects.filter(content_hash=digest).first()
    if known is None:
        try:
            return Outcome(ItemState.IMPORTED, article=_create(draft, digest, by=by, at=at))
        except IntegrityError:  # somebody stored the same text a moment ago
            known = Article.objects.get(content_hash=digest)
    return Outcome(ItemState.DUPLICATE, article=known, code="duplicate", message="Already imported.")


@transaction.atomic
def describe(*, article_id: UUID, outlet: str, published_on: str, by: User, at: datetime) -> bool:
    """Says where and when (EDTF) an article was published; `""` when nobody knows. False if that was so already."""
    article = decisions.find(Article, article_id, lock=True)
    before = _publication(article)
    article.outlet = _outlet(outlet)
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


def _outlet(name: str) -> Outlet | None:
    """The outlet of that name, whatever its case, made if it is new."""
    name = " ".join(name.split())
    if not name:
        return None
    return Outlet.objects.filter(name__iexact=name).first() or Outlet.objects.get_or_create(name=name)[0]


def _queued(run: Run, position: int, submission: Submission) -> RunItem:
    refused = submission.content is None
    return RunItem(
        run=run,
        position=position,
        path=submission.path[:1000],
        content=submission.content,
        state=ItemState.QUEUED,
        code=submission.code if refused else "",
        message=submission.message if refused else "",
    )


@transaction.atomic
def _create(draft: ArticleDraft, digest: str, *, by: User | None, at: datetime) -> Article:
    article = Article.objects.create(
        outlet=Outlet.objects.get_or_create(name=draft.outlet)[0] if draft.outlet else None,
        title=draft.title[:1000] or _first_words(draft.text),
        deck=draft.deck,
        byline=draft.byline[:500],
        dateline=draft.dateline[:200],
        text=draft.text,
        content_hash=digest,
        language=draft.language,
        url=draft.url,
        guid=draft.guid,
        published_on=draft.published,
        published_from=draft.published_from if draft.published else "",
        imported_by=by,
    )
    Segment.objects.bulk_create(
        [
            Segment(
                article=article,
                position=position,
                kind=segment.kind.value,
                start=segment.span.start,
                end=segment.span.end,
                language=segment.language,
            )
            for position, segment in enumerate(draft.segments)
        ],
        batch_size=500,
    )
    audit.record("article.imported", article, by=by, at=at, after={"title": article.title})
    return article


def _first_words(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= _TITLE_FROM_TEXT else line[:_TITLE_FROM_TEXT].rsplit(" ", 1)[0] + " …"
