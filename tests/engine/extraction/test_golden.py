"""Own-written passages, one for each thing the rules can do. To add one, see `golden.py` for the format.

The passages marked open are what they cannot do yet. They count in the score like the rest, and lose their mark as soon
as they are read.
"""

from __future__ import annotations

from collections import Counter

import pytest

from claims.engine.extraction import Proposers, extract
from tests.engine.extraction.golden import Passage, commitments_of, extras_of, passages, statements_of
from tests.engine.extraction.matching import Score, score

ALL = passages("en") + passages("es")
READ = [pytest.param(one, id=f"{one.language}: {one.name}") for one in ALL if not one.is_open]
OPEN = [pytest.param(one, id=f"{one.language}: {one.name}") for one in ALL if one.is_open]


@pytest.mark.parametrize("passage", OPEN)
def test_what_is_open_is_not_read_yet(passage: Passage) -> None:
    document = passage.document()
    assert statements_of(document, extract(document)) != passage.statements, "It is read now: take its mark away."


@pytest.mark.parametrize("passage", READ)
def test_statements(passage: Passage) -> None:
    document = passage.document()
    found = extract(document)
    assert statements_of(document, found) == passage.statements
    for number, expected in enumerate(passage.extras):
        assert {key: extras_of(found, number)[key] for key in expected} == expected


@pytest.mark.parametrize("passage", READ)
def test_commitments(passage: Passage) -> None:
    assert commitments_of(extract(passage.document())) == passage.commitments


@pytest.mark.parametrize(("language", "fewest"), [("en", 130), ("es", 110), ("es-held", 20)])
def test_there_are_enough_passages(language: str, fewest: int) -> None:
    names = Counter(one.name for one in passages(language))
    assert len(names) >= fewest
    assert max(names.values()) == 1


@pytest.mark.parametrize(
    ("language", "proposers", "at_least"),
    [
        ("en", Proposers.RULES, 0.95),
        ("en", Proposers.HYBRID, 0.9),
        ("es", Proposers.RULES, 0.95),
        ("es", Proposers.HYBRID, 0.95),
        ("es-held", Proposers.RULES, 0.8),
    ],
)
def test_who_said_what_end_to_end(language: str, proposers: Proposers, at_least: float) -> None:
    total = Score()
    for passage in passages(language):
        document = passage.document()
        total += score(passage.statements, statements_of(document, extract(document, proposers)))
    assert total.f1 >= at_least, total
