"""A zip archive → the files in it, one after the other, in memory. It writes nothing and may not decide what they hold.

The standard library reads the list of contents; the contents are inflated here, because a header may lie: no more
bytes than it names are ever made, and fewer or more are an error of their own. What one entry does wrong costs only
that entry; entries that share bytes cost the archive, because only an attack is made like that.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.engine.parsers import limits
from claims.engine.parsers.draft import ItemRefused, Refused

_MAGIC = re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)")
_ARCHIVE = re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)|\x1f\x8b|BZh\d|\xfd7zXZ\x00|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07")
_TAR = slice(257, 262)
_DOCUMENTS = {
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "META-INF/manifest.xml": "odt",
    "META-INF/container.xml": "epub",
}
"""A part that names an office document or a book; they are zip archives too."""
_MAIN_PART = re.compile(r"word/document\d{0,3}\.xml")
"""Some programs number the part that holds a DOCX's text."""
_DIRECTORY_ENTRY = b"PK\x01\x02"
_FLAGS_AT = 9
"""Where in such an entry the byte stands that says whether its name is UTF-8."""
_ENTRIES_LISTED = 20 * limits.ZIP_ENTRIES
"""The library builds an object for each entry before it can be asked how many there are. Archives that stand unpacked
in an archive hold such marks as well, so this bound is generous."""
_ENTRY_BYTES = max(limits.TABLE_BYTES, limits.XML_BYTES, limits.PDF_BYTES, limits.DOCX_BYTES)
"""No format takes more, so nothing larger needs to be unpacked to be refused."""

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800
_UNIX = 3
_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|.*(?:^|[/\\])\.\.(?:[/\\]|$)", re.DOTALL)
_SYSTEM_FILES = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_NAME_LONGEST = 200
_DAMAGED = "The archive is damaged or incomplete."
_UNREADABLE = (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError, struct.error)


class Entry(NamedTuple):
    """One file. `name` is for messages: printable, and no other entry of the archive has it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of an archive in its order. Iterating inflates them one by one; nothing of them is kept."""

    data: bytes
    members: tuple[zipfile.ZipInfo, ...]
    left_out: int
    """How many entries are a system's own files (`__MACOSX`, dot files); they are no one's article."""

    def __iter__(self) -> Iterator[Entry | ItemRefused]:
        names = _Names()
        for member in self.members:
            name = names.unique(shown(_decoded_name(member)))
            try:
                yield Entry(name, _content(self.data, member))
            except Refused as refused:
                yield ItemRefused(f"entry {name}", refused.code, refused.reason)


@dataclass(slots=True)
class _Names:
    given: dict[str, int] = field(default_factory=dict)

    def unique(self, name: str) -> str:
        """`name`, or with a number where the archive holds several of that name."""
        found, number = name, self.given.get(name, 0)
        while found in self.given:
            number += 1
            found = f"{name} ({number})"
        self.given[name] = max(number, 1)
        self.given.setdefault(found, 1)
        return found


def recognises_zip(head: bytes) -> bool:
    """Whether the bytes begin as a zip archive. Office documents do too; whoever tells them has to be asked first."""
    return _MAGIC.match(head) is not None


def document_in(data: bytes) -> str:
    """Which document a zip archive is: `docx`, `xlsx`, `pptx`, `odt`, `epub`, or `""` for an archive of files."""
    try:
        return _document(_listed(data))
    except Refused:
        return ""


def entries_of(data: bytes) -> Archive:
    """The files in `data`.

    Raises `Refused` for the whole archive: `zip_corrupt`, `too_many_items`, `zip_overlap`, `too_large`, `empty`, or
    `unsupported` for a document. Iterating raises nothing; a refused entry has `zip_unsafe_name`, `zip_link`,
    `zip_encrypted`, `zip_nested`, `zip_size_mismatch`, `zip_corrupt`, `zip_method`, `too_large` or `empty`.
    """
    members = _listed(data)
    if document := _document(members):
        raise Refused("unsupported", f"It is a document ({document.upper()}), not an archive of files.")
    if len(members) > limits.ZIP_ENTRIES:
        raise Refused("too_many_items", f"It holds {len(members):,} entries; it may hold {limits.ZIP_ENTRIES:,}.")
    _refuse_overlap(data, members)
    files = [member for member in members if not _decoded_name(member).endswith(("/", "\\"))]
    wanted = tuple(member for member in files if not _is_system_file(_decoded_name(member)))
    size = sum(member.file_size for member in wanted)
    if size > limits.ZIP_BYTES:
        most = limits.as_megabytes(limits.ZIP_BYTES)
        raise Refused("too_large", f"Its files come to {limits.as_megabytes(size)} when unpacked; {most} are taken.")
    if not wanted:
        raise Refused("empty", "There are no files in the archive.")
    return Archive(data, wanted, left_out=len(files) - len(wanted))


def _listed(data: bytes) -> list[zipfile.ZipInfo]:
    if data.count(_DIRECTORY_ENTRY) > _ENTRIES_LISTED:
        raise Refused("too_many_items", f"It holds more than {limits.ZIP_ENTRIES:,} entries.")
    try:
        members = _members(data)
    except _UNREADABLE as error:
        raise Refused("zip_corrupt", _DAMAGED) from error
    if any(member.header_offset < 0 for member in members):
        raise Refused("zip_corrupt", _DAMAGED)  # its start is missing
    return members


def _members(data: bytes) -> list[zipfile.ZipInfo]:
    """The entries. One name that is not the UTF-8 it says it is makes the library give up; then none is believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except UnicodeDecodeError:
        plain = bytearray(data)
        for entry in re.finditer(_DIRECTORY_ENTRY, data):
            if (flags := entry.start() + _FLAGS_AT) < len(plain):
                plain[flags] &= ~(_UTF8 >> 8) & 0xFF
        with zipfile.ZipFile(io.BytesIO(plain)) as archive:
            return archive.infolist()


def _document(members: list[zipfile.ZipInfo]) -> str:
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names and "mimetype" not in names:
        return ""
    if any(map(_MAIN_PART.fullmatch, names)):
        return "docx"
    return next((kind for part, kind in _DOCUMENTS.items() if part in names), "")


def _refuse_overlap(data: bytes, members: list[zipfile.ZipInfo]) -> None:
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise Refused("zip_overlap", "Several of its entries share the same bytes, as only an attack does.")
        end = _content_start(data, member) + member.compress_size


def _content_start(data: bytes, member: zipfile.ZipInfo) -> int:
    """Where the content stands: behind a header of its own, whose length only that header tells."""
    start = member.header_offset
    header = data[start : start + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        return start + len(header)
    _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    return start + _LOCAL_HEADER.size + int(name_length) + int(extra_length)


def _decoded_name(member: zipfile.ZipInfo) -> str:
    """The name. One that is not marked as UTF-8 often is, although the standard then says code page 437."""
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def shown(name: str) -> str:
    """A name that can stand in a message: what is invisible or turns the direction of reading is written out."""
    name = "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in name)
    return name if len(name) <= _NAME_LONGEST else f"{name[: _NAME_LONGEST - 1]}…"


def _is_system_file(name: str) -> bool:
    if _OUTSIDE.match(name):
        return False  # it is refused, which has to be told
    parts = [part for part in re.split(r"[/\\]", name.lower()) if part not in ("", ".")]
    return any(part.startswith((".", "~$")) or part in _SYSTEM_FILES for part in parts)


def _content(data: bytes, member: zipfile.ZipInfo) -> bytes:
    _refuse_by_header(member)
    start = _content_start(data, member)
    packed = memoryview(data)[start : start + member.compress_size]
    if not data.startswith(b"PK\x03\x04", member.header_offset) or len(packed) < member.compress_size:
        raise Refused("zip_corrupt", "It is damaged: its content is not where the archive says.")
    content = bytes(packed) if member.compress_type == zipfile.ZIP_STORED else _inflated(packed, member.file_size)
    if len(content) != member.file_size:
        raise Refused("zip_size_mismatch", "It does not have the size that the archive says.")
    if zlib.crc32(content) != member.CRC:
        raise Refused("zip_corrupt", "It is damaged: its checksum is wrong.")
    if not content:
        raise Refused("empty", "It is empty.")
    if (_ARCHIVE.match(content) or content[_TAR] == b"ustar") and not document_in(content):
        raise Refused("zip_nested", "It is an archive itself; archives inside archives are not opened.")
    return content


def _refuse_by_header(member: zipfile.ZipInfo) -> None:
    if _OUTSIDE.match(_decoded_name(member)):
        raise Refused("zip_unsafe_name", "Its name leads out of the archive.")
    file_type = stat.S_IFMT(member.external_attr >> 16)
    if member.create_system == _UNIX and file_type not in (0, stat.S_IFREG):
        raise Refused("zip_link", "It is a link or a device, not a file.")
    if member.flag_bits & _ENCRYPTED:
        raise Refused("zip_encrypted", "It is locked with a password.")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("zip_method", "It is packed in a way that is not read; pack it again as an ordinary zip.")
    if member.file_size > _ENTRY_BYTES:
        size, most = limits.as_megabytes(member.file_size), limits.as_megabytes(_ENTRY_BYTES)
        raise Refused("too_large", f"It has {size}; one file may have {most}.")


def _inflated(packed: memoryview, size: int) -> bytes:
    """At most one byte more than `size`, which is enough to see that there are more."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = stream.decompress(packed, size + 1)
    except zlib.error as error:
        raise Refused("zip_corrupt", "It is damaged and cannot be unpacked.") from error
    if len(content) <= size and not stream.eof:
        raise Refused("zip_corrupt", "It is damaged: it breaks off.")
    return content
