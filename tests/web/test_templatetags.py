"""How the templates say dates, times, confidence and quotations."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.templatetags import newsroom


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("", ""),
        ("2023", "2023"),
        ("2023-11", "November 2023"),
        ("2024-04-06", "6 April 2024"),
        ("2023-11~", "about November 2023"),
        ("2023?", "2023 (uncertain)"),
    ],
)
def test_a_partial_date_says_only_what_it_knows(date: str, words: str) -> None:
    assert newsroom.edtf(date) == words


def test_a_date_for_programs_leaves_the_doubt_out() -> None:
    assert newsroom.edtf_time("2023-11~") == '<time datetime="2023-11">about November 2023</time>'


@pytest.mark.parametrize(
    ("past", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=5), "5\xa0minutes ago"),
        (timedelta(hours=3, minutes=20), "3\xa0hours ago"),
    ],
)
def test_how_long_ago(past: timedelta, words: str) -> None:
    assert f">{words}</time>" in newsroom.ago(timezone.now() - past)


def test_long_ago_is_a_date() -> None:
    assert " ago" not in newsroom.ago(timezone.now() - timedelta(days=40))


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (None, ""),
        (0.95, "very sure (0.95)"),
        (0.8, "fairly sure (0.80)"),
        (0.5, "unsure (0.50)"),
        (0.1, "guessing (0.10)"),
    ],
)
def test_confidence_in_words_and_as_a_number(share: float | None, words: str) -> None:
    assert newsroom.confidence(share) == words


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ('"We will."', "We will."),
        ("“We will.”", "We will."),
        ('"We will," he said, "go."', '"We will," he said, "go."'),
        ("We will.", "We will."),
        ("“We will, and then", "We will, and then"),
        ("the “will” of all", "the “will” of all"),
        ('"', '"'),
    ],
)
def test_outer_quotation_marks_come_off_only_when_they_hold_it_all(words: str, bare: str) -> None:
    assert newsroom.unquoted(words) == bare
