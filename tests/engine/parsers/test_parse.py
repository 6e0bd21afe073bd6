"""Plain text to drafts: what is refused and why, encodings, dates with their source, the printed keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.engine.parsers import Refused, draft_as_dict, limits, parse, refused_as_dict
from claims.engine.text import normalise

SEED = Path(__file__).parents[3] / "seeds" / "000_12bec859e86a6ffa.txt"
BODY = "La ministra dijo el viernes que no habrá cambios en España y que el año próximo será «mejor» para todos."
KEYS = (
    "path kind title deck byline dateline published published_from language url body captions block_quotes guid"
    " version warnings refused"
)


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        parse(data, name="notes.txt")
    return caught.value


def test_the_seed() -> None:
    [draft] = parse(SEED.read_bytes(), name="seed.txt")
    assert draft.text == normalise(SEED.read_text(encoding="utf-8"))
    assert draft.title.startswith("Antony Blinken says there is ‘evidence’")
    assert draft.deck.startswith("Despite President Joe Biden's warnings")
    assert (draft.outlet, draft.language, draft.kind) == ("Voz", "en", "text")
    assert (draft.published, draft.published_from) == ("2024-04-26", "caption")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"--- 12 ---", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "binary"),
        (b"feed.xml", "no_article"),
        (b"https://news.example/2024/ferry-vote", "no_article"),
        (b"word " * 2_000_000, "too_large"),
        (b"a\n" * (limits.LINES + 1), "too_large"),
        (b"caf\x81 au lait", "encoding"),
        (b"\xff\xfeA\x00b\x00\x00", "encoding"),
    ],
)
def test_refusals_have_a_code_and_name_the_file(data: bytes, code: str) -> None:
    refused = refusal(data)
    assert refused.code == code
    assert refused.reason.startswith("notes.txt")
    assert "\n" not in refused.reason


def test_too_large_says_both_sizes() -> None:
    assert refusal(b"x" * (10 * 1024 * 1024)).reason == "notes.txt: It has 10 MB; a plain text may have 2 MB."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_newsrooms_send(encoding: str) -> None:
    [draft] = parse(BODY.encode(encoding), name="x")
    assert draft.text == BODY
    assert bool(draft.warnings) is (encoding == "cp1252")


def test_a_stray_nul_is_removed_and_said() -> None:
    [draft] = parse(b"Bridge closes\n\nMADRID (AP) \0 - body text here.", name="x")
    assert "\0" not in draft.text
    assert draft.warnings == ("Control characters were removed.",)


def test_lines_are_laid_out_as_paragraphs() -> None:
    [draft] = parse(f"Se cierra el puente\n{BODY}\n{BODY}".encode(), name="x")
    assert draft.text == f"Se cierra el puente\n\n{BODY}\n\n{BODY}"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Friday, May 3, 2024", "2024-05-03"),
        ("3 May 2024", "2024-05-03"),
        ("Published: 2024-05-03 10:30 GMT", "2024-05-03"),
        ("Madrid, 3 de mayo de 2024", "2024-05-03"),
        ("Actualizado el 25/04/2024 a las 10:30", "2024-04-25"),
        ("May 2024", ""),
    ],
)
def test_the_date_line_dates_the_article(line: str, published: str) -> None:
    [draft] = parse(f"Se cierra el puente\n\n{line}\n\n{BODY}\n\n{BODY}".encode(), name="x")
    assert (draft.published, draft.published_from) == (published, "text" if published else "")


def test_a_date_that_reads_two_ways_is_not_used() -> None:
    [draft] = parse(f"Se cierra el puente\n\nPublicado: 03/04/2024\n\n{BODY}\n\n{BODY}".encode(), name="x")
    assert (draft.published, draft.published_from) == ("", "")
    assert draft.warnings == ("The date 03/04/2024 may be read two ways and was not used.",)


def test_a_date_the_article_is_about_is_not_its_own() -> None:
    [draft] = parse(f"Se cierra el puente\n\n{BODY}\n\nEl puente se abrió el 3 de mayo de 1998.".encode(), name="x")
    assert (draft.published, draft.published_from) == ("", "")


def test_an_archive_picture_does_not_date_the_article() -> None:
    caption = "The bridge on May 3, 1998. (File photo)"
    [draft] = parse(f"Bridge closes\n\n{caption}\n\n{BODY}\n\n{BODY}".encode(), name="x")
    assert draft.published == ""


@pytest.mark.parametrize(
    ("masthead", "outlet"),
    [
        ("Voz media US Voz.us", "Voz"),
        ("The Harbour Post theharbourpost.com", "The Harbour Post"),
        ("www.harbour-post.co.uk", "harbour-post"),
        ("The Harbour Post", "The Harbour Post"),
    ],
)
def test_the_masthead_names_the_outlet(masthead: str, outlet: str) -> None:
    [draft] = parse(f"{masthead}\n\nBridge closes\n\n{BODY}\n\n{BODY}".encode(), name="x")
    assert draft.outlet == outlet


def test_a_draft_is_printed_with_the_promised_keys() -> None:
    [draft] = parse(SEED.read_bytes(), name="seed.txt")
    record = json.loads(json.dumps(draft_as_dict(draft, "seed.txt")))
    assert " ".join(record) == KEYS
    assert record["refused"] is None
    assert len(record["block_quotes"]) == 2
    assert len(record["captions"]) == 1
    assert record["body"].count("\n\n") == 5


def test_a_refusal_is_printed_with_the_same_keys() -> None:
    record = refused_as_dict(refusal(b""), "notes.txt")
    assert " ".join(record) == KEYS
    assert (record["refused"], record["path"]) == ("empty", "notes.txt")
