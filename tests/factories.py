"""Small makers of rows for tests. Every span is found in its text, so what they make passes the database's guards.

Each takes what a test cares about by keyword and fills in the rest; names and texts differ from call to call.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Group

from claims import permissions
from claims.engine.text import SegmentKind, Span, anchor, normalise
from claims.models import (
    Article,
    Commitment,
    CommitmentStatement,
    EvidenceLink,
    EvidenceSide,
    EvidenceSpan,
    Feed,
    FollowUp,
    ItemState,
    Outlet,
    Person,
    PersonAlias,
    Polarity,
    Relation,
    ReviewState,
    Run,
    RunItem,
    RunKind,
    Segment,
    SpanRole,
    Statement,
    StatementRole,
    StatementSpan,
    User,
    name_key,
)
from claims.models.base import Reviewed
from claims.permissions import Role
from claims.services import originals, unpack
from claims.services.outcomes import Outcome

AT = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
"""When things were decided in tests that do not care."""

_number = count(1)


# ------------------------------------------------------------------------------------------------------- users


def user(username: str, role: Role | None = None, **columns: Any) -> User:
    made, created = User.objects.get_or_create(username=username, defaults={"email": f"{username}@example.org"})
    if created:
        made.set_password("pass")
        for name, value in columns.items():
            setattr(made, name, value)
        made.save()
        if role is not None:
            permissions.create_roles()
            made.groups.add(Group.objects.get(name=role.value))
    return made


def editor(username: str = "edda") -> User:
    return user(username, Role.EDITORS, first_name="Edda", last_name="Torin")


def admin(username: str = "ada") -> User:
    return user(username, Role.ADMINS, is_staff=True, first_name="Ada", last_name="Minh")


def reader(username: str = "rita") -> User:
    return user(username, Role.READERS, first_name="Rita", last_name="Olsen")


def stranger(username: str = "stan") -> User:
    """Somebody with a login and no role."""
    return user(username)


# ------------------------------------------------------------------------------------------------------- texts


def outlet(name: str = "The Harbour Post", **columns: Any) -> Outlet:
    return Outlet.objects.get_or_create(name=name, defaults=columns)[0]


def article(text: str | None = None, *, paragraphs: int = 3, **columns: Any) -> Article:
    """An article in segments: its first block is the headline, every other block a paragraph."""
    number = next(_number)
    if text is None:
        body = "\n\n".join(f"The council will mend bridge {number}.{line} by spring." for line in range(paragraphs))
        text = f"Council talks about bridges, day {number}\n\n{body}"
    text = normalise(text)
    columns.setdefault("outlet", outlet())
    columns.setdefault("title", text.split("\n", 1)[0][:200])
    columns.setdefault("language", "en")
    if columns.get("published_on"):
        columns.setdefault("published_from", "text")
    made = Article.objects.create(text=text, content_hash=hashlib.sha256(text.encode()).hexdigest(), **columns)
    Segment.objects.bulk_create(_segments(made))
    return made


def _segments(made: Article) -> list[Segment]:
    segments, start = [], 0
    for position, block in enumerate(made.text.split("\n\n")):
        kind = SegmentKind.PARAGRAPH if position else SegmentKind.HEADLINE
        span = {"start": start, "end": start + len(block)}
        segments.append(Segment(article=made, position=position, kind=kind.value, language=made.language, **span))
        start += len(block) + 2
    return segments


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


# ---------------------------------------------------------------------------------------------------- findings


def person(name: str | None = None, **columns: Any) -> Person:
    name = name or f"Mara Quist {next(_number)}"
    made = Person.objects.create(name=name, **columns)
    PersonAlias.objects.create(person=made, name=name, key=name_key(name))
    return made


def statement(
    article: Article, words: str | None = None, *, cue: str = "", source: str = "", **columns: Any
) -> Statement:
    """Words in an article, `words` at their first occurrence; without, the first paragraph nobody speaks in yet."""
    span = span_of(article.text, words) if words else _free_paragraph(article)
    columns.setdefault("kind", "direct")
    columns.setdefault("sourcing", "on_record")
    columns.setdefault("confidence", 0.9)
    columns.setdefault("rule", "quotation-said")
    if source:
        columns.setdefault("speaker_text", source)
    made = Statement.objects.create(
        article=article, start=span.start, end=span.end, text=span.of(article.text), **columns
    )
    for role, part in ((SpanRole.CONTENT, made.text), (SpanRole.CUE, cue), (SpanRole.SOURCE, source)):
        if part:
            where = span if role == SpanRole.CONTENT else span_of(article.text, part)
            StatementSpan.objects.create(
                statement=made, role=role, **StatementSpan.columns(anchor(article.text, where))
            )
    return made


def _free_paragraph(article: Article) -> Span:
    taken = set(article.statements.values_list("start", flat=True))
    paragraphs = article.segments.filter(kind=SegmentKind.PARAGRAPH.value)
    return next(segment.span for segment in paragraphs if segment.start not in taken)


def commitment(statement: Statement, **columns: Any) -> Commitment:
    """A promise made in a statement, by its speaker."""
    columns.setdefault("title", f"Mend bridge {next(_number)}")
    columns.setdefault("polarity", Polarity.WILL)
    columns.setdefault("person", statement.speaker)
    made = Commitment.objects.create(quote=statement.text, **columns)
    CommitmentStatement.objects.create(
        commitment=made, statement=statement, role=StatementRole.FIRST, start=statement.start, end=statement.end
    )
    return made


def evidence(
    commitment: Commitment, statement: Statement, *, relation: str = Relation.CONTRADICTS, **columns: Any
) -> EvidenceLink:
    """A link between the promise's first statement and another one, with the words on both sides."""
    columns.setdefault("score", 0.8)
    columns.setdefault("reasons", ["Both are about bridges."])
    link = EvidenceLink.objects.create(commitment=commitment, statement=statement, relation=relation, **columns)
    first = commitment.sources.select_related("statement__article").get(role=StatementRole.FIRST).statement
    for side, one in ((EvidenceSide.COMMITMENT, first), (EvidenceSide.EVIDENCE, statement)):
        where = anchor(one.article.text, Span(one.start, one.end))
        EvidenceSpan.objects.create(link=link, side=side, article=one.article, **EvidenceSpan.columns(where))
    return link


def follow_up(commitment: Commitment, **columns: Any) -> FollowUp:
    columns.setdefault("title", f"Ask about bridge {next(_number)}")
    return FollowUp.objects.create(commitment=commitment, **columns)


def decided(row: Reviewed, state: str = ReviewState.ACCEPTED, *, by: User | None = None) -> Any:
    """The same row as an editor's decision left it."""
    row.review_state, row.reviewed_by, row.reviewed_at = state, by or editor(), AT
    row.save()
    return row


# ---------------------------------------------------------------------------------------------- runs and feeds


def imported(content: str | bytes, path: str = "story.txt", *, by: User | None = None, at: datetime = AT) -> Outcome:
    """What becomes of one file, as a worker sees it through."""
    data = content.encode() if isinstance(content, str) else content
    return unpack.work(item=RunItem(path=path, original=originals.keep(data)), by=by, at=at)


def run(kind: str = RunKind.IMPORT, *, items: int = 0, item_state: str = ItemState.QUEUED, **columns: Any) -> Run:
    made = Run.objects.create(kind=kind, total=items, **columns)
    RunItem.objects.bulk_create(
        RunItem(run=made, position=position, path=f"file-{position}.txt", state=item_state) for position in range(items)
    )
    return made


def feed(**columns: Any) -> Feed:
    """A feed on the list, read at `AT` and due half an hour later."""
    number = next(_number)
    columns.setdefault("url", f"http://harbour.example/feed/{number}")
    columns.setdefault("title", f"Harbour Post {number}")
    columns.setdefault("last_ok_at", AT)
    columns.setdefault("next_poll_at", AT + timedelta(minutes=30))
    return Feed.objects.create(**columns)
