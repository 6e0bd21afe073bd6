"""The rules that columns hold: one row for one fact, and somebody behind every decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.engine import tracking
from claims.models import (
    Article,
    BrokenReason,
    Commitment,
    EvidenceState,
    FollowUp,
    Outlet,
    Person,
    PersonAlias,
    PersonJudgement,
    Ruling,
    Run,
    Statement,
    Status,
    User,
    name_key,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return User.objects.create(username="constraints")


@pytest.fixture
def article() -> Article:
    return Article.objects.create(title="T", text="0123456789", content_hash="b" * 64)


def refuses(make: Callable[[], object], name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        make()
    message = str(refusal.value)
    assert name in message or "UNIQUE constraint failed" in message, message


def statement(article: Article, **columns: object) -> Statement:
    defaults = {"start": 0, "end": 5, "text": "01234", "kind": "direct", "sourcing": "on_record"}
    return Statement.objects.create(article=article, **(defaults | columns))


def commitment(**columns: object) -> Commitment:
    return Commitment.objects.create(**({"title": "T", "quote": "Q", "polarity": "will"} | columns))


def test_one_statement_for_one_span(article: Article) -> None:
    statement(article)
    refuses(lambda: statement(article), "claims_statement_once_per_span")
    statement(article, end=6)


def test_a_span_has_a_length(article: Article) -> None:
    refuses(lambda: statement(article, start=5, end=5), "claims_statement_end_after_start")


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_confidence_is_a_share(article: Article, confidence: float) -> None:
    refuses(lambda: statement(article, confidence=confidence), "claims_statement_confidence_is_a_share")


def test_a_decision_has_somebody_and_a_time(article: Article, editor: User) -> None:
    now = timezone.now()
    name = "claims_statement_decided_by_someone"
    refuses(lambda: statement(article, review_state="accepted"), name)
    refuses(lambda: statement(article, review_state="accepted", reviewed_by=editor), name)
    refuses(lambda: statement(article, reviewed_by=editor, reviewed_at=now), name)
    statement(article, review_state="accepted", reviewed_by=editor, reviewed_at=now)


def test_the_same_text_is_one_article(article: Article) -> None:
    refuses(lambda: Article.objects.create(title="X", text="y", content_hash=article.content_hash), "content_hash")


def test_an_article_has_text_and_its_date_has_a_source() -> None:
    refuses(lambda: Article.objects.create(title="X", text="", content_hash="c" * 64), "claims_article_has_text")
    refuses(
        lambda: Article.objects.create(title="X", text="x", content_hash="d" * 64, published_on="2024"),
        "claims_article_date_has_source",
    )


def test_dates_are_edtf(article: Article) -> None:
    for good in ("2023", "2023-11", "2023-11-05", "2023-11~"):
        Commitment(title="T", quote="Q", polarity="will", made_on=good).clean_fields(exclude=["reviewed_by"])
    for bad in ("11/2023", "2023-13", "2023-02-30", "soon"):
        with pytest.raises(ValidationError):
            Commitment(title="T", quote="Q", polarity="will", made_on=bad).clean_fields(exclude=["reviewed_by"])


def test_a_fixed_deadline_has_a_date() -> None:
    refuses(lambda: commitment(deadline_kind="fixed"), "claims_commitment_dated_deadline")


def test_broken_needs_its_reason_and_nothing_else_has_one(editor: User) -> None:
    one = commitment()

    def rule(**columns: object) -> Ruling:
        return Ruling.objects.create(commitment=one, ruled_by=editor, ruled_at=timezone.now(), **columns)

    refuses(lambda: rule(status="broken", rationale="R"), "claims_ruling_reason_only_when_broken")
    refuses(lambda: rule(status="open", broken_reason="other", rationale="R"), "claims_ruling_reason_only_when_broken")
    refuses(lambda: rule(status="open", rationale=""), "claims_ruling_has_a_rationale")


def test_follow_ups_close_with_a_time_and_snooze_until_a_day(editor: User) -> None:
    one = commitment()
    refuses(lambda: FollowUp.objects.create(commitment=one, title="T", state="done"), "claims_followup_closed")
    refuses(lambda: FollowUp.objects.create(commitment=one, title="T", state="snoozed"), "claims_followup_snoozed")
    FollowUp.objects.create(commitment=one, title="T", state="snoozed", snoozed_until=date(2030, 1, 1))


def test_a_follow_up_that_writes_itself_is_written_once() -> None:
    one = commitment()
    FollowUp.objects.create(commitment=one, title="T", key="deadline")
    refuses(lambda: FollowUp.objects.create(commitment=one, title="T", key="deadline"), "claims_followup_written_once")
    FollowUp.objects.create(commitment=one, title="By hand")
    FollowUp.objects.create(commitment=one, title="By hand, again")


def test_a_run_cannot_do_more_than_all() -> None:
    refuses(lambda: Run.objects.create(kind="import", total=1, done=2), "claims_run_done_within_total")


def test_nobody_is_merged_into_or_compared_with_themselves(editor: User) -> None:
    person = Person.objects.create(name="Ana Ruiz")
    refuses(
        lambda: Person.objects.filter(pk=person.pk).update(merged_into=person), "claims_person_not_merged_into_itself"
    )
    refuses(
        lambda: PersonJudgement.objects.create(
            person=person, other=person, verdict="same", judged_by=editor, judged_at=timezone.now()
        ),
        "claims_personjudgement_of_two",
    )


def test_one_alias_once_for_a_person() -> None:
    person = Person.objects.create(name="José Pérez")
    PersonAlias.objects.create(person=person, name="José Pérez", key=name_key("José Pérez"))
    refuses(
        lambda: PersonAlias.objects.create(person=person, name="Jose Perez", key=name_key("Jose Perez")),
        "claims_personalias_once_per_person",
    )


def test_two_outlets_do_not_share_a_name() -> None:
    Outlet.objects.create(name="The Daily")
    refuses(lambda: Outlet.objects.create(name="The Daily"), "claims_outlet")


def test_the_database_and_the_engine_use_the_same_words() -> None:
    assert {one.value for one in Status} == {one.value for one in tracking.Status}
    assert {one.value for one in BrokenReason} == {one.value for one in tracking.BrokenReason}
    assert {one.value for one in EvidenceState} == {one.value for one in tracking.EvidenceState}
