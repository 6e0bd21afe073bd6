"""How long a run's page and its progress take, asked for as a browser does. Milliseconds of CPU, medians."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import ItemState, Run, RunKind, RunState, User
from claims.services import runs
from scripts.bench.clock import rounds
from scripts.bench.figures import Pages

_ROUNDS = 7


def measure(run: Run) -> Pages:
    """Of a job whose import is over, with all that was found in it. For its progress it looks as if it still linked."""
    client = Client()
    client.force_login(User.objects.create_superuser("bench"))
    last_stage = _later_stages(run)
    page = reverse("run", args=[run.pk])
    first, last = _ms(client, page), _ms(client, f"{page}?page=100000")
    Run.objects.filter(pk=last_stage.pk).update(state=RunState.RUNNING, finished_at=None)
    return Pages(first, last, _ms(client, reverse("run-progress", args=[run.pk]), {"HX-Request": "true"}))


def _later_stages(run: Run) -> Run:
    """The extraction and the linking that follow an import, as if they were done. Returns the last."""
    articles = list(run.items.results().values_list("article_id", flat=True))
    for kind in (RunKind.EXTRACT, RunKind.LINK):
        run = runs.start(kind=kind, article_ids=articles, by=None, follows=run)
        run.items.update(state=ItemState.DONE)
        Run.objects.filter(pk=run.pk).update(state=RunState.DONE, done=run.total, finished_at=timezone.now())
    return run


def _ms(client: Client, address: str, headers: dict[str, str] | None = None) -> float:
    def ask() -> None:
        response = client.get(address, headers=headers)
        assert response.status_code == 200, response.status_code

    return 1000 * rounds(ask, count=_ROUNDS)
