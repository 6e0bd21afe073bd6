"""Cuts: how an article's text was cut up, looked at and corrected by a person. The text itself is never edited.

Stage: between import and extraction for articles that wait for such a look, and any time later for the others. Whether
anything is read anew is for `pipeline` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from claims.engine.parsers import cutting
from claims.engine.text import Segment as Stretch
from claims.engine.text import SegmentKind, Span
from claims.models import Article, AuditEvent, DateSource, Segment, User
from claims.services import audit, decisions, likeness
from claims.services.errors import Conflict, Invalid

_RECUT = "article.recut"
_FIELDS = {
    SegmentKind.HEADLINE: ("title", 1000),
    SegmentKind.DECK: ("deck", None),
    SegmentKind.BYLINE: ("byline", 500),
    SegmentKind.DATELINE: ("dateline", 200),
}
"""What an article says of itself in a column, and how much of it fits."""


def write(article: Article, stretches: Iterable[Stretch]) -> None:
    """Stores the cut of an article that has none."""
    rows = (
        Segment(
            article=article,
            position=position,
            kind=one.kind.value,
            start=one.span.start,
            end=one.span.end,
            language=one.language,
        )
        for position, one in enumerate(stretches)
    )
    Segment.objects.bulk_create(rows, batch_size=500)


@transaction.atomic
def recut(*, article_id: UUID, stretches: Sequence[Stretch], seen: str = "", by: User, at: datetime) -> bool:
    """Cuts an article's text as a person says; headline, deck, byline and dateline follow. False if it was cut so.

    `seen` is the `fingerprint` of the cut that the person looked at. Raises Conflict if it was cut anew since, or a
    newer version took the article's place; Invalid for what is no cut of its text.
    """
    article = decisions.find(Article, article_id, lock=True)
    if Article.objects.filter(supersedes=article.pk).exists():
        raise Conflict("A newer version took the place of this text. Correct that one.")
    before = cutting.whole(article.text, article.cut())
    if seen and seen != cutting.fingerprint(before):
        raise Conflict("Somebody else has cut this text anew meanwhile. Have a look before you change it.")
    try:
        after = cutting.whole(article.text, stretches)
    except cutting.BadCut as error:
        raise Invalid(str(error)) from error
    if cutting.fingerprint(after) == cutting.fingerprint(before):
        return False
    after = tuple(cutting.with_languages(article.text, after, known=before, main=article.language))
    article.segments.all().delete()
    write(article, after)
    _describe(article, before, after)
    likeness.forget(article)
    audit.record(_RECUT, article, by=by, at=at, before={"cut": _written(before)}, after={"cut": _written(after)})
    return True


@transaction.atomic
def put_back(*, article_id: UUID, by: User, at: datetime) -> bool:
    """Undoes the last correction of an article's cut, be it one of these itself. Conflict if there was none."""
    last = last_correction(article_id)
    if last is None:
        raise Conflict("Nobody has corrected how this text was cut up.")
    return recut(article_id=article_id, stretches=_read(last.before["cut"]), by=by, at=at)


@transaction.atomic
def approve(*, article_ids: Iterable[UUID], by: User, at: datetime) -> list[Article]:
    """Says that articles which wait for a look at their cut may be read. Returns those that waited, without texts."""
    waiting = Article.objects.select_for_update().filter(awaits_check=True).only("title")
    approved = list(waiting.in_bulk(list(article_ids)).values())
    Article.objects.filter(pk__in=[one.pk for one in approved]).update(awaits_check=False)
    audit.record_all("article.cut_approved", approved, by=by, at=at)
    return approved


def last_correction(article_id: UUID) -> AuditEvent | None:
    return AuditEvent.objects.filter(verb=_RECUT, target_id=article_id).first()


def _describe(article: Article, before: Sequence[Stretch], after: Sequence[Stretch]) -> None:
    """What the text says of itself follows its cut, where that changed. No article is without a title."""
    changed: dict[str, Any] = {}
    for kind, (field, most) in _FIELDS.items():
        words = cutting.words_of(article.text, after, kind)
        if words != cutting.words_of(article.text, before, kind) and (words or kind is not SegmentKind.HEADLINE):
            changed[field] = words[:most]
            article.field_sources[field] = DateSource.PERSON.value
    for field, words in changed.items():
        setattr(article, field, words)
    article.save(update_fields=[*changed, "field_sources"])


def _written(stretches: Iterable[Stretch]) -> list[list[Any]]:
    return [[one.kind.value, one.span.start, one.span.end, one.language] for one in stretches]


def _read(written: Iterable[Sequence[Any]]) -> list[Stretch]:
    return [Stretch(SegmentKind(kind), Span(start, end), language) for kind, start, end, language in written]
