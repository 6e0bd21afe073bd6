"""What a list can be narrowed to. A finding that an editor rejected is on a list only if asked for by its state."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import django_filters as filters  # type: ignore[import-untyped]
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.api import reads
from claims.api.serializers.requests import DATED_BEFORE, DATED_SINCE
from claims.models import (
    AuditEvent,
    EvidenceState,
    FollowUpKind,
    FollowUpState,
    ItemState,
    Mention,
    Person,
    Relation,
    ReviewState,
    RunKind,
    RunState,
    Sourcing,
    StatementKind,
    Status,
)
from claims.models.base import validate_edtf
from claims.queries import people, timeline


class PersonFilter(filters.UUIDFilter):
    """A person by id. The id of somebody who was merged stands for whom they became."""

    def filter(self, qs: QuerySet, value: UUID | None) -> QuerySet:
        return super().filter(qs, _standing_id(value) if value else value)


class ListFilter(filters.FilterSet):
    """What every list can be narrowed to."""

    created_since = filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="gte", label="Created then or later")


class LedgerFilter(ListFilter):
    """For nouns whose changes are in the ledger, under `noun`."""

    noun = ""
    changed_since = filters.IsoDateTimeFilter(
        method="changed", label="Created then or later, or changed since then according to the ledger"
    )

    def changed(self, rows: QuerySet, name: str, value: datetime) -> QuerySet:
        events = AuditEvent.objects.filter(target_type=self.noun, target_id=OuterRef("pk"), at__gte=value)
        return rows.filter(Q(created_at__gte=value) | Exists(events))


class FindingFilter(LedgerFilter):
    """For nouns that editors review."""

    review_state = filters.MultipleChoiceFilter(
        choices=ReviewState.choices, label="May be given more than once; without it, all but what was rejected"
    )

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["review_state"] else self.standing(rows)

    def standing(self, rows: QuerySet) -> QuerySet:
        return rows.exclude(review_state=ReviewState.REJECTED)


class PersonListFilter(FindingFilter):
    noun = "person"
    q = filters.CharFilter(method="called", label="Words of any of their names, whatever accents and case")
    wikidata_id = filters.CharFilter()

    def called(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return people.called(rows, value)


class ArticleListFilter(LedgerFilter):
    noun = "article"
    q = filters.CharFilter(method="saying", label="Words that all stand in its title or text")
    outlet = filters.UUIDFilter()
    language = filters.CharFilter(label="BCP 47, exactly")
    awaits_check = filters.BooleanFilter(label="Read only after somebody looked at how it was cut up")
    person = PersonFilter(method="naming", label="Somebody whom it names")
    published_since = filters.CharFilter(
        field_name="published_on", lookup_expr="gte", label="EDTF, that day included", validators=[validate_edtf]
    )
    published_before = filters.CharFilter(
        method="published_by", label="EDTF, that day not included", validators=[validate_edtf]
    )

    def saying(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return _with_words(rows, value, "title", "text")

    def naming(self, rows: QuerySet, name: str, value: UUID) -> QuerySet:
        return rows.filter(Exists(Mention.objects.filter(article=OuterRef("pk"), person=_standing_id(value))))

    def published_by(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(published_on__gt="", published_on__lt=value)


class StatementListFilter(FindingFilter):
    noun = "statement"
    q = filters.CharFilter(method="saying", label="Words that all stand in it")
    article = filters.UUIDFilter()
    speaker = PersonFilter()
    addressee = PersonFilter()
    unresolved = filters.BooleanFilter(
        field_name="speaker", lookup_expr="isnull", label="Whether its speaker is unknown"
    )
    kind = filters.MultipleChoiceFilter(choices=StatementKind.choices)
    sourcing = filters.MultipleChoiceFilter(choices=Sourcing.choices)
    within = filters.UUIDFilter(label="The statement it is nested in")
    dated_since = filters.CharFilter(method="since", label=DATED_SINCE, validators=[validate_edtf])
    dated_before = filters.CharFilter(method="before", label=DATED_BEFORE, validators=[validate_edtf])
    commitment = filters.UUIDFilter(field_name="promises__commitment", label="The promise it makes")

    def saying(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return _with_words(rows, value, "text")

    def since(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(timeline.is_since("dated", value))

    def before(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(timeline.is_before("dated", value))


class CommitmentListFilter(FindingFilter):
    noun = "commitment"
    q = filters.CharFilter(method="saying", label="Words that all stand in its title, quote or topic")
    person = PersonFilter()
    to = PersonFilter()
    status = filters.MultipleChoiceFilter(choices=Status.choices)
    evidence_state = filters.MultipleChoiceFilter(choices=EvidenceState.choices)
    statement = filters.UUIDFilter(field_name="sources__statement", label="A statement that makes it")
    owner = filters.CharFilter(field_name="owner__username", label="Username")

    def standing(self, rows: QuerySet) -> QuerySet:
        return reads.standing_commitments(rows)

    def saying(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return _with_words(rows, value, "title", "quote", "topic")


class EvidenceListFilter(FindingFilter):
    noun = "evidence"
    commitment = filters.UUIDFilter()
    person = PersonFilter(field_name="commitment__person", label="Who made the promise")
    statement = filters.UUIDFilter()
    article = filters.UUIDFilter(method="reported_in", label="Where the words of the report stand")
    relation = filters.MultipleChoiceFilter(choices=Relation.choices)

    def standing(self, rows: QuerySet) -> QuerySet:
        return reads.standing_evidence(rows)

    def reported_in(self, rows: QuerySet, name: str, value: UUID) -> QuerySet:
        return rows.filter(spans__side="evidence", spans__article=value)


class RulingListFilter(ListFilter):
    commitment = filters.UUIDFilter()
    person = PersonFilter(field_name="commitment__person", label="Who made the promise")
    status = filters.MultipleChoiceFilter(choices=Status.choices)


class FollowUpListFilter(LedgerFilter):
    noun = "follow_up"
    commitment = filters.UUIDFilter()
    state = filters.MultipleChoiceFilter(choices=FollowUpState.choices)
    kind = filters.MultipleChoiceFilter(choices=FollowUpKind.choices)
    assignee = filters.CharFilter(field_name="assignee__username", label="Username")
    due_before = filters.DateFilter(field_name="due_on", lookup_expr="lt")


class RunListFilter(ListFilter):
    kind = filters.MultipleChoiceFilter(choices=RunKind.choices)
    state = filters.MultipleChoiceFilter(choices=RunState.choices)
    follows = filters.UUIDFilter(label="The run it came out of")


class RunItemFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=ItemState.choices)


class ChangeFilter(filters.FilterSet):
    since = filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="gte", label="Recorded then or later")
    verb = filters.CharFilter(label="As `statement.accepted`")
    target_type = filters.MultipleChoiceFilter(choices=[(noun, noun) for noun in reads.LEDGER_NOUNS])
    target_id = filters.UUIDFilter()


def _standing_id(person_id: UUID) -> UUID:
    """Whom that person became through merges, else the same id."""
    into = Person.objects.filter(pk=person_id).values_list("merged_into", flat=True).first()
    return _standing_id(into) if into else person_id


def _with_words(rows: QuerySet, words: str, *fields: str) -> QuerySet:
    """Rows with every word in one of the fields or another."""
    for word in words.split():
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(anywhere)
    return rows
