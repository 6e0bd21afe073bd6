"""What was found in a few articles, as lines for a terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator

from claims.models import Article, Commitment, EvidenceLink, Person, Statement


def findings_table(articles: list[Article]) -> Iterator[str]:
    """People, statements, commitments and suggested evidence, a block each, one blank line after each block."""
    width = max(60, min(shutil.get_terminal_size().columns, 140))
    blocks: tuple[tuple[str, Iterable[tuple[str, str]]], ...] = (
        ("People", _people(articles)),
        ("Statements", _statements(articles)),
        ("Commitments", _commitments(articles)),
        ("Evidence", _evidence(articles)),
    )
    for heading, rows in blocks:
        listed = list(rows)
        if not listed:
            continue
        yield heading
        for label, text in listed:
            yield f"  {label[:24]:25} {textwrap.shorten(text, width - 28, placeholder=' …')}"
        yield ""


def _people(articles: list[Article]) -> Iterator[tuple[str, str]]:
    people = Person.objects.standing().filter(mentions__article__in=articles).distinct().prefetch_related("roles")
    for person in people:
        yield person.name, ", ".join(role.title for role in person.roles.all())


def _statements(articles: list[Article]) -> Iterator[tuple[str, str]]:
    for statement in Statement.objects.standing().filter(article__in=articles).select_related("speaker"):
        yield statement.speaker_name or "(unresolved)", f"{statement.kind}: {statement.text}"


def _commitments(articles: list[Article]) -> Iterator[tuple[str, str]]:
    commitments = Commitment.objects.standing().filter(statements__article__in=articles).distinct()
    for commitment in commitments.select_related("person"):
        made = f", made {commitment.made_on}" if commitment.made_on else ""
        yield commitment.person.name if commitment.person else "(unresolved)", f"{commitment.title}{made}"


def _evidence(articles: list[Article]) -> Iterator[tuple[str, str]]:
    links = EvidenceLink.objects.standing().filter(statement__article__in=articles)
    for link in links.select_related("statement__speaker"):
        score = f" ({link.score:.2f})" if link.score is not None else ""
        yield f"{link.relation}{score}", f"{link.statement.speaker_name}: {link.statement.text}"  # type: ignore[union-attr]
