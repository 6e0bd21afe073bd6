"""Who is who: suggestions stay modest, merges can be undone exactly."""

from __future__ import annotations

from uuid import uuid4

import pytest

from claims.models import AuditEvent, Mention, Person, PersonJudgement, Verdict
from claims.services import people
from claims.services.errors import Conflict, Invalid, NotFound
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


def merge(person: Person, other: Person) -> Person:
    return people.merge(person_id=person.pk, other_id=other.pk, reason="Same office", by=factories.editor(), at=AT)


def test_a_full_name_suggests_a_person_once_whatever_its_accents() -> None:
    first = people.suggest("José Pérez", roles=["Minister"])
    again = people.suggest("Jose PEREZ", roles=["Minister"])
    assert first is not None
    assert first == again
    assert first.is_suggested
    assert [role.title for role in first.roles.all()] == ["Minister"]


def test_a_single_word_suggests_nobody_new() -> None:
    assert people.suggest("Lula", roles=[]) is None
    known = factories.person("Luiz Inácio Lula da Silva")
    people.add_alias(person_id=known.pk, name="Lula", by=factories.editor(), at=AT)
    assert people.suggest("Lula", roles=[]) == known


def test_a_name_that_two_people_share_is_nobody() -> None:
    factories.person("John Smith")
    factories.person("John Smith")
    assert people.suggest("John Smith", roles=[]) is None


def test_a_rejected_name_does_not_come_back() -> None:
    person = people.suggest("White House", roles=[])
    assert person is not None
    people.reject(person_id=person.pk, by=factories.editor(), at=AT)
    assert people.suggest("White House", roles=[]) is None


def test_machines_do_not_write_on_accepted_people() -> None:
    person = factories.decided(factories.person("Ana Ruiz"))
    people.suggest("Ana Ruiz", roles=["Mayor"])
    assert not person.roles.exists()


def test_an_editor_cannot_add_the_same_name_twice() -> None:
    people.create(name="Ana  Ruiz", by=factories.editor(), at=AT)
    with pytest.raises(Conflict):
        people.create(name="ana ruiz", by=factories.editor(), at=AT)
    with pytest.raises(Invalid):
        people.create(name=" – ", by=factories.editor(), at=AT)


def test_a_merge_moves_everything_and_a_split_gives_exactly_that_back() -> None:
    ana, other = factories.person("Ana Ruiz"), factories.person("Ana María Ruiz")
    article = factories.article()
    own, moved = factories.statement(article, speaker=ana), factories.statement(article, speaker=other)
    later = factories.statement(article, speaker=other)
    promise = factories.commitment(moved)
    mention = Mention.objects.create(article=article, start=0, end=3, exact="Ana", kind="name", person=other)
    merge(ana, other)
    for row in (moved, later, promise, mention):
        row.refresh_from_db()
    assert {moved.speaker, later.speaker, promise.person, mention.person} == {ana}
    assert Person.objects.named("Ana María Ruiz").get() == ana

    somebody = factories.person("Bo Lind")
    later.speaker = somebody
    later.save()
    people.split(judgement_id=PersonJudgement.objects.get().pk, by=factories.editor(), at=AT)
    for row in (own, moved, later, promise, mention, other):
        row.refresh_from_db()
    assert (own.speaker, moved.speaker, later.speaker) == (ana, other, somebody)
    assert (promise.person, mention.person, other.merged_into) == (other, other, None)
    assert Person.objects.named("Ana María Ruiz").get() == other


def test_undoing_a_merge_twice_is_a_conflict() -> None:
    merge(factories.person("Ana Ruiz"), factories.person("A Ruiz"))
    judgement = PersonJudgement.objects.get()
    people.split(judgement_id=judgement.pk, by=factories.editor(), at=AT)
    with pytest.raises(Conflict):
        people.split(judgement_id=judgement.pk, by=factories.editor(), at=AT)


def test_a_merged_person_is_not_merged_again() -> None:
    ana, other = factories.person("Ana Ruiz"), factories.person("A Ruiz")
    merge(ana, other)
    with pytest.raises(Conflict, match="was merged into Ana Ruiz"):
        merge(factories.person("Bo Lind"), other)
    with pytest.raises(Invalid):
        merge(ana, ana)


def test_a_new_judgement_takes_the_place_of_the_standing_one() -> None:
    ana, other = factories.person("Ana Ruiz"), factories.person("Ana Ruiz")
    for verdict in (Verdict.UNSURE, Verdict.DIFFERENT):
        people.tell_apart(person_id=other.pk, other_id=ana.pk, verdict=verdict, reason="", by=factories.editor(), at=AT)
    assert PersonJudgement.objects.get(undone_at=None).verdict == Verdict.DIFFERENT
    assert PersonJudgement.objects.count() == 2


@pytest.mark.parametrize("verdict", [Verdict.UNSURE, Verdict.DIFFERENT])
def test_telling_apart_is_taken_back_once_and_audited(verdict: Verdict) -> None:
    ana, other = factories.person("Ana Ruiz"), factories.person("A Ruiz")
    people.tell_apart(person_id=ana.pk, other_id=other.pk, verdict=verdict, reason="", by=factories.editor(), at=AT)
    judgement = PersonJudgement.objects.get()
    people.take_back(judgement_id=judgement.pk, by=factories.admin(), at=AT)
    judgement.refresh_from_db()
    assert (judgement.undone_by, judgement.undone_at) == (factories.admin(), AT)
    event = AuditEvent.objects.get(verb="person.judgement_taken_back")
    assert (event.target_id, event.actor, event.before["verdict"]) == (ana.pk, factories.admin(), verdict.value)
    with pytest.raises(Conflict, match="taken back already"):
        people.take_back(judgement_id=judgement.pk, by=factories.editor(), at=AT)


def test_a_merge_is_not_taken_back_but_split() -> None:
    merge(factories.person("Ana Ruiz"), factories.person("A Ruiz"))
    with pytest.raises(Invalid, match="Undo the merge"):
        people.take_back(judgement_id=PersonJudgement.objects.get().pk, by=factories.editor(), at=AT)
    with pytest.raises(NotFound):
        people.take_back(judgement_id=uuid4(), by=factories.editor(), at=AT)


def test_somebody_with_accepted_statements_is_a_person() -> None:
    ana = factories.person("Ana Ruiz")
    factories.decided(factories.statement(factories.article(), speaker=ana))
    with pytest.raises(Conflict, match="Change their speaker first"):
        people.reject(person_id=ana.pk, by=factories.editor(), at=AT)


def test_roles_and_wikidata_id_are_replaced_as_a_whole() -> None:
    ana = factories.person("Ana Ruiz")
    role = people.Role("Mayor", "Port City", "2021-01", "")
    people.describe(person_id=ana.pk, wikidata_id="Q42", roles=[role, role], by=factories.editor(), at=AT)
    people.describe(person_id=ana.pk, wikidata_id="Q42", roles=[role], by=factories.editor(), at=AT)
    assert [(one.title, one.held_from) for one in ana.roles.all()] == [("Mayor", "2021-01")]
    bo = factories.person("Bo Lind")
    with pytest.raises(Conflict, match="Q42"):
        people.describe(person_id=bo.pk, wikidata_id="Q42", roles=[], by=factories.editor(), at=AT)
    with pytest.raises(Invalid):
        people.describe(person_id=bo.pk, wikidata_id="42", roles=[], by=factories.editor(), at=AT)
