"""The shipped article, read as by hand: every person, statement and promise in it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.engine.extraction import Proposers, extract
from claims.engine.extraction.findings import (
    DeadlineKind,
    Document,
    Extraction,
    Polarity,
    Sourcing,
    StatementFound,
    StatementKind,
)
from claims.engine.parsers.plain import segment
from claims.engine.text import normalise

SEED = Path(__file__).parents[3] / "seeds" / "000_12bec859e86a6ffa.txt"

BLINKEN, XI, BIDEN, ATWOOD, WANG = "Antony Blinken", "Xi Jinping", "Joe Biden", "Kylie Atwood", "Wang Xiaohong"
DIRECT, INDIRECT, MIXED = StatementKind.DIRECT, StatementKind.INDIRECT, StatementKind.MIXED

HEADLINE = "there is ‘evidence’ that China is trying to ‘influence and arguably interfere’ in November election"
DECK = 'they have seen attempts and that they want to make sure "that’s cut off as quickly as possible."'
ASSURED = 'there is "evidence" that China is trying to influence and interfere in the 2024 presidential elections'
PLEDGE = "he would not interfere in the upcoming U.S. presidential election"
RESTATED = "China would not interfere in the upcoming presidential elections in the United States"
ACCOUNTS = "online Chinese accounts that have falsely mimicked Trump supporters"

EXPECTED = [
    # content from … to …, speaker, kind, addressee, venue
    (HEADLINE, HEADLINE, BLINKEN, MIXED, None, ""),
    (DECK, DECK, BLINKEN, MIXED, None, "interview on CNN"),
    (ASSURED, ASSURED, BLINKEN, MIXED, None, "interview on CNN"),
    ("We have seen, generally", "as quickly as possible.", BLINKEN, DIRECT, None, "interview on CNN"),
    (PLEDGE, PLEDGE, XI, INDIRECT, BIDEN, ""),
    ("I want to ask you", "President Xi's commitment?", ATWOOD, DIRECT, BLINKEN, ""),
    (RESTATED, RESTATED, XI, INDIRECT, BIDEN, ""),
    (ACCOUNTS, ACCOUNTS, None, INDIRECT, None, ""),
    ('"What I can tell you', 'unacceptable to us."', BLINKEN, DIRECT, None, ""),
    ('"It’s something we’re tracking', "don't do it.\"", BLINKEN, DIRECT, None, ""),
]


@pytest.fixture(scope="module")
def text() -> str:
    return normalise(SEED.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=Proposers)
def found(text: str, request: pytest.FixtureRequest) -> Extraction:
    return extract(Document(text, segment(text), language="en", published="2024-04-26", outlet="Voz"), request.param)


def statement(found: Extraction, text: str, words: str) -> StatementFound:
    [one] = [one for one in found.statements if one.content[0].of(text) == words]
    return one


def test_people_are_the_five_who_are_named(found: Extraction) -> None:
    assert {person.name for person in found.people} == {BLINKEN, XI, BIDEN, ATWOOD, WANG}


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (
            BLINKEN,
            {"Secretary of State Antony Blinken", "the secretary of state", "The Secretary of State", "Blinken", "He"},
        ),
        (XI, {"President Xi Jinping", "President Xi", "the Chinese leader", "he"}),
        (BIDEN, {"President Joe Biden", "President Biden", "Biden"}),
        (ATWOOD, {"Journalist Kylie Atwood"}),
        (WANG, {"Wang Xiaohong"}),
    ],
)
def test_each_form_of_a_name_belongs_to_its_person(found: Extraction, text: str, name: str, forms: set[str]) -> None:
    [person] = [person for person in found.people if person.name == name]
    assert forms <= {mention.span.of(text) for mention in person.mentions}


def test_statements_are_exactly_those_read_by_hand(found: Extraction, text: str) -> None:
    names = [person.name for person in found.people]
    read = [
        (
            one.content[0].of(text),
            names[one.speaker] if one.speaker is not None else None,
            one.kind,
            names[one.addressee] if one.addressee is not None else None,
            one.venue,
        )
        for one in found.statements
    ]
    expected = []
    for first, last, *rest in EXPECTED:
        start = text.index(first)
        expected.append((text[start : text.index(last, start) + len(last)], *rest))
    assert read == expected


def test_the_pledge_is_dated_and_told_by_a_third_party(found: Extraction, text: str) -> None:
    pledge = statement(found, text, PLEDGE)
    assert (pledge.said_on, pledge.sourcing) == ("2023-11", Sourcing.THIRD_PARTY)


def test_the_restated_pledge_stands_in_the_question_and_comes_by_way_of_the_broadcaster(
    found: Extraction, text: str
) -> None:
    restated, accounts = statement(found, text, RESTATED), statement(found, text, ACCOUNTS)
    question = next(k for k, one in enumerate(found.statements) if one.content[0].of(text).startswith("I want to ask"))
    assert (restated.within, restated.via) == (question, "CNN")
    assert accounts.within == question
    assert [span.of(text) for span in accounts.source] == ["reports"]


def test_one_commitment_with_its_restatement(found: Extraction, text: str) -> None:
    [commitment] = found.commitments
    names = [person.name for person in found.people]
    assert names[commitment.speaker or 0] == XI
    assert names[commitment.to or 0] == BIDEN
    assert commitment.polarity is Polarity.WILL_NOT
    assert commitment.made_on == "2023-11"
    assert commitment.title == "Not interfere in the upcoming U.S. presidential election"
    assert [found.statements[k].content[0].of(text) for k in commitment.statements] == [PLEDGE, RESTATED]


def test_the_deadline_is_the_election_day(found: Extraction) -> None:
    deadline = found.commitments[0].deadline
    assert (deadline.kind, deadline.on, deadline.event) == (
        DeadlineKind.EVENT,
        "2024-11-05",
        "2024 U.S. presidential election",
    )


def test_the_caption_and_the_scare_quote_are_no_statements(found: Extraction, text: str) -> None:
    caption = text.index("El secretario de Estado")
    scare = text.index('"commitment"')
    spans = [span for one in found.statements for span in one.content]
    assert not any(span.start <= caption < span.end or span.start <= scare < span.end for span in spans)
