"""Which parser reads which bytes, what a wrapping changes, and how whole files and single items are refused."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable

import pytest

from claims.engine.parsers import (
    FORMATS,
    ArticleDraft,
    ItemRefused,
    LinkFound,
    Refused,
    item_as_dict,
    limits,
    parse,
    read_files,
    read_items,
)
from claims.engine.parsers.carry import from_line, to_line
from claims.engine.parsers.registry import named
from claims.engine.text import Segment, SegmentKind, Span
from tests.engine.parsers.made import column, content_types, made_docx, made_pdf, paragraph, zipped

TITLE = "Harbour board puts off the ferry vote"
FIRST = "The harbour board put off its vote on the new ferry terminal for the third time on Friday, it said."
SECOND = "The chair, Tom Okafor, said that the town would not be left with the bill for any of the ships."
TEXT = f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n"
HTML = f"<!doctype html><html><body><article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
NITF = (
    f"<nitf><body><body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head>"
    f"<body.content><p>{FIRST}</p><p>{SECOND}</p></body.content></body></nitf>"
)
G2 = (
    '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1">'
    f"<contentMeta><headline>{TITLE}</headline></contentMeta><contentSet>"
    f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML></contentSet></newsItem>'
)
RSS = (
    '<rss version="2.0"><channel><title>Post</title><link>https://post.example/</link>'
    f"<item><title>{TITLE}</title><link>https://post.example/1</link></item></channel></rss>"
)
RECORD = json.dumps({"title": TITLE, "text": f"{FIRST}\n\n{SECOND}"})
CSV = f'title,text\n{TITLE},"{FIRST}\n\n{SECOND}"\n'
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Post",
        "items": [{"id": "1", "url": "https://post.example/1", "title": TITLE}],
    }
)

FILES: dict[str, bytes] = {
    "text": TEXT.encode(),
    "html": HTML.encode(),
    "nitf": NITF.encode(),
    "newsml-g2": G2.encode("utf-16"),
    "json": f"[{RECORD}]".encode(),
    "jsonl": f"{RECORD}\n{RECORD}\n".encode(),
    "csv": CSV.encode(),
    "pdf": made_pdf([[(72, 740, 22, TITLE), *column([FIRST, "", SECOND])]]),
    "docx": made_docx(paragraph(TITLE, "Ttulo") + paragraph(FIRST) + paragraph(SECOND)),
}


def str_only(value: bytes | str) -> str:
    """The name of a case: pytest would spell out megabytes otherwise."""
    return value if isinstance(value, str) else "bytes"


def refusal(data: bytes, read: Callable[..., object] = read_items) -> Refused:
    with pytest.raises(Refused) as caught:
        read(data, name="notes.txt")
    assert caught.value.reason.startswith("notes.txt")
    assert "\n" not in caught.value.reason
    return caught.value


@pytest.mark.parametrize("kind", FILES)
def test_content_decides_which_parser_reads(kind: str) -> None:
    draft = read_items(FILES[kind], name="wrong.name")[0]
    assert isinstance(draft, ArticleDraft)
    assert draft.kind.startswith(kind.split("-")[0])
    assert (draft.title, draft.language) == (TITLE, "en")
    assert [part.span.of(draft.text) for part in draft.segments if part.kind is SegmentKind.PARAGRAPH] == [
        FIRST,
        SECOND,
    ]
    assert draft.where["title"]


@pytest.mark.parametrize("data", [RSS, JSON_FEED])
def test_a_feed_without_texts_holds_links(data: str) -> None:
    [link] = read_items(data.encode(), name="feed")
    assert link == LinkFound("https://post.example/1", title=TITLE, guid=link.guid)
    assert refusal(data.encode(), parse).code == "link_only"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "binary"),
        (b"Rar!\x1a\x07" + b"\0" * 50, "binary"),
        (b"\x7fELF\x02\x01" + b"\0" * 50, "binary"),
        (b"{\\rtf1\\ansi Hello}", "unsupported"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "unsupported"),
        (b"<?xml version='1.0'?><svg/>", "unsupported"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf_malformed"),
        (b"PK\x03\x04" + b"\0" * 40, "zip_corrupt"),
        (HTML.encode().replace(b"article", b"nav"), "no_article"),
        (b"{}", "no_text"),
        (b"%PDF-" + b"x" * limits.PDF_BYTES, "too_large"),
        (b"<html>" + b"x" * limits.HTML_BYTES, "too_large"),
        (b"PK\x03\x04" + b"x" * limits.ZIP_BYTES, "too_large"),
        (
            made_docx("", extra={"[Content_Types].xml": content_types("xl/workbook.xml", "spreadsheetml.sheet")}),
            "unsupported",
        ),
        (zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<c/>"}), "unsupported"),
    ],
    ids=str_only,
)
def test_refusals_have_a_code_and_name_the_file(data: bytes, code: str) -> None:
    assert refusal(data).code == code


def test_too_large_says_both_sizes_and_what_it_is() -> None:
    reason = refusal(b"<html>".ljust(5 * 1024 * 1024, b"x")).reason
    assert reason == "notes.txt: It has 5 MB; a web page may have 3 MB."


@pytest.mark.parametrize("kind", FILES)
def test_gzip_is_as_if_it_were_not_there(kind: str) -> None:
    assert read_items(gzip.compress(FILES[kind]), name="x.gz") == read_items(FILES[kind], name="x")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (gzip.compress(b"x" * (21 * 1024 * 1024)), "too_large"),
        (gzip.compress(gzip.compress(TEXT.encode())), "gzip_nested"),
        (gzip.compress(TEXT.encode())[:-9], "gzip_corrupt"),
        (b"\x1f\x8b\x08\x00" + b"\xff" * 60, "gzip_corrupt"),
        (gzip.compress(TEXT.encode()) * 2, "gzip_many"),
        (gzip.compress(b"WARC/1.0\r\n"), "unsupported"),
        (gzip.compress(b""), "empty"),
        (b"\x1f\x8b" + b"x" * limits.FEED_BYTES, "too_large"),
    ],
    ids=str_only,
)
def test_what_gzip_can_get_wrong(data: bytes, code: str) -> None:
    assert refusal(data).code == code


def test_an_archive_is_read_file_by_file() -> None:
    archive = zipped(
        {
            "2024/a.txt": FILES["text"],
            "2024/b.docx": FILES["docx"],
            "c.csv": f"{CSV}No text here,\n",
            "d.pdf": b"%PDF-1.7 no more",
            "feed.xml": RSS,
            ".DS_Store": b"\0",
        }
    )
    found = list(read_files(archive, name="year.zip"))
    assert [(path, type(item).__name__) for path, item in found] == [
        ("year.zip/2024/a.txt", "ArticleDraft"),
        ("year.zip/2024/b.docx", "ArticleDraft"),
        ("year.zip/c.csv", "ArticleDraft"),
        ("year.zip/c.csv", "ItemRefused"),
        ("year.zip/d.pdf", "ItemRefused"),
        ("year.zip/feed.xml", "LinkFound"),
    ]
    refused = [item for _, item in found if isinstance(item, ItemRefused)]
    assert [(item.where.split(",")[0], item.code) for item in refused] == [
        ("entry c.csv", "no_text"),
        ("entry d.pdf", "pdf_malformed"),
    ]
    assert len(parse(archive, name="year.zip")) == 3


def test_an_archive_with_nothing_usable_says_why_for_each() -> None:
    archive = zipped({"a.txt": b"\0\1\2\3" * 99, "inner.zip": zipped({"b.txt": TEXT})})
    assert [item.code for item in read_items(archive, name="x.zip") if isinstance(item, ItemRefused)] == [
        "binary",
        "zip_nested",
    ]
    refused = refusal(archive, parse)
    assert (refused.code, "entry a.txt" in refused.reason) == ("binary", True)


def test_a_document_with_its_parts_in_any_order_is_no_archive() -> None:
    document = made_docx(paragraph(FIRST))
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    turned = zipped({"customXml/item1.xml": "<x/>"} | dict(reversed(parts.items())))
    assert read_items(turned, name="x") == read_items(document, name="x")


def test_every_format_but_plain_text_is_contained() -> None:
    assert [form.kind for form in FORMATS if form.budget is None] == ["text"]
    assert FORMATS[-1].kind == "text"
    assert len({form.kind for form in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize(
    "item",
    [
        ArticleDraft(
            "html",
            "Café ☂\n\nTwo",
            (Segment(SegmentKind.HEADLINE, Span(0, 6), "es"), Segment(SegmentKind.PARAGRAPH, Span(8, 11))),
            title="Café ☂",
            warnings=("One.", "Two."),
            where={"title": "meta"},
            status="withheld",
        ),
        LinkFound("https://post.example/1", title="“T”", updated="2024-05-03T10:00:00Z"),
        ItemRefused("line 3", "no_text", "It has no text.", title="T"),
    ],
)
def test_items_cross_processes_unchanged(item: ArticleDraft | LinkFound | ItemRefused) -> None:
    line = to_line(item)
    assert "\n" not in line
    assert from_line(line.encode()) == item


def test_a_refusal_crosses_as_well() -> None:
    crossed = from_line(to_line(Refused("empty", "It is empty.")).encode())
    assert isinstance(crossed, Refused)
    assert (crossed.code, crossed.reason) == ("empty", "It is empty.")


def test_links_and_refused_items_are_printed_with_the_same_keys() -> None:
    [draft] = read_items(TEXT.encode(), name="x")
    link = LinkFound("https://post.example/1", title=TITLE, guid="g", published="2024-05-03")
    refused = ItemRefused("line 3", "no_text", "It has no text.", title="T")
    printed = [item_as_dict(item, "x") for item in (draft, link, refused)]
    assert len({tuple(record) for record in printed}) == 1
    assert [record["refused"] for record in printed] == [None, "link_only", "no_text"]
    assert [printed[1][key] for key in ("url", "title", "guid", "published")] == [link.url, TITLE, "g", "2024-05-03"]
    assert printed[2]["warnings"] == ["line 3: It has no text."]


@pytest.mark.parametrize(("megabytes", "seconds"), [(0, 8), (2, 8), (5, 15), (20, 60)])
def test_a_file_of_many_articles_may_take_time_in_proportion(megabytes: int, seconds: int) -> None:
    """A small file that takes long is an attack."""
    for kind in ("json", "csv"):
        budget = named(kind).budget
        assert budget is not None
        assert budget(megabytes << 20).cpu_seconds == seconds
        assert budget(megabytes << 20).wall_seconds > seconds


def test_other_files_have_the_time_of_one_article() -> None:
    assert {
        form.budget(form.most).cpu_seconds for form in FORMATS if form.budget and form.kind not in ("json", "csv")
    } == {8}
