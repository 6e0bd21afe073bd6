"""Own-written passages, one for each thing the rules can do. To add one, see `golden.py` for the format."""

from __future__ import annotations

import pytest

from claims.engine.extraction import extract
from tests.engine.extraction.golden import Passage, commitments_of, extras_of, passages, statements_of

ALL = [pytest.param(passage, id=f"{passage.language}: {passage.name}") for passage in passages("en") + passages("es")]


@pytest.mark.parametrize("passage", ALL)
def test_statements(passage: Passage) -> None:
    document = passage.document()
    found = extract(document)
    assert statements_of(document, found) == passage.statements
    for number, expected in enumerate(passage.extras):
        assert {key: extras_of(found, number)[key] for key in expected} == expected


@pytest.mark.parametrize("passage", ALL)
def test_commitments(passage: Passage) -> None:
    assert commitments_of(extract(passage.document())) == passage.commitments


def test_there_are_enough_passages() -> None:
    assert len(passages("en")) >= 25
    assert len(passages("es")) >= 12
