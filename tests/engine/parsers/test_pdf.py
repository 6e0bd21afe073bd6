"""PDF to article: paragraphs from places on a page, what is left out, and each way that a PDF can be refused."""

from __future__ import annotations

import io
import time

import pytest
from pypdf import PdfReader, PdfWriter

from claims.engine.parsers import ArticleDraft, Refused, limits
from claims.engine.parsers.pdf import parse_pdf, recognises_pdf
from claims.engine.parsers.pdf_layout import blocks_of
from claims.engine.parsers.pdf_pages import Line, Page
from claims.engine.text import SegmentKind
from tests.engine.parsers.made import Placed, column, made_pdf, pdf_of_streams

TITLE = "Harbour board puts off the ferry vote"
FIRST = ("The harbour board put off its vote on the new ferry terminal for the third", "time on Friday.")
SECOND = ("“We will not sign anything that leaves the town with the bill,” the chair", "Tom Okafor said.")
THIRD = ("Okafor had promised in his campaign that work on the terminal would begin", "within two years.")


def article(data: bytes) -> ArticleDraft:
    [draft] = parse_pdf(data)
    assert isinstance(draft, ArticleDraft)
    return draft


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        parse_pdf(data)
    assert caught.value.reason.endswith(".")
    return caught.value


def paragraphs(draft: ArticleDraft) -> list[str]:
    return [part.span.of(draft.text) for part in draft.segments if part.kind is SegmentKind.PARAGRAPH]


def as_read(*paragraphs: tuple[str, ...]) -> list[str]:
    return [" ".join(lines) for lines in paragraphs]


def titled(lines: list[Placed]) -> list[Placed]:
    return [(72, 740, 22, TITLE), *lines]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(column([*FIRST, "", *SECOND, "", *THIRD]), id="space between paragraphs"),
        pytest.param(column([*FIRST, *SECOND, *THIRD]), id="short last lines"),
        pytest.param(
            [
                (x + (15 if at % 2 == 0 else 0), y, size, words)
                for at, (x, y, size, words) in enumerate(column([*FIRST, *SECOND, *THIRD]))
            ],
            id="first lines set in",
        ),
        pytest.param(
            column([*FIRST, "", *SECOND], x=50) + column(THIRD, x=320), id="a new column starts at the top again"
        ),
    ],
)
def test_paragraphs_as_a_reader_sees_them(lines: list[Placed]) -> None:
    draft = article(made_pdf([titled(lines)]))
    assert draft.title == TITLE
    assert draft.kind == "pdf"
    assert paragraphs(draft) == as_read(FIRST, SECOND, THIRD)


def test_a_paragraph_runs_on_over_the_page() -> None:
    draft = article(made_pdf([titled(column([*FIRST, "", SECOND[0]])), column([SECOND[1], "", *THIRD])]))
    assert paragraphs(draft) == as_read(FIRST, SECOND, THIRD)


def test_a_headline_of_two_lines_and_a_deck_in_another_size() -> None:
    lines = [
        (72, 740, 22, "Harbour board puts off"),
        (72, 716, 22, "the ferry vote"),
        (72, 690, 14, "No new date is set"),
    ]
    draft = article(made_pdf([lines + column([*FIRST, "", *SECOND], top=660)]))
    assert (draft.title, draft.deck) == (TITLE, "No new date is set")


def test_running_titles_and_page_numbers_are_left_out() -> None:
    def page(number: int, words: list[str]) -> list[Placed]:
        return [
            (72, 770, 8, f"The Harbour Post · No. {number}"),
            (300, 20, 8, f"Page {number} of 3"),
            *column([*words, "The Harbour Post stands in the text as well."]),
        ]

    draft = article(made_pdf([page(1, list(FIRST)), page(2, list(SECOND)), page(3, list(THIRD))]))
    assert "Page" not in draft.text
    assert "No." not in draft.text
    assert draft.text.count("The Harbour Post stands in the text as well.") == 3


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("The govern-", "ment fell."), "The government fell."),
        (("A well-known firm.", "", "It is well-", "known here."), "It is well-known here."),
        (("He wrote to Jean-", "Luc Moreau."), "He wrote to Jean- Luc Moreau."),
        (("The years 2019-", "2021 were bad."), "The years 2019- 2021 were bad."),
    ],
)
def test_words_cut_at_a_line_end(lines: tuple[str, ...], expected: str) -> None:
    assert article(made_pdf([column(lines)])).text.endswith(expected)


def test_what_a_pdf_says_of_itself_is_a_guess_or_no_more_than_a_title() -> None:
    info = {"Title": "The ferry vote is off", "CreationDate": "D:20240503101500Z"}
    draft = article(made_pdf([column(["", *FIRST, "", *SECOND])], info=info))
    assert (draft.title, draft.where["title"]) == ("The ferry vote is off", "meta")
    assert (draft.published, draft.published_from, draft.where["published"]) == ("2024-05-03", "guess", "guess")
    assert draft.warnings == ("The date is a guess: it is the day on which the PDF was made.",)


@pytest.mark.parametrize("title", ["Microsoft Word - ferry vote final.docx", "untitled", "Ferry", "x " * 50])
def test_a_file_name_is_no_title(title: str) -> None:
    assert article(made_pdf([column([*FIRST, "", *SECOND])], info={"Title": title})).title == ""


def test_the_pages_beat_what_the_file_says() -> None:
    info = {"Title": "Some other title here", "CreationDate": "D:20240503101500Z"}
    draft = article(made_pdf([titled(column(["By Ida Krol", "", "2 May 2024", "", *FIRST, "", *SECOND]))], info=info))
    assert (draft.title, draft.byline, draft.published, draft.published_from) == (
        TITLE,
        "By Ida Krol",
        "2024-05-02",
        "text",
    )
    assert draft.warnings == ()


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\xef\xbb\xbf%PDF-1.4\n", b"\r\n %PDF-2.0"])
def test_it_is_known_by_its_first_bytes(data: bytes) -> None:
    assert recognises_pdf(data)
    assert not recognises_pdf(b"A text about " + data)


def test_a_scanned_pdf_says_so() -> None:
    refused = refusal(made_pdf([[], []], picture=True))
    assert refused.code == "pdf_scanned"
    assert "OCR" in refused.reason


def test_pages_that_are_only_pictures_are_named() -> None:
    draft = article(made_pdf([titled(column([*FIRST, "", *SECOND])), [(9, 9, 8, "scan 2")]], picture=True))
    assert draft.warnings == ("Some pages hold only pictures and were not read: 2.",)


def test_no_text_and_no_picture_is_empty() -> None:
    assert refusal(made_pdf([[]])).code == "empty"
    assert refusal(made_pdf([])).code == "empty"


@pytest.mark.parametrize("cut", [20, 300, 700])
def test_a_cut_or_garbled_pdf_is_malformed(cut: int) -> None:
    whole = made_pdf([titled(column(FIRST))])
    assert refusal(whole[:cut]).code == "pdf_malformed"
    assert refusal(b"%PDF-1.7\n" + bytes(range(256)) * 20).code == "pdf_malformed"


def test_one_damaged_page_is_named_and_the_others_are_read() -> None:
    shown = b"BT /F1 10 Tf 1 0 0 1 72 700 Tm (The board has put off its vote on the ferry.) Tj ET"
    whole = pdf_of_streams([shown, b"BT"])
    pages = whole.replace(b"/Contents 8 0 R", b"/Contents (no) ")
    draft = article(pages)
    assert draft.text == "The board has put off its vote on the ferry."


def test_a_locked_pdf() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made_pdf([column(FIRST)]))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert refusal(locked.getvalue()).code == "pdf_encrypted"


def test_a_pdf_that_anybody_may_read_but_not_change() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made_pdf([column(FIRST)]))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    open_to_all = io.BytesIO()
    writer.write(open_to_all)
    assert article(open_to_all.getvalue()).text == " ".join(FIRST)


def test_too_many_pages() -> None:
    refused = refusal(made_pdf([column(FIRST)] * (limits.PDF_PAGES + 1)))
    assert refused.code == "too_many_pages"
    assert "201" in refused.reason


def test_a_page_that_unpacks_to_far_too_much() -> None:
    assert refusal(pdf_of_streams([b" " * (40 * 1024 * 1024)])).code == "pdf_limits"


def one_paragraph(words: list[str]) -> str:
    lines = tuple(Line(line, 72, 700 - 0.001 * at, 10) for at, line in enumerate(words))
    [block] = blocks_of([Page(lines, 10_000, has_picture=False)])
    return block.words


def test_words_cut_at_the_end_of_a_line() -> None:
    words = ["A well-known state-", "ment by a well-", "known “under-", "study” of the co-", "Author -", "and so on"]
    assert one_paragraph(words) == "A well-known statement by a well-known “understudy” of the co- Author - and so on"


@pytest.mark.parametrize(
    "words", [["a" * 500_000], ["ab-" * 300_000], ["ab-"] * 200_000], ids=["word", "compound", "cut"]
)
def test_words_without_end_are_read_once(words: list[str]) -> None:
    started = time.process_time()
    one_paragraph(words)
    assert time.process_time() - started < 20
