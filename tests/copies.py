"""Invented reports and copies of them, as articles. No two reports are near."""

from __future__ import annotations

from random import Random
from typing import Any

from claims.models import Article, ClusterProposal
from claims.services import likeness
from tests import factories
from tests.engine.duplicates import invented
from tests.factories import AT

SENTENCES = 14


def report(number: int) -> list[str]:
    """Report `number` as paragraphs, always the same."""
    random = Random(number)  # noqa: S311
    return invented.article(invented.story(random), random, sentences=SENTENCES)


def told(number: int, headline: str, *, without: int = 0, swap: tuple[str, str] = ("", "")) -> str:
    """Report `number` under a headline, `without` its last paragraphs, and with other words in the place of some."""
    paragraphs = report(number)
    text = "\n\n".join([headline, *paragraphs[: len(paragraphs) - without]])
    return text.replace(*swap) if swap[0] else text


def article(
    number: int, headline: str, *, without: int = 0, swap: tuple[str, str] = ("", ""), **columns: Any
) -> Article:
    """The same, stored and looked up, as it is when it was read."""
    made = factories.article(told(number, headline, without=without, swap=swap), **columns)
    likeness.look_up(article_id=made.pk, at=AT)
    return made


def proposal(one: Article, other: Article) -> ClusterProposal:
    first, second = sorted((one, other), key=lambda each: each.pk)
    return ClusterProposal.objects.get(first=first, second=second)


def pair(number: int = 1, **columns: Any) -> ClusterProposal:
    """Report `number` from two outlets, proposed as one."""
    one = article(number, f"Agency, report {number}", outlet=factories.outlet("Meridian"), **columns)
    other = article(number, f"Courier, report {number}", without=1, outlet=factories.outlet("Sound Courier"), **columns)
    return proposal(one, other)
