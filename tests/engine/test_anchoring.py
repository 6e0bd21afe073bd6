"""Words of an old text found again in a new one, or left alone where nobody could be sure."""

from __future__ import annotations

import time

import pytest

from claims.engine.anchoring import reanchor
from claims.engine.text import Span, anchor

OLD = (
    "Harbour plan\n\n“We will deepen the harbour by May,” Mayor Ana Ruiz said on Monday.\n\n"
    "Asked again, she said: “We will deepen the harbour by May,” and left.\n\nThe council votes on Friday."
)


def pinned(words: str, text: str = OLD, nth: int = 0) -> object:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return anchor(text, Span(at, at + len(words)))


def found(words: str, new: str, nth: int = 0, old: str = OLD) -> str | None:
    span = reanchor(pinned(words, old, nth), new)
    return span.of(new) if span else None


def test_words_that_stand_once_are_found_wherever_they_moved() -> None:
    new = "UPDATED\n\nThe council votes on Friday.\n\nMore follows."
    assert reanchor(pinned("The council votes on Friday."), new) == Span(9, 37)


@pytest.mark.parametrize("nth", [0, 1])
def test_of_several_places_the_one_in_the_same_surroundings(nth: int) -> None:
    new = f"A new first paragraph that moves all the rest.\n\n{OLD}"
    words = "“We will deepen the harbour by May,”"
    span = reanchor(pinned(words, nth=nth), new)
    first = new.index(words)
    assert span is not None
    assert span.start == (new.index(words, first + 1) if nth else first)


def test_of_equal_places_the_nearest_to_where_it_stood() -> None:
    line = "The motion was carried by the whole council.\n\n"
    old, new = line * 7, line * 9
    span = reanchor(pinned("The motion was carried by the whole council.", old, nth=3), new)
    assert span is not None
    assert span.start == 3 * len(line)


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ("We will deepen the harbor by May", "We will deepen the harbor by May"),
        ("We’ll say it: we will deepen this harbour by May", "we will deepen this harbour by May"),
    ],
)
def test_words_that_hardly_changed_are_found(changed: str, kept: str) -> None:
    new = f"Harbour plan\n\n“{changed},” Mayor Ana Ruiz said on Monday."
    assert found("We will deepen the harbour by May", new, old=OLD.replace("Asked again", "Later")) == kept


def test_marks_around_changed_words_come_along() -> None:
    new = 'Harbour plan\n\n"We will deepen the harbor by May," Mayor Ana Ruiz said.'
    assert found("“We will deepen the harbour by May,”", new) == '"We will deepen the harbor by May,"'


@pytest.mark.parametrize(
    "changed",
    [
        "We will not deepen the harbour by May",
        "We won't deepen the harbour by May",
        "We will deepen the harbour by June",
        "We will deepen the 2 harbours by May",
        "We will hardly deepen the harbour by May",
        "We would deepen the harbour by May",
        "We will deepen the harbour before May",
        "We will cheapen the harbour by May",
        "We will deepen two harbours by May",
        "They will deepen the harbour by May",
        "Something else entirely was said that day",
    ],
)
def test_words_that_may_mean_something_else_are_not(changed: str) -> None:
    assert found("We will deepen the harbour by May", f"Harbour plan\n\n“{changed},” Mayor Ana Ruiz said.") is None


@pytest.mark.parametrize(
    ("old", "changed"),
    [
        ("the city will build ten new schools by the end of the decade", ("ten", "two")),
        ("the city will build sixty new schools by the end of the decade", ("sixty", "sixth")),
        ("the city will increase the tax on every house in the valley", ("increase", "decrease")),
        ("the price of bread for every family will rise in the spring", ("rise", "fall")),
        ("the price of bread for every family will rise in the spring", ("will", "will hardly")),
        ("the price of bread for every family will rise in the spring", ("will", "will barely")),
        ("el ayuntamiento va a construir sesenta escuelas en toda la ciudad", ("sesenta", "setenta")),
        ("el ayuntamiento va a construir sesenta escuelas en toda la ciudad", ("va a", "jamás va a")),
        ("el precio del pan para las familias va a subir en la primavera", ("subir", "bajar")),
        ("el precio del pan para las familias va a subir en la primavera", ("va a", "apenas va a")),
    ],
)
def test_other_numbers_verbs_and_adverbs_mean_something_else(old: str, changed: tuple[str, str]) -> None:
    text = f"Before it. {old}. After it."
    assert found(old, text, old=text) == old
    assert found(old, text.replace(*changed, 1), old=text) is None


@pytest.mark.parametrize(
    ("old", "changed"),
    [
        ("the city will build ten new schools in this neighbourhood", ("schools", "schols")),
        ("the city will build ten new schools in this neighbourhood", ("neighbourhood", "neighborhood")),
        ("the city will build a theatre and ten new schools in the valley", ("theatre", "theater")),
        ("the city will build ten new schools in this neighbourhood", ("in this", "in the")),
        ("el ayuntamiento va a construir sesenta escuelas en esta ciudad", ("en esta", "en la")),
        ("el ayuntamiento va a construir sesenta escuelas en esta ciudad", ("construir", "costruir")),
        ("neighbourhood schools will open in ten towns of the valley", ("neighbourhood", "neighborhood")),
    ],
)
def test_small_words_and_spelling_do_not(old: str, changed: tuple[str, str]) -> None:
    text = f"Before it. {old}. After it."
    new = old.replace(*changed, 1)
    assert found(old, f"Before it. {new}. After it.", old=text) == new


def test_a_short_quote_needs_its_surroundings() -> None:
    old = "Will you go? “No,” the minister said."
    assert found("“No,”", "Will they come? “No,” the minister said.", old=old) == "“No,”"
    assert found("“No,”", "A stranger shouted: “No,” we all heard.", old=old) is None


def test_nothing_is_found_in_an_empty_text() -> None:
    assert reanchor(pinned("The council votes on Friday."), "") is None


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("a" * 2_000, "a" * 1_000_000),
        ("ab " * 1_000, "ba " * 400_000),
        (" ".join(["yes", "no"] * 60), "yes yes no " * 100_000),
        ("x" * 12 + "y" * 40, "x" * 1_000_000),
    ],
    ids=["one letter", "two letters", "two words", "a piece everywhere"],
)
def test_time_is_linear(words: str, text: str) -> None:
    started = time.process_time()
    reanchor(anchor(f"“{words}”", Span(1, len(words) + 1)), text)
    assert time.process_time() - started < 10


def test_a_small_last_word_may_be_missing_at_the_texts_end() -> None:
    old = "a harbour that we will deepen for all of our ships and for the"
    assert found(old, "a harbour that we will deepen for all of our ships and for", old=old) == old.removesuffix(" the")
