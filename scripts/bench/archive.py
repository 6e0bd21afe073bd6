"""Fills the benchmark's site with articles as the site itself does: by an import, then a look at what is alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import process_time
from uuid import UUID

from django.utils import timezone

from claims.models import Article, ClusterProposal, ItemState, Run, RunItem
from claims.services import ingest, likeness, pipeline
from claims.services.ingest import Submission
from scripts.bench.articles import Report
from scripts.bench.files import guid, lines

_IN_ONE_FILE = 500


def brought_in(reports: Iterable[Report]) -> Run:
    """Imports reports, every other one as a file of its own, the rest by their sender's number in files of many.

    What follows an import is left undone: reading texts costs what it costs.
    """
    run = ingest.submit(submissions=_files(reports), by=None, at=timezone.now())
    pipeline.perform(run_id=run.pk)
    run.refresh_from_db()
    assert run.counts == {ItemState.IMPORTED: run.total}, run.counts
    return run


def _files(reports: Iterable[Report]) -> Iterator[Submission]:
    many: list[Report] = []
    for one in reports:
        if one.number % 2:
            yield Submission(_name(one), one.text.encode())
        else:
            many.append(one)
        if len(many) == _IN_ONE_FILE:
            yield Submission("many.jsonl", lines(many))
            many = []
    if many:
        yield Submission("many.jsonl", lines(many))


def _name(one: Report) -> str:
    return f"{one.number}.txt"


def articles_of(reports: Iterable[Report]) -> dict[int, UUID]:
    """The articles that reports became, by the reports' numbers."""
    files = dict(RunItem.objects.exclude(article=None).values_list("path", "article_id"))
    numbered = dict(Article.objects.exclude(guid="").values_list("guid", "pk"))
    return {one.number: files[_name(one)] if one.number % 2 else numbered[guid(one)] for one in reports}


def looked_up() -> list[float]:
    """Looks for copies of every article, the oldest first. This process's CPU clock after each."""
    marks = [process_time()]
    for pk in list(Article.objects.order_by("created_at").values_list("pk", flat=True)):
        likeness.look_up(article_id=pk, at=timezone.now())
        marks.append(process_time())
    return marks


def proposals() -> int:
    return ClusterProposal.objects.count()
