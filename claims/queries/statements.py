"""Statements as a search lists them: who said what, in which words, when."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from claims.engine.dates import PartialDate
from claims.models import Person, Statement
from claims.queries import people
from claims.queries.timeline import statements_for_timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list of statements is narrowed to; `""` leaves it wide. Dates are EDTF."""

    words: str = ""
    speaker: str = ""
    since: str = ""
    until: str = ""
    review_state: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether anything is filtered out beyond the rejected ones."""
        return bool(self.words or self.speaker or self.since or self.until or self.review_state)


def listed(filters: Filters) -> QuerySet[Statement]:
    """Statements with all that a line of a list shows, the latest first. Rejected ones only on demand."""
    reviewed = Statement.objects.visible().filter(review_state=filters.review_state)
    statements = statements_for_timeline(reviewed if filters.review_state else Statement.objects.standing())
    for word in filters.words.split():
        statements = statements.filter(text__icontains=word)
    if filters.speaker:
        statements = statements.filter(_said_by(filters.speaker))
    statements = statements.filter(_within(filters.since, filters.until))
    return statements.order_by(F("dated").desc(), "article", "start", "-end")


def _said_by(name: str) -> Q:
    """Somebody who goes by that name; where nobody is resolved, whom the text names so."""
    written = Q(speaker__isnull=True)
    for word in name.split():
        written &= Q(speaker_text__icontains=word)
    return Q(speaker__in=people.called(Person.objects.standing(), name)) | written


def _within(since: str, until: str) -> Q:
    """Dated in a period, or at a time that reaches into it: "May 2024" may be the 10th. Never without a date."""
    within = Q(dated__gt="") if since or until else Q()
    if since:
        day = PartialDate.parse(since).earliest.isoformat()
        within &= Q(dated__gte=day) | Q(dated__in=_holding(day))
    if until:
        day = PartialDate.parse(until).latest.isoformat()
        within &= Q(dated__lte=day) | Q(dated__in=_holding(day))
    return within


def _holding(day: str) -> list[str]:
    """Every date that a day lies in: as text they may sort before it or behind."""
    return [period + qualifier for period in (day, day[:7], day[:4]) for qualifier in ("", "~", "?", "%")]
