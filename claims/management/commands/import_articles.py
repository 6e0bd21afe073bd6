"""`manage.py import_articles`: reads files from this machine and sees them through import, extraction and linking."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from claims.management.findings_table import findings_table
from claims.models import Article, ItemState, Run, RunItem
from claims.queries.runs import found
from claims.services import ingest, pipeline
from claims.services.ingest import Submission

USABLE = (ItemState.IMPORTED, ItemState.UPDATED, ItemState.DUPLICATE)
SHOWN_IN_FULL = 3
"""Up to how many articles are listed with everything found in them; above, counts have to do."""


class Command(BaseCommand):
    help = "Imports text files, or folders of them. Exit code: 0 all imported, 1 some failed, 2 nothing usable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder whose files are all read")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")

    def handle(self, *args: Any, paths: list[str], **options: Any) -> None:
        run = ingest.submit(submissions=_submissions(paths), by=None, at=timezone.now())
        stages = Run.objects.filter(pk__in=pipeline.perform_all(run_id=run.pk))
        items = list(run.items.select_related("article").defer("content", "article__text"))
        self._report(items, as_json=options["json"])
        broken = RunItem.objects.filter(run__in=stages, state=ItemState.FAILED)
        for item in broken.exclude(run=run):
            self.stderr.write(f"{item.path}: {item.run.get_kind_display().lower()} failed. {item.message}")
        self._exit(items, failed=broken.exists())

    def _report(self, items: list[RunItem], *, as_json: bool) -> None:
        articles = list({item.article.pk: item.article for item in items if item.article}.values())
        states = [_state(item) for item in items]
        counts = {state.value: states.count(state) for state in (*USABLE, ItemState.REFUSED)} | found(articles)
        if as_json:
            self.stdout.write(json.dumps({"items": [_as_dict(item) for item in items], "counts": counts}))
            return
        for item in items:
            self.stdout.write(_line(item))
        if not articles:
            return
        self.stdout.write("")
        if len(articles) <= SHOWN_IN_FULL:
            for line in findings_table(articles):
                self.stdout.write(line)
        self.stdout.write(_summary(counts))

    def _exit(self, items: list[RunItem], *, failed: bool) -> None:
        usable = sum(item.state in USABLE for item in items)
        if not usable:
            raise SystemExit(2)  # each item has said why; a message of the command's own would add nothing
        if failed or usable < len(items):
            raise SystemExit(1)


def _submissions(paths: Iterable[str]) -> Iterator[Submission]:
    for given in paths:
        path = Path(given)
        if "://" in given:
            yield Submission(given, code="unsupported", message=f"{given}: links cannot be imported yet.")
        elif path.is_dir():
            files = sorted(child for child in path.rglob("*") if child.is_file() and not child.name.startswith("."))
            if not files:
                yield Submission(given, code="empty", message=f"{given} holds no files.")
            yield from map(_submission, files)
        else:
            yield _submission(path)


def _submission(path: Path) -> Submission:
    name = os.fsencode(path).decode("utf-8", "replace")  # a file name may be any bytes
    try:
        return ingest.submission(path=name, size=path.stat().st_size, read=path.read_bytes)
    except FileNotFoundError:
        return Submission(name, code="missing", message=f"{name} does not exist.")
    except OSError as error:
        return Submission(name, code="unreadable", message=f"{name} cannot be read: {error.strerror}.")


def _state(item: RunItem) -> ItemState:
    """For programs there are four states: an item that failed for our own fault counts as refused."""
    return ItemState.REFUSED if item.state == ItemState.FAILED else ItemState(item.state)


def _as_dict(item: RunItem) -> dict[str, str | None]:
    article: Article | None = item.article
    return {
        "path": item.path,
        "state": _state(item).value,
        "code": item.code,
        "article": str(article.pk) if article else None,
        "title": article.title if article else None,
    }


def _line(item: RunItem) -> str:
    article: Article | None = item.article
    if article is None:
        return f"{item.get_state_display():17}{item.message}"
    quiet = "" if article.statements.exists() else "  (nobody is quoted in it)"
    return f"{item.get_state_display():17}{item.path}\n{'':17}{article.title}{quiet}"


def _summary(counts: dict[str, int]) -> str:
    nouns = (
        ("articles", "article", "articles"),
        ("people", "person", "people"),
        ("statements", "statement", "statements"),
        ("commitments", "commitment", "commitments"),
        ("suggested_contradictions", "suggested contradiction", "suggested contradictions"),
    )
    return " · ".join(f"{counts[key]} {one if counts[key] == 1 else many}" for key, one, many in nouns)
