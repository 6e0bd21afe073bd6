"""Reading takes time in proportion to the text: twice the text, about twice the work. Steps count, not seconds."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from claims.engine.extraction import extract
from claims.engine.extraction.findings import Document
from claims.engine.parsers.plain import segment

SMALL, FACTOR = 3_000, 4
HOSTILE = {
    "straight marks": '"',
    "typeset marks": "“",
    "marks and spaces": '" ',
    "single marks": "‘a ",
    "marks inside marks": "“a ‘b ",
    "brackets": "([{",
    "one sentence": "the minister of trade and the bank ",
    "one long list of names": "Ana Ruiz and Jo Hale, ",
    "said": "said that ",
    "he said she said": "he said that she said that ",
    "tagged quotations": "“We won the vote,” Ana Ruiz said. ",
    "quotations that nobody tags": "“We have won the vote.” ",
    "unclosed quotations": "“We won the vote\n\n",
    "questions and answers": "Q: Is it?\n\nA: It is.\n\n",
    "a label": "RUIZ: Yes.\n\n",
    "signatures": "“Yes.” — Ana Ruiz\n\n",
    "colons": "Ana: ",
    "office": "Ana Ruiz won. The nominee said it was over. ",
    "promises": "Ana said: “We will never sell the railway.” ",
    "Spanish dialogue": "—No lo sé —dijo Ana Ruiz—. ",
}


def steps(text: str) -> int:
    """How many lines of the engine run while it reads."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> object:
        nonlocal count
        count += 1
        return trace

    document = Document(text, segment(text), language="es" if text.startswith("—") else "en")
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        extract(document)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    small, large = (steps(unit * (size // len(unit))) for size in (SMALL, SMALL * FACTOR))
    assert large <= 1.6 * FACTOR * small


def test_many_people_of_one_given_name_cost_no_more_than_others() -> None:
    def text(count: int) -> str:
        return " ".join(f"Ana R{chr(97 + k % 26)}{chr(97 + k // 26 % 26)}z left the room." for k in range(count))

    assert steps(text(400)) <= 1.6 * 4 * steps(text(100))
