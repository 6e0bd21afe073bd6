"""People as the pages list and show them: who is known, under which names, and who was judged to be whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from claims.models import (
    Commitment,
    EvidenceLink,
    Mention,
    Person,
    PersonAlias,
    PersonJudgement,
    ReviewState,
    Statement,
    Verdict,
    name_key,
)
from claims.queries import visibility

OFFERED = 8
"""How many people a search for somebody to compare with offers."""


class Tab(StrEnum):
    """Which people a list shows."""

    ACCEPTED = "accepted"
    SUGGESTED = "suggested"
    ALL = "all"


_OF_TAB = {
    Tab.ACCEPTED: Q(review_state=ReviewState.ACCEPTED),
    Tab.SUGGESTED: Q(review_state=ReviewState.SUGGESTED),
    Tab.ALL: Q(),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of one person's waits for an editor."""

    statements: int
    commitments: int
    evidence: int

    def __bool__(self) -> bool:
        return bool(self.statements or self.commitments or self.evidence)


def listed(tab: Tab, words: str = "") -> QuerySet[Person]:
    """Standing people for cards, by name; those who wait with the most quoted first. `words`: part of any alias."""
    people = for_cards(called(visibility.known(Person.objects.standing()), words).filter(_OF_TAB[tab]))
    if tab is Tab.SUGGESTED:
        return people.order_by("-statement_count", "name", "pk")  # type: ignore[misc]  # for_cards() counts them
    return people


def for_cards(people: QuerySet[Person]) -> QuerySet[Person]:
    """With roles, `statement_count` and `commitment_count`."""
    return (
        people.select_related("reviewed_by")
        .annotate(
            statement_count=_count(Statement.objects.standing(), "speaker"),
            commitment_count=_count(Commitment.objects.standing(), "person"),
        )
        .prefetch_related("roles")
    )


def counts(words: str = "") -> dict[str, int]:
    """How many people each tab holds, for the same search."""
    people = called(visibility.known(Person.objects.standing()), words)
    return people.aggregate(**{tab.value: Count("pk", filter=condition) for tab, condition in _OF_TAB.items()})


def called(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Those of `people` one of whose names has every one of `words` in it, whatever accents and case. All for `""`."""
    if not words.strip():
        return people
    aliases = PersonAlias.objects.all()
    for word in name_key(words).split() or [words]:  # punctuation alone finds nobody, rather than everybody
        aliases = aliases.filter(key__contains=word)
    return people.filter(pk__in=aliases.values("person"))


def person(person_id: UUID) -> Person | None:
    """A person with names, roles and who they were merged into; None when there is none. 3 queries."""
    people = Person.objects.select_related("merged_into", "reviewed_by").prefetch_related("aliases", "roles")
    return people.filter(pk=person_id).first()


def offered(person: Person, words: str) -> list[Person]:
    """Others who may be the same as `person`: those found by `words`, else those who share a word of the name."""
    others = Person.objects.standing().exclude(pk=person.pk).exclude(review_state=ReviewState.REJECTED)
    if words.strip():
        found = called(others, words)
    else:
        shared = Q()
        for word in name_key(person.name).split():
            shared |= Q(key=word) | Q(key__startswith=f"{word} ") | Q(key__endswith=f" {word}")
        found = others.filter(pk__in=PersonAlias.objects.filter(shared).values("person"))
        found = found.exclude(pk__in=_told_apart(person))
    return list(found.prefetch_related("roles")[:OFFERED])


def near(statement: Statement) -> QuerySet[Person]:
    """Who may have made a statement: those named beside it first, then who speaks in its article, then the rest of it.

    Beside it is in the same paragraph or the one before.
    """
    here, article = _beside(statement), statement.article_id
    mentions = Mention.objects.filter(person=OuterRef("pk"), article=article)
    speaks = Statement.objects.standing().filter(speaker=OuterRef("pk"), article=article)
    named = Person.objects.standing().exclude(review_state=ReviewState.REJECTED)
    named = named.filter(Exists(mentions) | Exists(speaks))
    closeness = Case(When(Exists(mentions.filter(here)), then=0), When(Exists(speaks), then=1), default=2)
    return named.order_by(closeness, "name", "pk")


def meant_by(name: str, statement: Statement) -> Person | None:
    """Who of a statement's article has `name` as a part of a longer name: "Holm" where Lena Holm is named."""
    words = set(name_key(name).split())
    if not words:
        return None
    for person in near(statement).prefetch_related("aliases"):
        keys = [alias.key for alias in person.aliases.all()]
        if name_key(name) not in keys and any(words < set(key.split()) for key in keys):
            return person
    return None


def judgements(person: Person) -> list[PersonJudgement]:
    """Every judgement on who this person is or is not, latest first, undone ones too. 1 query."""
    about = PersonJudgement.objects.filter(Q(person=person) | Q(other=person))
    return list(about.select_related("person", "other", "judged_by", "undone_by"))


def waiting(person: Person) -> Waiting:
    """What of this person's waits for review. 3 queries."""
    return Waiting(
        statements=Statement.objects.waiting().filter(speaker=person).count(),
        commitments=Commitment.objects.waiting().filter(person=person).count(),
        evidence=EvidenceLink.objects.waiting().filter(commitment__person=person).count(),
    )


def _beside(statement: Statement) -> Q:
    """Mentions in the paragraph that a statement begins in, or the one before."""
    ahead = statement.article.segments.filter(start__lte=statement.start).order_by("-start")[:2]
    stretches = list(ahead)
    if not stretches:
        return Q(start__gte=statement.start, start__lt=statement.end)
    return Q(start__gte=stretches[-1].start, start__lt=max(stretches[0].end, statement.end))


def _told_apart(person: Person) -> list[UUID]:
    """Everybody whom a standing judgement calls somebody else."""
    standing = PersonJudgement.objects.filter(verdict=Verdict.DIFFERENT, undone_at=None)
    pairs = standing.filter(Q(person=person) | Q(other=person)).values_list("person_id", "other_id")
    return [one for pair in pairs for one in pair if one != person.pk]


def _count(rows: QuerySet, owner: str) -> Coalesce:
    """How many of `rows` belong to each person through `owner`: apart, so that two counts do not multiply."""
    per_person = rows.filter(**{owner: OuterRef("pk")}).order_by().values(owner).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(per_person), 0)
