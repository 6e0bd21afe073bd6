"""`manage.py import_articles`: takes files and links from this machine through import, extraction and linking."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from claims.management.findings_table import findings_table
from claims.management.gather import gather
from claims.management.progress import Progress
from claims.models import Article, ItemState, Run, RunItem
from claims.queries.runs import articles_of, found, results_in_order
from claims.services import ingest, pipeline

USABLE = (ItemState.IMPORTED, ItemState.UPDATED, ItemState.DUPLICATE)
SHOWN_IN_FULL = 3
"""Up to how many articles are listed with everything found in them; above, counts have to do."""


class Command(BaseCommand):
    help = (
        "Imports articles from files of every kind, folders of them, zip archives and links. "
        "Exit code: 0 all imported, 1 some failed, 2 nothing usable."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH|URL", help="a file, a folder whose files are all read, or a link"
        )
        parser.add_argument("--follow", action="store_true", help="fetch the articles that a feed only links to")
        parser.add_argument(
            "--check-first", action="store_true", help="read new articles only after somebody looked at their cut"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")

    def handle(self, *args: Any, paths: list[str], **options: Any) -> None:
        run = ingest.submit(
            submissions=gather(paths, follow=options["follow"]),
            check_first=options["check_first"],
            by=None,
            at=timezone.now(),
        )
        with Progress(self.stderr) as progress:
            stages = Run.objects.filter(pk__in=pipeline.perform_all(run_id=run.pk, watch=progress.show))
        items = results_in_order(run)
        self._report(items, found(articles_of(run)), as_json=options["json"])
        broken = RunItem.objects.filter(run__in=stages, state=ItemState.FAILED)
        for item in broken.exclude(run=run).select_related("run", "article"):
            self.stderr.write(f"{item.name}: {item.run.get_kind_display().lower()} failed. {item.message}")
        self._exit(items, failed=broken.exists())

    def _report(self, items: list[RunItem], nouns: dict[str, int], *, as_json: bool) -> None:
        articles = list({item.article.pk: item.article for item in items if item.article}.values())
        states = [_state(item) for item in items]
        counts = {state.value: states.count(state) for state in (*USABLE, ItemState.REFUSED)} | nouns
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
        if waiting := sum(article.awaits_check for article in articles):
            self.stdout.write(f"{waiting} of them read only when somebody has looked at how they were cut up.")

    def _exit(self, items: list[RunItem], *, failed: bool) -> None:
        usable = sum(item.state in USABLE for item in items)
        if not usable:
            raise SystemExit(2)  # each item has said why; a message of the command's own would add nothing
        if failed or usable < len(items):
            raise SystemExit(1)


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
    where = f", {item.where}" if item.where and not item.path.endswith(item.where.removeprefix("entry ")) else ""
    note = f"  ({item.message})" if item.code not in ("", "duplicate") else ""
    if not note and article.extracted_at and not article.has_statements:  # type: ignore[attr-defined]  # annotated
        note = "  (nobody is quoted in it)"
    return f"{item.get_state_display():17}{item.path}{where}\n{'':17}{article.title}{note}"


def _summary(counts: dict[str, int]) -> str:
    nouns = (
        ("articles", "article", "articles"),
        ("people", "person", "people"),
        ("statements", "statement", "statements"),
        ("commitments", "commitment", "commitments"),
        ("suggested_contradictions", "suggested contradiction", "suggested contradictions"),
    )
    return " · ".join(f"{counts[key]} {one if counts[key] == 1 else many}" for key, one, many in nouns)
