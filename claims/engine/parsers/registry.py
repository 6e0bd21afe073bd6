"""Which parser reads which bytes. Content decides; the file's name is only for messages.

To add a format: write a module with one function from bytes to drafts, and add one `Format` to `FORMATS`, before plain
text, which takes whatever is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from claims.engine.parsers import limits
from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.plain import parse_plain

_HEAD = 512
_FOREIGN = (
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb"PK(?:\x03\x04|\x05\x06)"), "a zip archive or an office document"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old office document"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", re.DOTALL), "a picture"),
    (re.compile(rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!"), "a compressed file"),
    (re.compile(rb"\x7fELF|MZ.\x00|\xca\xfe\xba\xbe", re.DOTALL), "a program"),
)
_MARKUP = (
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE), "a web page"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b", re.IGNORECASE), "XML"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*\"|\[\s*[\[{])"), "JSON"),
    (re.compile(rb"\{\\rtf"), "rich text"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """One way an article can arrive. `recognises` sees the first bytes only; `most` is the size it takes."""

    kind: str
    recognises: Callable[[bytes], bool]
    most: int
    parse: Callable[[bytes], list[ArticleDraft]]


FORMATS = (Format("text", lambda head: True, limits.TEXT_BYTES, lambda data: [parse_plain(data)]),)


def parse(data: bytes, *, name: str) -> list[ArticleDraft]:
    """The articles in `data`. `name` is what an editor calls it.

    Raises `Refused` with `empty`, `binary`, `unsupported`, `too_large` or `encoding`, the size before any other work.
    """
    head = data[:_HEAD]
    if not data:
        raise Refused("empty", f"{name} is empty.")
    _refuse_foreign(head, name)
    chosen = next(form for form in FORMATS if form.recognises(head))
    if len(data) > chosen.most:
        size, most = limits.as_megabytes(len(data)), limits.as_megabytes(chosen.most)
        raise Refused("too_large", f"{name} has {size}; a {chosen.kind} article may have {most}.")
    try:
        return chosen.parse(data)
    except Refused as refused:
        raise Refused(refused.code, f"{name}: {refused.reason}") from refused


def _refuse_foreign(head: bytes, name: str) -> None:
    """What is plainly something else gets its own name in the message, instead of being stored as gibberish."""
    for code, shapes in (("binary", _FOREIGN), ("unsupported", _MARKUP)):
        for shape, what in shapes:
            if shape.match(head):
                raise Refused(code, f"{name} is {what}, which cannot be read as text.")
