"""Zip archives: what comes out, what is left out, and every way in which one may lie."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest

from claims.engine.parsers import limits
from claims.engine.parsers.draft import ItemRefused, Refused
from claims.engine.parsers.zip_archive import Entry, document_in, entries_of, recognises_zip, shown

WORDS = b"Ferry to run again\n\nThe mayor of Port Alder said so on Monday."


def archive(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in files:
            if isinstance(name, zipfile.ZipInfo):
                name.compress_type = method
            made.writestr(name, content)
    return out.getvalue()


def codes(data: bytes) -> list[tuple[str, str]]:
    """What is refused of an archive: entry and code."""
    return [(item.where, item.code) for item in entries_of(data) if isinstance(item, ItemRefused)]


def names(data: bytes) -> list[str]:
    return [item.name for item in entries_of(data) if isinstance(item, Entry)]


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        entries_of(data)
    return caught.value


def patched(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """`data` with a field of the first local (`PK\\3\\4`) or listed (`PK\\1\\2`) header replaced."""
    at = data.index(mark) + offset
    return data[:at] + value + data[at + len(value) :]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_files_come_out_in_order(method: int) -> None:
    data = archive(("b.txt", WORDS), ("a/c.html", b"<p>x</p>"), method=method)
    assert recognises_zip(data[:4096])
    assert list(entries_of(data)) == [Entry("b.txt", WORDS), Entry("a/c.html", b"<p>x</p>")]


def test_a_systems_own_files_are_left_out_and_counted() -> None:
    own = ("__MACOSX/._a.txt", ".DS_Store", "x/.git/config", "Thumbs.db", "x/desktop.ini", "x/~$a.docx")
    found = entries_of(archive(("x/", b""), *((name, WORDS) for name in own), ("x/a.txt", WORDS)))
    assert [item.name for item in found if isinstance(item, Entry)] == ["x/a.txt"]
    assert found.left_out == len(own)


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "x/../../a.txt", "x/..", "/etc/passwd", "\\\\host\\a", "C:\\a.txt", "c:a.txt", "..\\a.txt", "/.ssh/a"],
)
def test_a_name_that_leads_out_costs_its_entry(name: str) -> None:
    data = archive((name, WORDS), ("a.txt", WORDS))
    assert codes(data) == [(f"entry {name}", "zip_unsafe_name")]
    assert names(data) == ["a.txt"]


def test_dots_inside_a_name_lead_nowhere() -> None:
    inside = ["a..b.txt", "x/a...txt", "x../b.txt", "./c.txt"]
    assert names(archive(*((name, WORDS) for name in inside))) == inside


def test_names_are_told_apart() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = archive(("a.txt", b"one"), ("a.txt", b"two"), ("a.txt (2)", b"three"), ("a.txt", b"four"))
    found = {item.name: item.data for item in entries_of(data) if isinstance(item, Entry)}
    assert found == {"a.txt": b"one", "a.txt (2)": b"two", "a.txt (2) (2)": b"three", "a.txt (3)": b"four"}


@pytest.mark.parametrize(
    ("raw", "name"), [("españa.txt".encode(), "españa.txt"), ("españa.txt".encode("cp437"), "españa.txt")]
)
def test_names_that_do_not_say_how_they_are_written(raw: bytes, name: str) -> None:
    plain = archive(("x" * len(raw), WORDS))
    assert names(plain.replace(b"x" * len(raw), raw)) == [name]


def test_a_name_that_is_not_the_encoding_it_says_costs_nothing() -> None:
    """The library refuses the whole archive for it."""
    data = archive(("aé.txt", b"one"), ("bñ.txt", b"two"))
    assert names(data.replace("é".encode(), b"\x82\x8a")) == ["aéè.txt", "bñ.txt"]


def test_a_name_is_shown_as_what_it_is() -> None:
    assert shown("a\u202etxt.exe") == "a\\u202etxt.exe"
    assert shown("a\nb\x1b[0m") == "a\\u000ab\\u001b[0m"
    assert shown("españa/año.txt") == "españa/año.txt"
    assert len(shown("x" * 5_000)) == 200
    assert names(archive(("a\u202etxt.exe", WORDS))) == ["a\\u202etxt.exe"]


def linked() -> bytes:
    info = zipfile.ZipInfo("link.txt")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return archive((info, b"/etc/passwd"), ("a.txt", WORDS))


def with_flag(flag: int) -> bytes:
    return patched(archive(("link.txt", WORDS), ("a.txt", WORDS)), b"PK\x01\x02", 8, struct.pack("<H", flag))


def with_sizes(listed: int, local: int) -> bytes:
    data = archive(("link.txt", WORDS), ("a.txt", WORDS))
    data = patched(data, b"PK\x03\x04", 22, struct.pack("<I", local))
    return patched(data, b"PK\x01\x02", 24, struct.pack("<I", listed))


def broken_off() -> bytes:
    stream = zlib.compressobj(wbits=-15)
    half = stream.compress(WORDS) + stream.flush(zlib.Z_SYNC_FLUSH)
    data = archive(("link.txt", half), ("a.txt", WORDS), method=zipfile.ZIP_STORED)
    data = patched(data, b"PK\x01\x02", 10, struct.pack("<H", zipfile.ZIP_DEFLATED))
    return patched(data, b"PK\x01\x02", 24, struct.pack("<I", len(WORDS)))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (linked, "zip_link"),
        (lambda: with_flag(0x1), "zip_encrypted"),
        (lambda: with_flag(0x41), "zip_encrypted"),
        (lambda: with_sizes(10, 10), "zip_size_mismatch"),
        (lambda: with_sizes(10, len(WORDS)), "zip_size_mismatch"),
        (lambda: with_sizes(len(WORDS) + 1, len(WORDS)), "zip_size_mismatch"),
        (lambda: patched(with_flag(0), b"PK\x01\x02", 16, b"\0\0\0\0"), "zip_corrupt"),
        (lambda: patched(with_flag(0), b"PK\x01\x02", 10, struct.pack("<H", 9)), "zip_method"),
        (lambda: patched(with_flag(0), b"PK\x03\x04", 0, b"PK\x00\x00"), "zip_corrupt"),
        (lambda: patched(with_flag(0), b"link.txt", 8, b"\xff\xff\xff\xff"), "zip_corrupt"),
        (broken_off, "zip_corrupt"),
        (lambda: archive(("link.txt", b""), ("a.txt", WORDS)), "empty"),
        (lambda: archive(("link.txt", archive(("b.txt", WORDS))), ("a.txt", WORDS)), "zip_nested"),
        (lambda: archive(("link.txt", b"\x1f\x8b\x08 packed"), ("a.txt", WORDS)), "zip_nested"),
        (lambda: archive(("link.txt", b"7z\xbc\xaf\x27\x1c packed"), ("a.txt", WORDS)), "zip_nested"),
        (lambda: archive(("link.txt", b"b.txt".ljust(257, b"\0") + b"ustar\0"), ("a.txt", WORDS)), "zip_nested"),
        (lambda: archive(("link.txt", b"\0" * (21 * 1024 * 1024)), ("a.txt", WORDS)), "too_large"),
    ],
)
def test_what_one_entry_does_wrong_costs_only_that_entry(make: Callable[[], bytes], code: str) -> None:
    data = make()
    assert codes(data) == [("entry link.txt", code)]
    assert names(data) == ["a.txt"]


def test_no_more_is_inflated_than_the_header_names() -> None:
    data = archive(("link.txt", b"\0" * 50_000_000), ("a.txt", WORDS))
    data = patched(data, b"PK\x01\x02", 24, struct.pack("<I", 10))
    assert codes(data) == [("entry link.txt", "zip_size_mismatch")]


def test_a_document_inside_an_archive_is_a_file_like_any_other() -> None:
    document = archive(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<x/>"))
    assert list(entries_of(archive(("a.docx", document)))) == [Entry("a.docx", document)]


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        (("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "docx"),
        (("word/document.xml", "[Content_Types].xml"), "docx"),
        (("[Content_Types].xml", "word/document2.xml"), "docx"),
        (("[Content_Types].xml", "word/notes.xml"), ""),
        (("word/one.txt", "word/two.txt"), ""),
        (("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (("mimetype", "content.xml", "META-INF/manifest.xml"), "odt"),
        (("mimetype", "META-INF/container.xml"), "epub"),
        (("word/document.xml", "a.txt"), ""),
        (("a.txt",), ""),
    ],
)
def test_documents_are_told_by_their_parts(parts: tuple[str, ...], kind: str) -> None:
    data = archive(*((name, b"<x/>") for name in parts))
    assert document_in(data) == kind
    if kind:
        assert refusal(data).code == "unsupported"


def overlapping() -> bytes:
    """Ten names for the same bytes."""
    data = archive(("a.txt", b"\0" * 100_000))
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    listed = data[start:end] * 10
    return data[:start] + listed + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 10, 10, len(listed), start, 0)


def many(files: int, *, size: int) -> bytes:
    return archive(*((f"{at}.txt", b"\0" * size) for at in range(files)))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda: b"PK\x03\x04" + b"\0" * 40, "zip_corrupt", id="nothing else"),
        pytest.param(lambda: archive(("a.txt", WORDS))[:-10], "zip_corrupt", id="no end"),
        pytest.param(lambda: archive(("a.txt", WORDS))[20:], "zip_corrupt", id="no start"),
        pytest.param(archive, "empty", id="empty"),
        pytest.param(lambda: archive(("x/", b""), (".DS_Store", WORDS)), "empty", id="only a system's files"),
        pytest.param(overlapping, "zip_overlap", id="overlap"),
        pytest.param(lambda: many(limits.ZIP_ENTRIES + 1, size=1), "too_many_items", id="entries"),
        pytest.param(lambda: b"PK\x01\x02" * 50_000, "too_many_items", id="marks"),
        pytest.param(lambda: many(4, size=17_000_000), "too_large", id="more than 64 MB"),
    ],
)
def test_what_is_wrong_with_the_whole_archive(make: Callable[[], bytes], code: str) -> None:
    refused = refusal(make())
    assert refused.code == code
    assert "\n" not in refused.reason


@pytest.mark.parametrize("head", [b"", b"PK", b"PK\x01\x02", b"PKWARE is a company", WORDS])
def test_other_bytes_are_no_archive(head: bytes) -> None:
    assert not recognises_zip(head)


def test_an_archive_is_unpacked_one_entry_at_a_time() -> None:
    found = iter(entries_of(archive(("a.txt", WORDS), ("b.txt", WORDS))))
    assert next(found) == Entry("a.txt", WORDS)
    assert next(found) == Entry("b.txt", WORDS)
