"""How the templates say dates, times, confidence and quotations."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.engine.extraction.confidence import BY_RULE
from claims.models import Person, Statement
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
    ("kind", "words", "shown"),
    [
        ("direct", '"We will."', "“We will.”"),
        ("direct", "«We will.»", "“We will.”"),
        ("direct", "We will.", "“We will.”"),
        ("direct", "“We will, and then", "“We will, and then”"),
        ("direct", '"We will," … "in May."', '"We will," … "in May."'),
        ("indirect", "they will", "they will"),
        ("mixed", 'they will "in May"', 'they will "in May"'),
    ],
)
def test_only_what_was_said_word_for_word_gets_quotation_marks(kind: str, words: str, shown: str) -> None:
    assert newsroom.quoted(Statement(text=words, kind=kind)) == shown


def test_cut_words_keep_their_quotation_marks() -> None:
    assert newsroom.quoted(Statement(text='"One two three four"', kind="direct"), 8) == "“One two…”"


def test_a_speaker_who_is_not_resolved_is_never_shown_as_a_name() -> None:
    assert newsroom.speaker(Statement(speaker=Person(name="Ann Bo"), speaker_text="she")) == "Ann Bo"
    assert newsroom.speaker(Statement(speaker_text="reports")) == "Unresolved: “reports”"
    assert newsroom.speaker(Statement()) == "Unresolved: nobody named"


def test_a_name_cannot_turn_the_line_around() -> None:
    assert newsroom.wording.isolated("\u202eMara\u2066 <b>") == "<bdi>Mara &lt;b&gt;</bdi>"
    assert newsroom.wording.undirected("\u0639\u0644\u064a") == "\u0639\u0644\u064a"


def test_every_rule_of_the_program_is_said_in_words() -> None:
    assert not [rule for rule in BY_RULE if newsroom.wording.rule_in_words(rule) == rule]
    assert newsroom.wording.rule_in_words("some-model") == "some-model"
