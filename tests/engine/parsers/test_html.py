"""What a page says of itself, in every state of order: encodings, dates, names, addresses; and what is no article."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from claims.engine.parsers import limits
from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.html import parse_html, recognises_html
from claims.engine.parsers.html.headline import without_site_name
from claims.engine.text import SegmentKind

BODY = (
    "<p>The harbour at Port Sarn will stay open for the whole of the winter, its board said on Monday.</p>"
    "<p>The chair of the board, Duncan Aldous, told members that the lights would be paid for by the town.</p>"
    "<p>Nobody in the room asked him what would happen if the town did not pay, or when the boat would come.</p>"
)
H1 = "<h1>Harbour to stay open all winter</h1>"


def page(head: str = "", body: str = H1 + BODY, lang: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body><article>{body}</article></body></html>'


def read(markup: str | bytes) -> ArticleDraft:
    (draft,) = parse_html(markup if isinstance(markup, bytes) else markup.encode())
    assert isinstance(draft, ArticleDraft)
    return draft


def jsonld(**node: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


def stretches(draft: ArticleDraft, kind: SegmentKind) -> list[str]:
    return [part.span.of(draft.text) for part in draft.segments if part.kind is kind]


class TestEncoding:
    TEXT = page("<title>Mañana</title>", H1 + BODY.replace("Monday", "“Lunes”, así será"))

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_unicode_is_read_without_a_word(self, encoding: str) -> None:
        draft = read(self.TEXT.encode(encoding))

        assert "“Lunes”, así será" in draft.text
        assert draft.warnings == ()

    def test_utf8_beats_a_false_claim(self) -> None:
        claimed = self.TEXT.replace("<head>", '<head><meta charset="iso-8859-1">')

        assert "“Lunes”, así será" in read(claimed).text
        assert "así" in read(claimed.replace("iso-8859-1", "Shift_JIS")).text

    def test_windows_1252_is_read_and_said_unless_the_page_claims_it(self) -> None:
        claimed = self.TEXT.replace("<head>", '<head><meta http-equiv="x" content="text/html; charset=iso-8859-1">')

        assert "“Lunes”, así será" in read(self.TEXT.encode("cp1252")).text
        assert "Windows-1252" in read(self.TEXT.encode("cp1252")).warnings[0]
        assert read(claimed.encode("cp1252")).warnings == ()

    def test_a_charset_of_several_bytes_is_believed_where_it_fits(self) -> None:
        claimed = page('<meta charset="Shift_JIS">', H1 + BODY.replace("Monday", "港は開いた"))

        assert "港は開いた" in read(claimed.encode("cp932")).text

    def test_a_stray_byte_does_not_turn_the_page(self) -> None:
        data = self.TEXT.encode() + b"<footer>caf\xe9</footer>"

        assert "“Lunes”, así será" in read(data).text
        assert "not UTF-8" in read(data).warnings[0]

    def test_characters_broken_at_the_source_are_flagged_and_left(self) -> None:
        draft = read(self.TEXT.replace("así", "asÃ\xad").replace("“", "â€œ"))

        assert "â€œLunes" in draft.text
        assert "already broken" in draft.warnings[0]


class TestHeadline:
    def test_the_heading_that_agrees_is_taken(self) -> None:
        head = "<title>Harbour to stay open all winter | Port Sarn Courier</title>"
        draft = read(page(head, "<h1>Port Sarn Courier</h1>" + H1 + BODY))

        assert (draft.title, draft.where["title"]) == ("Harbour to stay open all winter", "text")

    def test_the_section_printed_in_the_heading_is_left_out(self) -> None:
        assert read(page(body="<h1><span class='kicker'>Transport</span> Harbour to stay open</h1>" + BODY)).title == (
            "Harbour to stay open"
        )

    def test_without_a_heading_the_page_s_own_title_is_taken(self) -> None:
        draft = read(page('<meta property="og:title" content="Harbour open - Gazette">'
                          '<meta property="og:site_name" content="Gazette">', BODY))  # fmt: skip

        assert (draft.title, draft.where["title"]) == ("Harbour open", "meta")
        assert draft.text.startswith("Harbour open\n\n")

    def test_a_huge_title_is_cut_with_a_warning(self) -> None:
        draft = read(page("<title>" + "T" * 1_000_000 + "</title>", BODY))

        assert len(draft.title) == limits.TITLE_LENGTH
        assert "was cut" in draft.warnings[0]

    @pytest.mark.parametrize(
        ("title", "expected"),
        [
            ("Harbour stays open | Port Sarn Courier", "Harbour stays open"),
            ("Port Sarn Courier - Harbour stays open", "Harbour stays open"),
            ("Harbour stays open all winter | Transport | Port Sarn Courier", "Harbour stays open all winter"),
            ("Harbour stays open - and the ferry sails", "Harbour stays open - and the ferry sails"),
            ("Harbour stays open – The Evening Gazette", "Harbour stays open"),
            ("Port Sarn Courier", "Port Sarn Courier"),
        ],
    )
    def test_the_outlet_s_name_is_no_part_of_a_title(self, title: str, expected: str) -> None:
        assert without_site_name(title, frozenset({"port sarn courier"})) == expected


class TestDeck:
    DECK = "A promise that the board made in spring will be kept"

    def test_a_description_that_the_page_shows_is_the_deck(self) -> None:
        head = f'<meta property="og:description" content="{self.DECK}">'
        draft = read(page(head, f"<header>{H1}<p>{self.DECK}</p></header><div>{BODY}</div>"))

        assert (draft.deck, draft.where["deck"]) == (self.DECK, "meta")
        assert stretches(draft, SegmentKind.DECK) == [self.DECK]

    def test_a_description_that_the_page_does_not_show_is_none(self) -> None:
        assert read(page(f'<meta property="og:description" content="{self.DECK}">')).deck == ""

    def test_the_first_paragraph_is_not_taken_for_the_deck(self) -> None:
        described = "The harbour at Port Sarn will stay open for the whole of the winter, its"
        draft = read(page(f'<meta name="description" content="{described}">'))

        assert draft.deck == ""
        assert stretches(draft, SegmentKind.PARAGRAPH)[0].startswith("The harbour at Port Sarn")


class TestByline:
    @pytest.mark.parametrize(
        ("head", "body", "expected", "origin"),
        [
            (jsonld(author={"name": "Marta Ellery"}), "", "Marta Ellery", "jsonld"),
            (jsonld(author=["Marta Ellery", {"@type": "Person", "name": "By Owen Tressell"}]), "",
             "Marta Ellery, Owen Tressell", "jsonld"),
            (jsonld(author={"name": "Gazette"}, publisher={"name": "Gazette"}), "<p>By Marta Ellery</p>",
             "Marta Ellery", "text"),
            (jsonld(author=[{"name": "https://x.example/m"}, {"name": "@mellery"}]), "<p>By Marta Ellery</p>",
             "Marta Ellery", "text"),
            ('<meta name="author" content="Marta Ellery and Owen Tressell">', "",
             "Marta Ellery, Owen Tressell", "meta"),
            ('<meta property="article:author" content="https://x.example/m">', "<a rel=author href=/m>Marta Ellery</a>",
             "Marta Ellery", "text"),
            ("", "<div class=byline>By <a href=/m>Marta Ellery</a>, Transport Editor | @mellery</div>",
             "Marta Ellery, Transport Editor", "text"),
            ("", "<p>Por Ana Ruiz y Luis de la Vega | 3 de mayo de 2024</p>", "Ana Ruiz, Luis de la Vega", "text"),
            ("", "", "", None),
        ],
    )  # fmt: skip
    def test_names_and_nothing_else(self, head: str, body: str, expected: str, origin: str | None) -> None:
        draft = read(page(head, H1 + body + BODY))

        assert (draft.byline, draft.where.get("byline")) == (expected, origin)


class TestDate:
    @pytest.mark.parametrize(
        ("head", "shown", "day", "origin"),
        [
            (jsonld(datePublished="2024-03-11T08:30:12+01:00"), "", "2024-03-11", "jsonld"),
            (jsonld(datePublished="2024-03-11"), "<p>12 March 2024</p>", "2024-03-11", "jsonld"),
            (jsonld(datePublished="9999-99-99"), "<p>12 March 2024</p>", "2024-03-12", "text"),
            (jsonld(datePublished="March 11, 2024"), "", "2024-03-11", "jsonld"),
            ('<meta property="article:published_time" content="2024-03-11T23:30:00-05:00">', "", "2024-03-11", "meta"),
            ("", "<time datetime='2024-03-11T10:00'>yesterday</time>", "2024-03-11", "meta"),
            ("", "<p>Updated <time datetime='2024-03-12'>today</time></p><p>11 March 2024</p>", "2024-03-11", "text"),
            (
                "",
                "<ul><li><time datetime='2020-01-01'>a story</time></li></ul><p>11 March 2024</p>",
                "2024-03-11",
                "text",
            ),
            ("", "<p>Lunes, 11 de marzo de 2024 | 09:40</p>", "2024-03-11", "text"),
            ("", "<p>Updated: March 12, 2024. Published: March 11, 2024</p>", "2024-03-11", "text"),
            ('<link rel="canonical" href="https://x.example/2024/03/11/harbour">', "", "2024-03-11", "guess"),
            ("", "", "", ""),
        ],
    )
    def test_the_surest_place_is_read_first(self, head: str, shown: str, day: str, origin: str) -> None:
        draft = read(page(head, H1 + shown + BODY))

        assert (draft.published, draft.published_from, draft.where.get("published", "")) == (day, origin, origin)

    def test_the_moment_is_kept_as_the_page_says_it(self) -> None:
        draft = read(page(jsonld(datePublished="2024-03-11T23:30:00-05:00", dateModified="2024-03-12T08:00:00Z")))

        assert (draft.published, draft.published_at) == ("2024-03-11", "2024-03-11T23:30:00-05:00")
        assert draft.updated == "2024-03-12T08:00:00Z"

    def test_a_guess_is_called_one(self) -> None:
        draft = read(page('<link rel="canonical" href="https://x.example/2024/03/11/harbour">'))

        assert draft.warnings == ("The date is a guess: the page does not say when it was published.",)

    def test_an_ambiguous_date_is_flagged_and_not_used(self) -> None:
        draft = read(page(body=H1 + "<p class=date>03/04/2024</p>" + BODY))

        assert draft.published == ""
        assert draft.warnings == ("The date 03/04/2024 may be read two ways and was not used.",)

    @pytest.mark.parametrize(
        ("head", "warning"),
        [
            (jsonld(datePublished="2199-01-01"), "far in the future"),
            (jsonld(datePublished="2024-03-11", dateModified="2024-03-01"), "updated before it was published"),
        ],
    )
    def test_a_doubtful_date_is_kept_and_flagged(self, head: str, warning: str) -> None:
        draft = read(page(head))

        assert draft.published
        assert any(warning in said for said in draft.warnings)


class TestMetadata:
    @pytest.mark.parametrize(
        "script",
        [
            '{"@type":"NewsArticle","headline":{"a":["b"]},"author":[[["x"]]],"datePublished":17,"articleBody":17}',
            "[" * 100_000,
            '{"@graph":[' * 20_000,
            '{"@type":"NewsArticle",}',
            '{"@type":"NewsArticle","headline":' + "9" * 100_000 + "}",
            '{"@type":[[1]],"@graph":{"@graph":{"@id":{}}}}',
            "null", "", "\x00", '"NewsArticle"',
        ],
    )  # fmt: skip
    def test_broken_jsonld_counts_as_not_said(self, script: str) -> None:
        draft = read(page(f'<script type="application/ld+json">{script}</script>'))

        assert (draft.title, draft.byline, draft.published) == ("Harbour to stay open all winter", "", "")

    def test_the_article_is_found_in_a_graph_and_its_names_by_reference(self) -> None:
        graph = [
            {"@type": "WebSite", "name": "Courier"},
            {"@type": "Person", "@id": "#me", "name": "Marta Ellery"},
            {"@type": "Organization", "@id": "#us", "name": "Port Sarn Courier"},
            {"@type": ["Article", "NewsArticle"], "headline": "Harbour to stay open all winter",
             "author": {"@id": "#me"}, "publisher": {"@id": "#us"}, "datePublished": "2024-03-11"},
        ]  # fmt: skip
        draft = read(page(f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'))

        assert (draft.byline, draft.outlet, draft.published) == ("Marta Ellery", "Port Sarn Courier", "2024-03-11")

    def test_of_several_articles_the_one_with_the_page_s_title_counts(self) -> None:
        others = jsonld(headline="Another story", author={"name": "Somebody Else"}, datePublished="2020-01-01")
        own = jsonld(headline="Harbour to stay open all winter", author={"name": "Marta Ellery"})
        draft = read(page(f"<title>Harbour to stay open all winter - Courier</title>{others}{own}"))

        assert (draft.byline, draft.published) == ("Marta Ellery", "")

    @pytest.mark.parametrize(
        ("head", "url"),
        [
            ('<link rel="canonical" href="https://x.example/a?id=1#top">', "https://x.example/a?id=1"),
            (
                '<link rel="canonical" href="/a"><meta property="og:url" content="http://x.example/a">',
                "http://x.example/a",
            ),
            ('<link rel="canonical" href="https://user:secret@x.example/a">', ""),
            (
                '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="file:///etc/passwd">',
                "",
            ),
            ('<link rel="canonical" href="https://[::1/a">', ""),
            (f'<link rel="canonical" href="https://x.example/{"a" * 3000}">', ""),
        ],
    )
    def test_the_address_is_a_whole_web_address_or_none(self, head: str, url: str) -> None:
        assert read(page(head)).url == url

    @pytest.mark.parametrize(
        ("opening", "language"),
        [
            ("<html lang='pl_PL'>", "pl-PL"),
            ("<html xml:lang='cy'>", "cy"),
            ("<html lang='unknown language'><head><meta property='og:locale' content='cs_CZ'></head>", "cs-CZ"),
            ("<html><head><meta http-equiv='content-language' content='sk, hu'></head>", "sk"),
        ],
    )
    def test_a_language_is_read_however_its_tag_is_written(self, opening: str, language: str) -> None:
        body = "".join(
            f"<p>Kra {number} osk lun prast velo mern tost kilm orra skelp wint gra.</p>" for number in range(4)
        )

        assert read(f"{opening}<body><h1>Osk lun prast velo</h1>{body}</body></html>").language == language

    def test_words_beat_the_language_that_a_page_claims(self) -> None:
        assert read(page(lang="es")).language == "en"


class TestBody:
    def test_a_paywall_that_the_page_admits_is_a_warning(self) -> None:
        assert "behind a paywall" in read(page(jsonld(isAccessibleForFree=False))).warnings[0]
        assert "behind a paywall" in read(page(jsonld(isAccessibleForFree="False"))).warnings[0]
        assert read(page(jsonld(isAccessibleForFree=True))).warnings == ()

    def test_what_a_paywall_hides_stays_hidden(self) -> None:
        lead = "<p>The first lines of a long report about the harbour and its lights, open to all.</p>"
        hidden = f"{lead}<div hidden>{BODY}</div>"

        assert "Duncan Aldous" not in read(page(jsonld(isAccessibleForFree=False), H1 + hidden)).text
        assert "Duncan Aldous" in read(page(body=H1 + hidden)).text

    def test_boilerplate_is_set_apart_from_the_article(self) -> None:
        notes = "<p>Sign up for our morning newsletter and never miss a story.</p><p>Read more about the harbour.</p>"
        draft = read(page(body=H1 + BODY + notes + BODY.replace("Port Sarn", "Osk").replace("Aldous", "Brandt")))

        assert not any("newsletter" in words for words in stretches(draft, SegmentKind.PARAGRAPH))

    def test_nothing_that_runs_is_left(self) -> None:
        draft = read(page(body=H1 + BODY.replace("Monday", "<b onclick='x()'>Monday</b><script>alert(1)</script>")))

        assert "alert" not in draft.text
        assert "onclick" not in draft.text

    def test_lines_and_lists_that_an_extractor_drops_come_back(self) -> None:
        lines = "<p>He read out three lines of a letter to the board.<br><br>No.<br><br>Never.<br><br>Not here.</p>"
        items = "<ul><li>The first of the conditions is a lamp at the end of the pier.</li></ul>"
        draft = read(page(body=H1 + BODY + lines + items + BODY.replace("Sarn", "Osk").replace("Aldous", "Brandt")))

        assert stretches(draft, SegmentKind.PARAGRAPH)[4:7] == ["No.", "Never.", "Not here."]
        assert any("lamp at the end of the pier" in words for words in stretches(draft, SegmentKind.PARAGRAPH))

    def test_a_fragment_is_read_like_a_page(self) -> None:
        assert len(stretches(read(BODY), SegmentKind.PARAGRAPH)) == 3


class TestRefusals:
    @pytest.mark.parametrize(
        ("markup", "code"),
        [
            (b"", "empty"),
            (b"<!-- nothing -->", "empty"),
            (b"<!doctype html><html><head><title>Not a feed</title></head><body>login</body></html>", "no_article"),
            (page(jsonld(isAccessibleForFree=False), H1).encode(), "paywall"),
            (b"<html><body>" + b"<div>" * 50_000, "too_deep"),
            (b"<html><body>" + b"<p>a</p>" * (limits.HTML_TAGS + 1), "too_many_tags"),
            (b"<html>" + bytes(range(1, 32)) * 100, "binary"),
        ],
    )
    def test_each_has_its_code(self, markup: bytes, code: str) -> None:
        with pytest.raises(Refused) as refused:
            parse_html(markup)

        assert refused.value.code == code


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<!DOCTYPE html>", True),
        (b"\xef\xbb\xbf\n <HTML lang=en>", True),
        ("<html><head>".encode("utf-16"), True),
        (b"<!-- saved from url=(0021)https://x.example/ -->\n<!doctype html>", True),
        (b"<!-- a long note that goes on and", True),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', True),
        (b"<p class=lead>The harbour", True),
        (b"<div><p>The harbour", True),
        (b'<?xml version="1.0"?><rss version="2.0">', False),
        (b'<?xml version="1.0"?><article>', False),
        (b"<nitf>", False),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", False),
        (b"The <p> element is old.", False),
        (b"<predicate>", False),
        (b"", False),
    ],
)
def test_recognises_pages_and_fragments_and_no_other_markup(head: bytes, expected: bool) -> None:
    assert recognises_html(head) is expected


HOSTILE = {
    "spaces": "word " * 100 + " " * 100_000 + "\n" * 50_000 + "x",
    "one word": "a" * 200_000,
    "dates without end": "1/" * 50_000,
    "datelines": "AA BB, " * 20_000,
    "dates": "3 May 2024 " * 2_000,
    "open quotations": "“" * 100_000,
    "short quotations": "<q>a</q> " * 3_000,
    "lists in lists": "<ul><li>" * 90 + "x" + "</li></ul>" * 90,
    "boxes of every name": "<div class='caption related quote'>" * 200 + "word " * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_do_not_stop_the_reader(name: str) -> None:
    draft = read(page(body=f"{H1}{BODY}<div><p>{HOSTILE[name]}</p></div>"))

    assert "Duncan Aldous" in draft.text


def test_nothing_is_asked_of_the_network_or_of_files_that_a_page_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a parser opened a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words of another file")
    head = f'<base href="http://127.0.0.1:9/"><link rel="stylesheet" href="file://{secret}">'
    draft = read(page(head, f'{H1}<iframe src="file://{secret}"></iframe><img src="http://127.0.0.1:9/x">{BODY}'))

    assert "secret words" not in draft.text
    with pytest.raises(Refused):
        parse_html(str(secret).encode())
