"""What reading and linking one more article costs when the archive has its statements and promises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import process_time
from uuid import UUID

from django.utils import timezone

from claims.models import (
    Article,
    Commitment,
    CommitmentStatement,
    EvidenceLink,
    Person,
    PersonAlias,
    Polarity,
    Sourcing,
    Statement,
    StatementKind,
    StatementRole,
    name_key,
)
from claims.services import extract, link
from scripts.bench.archive import articles_of, brought_in
from scripts.bench.articles import Report, Speech
from scripts.bench.figures import Linked

_AT_A_TIME = 500


def measure(reports: Sequence[Report], further: Sequence[Report]) -> Linked:
    """Stores what is said in `reports`, as extraction would, and then reads and links `further` ones."""
    _store(reports)
    statements, promises = Statement.objects.count(), Commitment.objects.count()
    run = brought_in(further)
    extracting = linking = 0.0
    for pk in list(run.items.results().values_list("article_id", flat=True)):
        started = process_time()
        extract.read(article_id=pk, at=timezone.now())
        read = process_time()
        link.suggest(article_id=pk, at=timezone.now())
        extracting += read - started
        linking += process_time() - read
    return Linked(
        statements=statements,
        promises=promises,
        extract=1000 * extracting / run.total,
        link=1000 * linking / run.total,
        links=EvidenceLink.objects.count() / run.total,
    )


def _store(reports: Sequence[Report]) -> None:
    """The statements and promises of articles that are there, by the people who are quoted, without reading a text."""
    people = _people({speech.speaker for one in reports for speech in one.speeches})
    articles = articles_of(reports)
    for first in range(0, len(reports), _AT_A_TIME):
        _store_some(reports[first : first + _AT_A_TIME], articles, people)


def _people(names: Iterable[str]) -> dict[str, Person]:
    people = [Person(name=name) for name in sorted(names)]
    Person.objects.bulk_create(people, batch_size=_AT_A_TIME)
    aliases = [PersonAlias(person=one, name=one.name, key=name_key(one.name)) for one in people]
    PersonAlias.objects.bulk_create(aliases, batch_size=_AT_A_TIME)
    return {one.name: one for one in people}


def _store_some(reports: Sequence[Report], articles: dict[int, UUID], people: dict[str, Person]) -> None:
    statements: list[Statement] = []
    promises: list[Commitment] = []
    sources: list[CommitmentStatement] = []
    texts = dict(Article.objects.filter(pk__in=[articles[one.number] for one in reports]).values_list("pk", "text"))
    for one in reports:
        pk = articles[one.number]
        for speech in one.speeches:
            start = texts[pk].index(speech.words)
            said = _statement(pk, start, speech, people[speech.speaker], one.day)
            statements.append(said)
            if speech.promise:
                promises.append(_promise(said, one.day))
                sources.append(_source(promises[-1], said))
    Statement.objects.bulk_create(statements)
    Commitment.objects.bulk_create(promises)
    CommitmentStatement.objects.bulk_create(sources)


def _statement(article: UUID, start: int, speech: Speech, speaker: Person, day: str) -> Statement:
    return Statement(
        article_id=article,
        start=start,
        end=start + len(speech.words),
        text=speech.words,
        kind=StatementKind.DIRECT,
        sourcing=Sourcing.ON_RECORD,
        speaker=speaker,
        speaker_text=speaker.name,
        said_on=day,
    )


def _promise(said: Statement, day: str) -> Commitment:
    will = Polarity.WILL_NOT if " never " in said.text else Polarity.WILL
    return Commitment(person=said.speaker, title=said.text[:300], quote=said.text, polarity=will, made_on=day)


def _source(promise: Commitment, said: Statement) -> CommitmentStatement:
    return CommitmentStatement(
        commitment=promise, statement=said, role=StatementRole.FIRST, start=said.start, end=said.end
    )
