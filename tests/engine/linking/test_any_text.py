"""Whatever the promise and the reports, linking ends, agrees with itself and points into the texts."""

from __future__ import annotations

import pytest

pytest.importorskip("hypothesis")
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.engine.linking import Candidate, Promise, rank
from tests.engine.anything import DATES, NAMES, TEXTS

PLEDGES = st.one_of(
    TEXTS,
    st.tuples(NAMES, st.sampled_from(["will", "will not", "would never", "no subirá"]), TEXTS).map(" ".join),
)
SPEAKERS = st.one_of(st.just(""), NAMES)
POLARITIES = st.sampled_from(["", "will", "will_not"])


@settings(max_examples=200, deadline=None)
@given(
    promise=st.builds(Promise, text=PLEDGES, speaker=SPEAKERS, made_on=DATES, polarity=POLARITIES),
    reports=st.lists(st.tuples(st.one_of(TEXTS, PLEDGES), SPEAKERS, DATES), max_size=5),
)
def test_any_reports_can_be_ranked(promise: Promise, reports: list[tuple[str, str, str]]) -> None:
    candidates = [Candidate(str(number), *report) for number, report in enumerate(reports)]
    candidates.append(Candidate("itself", promise.text))
    found = rank(promise, candidates)
    assert found == rank(promise, candidates)
    texts = {candidate.id: candidate.text for candidate in candidates}
    assert len({suggestion.candidate_id for suggestion in found}) == len(found)
    for suggestion in found:
        assert suggestion.promise_words.end <= len(promise.text)
        assert suggestion.candidate_words.end <= len(texts[suggestion.candidate_id])
        assert 0 <= suggestion.score <= 1
        assert all(suggestion.reasons)
    scores = [suggestion.score for suggestion in found]
    assert scores == sorted(scores, reverse=True)
