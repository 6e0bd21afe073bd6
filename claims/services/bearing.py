"""Bearing: holds statements against promises, both ways, for `link` to keep what was found. Writes nothing.

A new article's statements are held against every open promise, and its own promises against the latest statements of
all articles. Only columns are read that the linker needs, because there are thousands of rows and few have a match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from operator import itemgetter
from uuid import UUID

from django.db.models import QuerySet

from claims.engine import linking
from claims.engine.dates import PartialDate
from claims.engine.linking.findings import Candidate, Promise, Suggestion
from claims.models import Article, Commitment, DateSource, ReviewState, Statement

THRESHOLD = 0.1
"""The linker leaves out what does not concern a promise; below this even the concern is a guess."""
KEPT_PER_COMMITMENT = 20
"""How many suggestions one pass keeps for a commitment."""
HELD_AGAINST = 200
"""How many older promises an article is read for closely: of those it concerns at a glance, the closest ones."""
KEPT_PER_ARTICLE = 100
"""How many suggestions the statements of one article bring for older promises: what says most about them."""
CANDIDATES = 5000
"""How many statements, of the articles published last, a new commitment is held against."""

_COLUMNS = (
    "pk",
    "text",
    "speaker__name",
    "speaker__review_state",
    "speaker_text",
    "said_on",
    "article__published_on",
    "article__published_from",
)


@dataclass(frozen=True, slots=True)
class Bearing:
    """That a statement bears on a commitment, and how."""

    commitment_id: UUID
    statement_id: UUID
    suggestion: Suggestion


def bearings(article: Article, *, between: Callable[[], object] | None = None) -> list[Bearing]:
    """What an article's statements say on older promises, and what all statements say on the article's own.

    `between` is called between two promises that are read closely.
    """
    pause = between or (lambda: None)
    own = list(
        Commitment.objects.open()
        .filter(pk__in=article.statements.values("promises__commitment"))
        .select_related("person")
        .prefetch_related("sources__statement__within")
    )
    return [*_on_others(article, {commitment.pk for commitment in own}, pause), *_on_own(own, pause)]


def _on_others(article: Article, own: set[UUID], pause: Callable[[], object]) -> list[Bearing]:
    reports = _reports(article.statements.all())
    if not reports:
        return []
    texts = [report.text for report in reports]
    skimmed = linking.skim(texts)
    promises = [
        (pk, promise) for pk, promise in _open_promises() if pk not in own and linking.concerns(promise, skimmed)
    ]
    if len(promises) > HELD_AGAINST:
        promises = nlargest(HELD_AGAINST, promises, key=lambda one: linking.closeness(one[1], texts))
    found: list[Bearing] = []
    for pk, promise in promises:
        pause()
        found.extend(Bearing(pk, UUID(one.candidate_id), one) for one in _ranked(promise, reports))
    return nlargest(KEPT_PER_ARTICLE, found, key=lambda bearing: bearing.suggestion.score)


def _open_promises() -> Iterator[tuple[UUID, Promise]]:
    columns = ("pk", "quote", "person__name", "made_on", "polarity")
    for pk, quote, speaker, made_on, polarity in Commitment.objects.open().values_list(*columns):
        yield pk, Promise(quote, speaker or "", made_on, polarity)


def _on_own(own: Iterable[Commitment], pause: Callable[[], object]) -> Iterator[Bearing]:
    reports: list[Candidate] = []
    for commitment in own:
        pause()
        reports = reports or _reports(Statement.objects.all())
        apart = {str(pk) for pk in _told_apart(commitment)}
        speaker = commitment.person.name if commitment.person else ""
        promise = Promise(commitment.quote, speaker, commitment.made_on, commitment.polarity)
        for suggestion in _ranked(promise, [report for report in reports if report.id not in apart]):
            yield Bearing(commitment.pk, UUID(suggestion.candidate_id), suggestion)


def _ranked(promise: Promise, reports: Sequence[Candidate]) -> list[Suggestion]:
    """The strongest of what was not surely said before the promise."""
    later = [report for report in reports if _may_follow(report.published, promise.made_on)]
    ranked = linking.rank(promise, later)
    return [suggestion for suggestion in ranked if suggestion.score >= THRESHOLD][:KEPT_PER_COMMITMENT]


def _reports(statements: QuerySet[Statement]) -> list[Candidate]:
    """Standing statements, latest first; those of one article in its order, as the linker wants them.

    Chosen by when they were published, by an index and nothing else, and only then put in the order they were said in.
    """
    latest = statements.standing().dated().order_by("-article__published_on")  # type: ignore[attr-defined]
    chosen = list(latest.values_list("dated", "article__created_at", "article", "start", *_COLUMNS)[:CANDIDATES])
    chosen.sort(key=itemgetter(2, 3))
    chosen.sort(key=itemgetter(0, 1), reverse=True)
    return [_report(*row[4:]) for row in chosen]


def _report(
    pk: UUID, text: str, name: str | None, state: str | None, written: str, said: str, published: str, source: str
) -> Candidate:
    """Somebody rejected as a person is nobody; a day that the program only guessed decides nothing."""
    speaker = written if name is None or state == ReviewState.REJECTED else name
    return Candidate(str(pk), text, speaker, said or ("" if source == DateSource.GUESS else published))


def _told_apart(commitment: Commitment) -> set[UUID]:
    """The promise's own statements and those that enclose them: no evidence on themselves."""
    apart: set[UUID] = set()
    for source in commitment.sources.all():
        statement: Statement | None = source.statement
        while statement is not None and statement.pk not in apart:
            apart.add(statement.pk)
            statement = statement.within
    return apart


@lru_cache(maxsize=4_096)
def _may_follow(said: str, made: str) -> bool:
    """Not surely said before the promise: a report dated only "2023-11" may follow a promise of 2023-11-15."""
    return not (said and made) or PartialDate.parse(said).latest >= PartialDate.parse(made).earliest
