"""File names: under what name a file leaves. Content decides what it is, so its extension follows from that alone."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

_EXTENSIONS = {
    "pdf": (".pdf",),
    "docx": (".docx",),
    "html": (".html", ".htm", ".xhtml"),
    "feed": (".xml", ".rss", ".atom", ".rdf", ".json"),
    "xml": (".xml", ".nitf", ".newsml"),
    "json": (".json", ".jsonl", ".ndjson"),
    "csv": (".csv", ".tsv"),
    "text": (".txt", ".text", ".md"),
    "gzip": (".gz",),
    "zip": (".zip",),
}
"""What a file of each kind may be called; the first where its name says something else."""
_UNKNOWN = (".bin",)
_LONGEST = 60
"""Characters before the extension. In any script and with it they stay below the 255 bytes that file systems take."""
_SEPARATORS = re.compile(r"[/\\]")
_RESERVED = re.compile(r'[<>:"|?*%]')
_INVISIBLE = ("C", "Zl", "Zp")
"""Control characters, marks that turn the direction of writing, and what is no character at all."""


def safe(path: str, *, otherwise: str, kind: str) -> str:
    """The last part of `path`, a file's or an address, as a name that no system stumbles over; else of `otherwise`."""
    allowed = _EXTENSIONS.get(kind, _UNKNOWN)
    name = _clean(_last_part(path)) or _clean(_SEPARATORS.sub(" ", otherwise)) or "original"
    extension = next((one for one in allowed if name.lower().endswith(one)), "")
    stem = name[: len(name) - len(extension)]
    return f"{stem[:_LONGEST].rstrip(' .') or 'original'}{extension or allowed[0]}"


def _last_part(path: str) -> str:
    if "://" in path:
        try:
            path = unquote(urlsplit(path).path)
        except ValueError:
            return ""
    return _SEPARATORS.split(path.rstrip("/\\"))[-1]


def _clean(name: str) -> str:
    """On one line, without what is reserved or cannot be seen; not hidden and not going up."""
    seen = "".join(" " if unicodedata.category(one).startswith(_INVISIBLE) else one for one in name)
    return " ".join(_RESERVED.sub(" ", seen).split()).strip(" .")
