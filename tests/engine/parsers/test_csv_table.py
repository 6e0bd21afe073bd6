"""Tables: delimiters, names of columns, rows that do not fit, quotation marks that do not close, and plain text."""

from __future__ import annotations

import csv
import io
import time

import pytest

from claims.engine.parsers import limits
from claims.engine.parsers.csv_table import parse_csv, recognises_csv
from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, Refused

TEXT = "The mayor of Port Alder said on Monday that the ferry would run again, before the end of the year; or later."
SPANISH = "La alcaldesa dijo el lunes que el transbordador volverá a navegar antes de que termine el año."


def table(*rows: tuple[str, ...], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def read(text: str | bytes) -> list[Item]:
    data = text if isinstance(text, bytes) else text.encode()
    assert recognises_csv(data[:4096])
    return parse_csv(data)


def drafts(text: str | bytes) -> list[ArticleDraft]:
    return [item for item in read(text) if isinstance(item, ArticleDraft)]


def refusals(text: str | bytes) -> list[tuple[str, str]]:
    return [(item.where, item.code) for item in read(text) if isinstance(item, ItemRefused)]


def refusal(text: str) -> Refused:
    with pytest.raises(Refused) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_tells_the_delimiter(delimiter: str) -> None:
    rows = (("Title", "Body", "Published at", "Author"), ("Ferry", TEXT, "2024-05-03T10:30:00Z", "Ana Ruiz"))
    [draft] = drafts(table(*rows, delimiter=delimiter))
    assert (draft.kind, draft.title, draft.text) == ("csv", "Ferry", f"Ferry\n\n{TEXT}")
    assert (draft.byline, draft.published, draft.published_from) == ("Ana Ruiz", "2024-05-03", "meta")
    assert draft.published_at == "2024-05-03T10:30:00Z"
    assert draft.where == {"title": "meta", "published": "meta", "byline": "meta", "language": "text"}


def test_spanish_names_of_columns() -> None:
    header = ("Titular", "Entradilla", "Cuerpo", "Fecha de publicación", "Autor", "Medio", "Enlace", "Idioma")
    row = ("Vuelve", "El muelle", SPANISH, "3 de mayo de 2024", "Ana Ruiz", "El Faro", "https://example.com/1", "es")
    [draft] = drafts(table(header, row, delimiter=";"))
    assert (draft.title, draft.deck, draft.outlet) == ("Vuelve", "El muelle", "El Faro")
    assert (draft.published, draft.byline, draft.language) == ("2024-05-03", "Ana Ruiz", "es")
    assert draft.url == "https://example.com/1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    data = table(("Título", "Texto"), ("Año nuevo", SPANISH)).encode(encoding)
    [draft] = drafts(data)
    assert draft.title == "Año nuevo"
    assert bool(draft.warnings) is (encoding == "cp1252")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends(line_end: str) -> None:
    text = f'title,text{line_end}A,"One word.{line_end}{line_end}Two words."{line_end}{line_end}B,Three words.'
    first, second = drafts(text)
    assert first.text == "A\n\nOne word.\n\nTwo words."
    assert second.title == "B"


def test_a_line_that_states_the_delimiter() -> None:
    [draft] = drafts(
        f"sep=;\r\ntitle;text, and more\r\nFerry;{TEXT.replace(';', '')}\r\n".replace("text, and more", "text")
    )
    assert draft.title == "Ferry"


def test_rows_that_do_not_fit_are_named_by_their_line() -> None:
    text = (
        'title,text,date\nA,"one\n\nword",2024\nB,two words\nC,three words,2024,,\nD,four words,2024,x\n\n,,\nE,,2024\n'
    )
    assert refusals(text) == [("line 5", "csv_row_length"), ("line 7", "csv_row_length"), ("line 10", "no_text")]
    assert [draft.title for draft in drafts(text)] == ["A", "C"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('title,text\n"open,quote\nrow2,b\nrow3,c\n', 2),
        ('title,text\nA,one\nB,"two" words\nC,three\n', 3),
        ('title,text\nA,"one\ntwo"\nB,"three\n', 4),
    ],
)
def test_marks_that_do_not_close_refuse_the_table(text: str, line: int) -> None:
    refused = refusal(text)
    assert refused.code == "csv_malformed"
    assert f"line {line} " in refused.reason


def test_a_mark_that_swallows_the_rest_is_found_however_long_that_is() -> None:
    refused = refusal('title,text\nA,one\nB,"' + "two words\n" * 300_000)
    assert refused.code == "csv_malformed"
    assert "line 3 " in refused.reason


def test_marks_inside_a_cell_are_words() -> None:
    [draft] = drafts('title,text\nA,The mayor said "no" twice\n')
    assert draft.text.endswith('The mayor said "no" twice')


def test_a_long_cell_is_no_fault() -> None:
    [draft] = drafts(table(("title", "text"), ("A", f"{TEXT}\n\n" * 5_000)))
    assert len(draft.text) > 500_000


def test_formulas_are_only_words() -> None:
    [draft] = drafts(table(("title", "text"), ('=HYPERLINK("http://example.com")', "@SUM(A1:A9) and +1 words")))
    assert draft.title == '=HYPERLINK("http://example.com")'
    assert draft.text.endswith("@SUM(A1:A9) and +1 words")


def test_without_a_column_for_the_text_both_sides_are_told() -> None:
    refused = refusal("titulo,fecha,sección\nA,2024-05-03,x\n")
    assert refused.code == "csv_no_text"
    assert "titulo, fecha, sección" in refused.reason
    assert "cuerpo" in refused.reason


def test_a_header_alone_is_no_article() -> None:
    assert refusal("title,text\n\n").code == "csv_no_rows"


def test_more_rows_than_a_table_may_have() -> None:
    assert refusal("title,text\n" + "A,b c\n" * (limits.TABLE_ITEMS + 1)).code == "too_many_items"


def test_a_text_larger_than_an_article_costs_its_row() -> None:
    text = table(("title", "text", "html"), ("A", "", "é" * (limits.TEXT_BYTES - 1) + "<p>"), ("B", "words", ""))
    assert refusals(text) == [("line 2", "too_large")]


def test_the_surer_name_of_two_is_read_unless_its_cell_is_empty() -> None:
    text = table(("article", "text", "title"), ("other words", "the words", "A"), ("other words", "", "B"))
    assert [draft.text for draft in drafts(text)] == ["A\n\nthe words", "B\n\nother words"]


def test_html_in_a_cell_is_read_as_such() -> None:
    markup = f"<p>{TEXT}</p><blockquote>{SPANISH}</blockquote><script>alert(1)</script>"
    [draft] = drafts(table(("title", "content"), ("Ferry &amp; <b>quay</b>", markup)))
    assert draft.text == f"Ferry & quay\n\n{TEXT}\n\n{SPANISH}"
    assert [part.kind.value for part in draft.segments] == ["headline", "paragraph", "block_quote"]


@pytest.mark.parametrize(
    ("head", "recognised"),
    [
        ("title,text", True),
        ("id;titulo;texto\n1;a;b", True),
        ("title,date\na,b", True),
        ("name,text\na,b", True),
        ('name,text\n"a', True),
        ("sep=,\ntitle,text", True),
        ("Text, images and sound\n\nThe mayor said on Monday", False),
        ("Text, images and sound\nThe mayor said on Monday", False),
        ("The title, the author and the text of a story\nMore", False),
        ("Ferry to run again\n\nPORT ALDER, May 3 — The mayor, the council", False),
        ("text", False),
        ("Text, images and sound", False),
        ("a,b,c\n1,2,3", False),
        ("", False),
        ("\0\0\0\0", False),
    ],
)
def test_a_table_is_told_from_a_text(head: str, recognised: bool) -> None:
    assert recognises_csv(head.encode()) is recognised


def test_a_head_that_cuts_a_character_in_two_is_no_other_encoding() -> None:
    data = "título,cuerpo\nA,".encode() + "é".encode() * 3_000
    assert recognises_csv(data[:4095])
    assert recognises_csv(data[:4096])


@pytest.mark.parametrize("title", ["\r\n\r\n", "Ferry stories, exported on 20 May\r\n\r\n", "Ferry stories;;;\r\n"])
def test_a_title_above_the_header(title: str) -> None:
    text = title + table(("title", "text", "date"), ("A", TEXT, "2024-05-03"), ("B", "", ""))
    assert [draft.title for draft in drafts(text)] == ["A"]
    assert refusals(text) == [(f"line {title.count(chr(10)) + 3}", "no_text")]


@pytest.mark.parametrize(
    "rows",
    [
        [("2024-05-03", "Ferry", TEXT), ("2024-05-04", "Quay", SPANISH)],
        [
            ("17", "Ferry", TEXT, "https://example.com/1"),
            ("18", "Quay", f"{TEXT}\n\n{SPANISH}", "https://example.com/2"),
        ],
    ],
)
def test_rows_without_a_header_are_no_text(rows: list[tuple[str, ...]]) -> None:
    refused = refusal(table(*rows, delimiter=";"))
    assert refused.code == "csv_no_header"
    assert "add one" in refused.reason


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, on Tuesday, on 3 May\nThe ferry, the quay, the harbour",
        "1, 2, 3\nThe mayor said so, and said it again",
        "2024-05-03, Port Alder, Ana Ruiz\n\nThe ferry will run again.",
    ],
)
def test_commas_alone_make_no_table(text: str) -> None:
    assert not recognises_csv(text.encode())


def test_cells_without_end_behind_a_row_are_counted_once() -> None:
    started = time.process_time()
    text = "title,text\nFerry,The ferry runs again" + "," * 400_000 + "\n"
    [found] = parse_csv(text.encode())
    assert isinstance(found, ArticleDraft)
    assert time.process_time() - started < 20


def test_a_header_may_be_long() -> None:
    names = ["title", "text", *(f"column {number} of many that an export has" for number in range(200))]
    cells = ["Ferry", "The ferry runs again", *("x" for _ in names[2:])]
    data = f"{','.join(names)}\n{','.join(cells)}\n".encode()
    assert recognises_csv(data[:4096])
    [found] = parse_csv(data)
    assert isinstance(found, ArticleDraft)
    assert found.title == "Ferry"
