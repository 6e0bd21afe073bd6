"""Articles in every format that is read, besides web pages. Each function makes one file of some of them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from xml.sax.saxutils import escape

from scripts.bench.articles import Report, report
from scripts.bench.pages import page


def samples(scale: float = 1.0) -> dict[str, tuple[list[bytes], int]]:
    """Format → its files, and how many articles they hold. `scale` makes more or fewer of them."""
    made: dict[str, tuple[list[bytes], int]] = {}
    count = max(1, round(40 * scale))
    made["html"] = [page(number) for number in range(1, count + 1)], count
    for kind, (make, files, each) in _MAKERS.items():
        files, each = max(1, round(files * scale)), max(1, round(each * min(1.0, scale)))
        numbers = range(1, files * each + 1)
        made[kind] = [make([report(at) for at in numbers[start::files]]) for start in range(files)], files * each
    return made


def _plain(told: Sequence[Report]) -> bytes:
    return told[0].text.encode()


def _feed(told: Sequence[Report]) -> bytes:
    entries = "".join(
        f"<item><title>{escape(one.headline)}</title><link>https://news.example/{one.number}</link>"
        f"<guid>{guid(one)}</guid><pubDate>Wed, 01 May 2024 08:00:00 GMT</pubDate><content:encoded><![CDATA["
        f"{''.join(f'<p>{escape(words)}</p>' for words in one.paragraphs)}]]></content:encoded></item>"
        for one in told
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Meridian</title><link>https://news.example/</link>{entries}</channel></rss>"
    ).encode()


def _nitf(told: Sequence[Report]) -> bytes:
    [one] = told
    text = "".join(f"<p>{escape(words)}</p>" for words in one.paragraphs)
    title = escape(one.headline)
    about = f'<doc-id id-string="{guid(one)}"/><date.issue norm="20240501T080000Z"/>'
    return (
        f'<?xml version="1.0"?><nitf><head><title>{title}</title><docdata>{about}</docdata></head><body><body.head>'
        f"<hedline><hl1>{title}</hl1></hedline></body.head><body.content>{text}</body.content></body></nitf>"
    ).encode()


def _ninjs(told: Sequence[Report]) -> bytes:
    [one] = told
    html = "".join(f"<p>{escape(words)}</p>" for words in one.paragraphs)
    item = {"uri": guid(one), "type": "text", "headline": one.headline, "body_xhtml": html, "language": "en"}
    return json.dumps(item).encode()


def lines(told: Sequence[Report]) -> bytes:
    """JSON, an article a line."""
    rows = (
        {"guid": guid(one), "title": one.headline, "text": "\n\n".join(one.paragraphs), "date": one.day} for one in told
    )
    return "\n".join(map(json.dumps, rows)).encode()


def guid(one: Report) -> str:
    return f"urn:newsml:meridian.example:{one.day}:{one.number}"


def _table(told: Sequence[Report]) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(("title", "text", "date"))
    rows.writerows((one.headline, "\n\n".join(one.paragraphs), one.day) for one in told)
    return out.getvalue().encode()


def _docx(told: Sequence[Report]) -> bytes:
    [one] = told
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = "".join(f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>" for words in (one.headline, *one.paragraphs))
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document'
        '.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{namespace}"><w:body>{text}</w:body></w:document>')
    return out.getvalue()


def _pdf(told: Sequence[Report]) -> bytes:
    """A page of letters after another, in one column; 50 lines each."""
    lines = [line for words in (told[0].headline, *told[0].paragraphs) for line in (*wrap(words, 90), "")]
    pages = [lines[at : at + 50] for at in range(0, len(lines), 50)]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, some in enumerate(pages):
        drawn = b"\n".join(_drawn(some))
        resources = f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {resources} >>".encode())
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n".encode() + drawn + b"\nendstream")
    return _numbered(objects)


def _drawn(lines: Sequence[str]) -> Iterator[bytes]:
    for at, line in enumerate(lines):
        shown = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
        yield f"BT /F1 11 Tf 1 0 0 1 60 {740 - 13 * at} Tm (".encode() + shown + b") Tj ET"


def _numbered(objects: Sequence[bytes]) -> bytes:
    out, starts = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    size, rows = len(objects) + 1, "".join(f"{start:010} 00000 n \n" for start in starts)
    table = f"xref\n0 {size}\n0000000000 65535 f \n{rows}"
    return out + f"{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()


_MAKERS: dict[str, tuple[Callable[[Sequence[Report]], bytes], int, int]] = {
    "feed": (_feed, 5, 20),
    "xml": (_nitf, 40, 1),
    "json": (_ninjs, 40, 1),
    "jsonl": (lines, 1, 200),
    "csv": (_table, 1, 200),
    "docx": (_docx, 20, 1),
    "pdf": (_pdf, 20, 1),
    "text": (_plain, 40, 1),
}
"""Format → how a file of it is made, how many files, and of how many articles each."""
