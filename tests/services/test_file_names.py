"""The name a file leaves under: what people know it by, where that is safe; its extension says what it is."""

from __future__ import annotations

import unicodedata

import pytest

from claims.services.file_names import safe

NAMES = {
    "report.pdf": ("pdf", "report.pdf"),
    "REPORT.PDF": ("pdf", "REPORT.pdf"),
    "wire/2024/item 7.nitf": ("xml", "item 7.nitf"),
    "C:\\Users\\edda\\story.txt": ("text", "story.txt"),
    "Pasted text": ("text", "Pasted text.txt"),
    "story.html": ("text", "story.html.txt"),
    "setup.exe": ("text", "setup.exe.txt"),
    "page.pdf": ("html", "page.pdf.html"),
    "https://site.example/2024/who-said-what/?from=feed#top": ("html", "who-said-what.html"),
    "https://site.example/a%2Fb%0D%0Ac.html": ("html", "b c.html"),
    "https://site.example/": ("html", "The headline.html"),
    "https://[broken": ("html", "The headline.html"),
    "": ("zip", "The headline.zip"),
    "..": ("text", "The headline.txt"),
    ".htaccess": ("text", "htaccess.txt"),
    ".txt": ("text", "txt.txt"),
    "../../etc/passwd": ("text", "passwd.txt"),
    "a\r\nSet-Cookie: b=c.txt": ("text", "a Set-Cookie b=c.txt"),
    'a"b;c.txt': ("text", "a b;c.txt"),
    "100%25.txt": ("text", "100 25.txt"),
    "\u202etxt.exe": ("text", "txt.exe.txt"),
    "Überblick über Häfen.docx": ("docx", "Überblick über Häfen.docx"),
    "unknown": ("novel", "unknown.bin"),
}


@pytest.mark.parametrize("path", NAMES, ids=repr)
def test_names(path: str) -> None:
    kind, name = NAMES[path]
    assert safe(path, otherwise="The headline", kind=kind) == name


@pytest.mark.parametrize("letter", ["a", "й", "海", "🜂"])
def test_a_long_name_is_cut_and_keeps_its_extension(letter: str) -> None:
    name = safe(f"{letter * 900}.docx", otherwise="", kind="docx")
    assert name.endswith(f"{letter}.docx")
    assert len(name.encode()) <= 255


def test_a_headline_of_nothing_but_signs_still_has_a_name() -> None:
    assert safe("", otherwise="../…\x00", kind="text") == "….txt"
    assert safe("", otherwise="?:/\x00", kind="text") == "original.txt"


def test_nothing_that_cannot_be_seen_is_left() -> None:
    everything = "".join(chr(point) for point in range(0x3000)) + "\ud800\ufeff\U000e0001"
    for start in range(0, len(everything), 40):
        name = safe(f"a{everything[start : start + 40]}", otherwise="", kind="text")
        assert not [one for one in name if unicodedata.category(one)[0] == "C" or one in '/\\"<>|?*:%']
