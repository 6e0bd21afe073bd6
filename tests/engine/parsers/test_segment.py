"""How a text is cut up: the shipped article, and shapes of text that newsrooms send."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.engine.parsers import parse_plain, segment
from claims.engine.text import SegmentKind, Span, normalise

SEED = Path(__file__).parents[3] / "seeds" / "000_12bec859e86a6ffa.txt"
LEDE = "The council voted to close the harbour bridge for two years, and the mayor said that nobody would be cut off."
SECOND = "Ferries will run every ten minutes until the bridge is open again, the head of the port authority said."


def kinds(text: str) -> list[str]:
    return [part.kind.value for part in segment(text)]


def stretch(text: str, kind: SegmentKind) -> list[str]:
    return [part.span.of(text) for part in segment(text) if part.kind is kind]


def test_the_seed_has_its_ten_parts() -> None:
    text = normalise(SEED.read_text(encoding="utf-8"))
    assert kinds(text) == [
        "masthead",
        "headline",
        "deck",
        "caption",
        "paragraph",
        "block_quote",
        "paragraph",
        "block_quote",
        "paragraph",
        "paragraph",
    ]
    assert [part.language for part in segment(text)] == ["en"] * 3 + ["es"] + ["en"] * 6


def test_the_seed_can_be_cut_as_it_came() -> None:
    raw = SEED.read_text(encoding="utf-8")
    assert kinds(raw.replace("\n", "\r\n")) == kinds(normalise(raw))
    assert [part.span.of(raw) for part in segment(raw)] == [
        part.span.of(normalise(raw)) for part in segment(normalise(raw))
    ]


@pytest.mark.parametrize("text", ["", "\n\n", LEDE, f"  {LEDE}\r\n\r\n{SECOND}\r\n", f"\ufeff{LEDE}\u2029{SECOND}"])
def test_spans_are_in_order_apart_and_trimmed(text: str) -> None:
    end = 0
    for part in segment(text):
        assert part.span.start >= end
        assert part.span.of(text).strip() == part.span.of(text)
        end = part.span.end
    assert end <= len(text)


def test_headline_then_paragraphs() -> None:
    assert kinds(f"Council closes harbour bridge\n\n{LEDE}\n\n{SECOND}") == ["headline", "paragraph", "paragraph"]


def test_a_headline_may_end_with_a_full_stop() -> None:
    assert kinds(f"Council Closes Harbour Bridge.\n\n{LEDE}\n\n{SECOND}")[0] == "headline"


@pytest.mark.parametrize(
    "headline",
    [
        "EXCLUSIVE – Ana Ruiz: Nobody Will Be Cut Off From the Harbour.",
        "Mayor Ruiz: The Bridge Is ‘Older Than It Looks,’ And Nobody ‘Has To Fear For His Job,’ She Said.",
        "Thursday’s Morning Email: A Bridge Is Closed. Its Mayor Is Not Worried.",
        "‘Bridge of Sighs’ Is What Harbour Workers Call It.",
        "ÚLTIMA HORA – La alcaldesa cierra el puente",
    ],
)
def test_a_headline_in_title_case_or_behind_a_label_is_one_however_it_ends(headline: str) -> None:
    assert kinds(f"{headline}\n\n{LEDE}\n\n{SECOND}") == ["headline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "opening",
    [
        "Mayor Ana Ruiz of Puerto Viejo told Reuters on Monday that the bridge is old and has to be closed.",
        "“Nobody Is Safe,” the Harbour Board had written in its letter to everyone who works on the docks.",
    ],
)
def test_a_sentence_with_many_names_is_no_headline(opening: str) -> None:
    assert kinds(f"{opening}\n\n{LEDE}\n\n{SECOND}")[0] == "paragraph"


def test_paragraphs_without_a_headline() -> None:
    assert kinds(f"{LEDE}\n\n{SECOND}\n\n{LEDE}") == ["paragraph"] * 3
    assert kinds(f"The mayor resigned on Tuesday.\n\n{LEDE}") == ["paragraph"] * 2


def test_one_paragraph_is_a_paragraph() -> None:
    assert kinds(LEDE) == ["paragraph"]
    assert kinds("Bridge closed") == ["paragraph"]


def test_one_paragraph_a_line_without_blank_lines() -> None:
    assert kinds(f"Council closes harbour bridge\n{LEDE}\n{SECOND}") == ["headline", "paragraph", "paragraph"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The council voted to close the harbour bridge for two\n"
        "years, and the Mayor said that nobody would be cut off\n"
        "from the islands while the work goes on.\n\n"
        "Ferries will run every ten minutes until the bridge is\n"
        "open again."
    )
    assert kinds(wrapped) == ["paragraph", "paragraph"]


def test_byline_and_dateline_stand_before_the_body() -> None:
    text = f"Council closes bridge\n\nBy Ann Ode and Bo Li\n\nFriday, 3 May 2024\n\nLISBON (AP) — {LEDE}\n\n{SECOND}"
    assert kinds(text) == ["headline", "byline", "dateline", "dateline", "paragraph", "paragraph"]
    assert stretch(text, SegmentKind.DATELINE) == ["Friday, 3 May 2024", "LISBON (AP) —"]
    assert stretch(text, SegmentKind.PARAGRAPH)[0] == LEDE


@pytest.mark.parametrize(
    ("opening", "dateline", "day"),
    [
        ("PORT ALDER, May 3 (Nordwire) - ", "PORT ALDER, May 3 (Nordwire)", ""),
        ("Puerto Aliso, 3 may (EFE).- ", "Puerto Aliso, 3 may (EFE)", ""),
        (
            "Ciudad de los Alisos, 3 de mayo de 2024 (EFE) .- ",
            "Ciudad de los Alisos, 3 de mayo de 2024 (EFE)",
            "2024-05-03",
        ),
        ("Port Alder (dpa) - ", "Port Alder (dpa)", ""),
        ("PORT ALDER, May 3, 2024 /Newswire/ -- ", "PORT ALDER, May 3, 2024 /Newswire/", "2024-05-03"),
        ("Ana Ruiz (left) - ", "", ""),
    ],
)
def test_datelines_as_agencies_write_them(opening: str, dateline: str, day: str) -> None:
    draft = parse_plain(f"Bridge to close for two years\n\n{opening}{LEDE}\n\n{SECOND}")
    assert (draft.dateline, draft.published) == (dateline, day)


def test_capitals_and_a_dash_in_the_body_are_no_dateline() -> None:
    text = "\n\n".join([LEDE, SECOND] * 4 + [f"WHAT COMES NEXT — {LEDE}"])
    assert "dateline" not in kinds(text)


@pytest.mark.parametrize(
    "deck",
    ["Ferries to run every ten minutes", "Ferries to run every ten minutes, port authority says after the vote."],
)
def test_a_deck_is_set_apart_from_the_body(deck: str) -> None:
    text = f"Council closes bridge\n\n{deck}\n\nBy Ann Ode\n\n{LEDE}\n\n{SECOND}"
    assert kinds(text) == ["headline", "deck", "byline", "paragraph", "paragraph"]


def test_a_whole_sentence_under_the_headline_is_body() -> None:
    assert kinds(f"Council closes bridge\n\n{SECOND}\n\n{LEDE}") == ["headline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "caption",
    [
        "Mayor Rosa Silva (left) looks on during the vote in Lisbon, on May 3, 2024.",
        "The harbour bridge at dusk. Photo: Ana Ruiz",
        "Foto: EFE/Ana Ruiz",
        "Cars wait at the bridge. (AP Photo/Ana Ruiz)",
        "Rosa Silva leaves the council. REUTERS/Ana Ruiz",
        "The bridge in 2019. (File photo)",
        "La alcaldesa Rosa Silva (izq.) saluda a los vecinos junto al puente del puerto, el 3 de mayo de 2024.",
    ],
)
def test_captions_are_known_by_their_shape(caption: str) -> None:
    text = f"Council closes bridge\n\n{caption}\n\n{LEDE}\n\n{SECOND}"
    assert stretch(text, SegmentKind.CAPTION) == [caption]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The Reuters/Ipsos poll put her ahead of the other candidates in the first round.",
        "The party (left) without a leader arrives at its congress, she said.",
        "He sold the picture to Getty Images last year, the gallery said.",
        "She arrives in Madrid on 3 May 2024.",
        "«No habrá más puentes cerrados en esta ciudad mientras yo sea alcaldesa», dijo la alcaldesa ante el pleno.",
    ],
)
def test_body_paragraphs_do_not_become_captions(paragraph: str) -> None:
    text = f"Council closes bridge\n\n{LEDE}\n\n{paragraph}\n\n{SECOND}"
    assert kinds(text) == ["headline", "paragraph", "paragraph", "paragraph"]


def test_block_quotes_are_introduced_by_a_colon() -> None:
    quote = "Nobody on the islands will be cut off while I am mayor, and I mean nobody."
    assert kinds(f"Bridge closes\n\n{LEDE}\n\nShe then added:\n\n{quote}\n\n{SECOND}") == [
        "headline",
        "paragraph",
        "paragraph",
        "block_quote",
        "paragraph",
    ]


@pytest.mark.parametrize("after", ['"We are open," she said.', "- the bridge", "7 p.m.", "What comes next"])
def test_not_everything_after_a_colon_is_a_block_quote(after: str) -> None:
    assert "block_quote" not in kinds(f"Bridge closes\n\n{LEDE}\n\nShe then added:\n\n{after}\n\n{SECOND}")


@pytest.mark.parametrize(
    "line",
    ["Read more: Bridges of Lisbon", "Subscribe to our newsletter", "© 2024 The Harbour Post", "Lea también: Puentes"],
)
def test_boilerplate(line: str) -> None:
    assert kinds(f"Bridge closes\n\n{LEDE}\n\n{SECOND}\n\n{line}")[-1] == "boilerplate"


@pytest.mark.parametrize("masthead", ["The Harbour Post", "harbourpost.com", "El Diario del Puerto", "Reuters"])
def test_mastheads(masthead: str) -> None:
    assert kinds(f"{masthead}\n\nCouncil closes bridge\n\n{LEDE}\n\n{SECOND}")[:2] == ["masthead", "headline"]


def test_a_short_first_line_is_not_a_masthead() -> None:
    assert kinds(f"Press freedom at risk: union\n\n{LEDE}\n\n{SECOND}")[0] == "headline"


def test_short_stretches_take_the_language_of_the_text() -> None:
    spanish = (
        "El consejo votó a favor de cerrar el puente del puerto durante dos años, según dijo la alcaldesa el viernes."
    )
    parts = segment(f"Se cierra\n\n{spanish}\n\n{spanish}")
    assert [part.language for part in parts] == ["es", "es", "es"]


def test_the_set_of_languages_is_the_callers() -> None:
    german = "Der Rat hat am Freitag beschlossen, die Brücke am Hafen für zwei Jahre zu sperren, sagte die Ministerin."
    assert segment(german, languages=("de", "en"))[0] == segment(german, languages=("en", "de"))[0]
    assert segment(german, languages=("de", "en"))[0].language == "de"


def test_a_span_covers_its_stretch_of_the_raw_text() -> None:
    raw = f"\r\n Council closes bridge \r\n\r\n{LEDE}\r\n"
    first = segment(raw)[0]
    assert first.span == Span(3, 3 + len("Council closes bridge"))


@pytest.mark.parametrize("unit", ["A-", "Y ", "Staff ", "and-", "A, "])
def test_what_is_nearly_a_byline_is_judged_at_once(unit: str) -> None:
    nearly = "By A " + unit * ((130 - len("By A ")) // len(unit)) + "!"
    assert "byline" not in kinds(f"{LEDE}\n\n{nearly}\n\n{SECOND}")


def test_what_is_nearly_a_credit_is_judged_at_once() -> None:
    assert kinds("\n\n".join([LEDE, "AP/" + "A-" * 250 + "!", SECOND])) == ["paragraph"] * 3
