"""DOCX to article: styles, what readers do not see, guesses from the file's properties, and hostile packages."""

from __future__ import annotations

import pytest

from claims.engine.parsers import ArticleDraft, Refused, limits
from claims.engine.parsers.docx import parse_docx, recognises_docx
from tests.engine.parsers.made import content_types, made_docx, paragraph

TITLE = "Harbour board puts off the ferry vote"
FIRST = "The harbour board put off its vote on the new ferry terminal for the third time on Friday."
SECOND = "The chair, Tom Okafor, said that the town would not be left with the bill."
QUOTE = "We have waited long enough and ask for every contract to be published."
CAPTION = "The old pier at low tide"


def article(data: bytes) -> ArticleDraft:
    [draft] = parse_docx(data)
    assert isinstance(draft, ArticleDraft)
    return draft


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        parse_docx(data)
    assert caught.value.reason.endswith(".")
    return caught.value


def parts(draft: ArticleDraft) -> list[tuple[str, str]]:
    return [(part.kind.value, part.span.of(draft.text)) for part in draft.segments]


def test_styles_say_what_paragraphs_are_whatever_their_ids() -> None:
    body = (
        paragraph(TITLE, "Ttulo")
        + paragraph("By Ida Krol")
        + paragraph("2 May 2024")
        + paragraph(CAPTION, "Piedefoto")
        + paragraph(FIRST)
        + paragraph("What is next", "Ttulo1")
        + paragraph(QUOTE, "HouseQuote")
        + paragraph(SECOND, "Loop")
    )
    draft = article(made_docx(body))
    assert parts(draft) == [
        ("headline", TITLE),
        ("byline", "By Ida Krol"),
        ("dateline", "2 May 2024"),
        ("caption", CAPTION),
        ("paragraph", FIRST),
        ("paragraph", "What is next"),
        ("block_quote", QUOTE),
        ("paragraph", SECOND),
    ]
    assert (draft.kind, draft.title, draft.byline, draft.language) == ("docx", TITLE, "By Ida Krol", "en")
    assert (draft.published, draft.published_from, draft.warnings) == ("2024-05-02", "text", ())


def test_without_styles_shape_decides() -> None:
    body = "".join(map(paragraph, (TITLE, "By Ida Krol", f"PORTVILLE, May 3 — {FIRST}", SECOND)))
    draft = article(made_docx(body))
    assert [kind for kind, _ in parts(draft)] == ["headline", "byline", "dateline", "paragraph", "paragraph"]
    assert (draft.title, draft.dateline) == (TITLE, "PORTVILLE, May 3")


def test_a_row_of_figures_is_one_line_and_a_cell_of_paragraphs_is_not() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    figures = row(paragraph("Year"), paragraph("Cost")) + row(paragraph("2023"), paragraph("4 million"))
    layout = row(paragraph(FIRST) + paragraph(SECOND), paragraph("In the margin"))
    body = paragraph(TITLE, "Ttulo") + f"<w:tbl>{figures}</w:tbl><w:tbl>{layout}</w:tbl>"
    assert [words for _, words in parts(article(made_docx(body)))] == [
        TITLE,
        "Year Cost",
        "2023 4 million",
        FIRST,
        SECOND,
        "In the margin",
    ]


def test_what_no_reader_sees_stays_out() -> None:
    deleted = "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
    moved = "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
    field = '<w:p><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r></w:p>'
    hidden = paragraph("hidden", run="<w:vanish/>")
    shown = paragraph(SECOND, run='<w:vanish w:val="0"/>')
    draft = article(made_docx(paragraph(FIRST) + f"<w:p>{deleted}{moved}</w:p>" + field + hidden + shown))
    assert draft.text == f"{FIRST}\n\n{SECOND}"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(CAPTION, 'Piedefoto')}</w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent>'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        f"<w:r><w:t>{FIRST}</w:t></w:r></w:p>"
    )
    assert parts(article(made_docx(body)))[:2] == [("caption", CAPTION), ("paragraph", FIRST)]


def test_breaks_tabs_and_hyphens() -> None:
    body = (
        "<w:p><w:r><w:t>The well</w:t><w:noBreakHyphen/><w:t>known</w:t><w:tab/><w:t>pier</w:t><w:br/>"
        "<w:t>is closed.</w:t><w:br/><w:br/><w:t>Nobody knows why.</w:t></w:r></w:p>"
    )
    assert article(made_docx(body)).text == "The well-known pier is closed.\n\nNobody knows why."


def test_what_the_file_says_of_itself_is_a_guess() -> None:
    core = (
        "<dc:title>The ferry vote is off</dc:title><dc:creator>Ida Krol</dc:creator>"
        "<dcterms:created>2024-05-03T08:00:00Z</dcterms:created>"
    )
    draft = article(made_docx(paragraph(FIRST) + paragraph(SECOND), core=core))
    assert (draft.title, draft.byline, draft.published) == ("The ferry vote is off", "Ida Krol", "2024-05-03")
    assert draft.published_from == "guess"
    assert draft.where == {"title": "meta", "byline": "guess", "published": "guess", "language": "text"}
    assert len(draft.warnings) == 2


@pytest.mark.parametrize("author", ["Microsoft Office User", "admin", "ida", "news desk 2", ""])
def test_an_account_is_no_author(author: str) -> None:
    assert article(made_docx(paragraph(FIRST), core=f"<dc:creator>{author}</dc:creator>")).byline == ""


def test_a_broken_date_is_no_date() -> None:
    assert article(made_docx(paragraph(FIRST), core="<dcterms:created>soon</dcterms:created>")).published == ""


@pytest.mark.parametrize(
    ("body", "extra", "code"),
    [
        ("", None, "empty"),
        (paragraph("—"), None, "empty"),
        ("<w:p>", None, "xml_malformed"),
        ("<w:p>&x;</w:p>", None, "xml_undeclared_entity"),
        ("<w:p>" * (limits.XML_DEPTH + 1) + "</w:p>" * (limits.XML_DEPTH + 1), None, "too_deep"),
        (" " * (limits.XML_BYTES + 1), None, "docx_limits"),
        (
            "",
            {"word/document.xml": '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>'},
            "xml_entities",
        ),
        ("", {"[Content_Types].xml": content_types("word/other.xml", "wordprocessingml.document")}, "docx_malformed"),
        ("", {"[Content_Types].xml": content_types("xl/workbook.xml", "spreadsheetml.sheet")}, "unsupported"),
        ("", {"[Content_Types].xml": content_types("ppt/p.xml", "presentationml.presentation")}, "unsupported"),
    ],
)
def test_broken_and_hostile_documents(body: str, extra: dict[str, str | bytes] | None, code: str) -> None:
    assert refusal(made_docx(body, extra=extra)).code == code


def test_a_damaged_package() -> None:
    whole = made_docx(paragraph(FIRST * 50))
    assert refusal(whole[: len(whole) // 2]).code == "docx_malformed"
    garbled = bytearray(whole)
    start = garbled.index(b"word/document.xml") + len("word/document.xml")
    garbled[start : start + 40] = bytes(40)
    assert refusal(bytes(garbled)).code == "docx_malformed"


def test_too_many_parts() -> None:
    assert refusal(made_docx("", extra={f"word/{number}": "" for number in range(5_001)})).code == "docx_limits"


def test_it_begins_as_a_zip_does() -> None:
    assert recognises_docx(made_docx(""))
    assert not recognises_docx(b"[Content_Types].xml")
