"""Timelines: everything dated that concerns one person or one commitment, in order.

Suggested statements and promises are on them, marked as such; evidence only once an editor accepted it. Each timeline
costs a fixed number of queries, whatever its length.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from claims.engine.dates import PartialDate
from claims.models import Commitment, CommitmentStatement, EvidenceLink, Person, Ruling, Statement, StatementRole
from claims.models.article import visible


class EntryKind(StrEnum):
    COMMITMENT = "commitment"
    STATEMENT = "statement"
    EVIDENCE = "evidence"
    RULING = "ruling"


_ORDER = {kind: rank for rank, kind in enumerate(EntryKind)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a timeline. `date` is EDTF, `""` when unknown; `subject` is the object of that kind."""

    date: str
    kind: EntryKind
    subject: Any

    @property
    def key(self) -> tuple[str, int, str]:
        """Sorts by date, undated last, then promise before statement before evidence before ruling."""
        return (self.date or "9999", _ORDER[self.kind], str(self.subject.pk))


@dataclass(frozen=True, slots=True)
class Year:
    """The entries of one year, in order. `label` is the year, `""` for those without a date."""

    label: str
    entries: tuple[Entry, ...]


def by_year(entries: Iterable[Entry]) -> list[Year]:
    """A timeline (or a page of one) cut at the turns of its years."""
    return [Year(label, tuple(group)) for label, group in groupby(entries, key=lambda entry: entry.date[:4])]


def during(entries: Iterable[Entry], dated_since: str = "", dated_before: str = "") -> list[Entry]:
    """The entries that may be of that time (EDTF, `""` leaves an end open). Without either end, undated ones too."""
    since = PartialDate.parse(dated_since).earliest if dated_since else date.min
    before = PartialDate.parse(dated_before).earliest if dated_before else date.max
    if not dated_since and not dated_before:
        return list(entries)
    dates = ((entry, PartialDate.parse(entry.date)) for entry in entries if entry.date)
    return [entry for entry, when in dates if when.latest >= since and when.earliest < before]


def is_since(column: str, edtf: str) -> Q:
    """`during` for the database: EDTF dates compare as text, but a month or year holds all of its days."""
    day = PartialDate.parse(edtf).earliest
    return Q(**{f"{column}__gte": day.isoformat()}) | Q(**{f"{column}__in": spellings(month(day), year(day))})


def is_before(column: str, edtf: str) -> Q:
    """The same for what may be of before then."""
    day = PartialDate.parse(edtf).earliest
    holding = [period for period in (month(day), year(day)) if PartialDate.parse(period).earliest < day]
    earlier = Q(**{f"{column}__gt": "", f"{column}__lt": day.isoformat()})
    return earlier & ~Q(**{f"{column}__in": spellings(month(day), year(day))}) | Q(
        **{f"{column}__in": spellings(*holding)}
    )


def month(day: date) -> str:
    """The month that holds a day (EDTF)."""
    return day.isoformat()[:7]


def year(day: date) -> str:
    return day.isoformat()[:4]


def spellings(*dates: str) -> list[str]:
    """EDTF dates, as sure as may be."""
    return [one + qualifier for one in dates for qualifier in ("", "~", "?", "%")]


def of_person(person: Person) -> list[Entry]:
    """What a person said and promised, the accepted evidence on it, and the rulings. Oldest first; 9 queries."""
    commitments = list(
        commitments_for_timeline(Commitment.objects.standing().filter(person=person)).order_by("made_on")
    )
    made_in = {source.statement_id for commitment in commitments for source in commitment.sources.all()}
    statements = statements_for_timeline(Statement.objects.standing().filter(speaker=person)).exclude(pk__in=made_in)
    return _sorted(
        *(Entry(_promised(one), EntryKind.COMMITMENT, one) for one in commitments),
        *(Entry(one.dated, EntryKind.STATEMENT, one) for one in statements),  # type: ignore[attr-defined]
        *_evidence(commitments),
        *_rulings(commitments),
    )


def of_commitment(commitment: Commitment) -> list[Entry]:
    """A promise, its restatements, the accepted evidence on it, and the rulings. Oldest first."""
    loaded = commitments_for_timeline(Commitment.objects.filter(pk=commitment.pk)).get()
    restatements = [
        source.statement
        for source in loaded.sources.all()
        if source.role == StatementRole.RESTATEMENT and not source.statement.is_rejected
    ]
    return _sorted(
        Entry(_promised(loaded), EntryKind.COMMITMENT, loaded),
        *(Entry(dated(one), EntryKind.STATEMENT, one) for one in restatements),
        *_evidence([loaded]),
        *_rulings([loaded]),
    )


def dated(statement: Statement) -> str:
    """When it was said, else when it was published (EDTF, `""` when neither is known)."""
    return statement.said_on or statement.article.published_on


def statements_for_timeline(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """With `dated` and all that a sourcing chain of three levels reads."""
    return (
        statements.dated()  # type: ignore[attr-defined]
        .select_related(
            "speaker",
            "addressee",
            "article__outlet",
            "within__speaker",
            "within__addressee",
            "within__within__speaker",
            "within__within__addressee",
        )
        .order_by("said_on", "article", "start")
    )


def commitments_for_timeline(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """With their statements, ready for sourcing chains."""
    sources = CommitmentStatement.objects.filter(
        Q(role=StatementRole.FIRST) | visible(through="statement__article__")
    ).prefetch_related(Prefetch("statement", statements_for_timeline(Statement.objects.all())))
    return commitments.select_related("person", "to", "owner").prefetch_related(Prefetch("sources", sources))


def _promised(commitment: Commitment) -> str:
    if commitment.made_on:
        return commitment.made_on
    return next((dated(source.statement) for source in commitment.sources.all()), "")


def evidence_dated(link: EvidenceLink) -> str:
    """When the report that a link rests on was made or published."""
    if link.statement is not None:
        return dated(link.statement)
    return next((span.article.published_on for span in link.spans.all() if span.side == "evidence"), "")


def evidence_for_timeline(links: QuerySet[EvidenceLink]) -> QuerySet[EvidenceLink]:
    """With both sides' words, their articles and the statement's sourcing."""
    return links.select_related("commitment__person", "reviewed_by").prefetch_related(
        Prefetch("statement", statements_for_timeline(Statement.objects.all())), "spans__article__outlet"
    )


def _evidence(commitments: Iterable[Commitment]) -> list[Entry]:
    links = evidence_for_timeline(EvidenceLink.objects.accepted().filter(commitment__in=list(commitments)))
    return [Entry(evidence_dated(link), EntryKind.EVIDENCE, link) for link in links]


def _rulings(commitments: Iterable[Commitment]) -> list[Entry]:
    rulings = Ruling.objects.filter(commitment__in=list(commitments))
    rulings = rulings.select_related("commitment", "ruled_by").prefetch_related("links")
    return [Entry(ruling.ruled_at.date().isoformat(), EntryKind.RULING, ruling) for ruling in rulings]


def _sorted(*entries: Entry) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.key)
