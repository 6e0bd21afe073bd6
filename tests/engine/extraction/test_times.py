"""When words were said, by what stands beside the cue."""

from __future__ import annotations

import pytest

from claims.engine.extraction import extract
from claims.engine.extraction.findings import Document
from claims.engine.parsers.plain import segment


def said_on(text: str, language: str) -> str:
    [statement] = extract(Document(text, segment(text), language=language, published="2024-05-31")).statements
    return statement.said_on


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("this morning", "2024-05-31"),
        ("yesterday", "2024-05-30"),
        ("on Monday", "2024-05-27"),
        ("in November", "2023-11"),
        ("on 12 March 2021", "2021-03-12"),
        ("on 0012345678901234 November", "2023-11"),
    ],
)
def test_english_days(when: str, day: str) -> None:
    assert said_on(f"The mayor, Ana Ruiz, told reporters {when} that the harbour bridge would be closed.", "en") == day


def test_a_spanish_part_of_the_day_is_today() -> None:
    assert (
        said_on("La alcaldesa Ana Ruiz dijo esta tarde que el puente del puerto sigue cerrado.", "es") == "2024-05-31"
    )
