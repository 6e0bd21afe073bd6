"""What a record may say in its fields: dates, addresses, guids, releases, languages; and bodies that repeat a title."""

from __future__ import annotations

import pytest

from claims.engine.parsers import limits
from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.records import read_record
from claims.engine.parsers.stated import language_tag

TEXT = "The mayor of Port Alder said on Monday that the ferry would run again before the end of the year."


def read(**values: str) -> ArticleDraft:
    return read_record({"title": "Ferry", "text": TEXT} | values, kind="json")


@pytest.mark.parametrize(
    ("words", "day", "at"),
    [
        ("2024-05-03T10:30:00+02:00", "2024-05-03", "2024-05-03T10:30:00+02:00"),
        ("2024-05-03 10:30:00", "2024-05-03", ""),
        ("Fri, 03 May 2024 10:30:00 GMT", "2024-05-03", "2024-05-03T10:30:00Z"),
        ("2024-05", "2024-05", ""),
        ("May 3, 2024, 10:30", "2024-05-03", ""),
        ("25/04/2024", "2024-04-25", ""),
        ("1714732200", "2024-05-03", "2024-05-03T10:30:00Z"),
        ("1714732200000", "2024-05-03", "2024-05-03T10:30:00Z"),
    ],
)
def test_dates_as_files_write_them(words: str, day: str, at: str) -> None:
    draft = read(published=words)
    assert (draft.published, draft.published_from, draft.published_at) == (day, "meta", at)
    assert draft.warnings == ()


@pytest.mark.parametrize(
    ("words", "warning"),
    [
        ("03/04/2024", "The date 03/04/2024 in the publication date may be read two ways and was not used."),
        ("yesterday", "The date “yesterday” in the publication date could not be read."),
        ("45415.4375", "The date “45415.4375” in the publication date could not be read."),
        ("9999999999", "The date “9999999999” in the publication date could not be read."),
    ],
)
def test_a_date_that_is_unclear_is_not_guessed(words: str, warning: str) -> None:
    draft = read(published=words)
    assert (draft.published, draft.published_from, draft.published_at) == ("", "", "")
    assert draft.warnings == (warning,)


def test_the_text_is_asked_where_the_record_has_no_date() -> None:
    draft = read(text=f"May 3, 2024\n\n{TEXT}\n\n{TEXT}")
    assert (draft.published, draft.published_from, draft.where["published"]) == ("2024-05-03", "text", "text")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.com/x", "example.com", "https://a b", "x" * 3_000]
)
def test_what_is_no_web_address_is_left_out(url: str) -> None:
    draft = read(url=url)
    assert draft.url == ""
    assert len(draft.warnings) == 1


@pytest.mark.parametrize(
    ("guid", "kept"),
    [
        ("17", False),
        ("https://example.com/17", True),
        ("tag:example.com,2024:17", True),
        ("5d7c6f0e-2f5e-4b8e-9a6f-0a1b2c3d4e5f", True),
        ("66a1b2c3d4e5f60718293a4b", True),
        ("row 17 of the table of last year", False),
    ],
)
def test_only_an_id_that_no_other_file_has_is_a_guid(guid: str, kept: bool) -> None:
    assert read(guid=guid).guid == (guid if kept else "")


@pytest.mark.parametrize(
    ("status", "means"),
    [("", "usable"), ("publish", "usable"), ("Draft", "withheld"), ("cancelled", "canceled"), ("retirado", "canceled")],
)
def test_status(status: str, means: str) -> None:
    assert read(status=status).status == means


@pytest.mark.parametrize(
    ("embargo", "status", "until"),
    [
        ("2024-05-04T06:00:00Z", "usable", "2024-05-04T06:00:00Z"),
        ("no", "usable", ""),
        ("until the speech", "withheld", ""),
    ],
)
def test_embargo(embargo: str, status: str, until: str) -> None:
    draft = read(embargoed=embargo)
    assert (draft.status, draft.embargoed_until) == (status, until)
    assert bool(draft.warnings) is (status == "withheld")


def test_an_embargo_without_time_zone_holds_until_it_is_over_everywhere() -> None:
    draft = read(embargoed="2024-05-04 06:00")
    assert draft.embargoed_until > "2024-05-04T06:00"
    assert "time zone" in draft.warnings[0]


@pytest.mark.parametrize(
    ("stated", "language"),
    [("en_GB", "en-GB"), ("English", "en"), ("ENG", "en"), ("fr", "fr"), ("42", "en"), ("", "en")],
)
def test_language(stated: str, language: str) -> None:
    words = "Le maire a annoncé lundi qu'un bateau reviendrait avant Noël." if stated == "fr" else TEXT
    assert read(text=words, language=stated).language == language


def test_a_headline_longer_than_any_is_cut() -> None:
    draft = read(title="word " * 1_000)
    assert len(draft.title) == limits.TITLE_LENGTH - 1
    assert draft.text.startswith(draft.title + "\n\n")
    assert draft.warnings == ("The headline was cut at 1,000 characters.",)


@pytest.mark.parametrize(
    "body",
    [
        f"Ferry\n\n{TEXT}",
        f"FERRY\n{TEXT}",
        f"<h1>Ferry</h1><p>{TEXT}</p>",
        f"  Ferry  \r\n\r\n{TEXT}",
        f"&lt;p&gt;{TEXT}&lt;/p&gt;",
    ],
)
def test_a_title_that_opens_the_body_as_well_stands_there_once(body: str) -> None:
    assert read(text=body).text == f"Ferry\n\n{TEXT}"


def test_a_title_below_the_outlets_name_is_left_where_it_stands() -> None:
    draft = read(text=f"The Harbour Post\n\nFerry\n\n{TEXT}\n\n{TEXT}")
    assert draft.text.startswith("The Harbour Post\n\nFerry\n\n")
    assert (draft.title, draft.outlet) == ("Ferry", "The Harbour Post")


def test_a_body_that_is_only_the_title_is_kept() -> None:
    assert read(text="Ferry").text == "Ferry\n\nFerry"


def test_tags_inside_paragraphs_leave_the_line_ends_their_meaning() -> None:
    assert read(text=f"{TEXT}\n\nIt is <b>the same</b> ferry.").text == f"Ferry\n\n{TEXT}\n\nIt is the same ferry."


def test_marks_less_and_more_are_no_markup() -> None:
    assert read(text="Prices of x < y and a > b rose & fell.").text.endswith("Prices of x < y and a > b rose & fell.")


def test_entities_in_plain_text_are_the_characters_they_stand_for() -> None:
    assert read(text="He said &quot;no&quot; &amp; left.\n\nShe stayed&#8230;").text == (
        'Ferry\n\nHe said "no" & left.\n\nShe stayed…'
    )


@pytest.mark.parametrize("body", ["", " ", "— 12 —", "<p></p>", "<img src=x onerror=alert(1)>", "&nbsp;"])
def test_without_words_there_is_no_article(body: str) -> None:
    with pytest.raises(Refused) as caught:
        read(text=body)
    assert caught.value.code == "no_text"


def test_fields_are_on_one_line_and_without_markup() -> None:
    draft = read(byline="By <a href='x'>Ana\n Ruiz</a>", outlet="El &laquo;Faro&raquo;")
    assert (draft.byline, draft.outlet) == ("By Ana Ruiz", "El «Faro»")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("marzo 14, 2024", "2024-03-14"),
        ("Marzo 14 de 2024", "2024-03-14"),
        ("jueves, 14 de marzo de 2024, 10:15 h", "2024-03-14"),
        ("March 14th, 2024", "2024-03-14"),
        ("14.03.2024", "2024-03-14"),
        ("Thu Mar 14 2024 10:15:00 GMT+0100 (CET)", "2024-03-14"),
        ("marzo de 2024", "2024-03"),
        ("14/03/24", ""),
        ("hoy", ""),
        ("0000-00-00 00:00:00", ""),
        ("2024-03-14 and 2024-03-15", ""),
    ],
)
def test_dates_as_people_write_them(words: str, day: str) -> None:
    draft = read(published=words)
    assert draft.published == day
    assert bool(draft.warnings) is not bool(day)


def test_a_guid_that_is_too_long_is_left_out_and_said() -> None:
    draft = read(guid="urn:x:" + "a" * 500)
    assert draft.guid == ""
    assert draft.warnings == ("Its identifier has more than 500 characters and was left out.",)


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("en_GB", "en-GB"),
        ("zh-Hans-CN-variant1-variant2-variant3", "zh-Hans-CN-variant1-variant2"),
        ("sl-" + "abcdefgh-" * 3 + "x-abcdefgh", "sl-abcdefgh-abcdefgh-abcdefgh"),
        ("Inglés", "en"),
        ("second language", ""),
    ],
)
def test_a_language_fits_its_column(words: str, tag: str) -> None:
    assert language_tag(words) == tag
    assert len(language_tag(words)) <= 35


def test_every_field_says_where_it_was_read() -> None:
    draft = read_record(
        {
            "title": "Ferry to run again",
            "deck": "A vote is near",
            "text": "The mayor of Port Alder said on Monday that the ferry would run again before the end of the year.",
            "language": "en-GB",
            "status": "draft",
            "embargoed": "2030-01-01T00:00:00Z",
        },
        kind="json",
    )
    assert (draft.deck, draft.language, draft.status) == ("A vote is near", "en-GB", "withheld")
    assert {draft.where.get(name) for name in ("deck", "language", "status", "embargoed_until")} == {"meta"}


def test_a_language_that_the_text_shows_was_read_there() -> None:
    text = "The mayor of Port Alder said on Monday that the ferry would run again before the end of the year."
    assert read_record({"text": text}, kind="csv").where["language"] == "text"
    wrong = read_record({"text": text * 3, "language": "es"}, kind="csv")
    assert (wrong.language, wrong.where["language"]) == ("en", "text")
    assert "status" not in wrong.where
