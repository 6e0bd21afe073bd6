"""Carrying over: where two things of one statement would come to one place, and where one is still in another's way."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Article, Commitment, CommitmentStatement, FollowUp, SpanRole, Statement, StatementSpan
from tests import factories
from tests.services.wire import arrives

pytestmark = pytest.mark.django_db

FIRST, SECOND = "We will cut taxes", "we will dig wells"
BOTH = f"“{FIRST} for every small shop in the old harbour town beside the quay, and {SECOND} there,”"
TEXT = f"Budget\n\n{BOTH} Mayor Ana Ruiz said to reporters on the quay."


def promise(statement: Statement, words: str) -> Commitment:
    """An accepted promise that some of a statement's words make, with an owner."""
    made = factories.decided(factories.commitment(statement, title=words, owner=factories.editor("olga")))
    span = factories.span_of(statement.article.text, words)
    CommitmentStatement.objects.filter(commitment=made).update(start=span.start, end=span.end)
    Commitment.objects.filter(pk=made.pk).update(quote=words)
    return made


@pytest.fixture
def made() -> dict[str, Any]:
    article = arrives(TEXT, version="1").article
    statement = factories.decided(factories.statement(article, BOTH, cue="said", source="Mayor Ana Ruiz"))
    return {
        "article": article,
        "statement": statement,
        "promises": [promise(statement, one) for one in (FIRST, SECOND)],
    }


def words_of(commitment: Commitment) -> str:
    source = commitment.sources.select_related("statement__article").get()
    return source.span.of(source.statement.article.text)


def test_both_promises_of_a_statement_move_with_it(made: dict[str, Any]) -> None:
    new = arrives(f"Budget, once more\n\n{TEXT.partition('Budget')[2].lstrip()}", version="2").article
    assert [words_of(one) for one in made["promises"]] == [FIRST, SECOND]
    assert Statement.objects.get().article == new


def test_one_promise_that_was_reworded_is_the_whole_statement(made: dict[str, Any]) -> None:
    """It has so many more small words that it is not known again by itself; the statement around it is."""
    reworded = "We, and this and that, will cut the taxes"
    new = arrives(TEXT.replace(FIRST, reworded), version="2").article
    assert Statement.objects.get().article == new
    assert [words_of(one) for one in made["promises"]] == [BOTH.replace(FIRST, reworded), SECOND]


def test_a_statement_whose_promises_would_come_to_one_place_stays_and_is_flagged(made: dict[str, Any]) -> None:
    text = TEXT.replace(FIRST, "We shall cut taxes").replace(SECOND, "we shall dig wells")
    outcome = arrives(text, version="2")
    new = outcome.article
    assert (outcome.state, list(Article.objects.current())) == ("updated", [new])
    assert Statement.objects.get().article == made["article"]
    assert [words_of(one) for one in made["promises"]] == [FIRST, SECOND]
    for one in made["promises"]:
        asked = one.follow_ups.get(key__startswith="unanchored:")
        assert asked.assignee.username == "olga"
    assert "Not in this version any more" in Article.objects.get(pk=new.pk).warnings[-1]
    assert arrives(text, version="2").state == "duplicate"


def test_a_promise_comes_to_where_another_stood_until_now(made: dict[str, Any]) -> None:
    """The new version is longer in front by just what lies between the two, and both have as many letters."""
    ahead = TEXT.index(SECOND) - TEXT.index(FIRST)
    new = arrives(f"Budget{'t' * ahead}{TEXT.removeprefix('Budget')}", version="2").article
    assert (len(FIRST), new.text.index(FIRST)) == (len(SECOND), TEXT.index(SECOND))
    assert [words_of(one) for one in made["promises"]] == [FIRST, SECOND]
    assert not FollowUp.objects.exists()


def test_a_cue_comes_to_where_another_stood_until_now() -> None:
    text = "Budget\n\n“We will cut taxes,” Ruiz said, then said again, “and build schools.”"
    article = arrives(text, version="1").article
    statement = factories.decided(factories.statement(article, "“We will cut taxes,”", cue="said"))
    again = text.index("said again")
    StatementSpan.objects.create(
        statement=statement,
        role=SpanRole.CUE,
        start=again,
        end=again + 4,
        exact="said",
        prefix=text[again - 32 : again],
        suffix=text[again + 4 : again + 36],
    )
    ahead = again - text.index("said")
    new = arrives(f"{text[:8]}{'x' * (ahead - 2)}\n\n{text[8:]}", version="2").article
    cues = StatementSpan.objects.filter(role=SpanRole.CUE)
    assert [(one.start, one.span.of(new.text)) for one in cues] == [(again, "said"), (again + ahead, "said")]
