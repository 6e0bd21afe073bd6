"""What an editor is shown before two texts become one report."""

from __future__ import annotations

from time import process_time

import pytest

from claims.engine.duplicates import Difference, differing

TEXT = (
    "Ada Brill said on Monday that the ferry would return. The harbour board agreed.\n\n"
    "It will cost 12.5 million crowns, the audit court found. Nobody in Istrana objected to the plan."
)


def test_the_same_text_differs_in_nothing() -> None:
    assert differing(TEXT, TEXT) == ()
    assert differing("", "") == ()


def test_order_punctuation_and_capitals_make_no_difference() -> None:
    first, second = TEXT.split("\n\n")
    assert differing(TEXT, f"{second.upper()}\n{first.replace('.', '!')}") == ()


def test_another_name_is_shown_with_its_sentences() -> None:
    assert differing(TEXT, TEXT.replace("Brill", "Lund")) == (
        Difference(
            a="Ada Brill said on Monday that the ferry would return.",
            b="Ada Lund said on Monday that the ferry would return.",
            swaps=(("Brill", "Lund"),),
            in_facts=True,
        ),
    )


def test_names_and_numbers_come_before_words_and_words_before_what_is_missing() -> None:
    other = TEXT.replace("harbour board agreed", "harbour board gladly agreed").replace("12.5", "21.5")
    other = other.replace(" Nobody in Istrana objected to the plan.", "") + " Later it rained on all of them."
    found = differing(TEXT, other)
    assert [(each.swaps, each.in_facts) for each in found[:2]] == [
        ((("12.5", "21.5"),), True),
        ((("", "gladly"),), False),
    ]
    assert found[2:] == (
        Difference("Nobody in Istrana objected to the plan.", ""),
        Difference("", "Later it rained on all of them."),
    )


def test_a_name_at_the_start_of_a_sentence_is_a_name() -> None:
    (found,) = differing(TEXT, TEXT.replace("Ada", "Edda"))
    assert found.in_facts


def test_a_first_word_that_is_no_name_is_none() -> None:
    (found,) = differing("The board agreed. It is the end.", "A board agreed. It is the end, as a rule.")[:1]
    assert (found.swaps, found.in_facts) == ((("The", "A"),), False)


def test_a_sentence_said_twice_and_once_is_a_difference() -> None:
    assert differing("It rains. It rains.", "It rains.") == (Difference("It rains.", ""),)


def test_no_more_than_asked_for() -> None:
    a = "\n".join(f"In case {number} the answer was no." for number in range(50))
    b = "\n".join(f"In case {number} the answer was no." for number in range(100, 150))
    assert len(differing(a, b)) == 10
    assert len(differing(a, b, most=3)) == 3
    assert all(each.in_facts for each in differing(a, b))


def test_a_difference_deep_inside_an_endless_sentence_is_found() -> None:
    endless = " ".join(f"word{number}" for number in range(1000))
    (found,) = differing(endless, endless.replace("word777", "Brill"))
    assert found.swaps == (("word777", "Brill"),)
    assert found.in_facts
    assert len(found.a) <= 401


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("a. " * 300_000, "b. " * 300_000),
        ("a b " * 200_000, "b a " * 200_001),
        ("x" * 1_000_000, "y" * 1_000_000),
        ("\n" * 1_000_000, "A\n" * 500_000),
        (" ".join(map(str, range(150_000))), " ".join(map(str, range(150_000, 0, -1)))),
    ],
    ids=["short sentences", "no end", "one word", "empty lines", "numbers"],
)
def test_hostile_texts_cost_little(a: str, b: str) -> None:
    began = process_time()
    differing(a, b)
    assert process_time() - began < 8
