"""What an earlier reading of an article left behind and this one does not find any more.

It goes, unless a person had a hand in it: decided on it, corrected it, added it, or built something on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from claims.models import Article, Commitment, EvidenceLink, Mention, Origin, Person, ReviewState, Statement


def drop(
    article: Article, *, statements: Iterable[Statement], commitments: Iterable[Commitment], mentions: set[UUID]
) -> None:
    """Deletes the leftovers of `article` beside what was found now. Called inside the reading's transaction."""
    found = {statement.pk for statement in statements}
    standing = {commitment.pk for commitment in commitments}
    for commitment in Commitment.objects.filter(sources__statement__article=article).distinct():
        if commitment.pk not in standing and not _needed(commitment):
            _delete(commitment)
    for statement in article.statements.exclude(pk__in=found):
        if not _used(statement):
            statement.evidence.all().delete()
            statement.promises.all().delete()
            statement.delete()
    gone = Mention.objects.filter(article=article).exclude(pk__in=mentions)
    nameless = set(gone.exclude(person=None).values_list("person_id", flat=True))
    gone.delete()
    _drop_nobodies(nameless)


def worked_with(statement: Statement) -> bool:
    """A person decided on it or corrected it, or did so with a promise or with evidence that rests on it."""
    if statement.touched or _by_people(statement.evidence.all()):
        return True
    return any(_needed(commitment) for commitment in statement.commitments.all())


def _needed(commitment: Commitment) -> bool:
    return commitment.touched or commitment.follow_ups.exists() or _by_people(commitment.evidence.all())


def _used(statement: Statement) -> bool:
    """Reviewed or corrected itself, or the ground of a promise that stands or of evidence somebody looked at."""
    return statement.touched or statement.commitments.exists() or _by_people(statement.evidence.all())


def _by_people(links: Iterable[EvidenceLink]) -> bool:
    return any(not link.is_suggested or link.origin == Origin.PERSON for link in links)


def _delete(commitment: Commitment) -> None:
    commitment.evidence.all().delete()
    commitment.sources.all().delete()
    commitment.delete()


def _drop_nobodies(person_ids: Iterable[UUID]) -> None:
    """Suggested people whose last mention is gone and who said, heard, promised and became nothing."""
    Person.objects.filter(
        pk__in=list(person_ids),
        review_state=ReviewState.SUGGESTED,
        mentions=None,
        statements=None,
        statements_heard=None,
        commitments=None,
        commitments_received=None,
        merged=None,
        merged_into=None,
        judgements=None,
        judgements_as_other=None,
    ).delete()
