"""Who is who: people as suggested by texts, named by editors, merged and told apart. Every judgement can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from claims.models import (
    Commitment,
    Mention,
    Person,
    PersonAlias,
    PersonJudgement,
    PersonRole,
    ReviewState,
    Statement,
    User,
    Verdict,
    name_key,
)
from claims.services import audit, decisions, locks
from claims.services.errors import Conflict, Invalid, NotFound


@dataclass(frozen=True, slots=True)
class Role:
    """An office somebody held. Dates are EDTF or `""`."""

    title: str
    organisation: str = ""
    held_from: str = ""
    held_to: str = ""


_WIKIDATA_ID = re.compile(r"Q[1-9]\d*")
_POINTERS = (
    (Statement, "speaker"),
    (Statement, "addressee"),
    (Mention, "person"),
    (Commitment, "person"),
    (Commitment, "to"),
)
"""What points at a person and moves with a merge."""


def suggest(name: str, *, roles: Iterable[str]) -> Person | None:
    """The person a text calls `name`: the one known by it, else a new suggestion.

    None when several people go by it, or when it is a single word that nobody is known by: too little to name somebody.
    """
    locks.hold_names([name_key(name)])
    known = list(Person.objects.named(name).exclude(review_state=ReviewState.REJECTED)[:2])
    if len(known) == 1:
        person = known[0]
    elif known or len(name_key(name).split()) < 2 or Person.objects.named(name).exists():
        return None
    else:
        person = _create(name)
    if person.is_suggested:
        for title in roles:
            PersonRole.objects.get_or_create(person=person, title=title[:200], organisation="", held_from="")
    return person


@transaction.atomic
def create(*, name: str, namesake: bool = False, by: User, at: datetime) -> Person:
    """Adds a person whom an editor names. Conflict if somebody goes by that name, unless it is to be a `namesake`."""
    if not name_key(name):
        raise Invalid("Give the person a name.")
    locks.hold_names([name_key(name)])
    if not namesake and Person.objects.named(name).exists():
        raise Conflict(f"Somebody called {name} is listed already.")
    person = _create(name, review_state=ReviewState.ACCEPTED, reviewed_by=by, reviewed_at=at)
    audit.record("person.created", person, by=by, at=at, after={"name": person.name})
    return person


@transaction.atomic
def accept(*, person_id: UUID, by: User, at: datetime) -> Person:
    person = decisions.find(Person, person_id)
    _require_unmerged(person)
    decisions.decide(person, ReviewState.ACCEPTED, noun="person", by=by, at=at)
    return person


@transaction.atomic
def reject(*, person_id: UUID, by: User, at: datetime) -> Person:
    """Says that this is no person. Refused while accepted statements or promises are theirs."""
    person = decisions.find(Person, person_id)
    if (
        person.statements.filter(review_state=ReviewState.ACCEPTED).exists()
        or person.commitments.filter(review_state=ReviewState.ACCEPTED).exists()
    ):
        raise Conflict(f"Accepted statements or promises are by {person}. Change their speaker first.")
    decisions.decide(person, ReviewState.REJECTED, noun="person", by=by, at=at)
    return person


@transaction.atomic
def reopen(*, person_id: UUID, by: User, at: datetime) -> Person:
    person = decisions.find(Person, person_id)
    decisions.reopen(person, noun="person", by=by, at=at)
    return person


@transaction.atomic
def rename(*, person_id: UUID, name: str, by: User, at: datetime) -> Person:
    """Gives a person another main name; the old one stays as an alias."""
    person = decisions.find(Person, person_id)
    name = " ".join(name.split())
    if not name_key(name):
        raise Invalid("Give the person a name.")
    locks.hold_names([name_key(name)])
    before = person.name
    if name != before:
        person.name = name
        person.save(update_fields=["name"])
        _add_alias(person, name)
        audit.record("person.renamed", person, by=by, at=at, before={"name": before}, after={"name": name})
    return person


@transaction.atomic
def add_alias(*, person_id: UUID, name: str, held_from: str = "", held_to: str = "", by: User, at: datetime) -> Person:
    """Adds a name somebody goes by, or went by in a time, so that texts that use it resolve to them."""
    person = decisions.find(Person, person_id)
    name = " ".join(name.split())
    if not name_key(name):
        raise Invalid("Write the other name.")
    locks.hold_names([name_key(name)])
    if _add_alias(person, name, held_from=held_from, held_to=held_to):
        after = {"alias": name, "held_from": held_from, "held_to": held_to}
        audit.record("person.alias_added", person, by=by, at=at, after=after)
    return person


@transaction.atomic
def describe(*, person_id: UUID, wikidata_id: str, roles: Iterable[Role], by: User, at: datetime) -> Person:
    """Sets a person's Wikidata id and dated roles, in place of those they had."""
    person = decisions.find(Person, person_id)
    if wikidata_id and not _WIKIDATA_ID.fullmatch(wikidata_id):
        raise Invalid("A Wikidata id looks like Q42.")
    if wikidata_id and Person.objects.filter(wikidata_id=wikidata_id).exclude(pk=person_id).exists():
        raise Conflict(f"Somebody else is {wikidata_id} already. Are the two the same?")
    roles = list(dict.fromkeys(roles))
    if len({(role.title, role.organisation, role.held_from) for role in roles}) < len(roles):
        raise Invalid("One role is listed twice from the same date.")
    before = _description(person)
    person.wikidata_id = wikidata_id or None
    person.save(update_fields=["wikidata_id"])
    person.roles.all().delete()
    PersonRole.objects.bulk_create(
        PersonRole(
            person=person,
            title=role.title,
            organisation=role.organisation,
            held_from=role.held_from,
            held_to=role.held_to,
        )
        for role in roles
    )
    audit.record("person.described", person, by=by, at=at, before=before, after=_description(person))
    return person


@transaction.atomic
def merge(*, person_id: UUID, other_id: UUID, reason: str, by: User, at: datetime) -> Person:
    """Says that `other_id` is the same as `person_id`, who stays. All that was the other's moves over."""
    person, other = _pair(person_id, other_id)
    _require_unrejected(person)
    moved: dict[str, list[str]] = {}
    for model, field in _POINTERS:
        rows = model._default_manager.filter(**{field: other})
        moved[f"{model._meta.model_name}.{field}"] = [str(pk) for pk in rows.values_list("pk", flat=True)]
        rows.update(**{field: person})
    aliases = other.aliases.exclude(key__in=person.aliases.values("key"))
    moved["personalias.person"] = [str(pk) for pk in aliases.values_list("pk", flat=True)]
    PersonAlias.objects.filter(pk__in=moved["personalias.person"]).update(person=person)
    _judge(person, other, Verdict.SAME, reason=reason, by=by, at=at, moved=moved)
    other.merged_into = person
    other.save(update_fields=["merged_into"])
    audit.record("person.merged", other, by=by, at=at, after={"into": str(person.pk), "reason": reason})
    return person


@transaction.atomic
def split(*, judgement_id: UUID, by: User, at: datetime) -> Person:
    """Undoes a merge: gives back exactly what it moved and nobody moved since."""
    judgement = PersonJudgement.objects.select_related("person", "other").filter(pk=judgement_id).first()
    if judgement is None or judgement.verdict != Verdict.SAME:
        raise NotFound("That merge does not exist any more.")
    _require_unmerged(decisions.find(Person, judgement.person_id, lock=True))
    if not PersonJudgement.objects.filter(pk=judgement_id, undone_at=None).update(undone_by=by, undone_at=at):
        raise Conflict("That merge was undone already.")
    person, other = judgement.person, judgement.other
    for model, field in (*_POINTERS, (PersonAlias, "person")):
        ids = judgement.moved.get(f"{model._meta.model_name}.{field}", [])
        model._default_manager.filter(pk__in=ids, **{field: person}).update(**{field: other})
    other.merged_into = None
    other.save(update_fields=["merged_into"])
    audit.record("person.split", other, by=by, at=at, before={"into": str(person.pk)})
    return other


@transaction.atomic
def tell_apart(*, person_id: UUID, other_id: UUID, verdict: Verdict, reason: str, by: User, at: datetime) -> None:
    """Records that two people are not the same, or that nobody can say."""
    if verdict == Verdict.SAME:
        raise Invalid("Merge the two instead.")
    person, other = _pair(person_id, other_id)
    _judge(person, other, verdict, reason=reason, by=by, at=at, moved={})
    audit.record("person.told_apart", person, by=by, at=at, after={"other": str(other.pk), "verdict": verdict.value})


@transaction.atomic
def take_back(*, judgement_id: UUID, by: User, at: datetime) -> None:
    """Undoes "not the same" or "unsure". A merge is undone with `split`, which also gives back what it moved."""
    judgement = PersonJudgement.objects.select_related("person").filter(pk=judgement_id).first()
    if judgement is None:
        raise NotFound("That judgement does not exist any more.")
    if judgement.verdict == Verdict.SAME:
        raise Invalid("Undo the merge instead.")
    if not PersonJudgement.objects.filter(pk=judgement_id, undone_at=None).update(undone_by=by, undone_at=at):
        raise Conflict("That judgement was taken back already.")
    before = {"other": str(judgement.other_id), "verdict": judgement.verdict}
    audit.record("person.judgement_taken_back", judgement.person, by=by, at=at, before=before)


def choose(person_id: UUID) -> Person:
    """The person with that id, as somebody to name. Raises Conflict for one who was merged or rejected."""
    person = decisions.find(Person, person_id)
    _require_unmerged(person)
    _require_unrejected(person)
    return person


def _description(person: Person) -> dict[str, object]:
    roles = person.roles.values("title", "organisation", "held_from", "held_to")
    return {"wikidata_id": person.wikidata_id, "roles": list(roles)}


def _create(name: str, **review: object) -> Person:
    person = Person.objects.create(name=" ".join(name.split())[:200], **review)
    _add_alias(person, person.name)
    return person


def _add_alias(person: Person, name: str, **held: str) -> bool:
    """Adds a name, or dates one that has none yet; False if that was already so."""
    alias, added = PersonAlias.objects.get_or_create(
        person=person, key=name_key(name)[:200], defaults={"name": name[:200], **held}
    )
    if added or alias.held_from or alias.held_to or not any(held.values()):
        return added
    PersonAlias.objects.filter(pk=alias.pk).update(**held)
    return True


def _pair(person_id: UUID, other_id: UUID) -> tuple[Person, Person]:
    if person_id == other_id:
        raise Invalid("Choose somebody else to compare with.")
    for pk in sorted((person_id, other_id)):  # in one order, so that two merges of the same pair do not cross
        decisions.find(Person, pk, lock=True)
    person, other = decisions.find(Person, person_id), decisions.find(Person, other_id)
    for one in (person, other):
        _require_unmerged(one)
    return person, other


def _require_unmerged(person: Person) -> None:
    if person.merged_into is not None:
        raise Conflict(f"{person} was merged into {person.merged_into} already.")


def _require_unrejected(person: Person) -> None:
    if person.is_rejected:
        raise Conflict(f"{person} was rejected as a person. Undo that first.")


def _judge(
    person: Person,
    other: Person,
    verdict: Verdict,
    *,
    reason: str,
    by: User,
    at: datetime,
    moved: dict[str, list[str]],
) -> None:
    """Records a judgement in place of the standing one on the same pair, which is thereby undone."""
    for one, two in ((person, other), (other, person)):
        PersonJudgement.objects.filter(person=one, other=two, undone_at=None).update(undone_by=by, undone_at=at)
    PersonJudgement.objects.create(
        person=person, other=other, verdict=verdict, reason=reason, judged_by=by, judged_at=at, moved=moved
    )
