"""Which parser reads which bytes. Content decides; the file's name is only for messages.

To add a format: write a module with a recogniser and a parser, and add one `Format` to `FORMATS` before plain text,
which takes whatever is left. Two wrappings are opened first: gzip, as if it were not there, and zip, file by file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from claims.engine import sandbox
from claims.engine.parsers import budgets, limits
from claims.engine.parsers.carry import from_line
from claims.engine.parsers.charsets import codec_for, in_utf8
from claims.engine.parsers.csv_table import parse_csv, recognises_csv
from claims.engine.parsers.docx import parse_docx, recognises_docx
from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, Parse, Refused
from claims.engine.parsers.feeds import parse_feed, recognises_feed
from claims.engine.parsers.gzip_file import inflate, recognises_gzip
from claims.engine.parsers.headed_text import parse_text
from claims.engine.parsers.html import parse_html, recognises_html
from claims.engine.parsers.json_files import parse_json, recognises_json
from claims.engine.parsers.pdf import parse_pdf, recognises_pdf
from claims.engine.parsers.storable import storable
from claims.engine.parsers.xml_files import parse_xml_file, recognises_xml
from claims.engine.parsers.zip_archive import Entry, document_in, entries_of, recognises_zip

_HEAD = 4096
_CONTAINED = "claims.engine.parsers.contained"
_OFFICE = frozenset({"docx", "xlsx", "pptx"})
_FOREIGN = (
    (re.compile(rb"\xd0\xcf\x11\xe0"), "binary", "an old or a locked office document; save it as DOCX, unlocked"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", re.DOTALL), "binary", "a picture; its text cannot be read"),
    (re.compile(rb"\x1f\x8b"), "gzip_nested", "compressed twice; compress it once"),
    (re.compile(rb"BZh|\xfd7zXZ|7z\xbc\xaf|Rar!"), "binary", "compressed in a way that is not read; send a zip"),
    (re.compile(rb"\x7fELF|MZ.\x00|\xca\xfe\xba\xbe", re.DOTALL), "binary", "a program"),
    (re.compile(rb"\{\\rtf"), "unsupported", "rich text (RTF); save it as DOCX or plain text"),
    (re.compile(rb"WARC/\d"), "unsupported", "a web archive (WARC); save the pages as HTML"),
)
"""What is plainly something else gets its own name in the message, instead of being stored as gibberish."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way that articles arrive. `recognises` sees the first 4 KB only; `most` is the size in bytes it takes."""

    kind: str
    name: str
    """What an editor calls such a file, with its article."""
    recognises: Callable[[bytes], bool]
    most: int
    parse: Parse
    budget: Callable[[int], sandbox.Budget] | None = budgets.one_article
    """Size in bytes → what reading it may cost in the contained process; none for what needs no containing."""
    is_text: bool = True
    """Whether it is made of characters, in whatever encoding."""
    needs: tuple[str, ...] = ()
    """Modules that `parse` imports when it is called: slow ones, loaded once and not for each file."""


def read_files(data: bytes, *, name: str, charset: str = "") -> Iterator[tuple[str, Item]]:
    """All that `data` holds, in order, each thing with its path: `name`, or `name/entry` inside a zip archive.

    `name` is what an editor calls the file, `charset` what its sender says that it is encoded in. Raises `Refused`
    where nothing can be used at all, with a reason that starts with `name`; in an archive a file that cannot be used is
    an item like any other.
    """
    with _naming(name):
        data = _without_gzip(data)
        archive = entries_of(data) if _is_archive(data) else None
        items = _read(data, charset) if archive is None else []
    yield from ((name, item) for item in items)
    for entry in archive or ():
        if isinstance(entry, ItemRefused):
            yield f"{name}/{entry.where.removeprefix('entry ')}", entry
        else:
            yield from ((f"{name}/{entry.name}", item) for item in _items_of(entry))


def read_items(data: bytes, *, name: str, charset: str = "") -> list[Item]:
    """As `read_files`, without the paths. Each `ItemRefused` still says where it stands."""
    return [item for _, item in read_files(data, name=name, charset=charset)]


def parse(data: bytes, *, name: str) -> list[ArticleDraft]:
    """The articles in `data`, where refused and linked ones do not matter. Raises `Refused` where there is none."""
    items = read_items(data, name=name)
    drafts = [item for item in items if isinstance(item, ArticleDraft)]
    if drafts:
        return drafts
    for item in items:
        if isinstance(item, ItemRefused):
            raise Refused(item.code, f"{name}, {item.where}: {item.reason}" if item.where else f"{name}: {item.reason}")
    raise Refused("link_only", f"{name}: It holds links to articles but no article.")


def named(kind: str) -> Format:
    return next(form for form in FORMATS if form.kind == kind)


@contextmanager
def _naming(name: str) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        raise Refused(refused.code, f"{name}: {refused.reason}") from refused


def _without_gzip(data: bytes) -> bytes:
    if not recognises_gzip(data[:_HEAD]):
        return data
    _refuse_larger(data, "a compressed file", limits.FEED_BYTES)
    return inflate(data)


def _is_archive(data: bytes) -> bool:
    """Whether it is a zip, and not an office document, which is one too."""
    if not recognises_zip(data[:_HEAD]):
        return False
    _refuse_larger(data, "a zip archive", limits.ZIP_BYTES)
    return document_in(data) not in _OFFICE


def _items_of(entry: Entry) -> list[Item]:
    where = f"entry {entry.name}"
    try:
        items = _read(entry.data)
    except Refused as refused:
        return [ItemRefused(where, refused.code, refused.reason)]
    return [
        replace(item, where=f"{where}, {item.where}" if item.where else where)
        if isinstance(item, ItemRefused)
        else item
        for item in items
    ]


def _read(data: bytes, charset: str = "") -> list[Item]:
    """What one file holds. Raises `Refused`, the size before any other work."""
    if not data:
        raise Refused("empty", "It is empty.")
    head = data[:_HEAD]
    for shape, code, what in _FOREIGN:
        if shape.match(head):
            raise Refused(code, f"It is {what}.")
    if recognises_zip(head) and (document := document_in(data)) and document not in _OFFICE:
        raise Refused(
            "unsupported", f"It is a document ({document.upper()}) of a kind that is not read; save it as DOCX."
        )
    codec = codec_for(data, charset)
    head = in_utf8(head, codec, cut_off=len(data) > _HEAD)
    chosen = next(form for form in FORMATS if form.recognises(head))
    _refuse_larger(data, chosen.name, chosen.most)
    codec = codec if chosen.is_text else ""
    if chosen.budget is None:
        return list(map(storable, chosen.parse(in_utf8(data, codec))))
    return _contained(chosen, chosen.budget(len(data)), data, codec)


def _refuse_larger(data: bytes, what: str, most: int) -> None:
    if len(data) > most:
        size = limits.as_megabytes(len(data))
        raise Refused("too_large", f"It has {size}; {what} may have {limits.as_megabytes(most)}.")


def _contained(chosen: Format, budget: sandbox.Budget, data: bytes, codec: str) -> list[Item]:
    items: list[Item] = []
    try:
        found = sandbox.run(_CONTAINED, f"{chosen.kind} {codec}", data, each=from_line, budget=budget)
    except sandbox.Stopped as stopped:
        raise Refused(stopped.code, stopped.reason) from stopped
    for item in found:
        if isinstance(item, Refused):
            raise item
        items.append(item)
    return items


def _parse_text(data: bytes) -> list[Item]:
    return [parse_text(data)]


FORMATS = (
    Format(
        "pdf",
        "a PDF",
        recognises_pdf,
        limits.PDF_BYTES,
        parse_pdf,
        is_text=False,
        needs=("claims.engine.parsers.pdf_layout",),
    ),
    Format("docx", "a DOCX", recognises_docx, limits.DOCX_BYTES, parse_docx, is_text=False),
    Format(
        "html", "a web page", recognises_html, limits.HTML_BYTES, parse_html, needs=("trafilatura.core", "htmldate")
    ),
    Format("feed", "a feed", recognises_feed, limits.FEED_BYTES, parse_feed),
    Format("xml", "an XML file", recognises_xml, limits.XML_BYTES, parse_xml_file),
    Format("json", "a JSON file", recognises_json, limits.TABLE_BYTES, parse_json, budgets.many_articles),
    Format("csv", "a table", recognises_csv, limits.TABLE_BYTES, parse_csv, budgets.many_articles),
    Format("text", "a plain text", lambda head: True, limits.TEXT_BYTES, _parse_text, None),
)
"""In the order in which they are asked."""
