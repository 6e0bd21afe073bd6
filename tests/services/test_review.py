"""Review: decisions are one person's, undoable, and hold against machines and against each other."""

from __future__ import annotations

import pytest

from claims.models import AuditEvent, DeadlineKind, Person, Polarity, ReviewState, Run, Statement
from claims.services import link, people, review
from claims.services.errors import Conflict, NotFound
from claims.services.review import CommitmentDetails
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db

DETAILS = CommitmentDetails(title="Mend the bridge", polarity=Polarity.WILL)


@pytest.fixture
def statement() -> Statement:
    return factories.statement(factories.article(), speaker=factories.person("Ana Ruiz"))


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("created_at").values_list("verb", flat=True))


def test_accepting_names_who_and_when_and_accepts_the_suggested_speaker(statement: Statement) -> None:
    by = factories.editor()
    review.accept(statement_id=statement.pk, by=by, at=AT)
    statement.refresh_from_db()
    assert (statement.review_state, statement.reviewed_by, statement.reviewed_at) == ("accepted", by, AT)
    assert Person.objects.get(name="Ana Ruiz").is_accepted
    assert verbs() == ["statement.accepted", "person.accepted"]


def test_a_second_accept_changes_nothing(statement: Statement) -> None:
    review.accept(statement_id=statement.pk, by=factories.editor(), at=AT)
    review.accept(statement_id=statement.pk, by=factories.editor("otto"), at=AT)
    statement.refresh_from_db()
    assert statement.reviewed_by == factories.editor()
    assert verbs().count("statement.accepted") == 1


def test_the_slower_of_two_editors_is_told(statement: Statement) -> None:
    review.reject(statement_id=statement.pk, by=factories.editor(), at=AT)
    with pytest.raises(Conflict, match="Edda Torin rejected this already"):
        review.accept(statement_id=statement.pk, by=factories.editor("otto"), at=AT)


def test_many_are_accepted_in_one_call_and_conflicts_are_counted() -> None:
    article = factories.article(paragraphs=4)
    first, second, rejected, gone = (factories.statement(article) for _ in range(4))
    factories.decided(rejected, "rejected", by=factories.admin())
    gone.delete()
    ids = [first.pk, rejected.pk, gone.pk, second.pk, first.pk]
    many = review.accept_many(statement_ids=ids, by=factories.editor(), at=AT)
    assert many.accepted == 2
    assert many.conflicts == (
        "Ada Minh rejected this already. Undo that first.",
        "That statement does not exist any more.",
    )
    assert set(Statement.objects.filter(review_state="accepted")) == {first, second}
    assert verbs() == ["statement.accepted", "statement.accepted"]


def test_reopening_undoes(statement: Statement) -> None:
    review.reject(statement_id=statement.pk, by=factories.editor(), at=AT)
    review.reopen(statement_id=statement.pk, by=factories.editor(), at=AT)
    statement.refresh_from_db()
    assert (statement.review_state, statement.reviewed_by, statement.reviewed_at) == ("suggested", None, None)
    assert verbs()[-1] == "statement.reopened"


def test_what_is_gone_says_so(statement: Statement) -> None:
    gone = statement.pk
    statement.delete()
    with pytest.raises(NotFound, match="statement does not exist"):
        review.accept(statement_id=gone, by=factories.editor(), at=AT)


def test_the_speaker_can_be_a_known_person_a_new_one_or_nobody(statement: Statement) -> None:
    by, known = factories.editor(), factories.person("Bo Lind")
    assert review.change_speaker(statement_id=statement.pk, person_id=known.pk, by=by, at=AT).speaker == known
    assert review.change_speaker(statement_id=statement.pk, name="Cy Moss", by=by, at=AT).speaker_name == "Cy Moss"
    assert review.change_speaker(statement_id=statement.pk, by=by, at=AT).speaker is None
    assert Person.objects.get(name="Cy Moss").is_accepted
    statement.refresh_from_db()
    assert statement.touched


@pytest.mark.parametrize("state", [ReviewState.SUGGESTED, ReviewState.ACCEPTED])
def test_a_promise_follows_its_speaker(statement: Statement, state: str) -> None:
    commitment = factories.commitment(statement)
    if state == ReviewState.ACCEPTED:
        factories.decided(commitment)
    other = factories.person("Bo Lind")
    review.change_speaker(statement_id=statement.pk, person_id=other.pk, by=factories.editor(), at=AT)
    commitment.refresh_from_db()
    assert commitment.person == other


def test_marking_a_promise_accepts_the_statement(statement: Statement) -> None:
    commitment = review.mark_commitment(statement_id=statement.pk, details=DETAILS, by=factories.editor(), at=AT)
    statement.refresh_from_db()
    assert statement.is_accepted
    assert commitment.is_accepted
    assert (commitment.quote, commitment.person) == (statement.text, statement.speaker)
    assert commitment.sources.get().span == factories.span_of(statement.article.text, statement.text)
    search = Run.objects.get()
    assert (search.kind, search.items.get().article) == ("link", statement.article)
    with pytest.raises(Conflict, match="promise already"):
        review.mark_commitment(statement_id=statement.pk, details=DETAILS, by=factories.editor(), at=AT)


def test_a_rejected_promise_can_be_marked_again(statement: Statement) -> None:
    by = factories.editor()
    suggested = factories.commitment(statement)
    review.reject_commitment(commitment_id=suggested.pk, by=by, at=AT)
    marked = review.mark_commitment(statement_id=statement.pk, details=DETAILS, by=by, at=AT)
    assert marked == suggested
    assert (marked.title, marked.review_state) == (DETAILS.title, "accepted")
    assert marked.sources.get().statement == statement
    review.reopen_commitment(commitment_id=marked.pk, by=by, at=AT)
    assert marked.sources.count() == 1


def test_words_a_rejected_promise_restated_can_promise_by_themselves(statement: Statement) -> None:
    by, restated = factories.editor(), factories.statement(statement.article)
    promise = factories.commitment(statement)
    promise.sources.create(statement=restated, role="restatement", start=restated.start, end=restated.end)
    review.reject_commitment(commitment_id=promise.pk, by=by, at=AT)
    marked = review.mark_commitment(statement_id=restated.pk, details=DETAILS, by=by, at=AT)
    assert marked != promise
    assert [source.statement for source in promise.sources.all()] == [statement]


def test_accepted_evidence_holds_its_promise(statement: Statement) -> None:
    by, commitment = factories.editor(), factories.commitment(statement)
    found = factories.evidence(commitment, factories.statement(factories.article()))
    link.accept(link_id=found.pk, by=by, at=AT)
    for verb in (review.reject_commitment, review.reopen_commitment):
        with pytest.raises(Conflict, match="accepted evidence"):
            verb(commitment_id=commitment.pk, by=by, at=AT)


def test_two_edits_of_a_promise_do_not_cross_unseen(statement: Statement) -> None:
    by, commitment = factories.editor(), factories.commitment(statement)
    review.edit_commitment(commitment_id=commitment.pk, details=DETAILS, seen=None, by=by, at=AT)
    with pytest.raises(Conflict, match="Edda Torin edited this promise meanwhile"):
        review.edit_commitment(commitment_id=commitment.pk, details=DETAILS, seen=None, by=by, at=AT)


@pytest.mark.parametrize("fate", ["merged", "rejected"])
def test_nobody_merged_or_rejected_is_chosen_as_speaker(statement: Statement, fate: str) -> None:
    by, other = factories.editor(), factories.person("Bo Lind")
    if fate == "merged":
        people.merge(person_id=factories.person("Cy Moss").pk, other_id=other.pk, reason="", by=by, at=AT)
    else:
        people.reject(person_id=other.pk, by=by, at=AT)
    with pytest.raises(Conflict, match=f"was {fate}"):
        review.change_speaker(statement_id=statement.pk, person_id=other.pk, by=by, at=AT)


def test_a_statement_that_carries_an_accepted_promise_stands(statement: Statement) -> None:
    by = factories.editor()
    commitment = factories.commitment(statement)
    review.accept_commitment(commitment_id=commitment.pk, by=by, at=AT)
    statement.refresh_from_db()
    assert statement.is_accepted
    with pytest.raises(Conflict, match="accepted promise rests on this"):
        review.reopen(statement_id=statement.pk, by=by, at=AT)
    review.reopen_commitment(commitment_id=commitment.pk, by=by, at=AT)
    review.reopen(statement_id=statement.pk, by=by, at=AT)
    statement.refresh_from_db()
    assert statement.review_state == ReviewState.SUGGESTED


def test_editing_a_promise_keeps_before_and_after(statement: Statement) -> None:
    commitment = factories.commitment(statement, title="Old")
    details = CommitmentDetails(
        title="New", polarity=Polarity.WILL_NOT, deadline_kind=DeadlineKind.FIXED, deadline_on="2025-03-01"
    )
    review.edit_commitment(commitment_id=commitment.pk, details=details, seen=None, by=factories.editor(), at=AT)
    commitment.refresh_from_db()
    assert (commitment.title, commitment.deadline_on, commitment.touched) == ("New", "2025-03-01", True)
    event = AuditEvent.objects.get(verb="commitment.edited")
    assert (event.before["title"], event.after["title"]) == ("Old", "New")
