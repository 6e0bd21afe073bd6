"""The bytes of a PDF → the lines on its pages, with where they stand and how large. The one user of pypdf.

Runs in the contained process only: a page description is a program, and pypdf runs it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from pypdf.generic import PdfObject

from claims.engine.parsers import limits
from claims.engine.parsers.draft import Refused

_UNPACKED = 16 * 1024 * 1024
"""What one stream may unpack to. A page full of text has a hundredth of this; pictures are never unpacked."""
_DRAWN = 100
"""How many of the things that a page draws are looked at for a picture."""
_MALFORMED = "It is damaged or no PDF at all; open it in a PDF viewer and save it again."


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed: its words, where it starts in points from the page's lower left, and its letters' size."""

    words: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Line, ...]
    height: float
    has_picture: bool
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A whole PDF. `title` and `made_on` are what it says of itself; the latter is an EDTF day or `""`."""

    pages: tuple[Page, ...]
    title: str = ""
    made_on: str = ""


def read_pages(data: bytes) -> Printed:
    """Raises `Refused` with `pdf_encrypted`, `too_many_pages`, `pdf_limits` or `pdf_malformed`."""
    with _refusals(), _limited():
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileNotDecryptedError
        count = len(reader.pages)
        if count > limits.PDF_PAGES:
            raise Refused("too_many_pages", f"It has {count:,} pages; a PDF may have {limits.PDF_PAGES}.")
        pages = tuple(_page(page) for page in reader.pages)
        return Printed(pages, *_about(reader))


def _limited() -> Any:
    return apply_configuration(
        zlib_maximum_output_length=_UNPACKED,
        lzw_maximum_output_length=_UNPACKED,
        run_length_maximum_output_length=_UNPACKED,
        array_based_stream_maximum_output_length=_UNPACKED,
        maximum_declared_stream_length=limits.PDF_BYTES,
        jbig2dec_binary=None,
    )


@contextmanager
def _refusals() -> Iterator[None]:
    """pypdf says itself that a broken file may raise anything; memory that runs out is for the sandbox to judge."""
    try:
        yield
    except (Refused, MemoryError):
        raise
    except LimitReachedError as error:
        raise Refused("pdf_limits", "It unpacks to far more than pages of text hold.") from error
    except (FileNotDecryptedError, DependencyError) as error:
        raise Refused("pdf_encrypted", "It is locked with a password; save it without one.") from error
    except Exception as error:
        raise Refused("pdf_malformed", _MALFORMED) from error


def _page(page: PageObject) -> Page:
    """One damaged page does not lose the others; a page that is a bomb does."""
    pieces: list[_Piece] = []
    try:
        page.extract_text(orientations=(0,), visitor_text=lambda *piece: pieces.append(_piece(*piece)))
        height, has_picture = float(page.mediabox.height), _has_picture(page)
    except (LimitReachedError, FileNotDecryptedError, DependencyError, MemoryError):
        raise
    except Exception:
        return Page((), 0.0, has_picture=False, damaged=True)
    return Page(tuple(_lines(pieces)), height, has_picture)


class _Piece(NamedTuple):
    """A stretch of text as pypdf hands it over, line ends included."""

    text: str
    x: float
    y: float
    size: float


def _piece(text: str, outer: Sequence[float], inner: Sequence[float], font: object, size: float) -> _Piece:
    """The place is the inner matrix's origin seen through the outer; letters may be mirrored or turned in either."""
    a, b, c, d, e, f = map(float, outer)
    x, y = float(inner[4]), float(inner[5])
    stretch = abs(float(inner[3]) * d or float(inner[2]) * b)
    return _Piece(text, a * x + c * y + e, b * x + d * y + f, float(size) * stretch)


def _lines(pieces: Iterable[_Piece]) -> Iterator[Line]:
    words, first = "", None
    for piece in pieces:
        for number, part in enumerate(piece.text.split("\n")):
            if number and first is not None:
                yield Line(" ".join(words.split()), first.x, first.y, first.size)
                words, first = "", None
            words += part
            first = first or (piece if part.strip() else None)
    if first is not None:
        yield Line(" ".join(words.split()), first.x, first.y, first.size)


def _has_picture(page: PageObject) -> bool:
    drawn = _part(_part(page, "/Resources"), "/XObject")
    return any(_part(drawn, name).get("/Subtype") == "/Image" for name in list(drawn)[:_DRAWN])


def _part(of: dict[str, Any], name: str) -> dict[str, Any]:
    """A dictionary inside another, fetched where it is only named; empty where it is none."""
    part = of.get(name)
    found = part.get_object() if isinstance(part, PdfObject) else None
    return found if isinstance(found, dict) else {}


def _about(reader: PdfReader) -> tuple[str, str]:
    """What the PDF says of itself, which nothing rests on: broken fields are left out."""
    title = made_on = ""
    with suppress(Exception):
        title = " ".join(str(reader.metadata.title or "").split()) if reader.metadata else ""
    with suppress(Exception):
        moment = reader.metadata.creation_date if reader.metadata else None
        made_on = moment.date().isoformat() if moment else ""
    return title, made_on
