"""Encodings that only who sent a file can name: believed where they are needed, and never over what the bytes say."""

from __future__ import annotations

import pytest

from claims.engine.parsers import charsets
from claims.engine.parsers.contained_feed import read_feed_contained
from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.registry import read_items
from tests.engine.parsers.made import zipped

RUSSIAN = "Мэр сказала в понедельник, что мост через гавань починят к весне следующего года."
POLISH = "Burmistrz powiedziała w poniedziałek, że żółty most zostanie naprawiony do wiosny."
SPANISH = "El “diseño”\n\nSe abrió el lunes, dijo el alcalde."
JAPANESE = "市長は月曜日に、来年の春までに港の橋を修理すると記者団に語った。予算は九億円である。"


def page(words: str, head: str = "") -> str:
    body = "".join(f"<p>{line}. {words} {words} {words}</p>" for line in range(6))
    title = f"<h1>{words[:20]}</h1>"
    return f"<html><head>{head}<title>{words[:20]}</title></head><body><article>{title}{body}</article></body></html>"


def text_of(data: bytes, charset: str = "") -> str:
    [item] = read_items(data, name="x", charset=charset)
    assert isinstance(item, ArticleDraft)
    return item.text


NAMED = [
    (RUSSIAN, "windows-1251"),
    (RUSSIAN, "KOI8-R"),
    (POLISH, "iso-8859-2"),
    (JAPANESE, "shift_jis"),
    (JAPANESE, "EUC-JP"),
    (JAPANESE, "iso-2022-jp"),
]


@pytest.mark.parametrize(("words", "charset"), NAMED, ids=lambda one: one[:12])
def test_each_kind_of_text_is_read_as_its_sender_says(words: str, charset: str) -> None:
    assert words in text_of(page(words).encode(charset), charset)
    assert words in text_of(f"{words}\n\n{words}".encode(charset), charset)
    assert words in text_of(f"title;text\n{words[:20]};{words}\n".encode(charset), charset)
    assert words in text_of(f'{{"headline": "{words[:20]}", "body": "{words}"}}'.encode(charset), charset)


@pytest.mark.parametrize("charset", ["windows-1251", "shift_jis"])
def test_what_a_page_claims_is_enough(charset: str) -> None:
    words = RUSSIAN if charset == "windows-1251" else JAPANESE
    assert words in text_of(page(words, f'<meta charset="{charset}">').encode(charset))


def test_what_its_site_says_comes_before_what_a_page_claims() -> None:
    claimed = page(RUSSIAN, '<meta charset="windows-1252">')
    assert RUSSIAN in text_of(claimed.encode("cp1251"), "windows-1251")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("charset", ["windows-1251", "shift_jis", "iso-8859-1"])
def test_unicode_beats_what_its_site_says(encoding: str, charset: str) -> None:
    words = f"{POLISH} She said so on Tuesday, in the town hall, to all who would listen."
    assert words in text_of(page(words).encode(encoding), charset)
    assert words in text_of(f"{words}\n\n{words}".encode(encoding), charset)


@pytest.mark.parametrize("charset", ["", "x-unheard-of", "zlib", "idna", "unicode_escape", "utf-7", "rot13", "none"])
def test_a_name_that_means_nothing_is_as_good_as_none(charset: str) -> None:
    assert text_of(SPANISH.encode("cp1252"), charset).startswith("El “diseño”")


def test_a_name_that_the_bytes_do_not_keep_is_as_good_as_none() -> None:
    assert text_of(SPANISH.encode("cp1252"), "euc-jp").startswith("El “diseño”")
    with pytest.raises(Refused):
        text_of("橋\n\n".encode("cp932") + b"\x81", "euc-jp")


def test_what_servers_say_of_everything_does_not_hide_what_a_page_knows_better() -> None:
    assert JAPANESE in text_of(page(JAPANESE, "<meta charset=shift_jis>").encode("cp932"), "iso-8859-1")
    stray = page(POLISH).encode() + b"<footer>caf\xe9</footer>"
    assert POLISH in text_of(stray, "iso-8859-1")


def test_files_in_an_archive_are_not_in_its_encoding() -> None:
    [item] = read_items(zipped({"a.txt": f"Así “fue”\n\n{POLISH}".encode()}), name="a.zip", charset="windows-1251")
    assert isinstance(item, ArticleDraft)
    assert POLISH in item.text


def test_a_feed_is_read_as_its_site_says() -> None:
    feed = f"<rss version='2.0'><channel><title>{RUSSIAN[:20]}</title></channel></rss>".encode("cp1251")
    assert read_feed_contained(feed, charset="windows-1251").head.title == RUSSIAN[:20].strip()
    declared = b"<?xml version='1.0' encoding='windows-1251'?>" + feed
    assert read_feed_contained(declared).head.title == RUSSIAN[:20].strip()
    assert read_feed_contained(declared, charset="windows-1251").head.title == RUSSIAN[:20].strip()


def test_every_codec_is_there() -> None:
    for codec in set(charsets.CODECS.values()):
        assert b"bridge".decode(codec) == "bridge"


def test_the_head_of_a_file_may_end_within_a_character() -> None:
    data = JAPANESE.encode("cp932")
    for end in range(1, 20):
        assert JAPANESE.startswith(charsets.in_utf8(data[:end], "cp932", cut_off=True).decode())
