"""Small PDF and DOCX files made by hand, so that tests say what is in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

Placed = tuple[float, float, float, str]
"""Where a line of a page starts, how large its letters are, and its words."""

_PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
)


def column(
    words: Iterable[str], *, x: float = 72, top: float = 700, size: float = 10, step: float = 12
) -> list[Placed]:
    """Lines below each other; an empty one leaves half a line of space."""
    placed, y = [], top
    for line in words:
        if line:
            placed.append((x, y, size, line))
        y -= step if line else step / 2
    return placed


def made_pdf(
    pages: Sequence[Iterable[Placed]], *, info: Mapping[str, str] | None = None, picture: bool = False
) -> bytes:
    """A PDF of `pages`, letter size. With `picture`, each page draws one."""
    streams = [b"\n".join(map(_shown, page)) for page in pages]
    return pdf_of_streams(streams, info=info, picture=picture)


def pdf_of_streams(streams: Sequence[bytes], *, info: Mapping[str, str] | None = None, picture: bool = False) -> bytes:
    """A PDF whose pages are drawn by `streams`."""
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(streams)))
    drawn = " /XObject << /I 4 0 R >>" if picture else ""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        _PICTURE + b"\nstream\n\0\nendstream",
    ]
    for at, stream in enumerate(streams):
        resources = f"<< /Font << /F1 3 0 R >>{drawn} >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {resources}"
            f" /Contents {6 + 2 * at} 0 R >>".encode()
        )
        packed = zlib.compress(stream)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + packed + b"\nendstream")
    said = "".join(f" /{name} ({value})" for name, value in (info or {}).items())
    objects.append(f"<<{said} >>".encode("cp1252"))
    return _pdf_file(objects)


def _shown(placed: Placed) -> bytes:
    x, y, size, words = placed
    literal = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm (".encode() + literal + b") Tj ET"


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    out, starts = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    entries = "".join(f"{start:010} 00000 n \n" for start in starts)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}"
    return out + f"{table}trailer\n{trailer}\nstartxref\n{len(out)}\n%%EOF\n".encode()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
)
_STYLES = (
    ("Ttulo", "Title", ""),
    ("Ttulo1", "heading 1", ""),
    ("Cita", "Quote", ""),
    ("Piedefoto", "Caption", ""),
    ("HouseQuote", "House quotation", "Cita"),
    ("Loop", "Goes round", "Loop"),
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{}</cp:coreProperties>'
)


def paragraph(words: str, style: str = "", run: str = "") -> str:
    """A paragraph of a DOCX, in `style` (an id), with properties of its `run`."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:rPr>{run}</w:rPr><w:t>{escape(words)}</w:t></w:r></w:p>"


def made_docx(body: str, *, core: str = "", extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A DOCX with `body` inside `w:body`. `extra` adds parts, or replaces them."""
    styles = "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{parent}"/>' if parent else "")
        + "</w:style>"
        for key, name, parent in _STYLES
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(part="word/document.xml", kind="wordprocessingml.document"),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "docProps/core.xml": _CORE.format(core),
    }
    return zipped(parts | dict(extra or {}))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def content_types(part: str, kind: str) -> str:
    return _TYPES.format(part=part, kind=kind)
