"""The tabs over both halves of the review queue, with how much waits under each."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from claims.models import Article, EvidenceLink
from claims.queries import review
from claims.queries.review import Tab

REPORTS = "reports"
_LABELS = {Tab.ALL: "Statements", Tab.UNRESOLVED: "Speaker unresolved", Tab.PROMISES: "With a promise"}


class TabLink(NamedTuple):
    label: str
    url: str
    waiting: int
    is_current: bool


def query_of(tab: Tab, article: Article | None) -> str:
    """The query string of one tab of the statements, for one article if given."""
    return urlencode({"tab": tab.value, **({"article": str(article.pk)} if article else {})})


def tabs(here: str, article: Article | None = None) -> list[TabLink]:
    """Every tab; `here` is a `Tab` or `REPORTS`. `article` narrows the statements alone. 4 queries."""
    counts = review.counts(article.pk if article else None)
    links = [
        TabLink(label, f"{reverse('review')}?{query_of(tab, article)}", counts[tab.value], tab == here)
        for tab, label in _LABELS.items()
    ]
    waiting = EvidenceLink.objects.waiting().count()
    return [*links, TabLink("Reports on promises", reverse("review-reports"), waiting, here == REPORTS)]
