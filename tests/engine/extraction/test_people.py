"""People: which capitals name a person, which forms are one person's, and what is nobody's name."""

from __future__ import annotations

import pytest

from claims.engine.extraction import extract
from claims.engine.extraction.findings import Document, PersonFound
from claims.engine.text import Segment, SegmentKind, Span


def people(text: str, kind: SegmentKind = SegmentKind.PARAGRAPH, language: str = "en") -> tuple[PersonFound, ...]:
    return extract(Document(text, (Segment(kind, Span(0, len(text)), language),), language=language)).people


def names(text: str, kind: SegmentKind = SegmentKind.PARAGRAPH, language: str = "en") -> list[str]:
    return [person.name for person in people(text, kind, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Secretary of State Joan Ferris met Kim Min-seo, the union's lawyer.", ["Joan Ferris", "Kim Min-seo"]),
        ("Rep. Steve King and Sen. Al Moss voted no.", ["Steve King", "Al Moss"]),
        ("Joan Ferris spoke first. Ferris left early. Joan came back.", ["Joan Ferris"]),
        ("Robert Hale and Judith Hale sat apart.", ["Robert Hale", "Judith Hale"]),
        ("Dr. J. R. Moss and Dr. Moss's wife left.", ["J. R. Moss"]),
        ("Mayor Bill de Witt opened the park. De Witt cut the ribbon.", ["Bill de Witt"]),
        ("Prime Minister Theresa May resigned in May.", ["Theresa May"]),
        ("Okonkwo said the road was open.", ["Okonkwo"]),
        ("Governor of Texas Ana Ruiz signed it.", ["Ana Ruiz"]),
        ("Crooked Helen Marsh lost. Helen Marsh left.", ["Helen Marsh"]),
        ("They called Universe Helen Marsh vain. Helen Marsh left.", ["Helen Marsh"]),
        ("Helen Marsh won. Did Marsh cheat? Unlike Marsh, we did not.", ["Helen Marsh"]),
        ("Helen Marsh won. Maybe Marsh will lose. The AG Marsh met her.", ["Helen Marsh"]),
        ("Using Helen Marsh as bait worked. They were using boats.", ["Helen Marsh"]),
        ("NASA Administrator Charles Odum waved.", ["Charles Odum"]),
        ("Undersecretary for Political Affairs Helen Marsh met Counsel Al Moss.", ["Helen Marsh", "Al Moss"]),
        ("United Nations envoy Ruth Cole and World Bank President Al Moss spoke.", ["Ruth Cole", "Al Moss"]),
        ("Donald R. Hale met nobody. Donald Hale left.", ["Donald R. Hale"]),
        ("“It is late,” said banker Wim Ode. Ode left.", ["Wim Ode"]),
    ],
)
def test_persons(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The New York Times and the House Budget Committee disagreed.",
        "Trump supporters filled Madison Square in New Hampshire on Thursday.",
        "The Texas-based firm sued R-Ohio and the Treasury.",
        "Republicans said the White House was wrong. China said nothing.",
        "Likewise said the others. Transcript as follows. Xinhua said it rained. Pew said so too.",
        "San Pedro is far. Fort Wayne is near. Perry Capital said the fund was closed. The Roman Catholic was late.",
        "Moreover said the paper, moreover the rain fell.",
    ],
)
def test_bodies_places_and_peoples_are_no_persons(text: str) -> None:
    assert names(text) == []


def test_a_title_case_headline_gives_the_name_and_no_more() -> None:
    headline = "Paul Lindqvist Defends His Record Before Angry Farmers"
    assert names(headline, SegmentKind.HEADLINE) == ["Paul Lindqvist"]


def test_capitals_in_a_headline_need_the_text_to_bear_them_out() -> None:
    headline = "St. Paul Votes to Ban Plastic; Ana Ruiz Leads"
    text = f"{headline}\n\nThe town votes today. Ana Ruiz called it late."
    cut = len(headline)
    segments = (
        Segment(SegmentKind.HEADLINE, Span(0, cut), "en"),
        Segment(SegmentKind.PARAGRAPH, Span(cut + 2, len(text)), "en"),
    )
    assert [person.name for person in extract(Document(text, segments)).people] == ["Ana Ruiz"]


def test_people_named_in_a_caption_only_are_people_too() -> None:
    caption = "La ministra de Defensa, Wei Xiulan, saluda a la prensa en Pekín."
    [person] = people(caption, SegmentKind.CAPTION, "es")
    assert (person.name, person.roles) == ("Wei Xiulan", ("ministra de Defensa",))


def test_roles_are_kept_as_written() -> None:
    [person] = people("White House press secretary Ida Krol, a former reporter, resigned.")
    assert person.roles == ("White House press secretary", "former reporter")


def test_every_mention_is_the_persons_own() -> None:
    text = "President Karim Saleh opened the dam. “It is safe,” he said. The president said it would last."
    [person] = people(text)
    assert [mention.span.of(text) for mention in person.mentions] == ["President Karim Saleh", "he", "The president"]
