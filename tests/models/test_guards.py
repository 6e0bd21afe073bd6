"""The triggers: spans stay inside their text, texts and ledgers stay as they are, even against raw SQL."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from claims.models import (
    Article,
    AuditEvent,
    Commitment,
    CommitmentStatement,
    EvidenceLink,
    EvidenceSpan,
    Mention,
    Original,
    Ruling,
    RulingLink,
    Segment,
    Statement,
    StatementSpan,
    User,
    guards,
)

pytestmark = pytest.mark.django_db

TEXT = "“We will build the bridge,” Ana Ruiz said. 🌉"


@pytest.fixture
def article() -> Article:
    return Article.objects.create(title="Bridge", text=TEXT, content_hash="a" * 64)


@pytest.fixture
def statement(article: Article) -> Statement:
    return Statement.objects.create(
        article=article, start=0, end=10, text=TEXT[:10], kind="direct", sourcing="on_record"
    )


@pytest.fixture
def commitment(statement: Statement) -> Commitment:
    commitment = Commitment.objects.create(title="Build it", quote="We will", polarity="will")
    CommitmentStatement.objects.create(commitment=commitment, statement=statement, role="first", start=0, end=7)
    return commitment


@pytest.fixture
def editor() -> User:
    return User.objects.create(username="guard")


def test_length_counts_code_points(article: Article) -> None:
    article.refresh_from_db()
    assert article.text_length == len(TEXT)


@pytest.mark.parametrize("end", [len(TEXT), len(TEXT) + 1])
def test_every_span_table_refuses_a_span_that_leaves_its_text(
    article: Article, statement: Statement, commitment: Commitment, end: int
) -> None:
    link = EvidenceLink.objects.create(commitment=commitment, relation="context", origin="person")
    other = Statement.objects.create(article=article, start=1, end=5, text="x", kind="direct", sourcing="on_record")
    start = end - 1
    rows = [
        Segment(article=article, position=0, kind="paragraph", start=start, end=end),
        Mention(article=article, kind="name", exact="x", start=start, end=end),
        Statement(article=article, start=start, end=end, text="x", kind="direct", sourcing="on_record"),
        StatementSpan(statement=statement, role="cue", exact="x", start=start, end=end),
        CommitmentStatement(commitment=commitment, statement=other, role="restatement", start=start, end=end),
        EvidenceSpan(link=link, side="evidence", article=article, exact="x", start=start, end=end),
    ]
    for row in rows:
        if end <= len(TEXT):
            row.save(force_insert=True)
            continue
        with pytest.raises(DatabaseError, match="span outside its text"), transaction.atomic():
            row.save(force_insert=True)


def test_a_span_cannot_be_moved_out_of_its_text(statement: Statement) -> None:
    with pytest.raises(DatabaseError, match="span outside its text"), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(end=1000)


def test_a_text_is_never_edited(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(title="Another headline")
    with pytest.raises(DatabaseError, match="a text is never edited"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(text="Something else")


def test_an_original_never_changes() -> None:
    original = Original.objects.create(sha256="a" * 64, content=b"One text.", media_kind="text", size=9)
    for change in ({"content": b"Another."}, {"sha256": "b" * 64}):
        with pytest.raises(DatabaseError, match="an original never changes"), transaction.atomic():
            Original.objects.filter(pk=original.pk).update(**change)
    original.delete()
    assert not Original.objects.exists()


def test_rulings_and_audit_events_are_append_only(commitment: Commitment, editor: User) -> None:
    ruling = Ruling.objects.create(
        commitment=commitment, status="open", rationale="So far.", ruled_by=editor, ruled_at=timezone.now()
    )
    link = EvidenceLink.objects.create(commitment=commitment, relation="context", origin="person")
    RulingLink.objects.create(ruling=ruling, link=link)
    event = AuditEvent.objects.create(
        verb="x.y", target_type="x", target_id=uuid.uuid4(), actor=editor, at=timezone.now()
    )
    for table, change in (
        ("claims_ruling", "rationale = 'Rewritten'"),
        ("claims_auditevent", "verb = 'rewritten'"),
        ("claims_rulinglink", "ruling_id = ruling_id"),
    ):
        for sql in (f"UPDATE {table} SET {change}", f"DELETE FROM {table}"):
            with (
                pytest.raises(DatabaseError, match="append-only"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)
    event.refresh_from_db()
    assert event.verb == "x.y"


def test_installing_again_changes_nothing(statement: Statement) -> None:
    guards.install(connection)
    with pytest.raises(DatabaseError, match="span outside its text"), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(end=1000)
