"""The ranking as a whole: order, scores, spans, dates, reactions."""

from __future__ import annotations

from claims.engine.linking import Candidate, Promise, Relation, rank

PLEDGE = Promise("I will not raise fuel taxes", "Ana Ruiz", "2023-03")
REPORTS = [
    Candidate("raised", "The city raised fuel taxes on Monday.", "", "2024-06-01"),
    Candidate("urged", "You must not raise fuel taxes.", "a union leader", "2024-06-01"),
    Candidate("reaction", "We are looking at it very carefully.", "a minister", "2024-06-01"),
    Candidate("flag", "The flag was raised at noon.", "", "2024-06-01"),
]


def test_best_first_and_scores_between_nought_and_one() -> None:
    ranked = rank(PLEDGE, REPORTS)
    assert [one.candidate_id for one in ranked] == ["raised", "urged", "reaction"]
    scores = [one.score for one in ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_the_same_input_gives_the_same_answer() -> None:
    assert rank(PLEDGE, REPORTS) == rank(PLEDGE, list(REPORTS))


def test_order_of_unrelated_reports_does_not_change_their_scores() -> None:
    reports = [one for one in REPORTS if one.id != "reaction"]
    mixed = [reports[2], reports[0], reports[1]]
    assert {one.candidate_id: one.score for one in rank(PLEDGE, reports)} == {
        one.candidate_id: one.score for one in rank(PLEDGE, mixed)
    }


def test_every_span_lies_inside_its_text() -> None:
    texts = {one.id: one.text for one in REPORTS}
    for one in rank(PLEDGE, REPORTS):
        assert 0 <= one.promise_words.start < one.promise_words.end <= len(PLEDGE.text)
        assert 0 <= one.candidate_words.start < one.candidate_words.end <= len(texts[one.candidate_id])
        assert one.reasons


def test_a_reaction_belongs_to_the_report_beside_it_only() -> None:
    reaction = REPORTS[2]
    assert rank(PLEDGE, [reaction]) == ()
    other_day = Candidate("reaction", reaction.text, reaction.speaker, "2024-07-09")
    assert "reaction" not in {one.candidate_id for one in rank(PLEDGE, [REPORTS[0], other_day])}
    far = [REPORTS[0], REPORTS[3], REPORTS[3], REPORTS[3], reaction]
    assert "reaction" not in {one.candidate_id for one in rank(PLEDGE, far)}


def test_what_was_said_before_the_pledge_cannot_contradict_it() -> None:
    [found] = rank(PLEDGE, [Candidate("old", REPORTS[0].text, "", "2021-02")])
    assert found.relation is Relation.CONTEXT
    assert "Said before the pledge was made." in found.reasons


def test_a_date_nobody_can_read_is_no_date() -> None:
    [found] = rank(PLEDGE, [Candidate("odd", REPORTS[0].text, "", "last spring")])
    assert found.relation is Relation.CONTRADICTS
    assert not any("after the pledge" in reason for reason in found.reasons)


def test_stated_polarity_wins_over_the_words() -> None:
    report = [Candidate("c", "The city raised fuel taxes on Monday")]
    [kept] = rank(Promise("raising fuel taxes", "Ana Ruiz", polarity="will"), report)
    [broken] = rank(Promise("raising fuel taxes", "Ana Ruiz", polarity="will_not"), report)
    assert (kept.relation, broken.relation) == (Relation.SUPPORTS, Relation.CONTRADICTS)


def test_a_plan_that_was_not_abandoned_contradicts_nothing() -> None:
    homes = Promise("we will build new homes", "Tomas Berg")
    [standing] = rank(homes, [Candidate("c", "The city has not abandoned plans to build new homes")])
    [given_up] = rank(homes, [Candidate("c", "The city has abandoned plans to build new homes")])
    assert (standing.relation, given_up.relation) == (Relation.CONTEXT, Relation.CONTRADICTS)


def test_nothing_to_compare_gives_nothing() -> None:
    assert rank(Promise("I will."), REPORTS) == ()
    assert rank(PLEDGE, []) == ()
    assert rank(PLEDGE, [Candidate("empty", ""), Candidate("marks", "… —")]) == ()


def test_a_rarer_shared_word_counts_more() -> None:
    common = [Candidate(f"n{n}", "The council talked about taxes") for n in range(30)]
    hit = Candidate("hit", "The city raised fuel taxes")
    [alone] = rank(PLEDGE, [hit])
    among = {one.candidate_id: one.score for one in rank(PLEDGE, [hit, *common])}
    assert among["hit"] == alone.score, "it shares all the words there are"
    partly = Candidate("partly", "The city raised taxes on parking")
    [partly_alone] = rank(PLEDGE, [partly])
    partly_among = {one.candidate_id: one.score for one in rank(PLEDGE, [partly, *common])}
    assert partly_among["partly"] < partly_alone.score, "the word it lacks is the telling one"


def test_a_reason_that_ends_on_an_abbreviation_has_one_stop() -> None:
    pledge = Promise("We will never leave the U.S.", "Tomas Berg")
    [found] = rank(pledge, [Candidate("c", "Few firms leave the U.S.")])
    shared = [reason for reason in found.reasons if reason.startswith("Shared words")]
    assert shared
    assert not any(reason.endswith("..") for reason in found.reasons)
    assert "u.s." in shared[0]
