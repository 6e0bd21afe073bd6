"""Originals: bytes as they came, kept once; and how many are taken at all, before anything else is done with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.core.files import File
from django.db.models import BinaryField, F
from django.db.models.functions import Substr

from claims.engine.parsers import limits
from claims.engine.parsers.draft import Refused
from claims.engine.parsers.gzip_file import recognises_gzip
from claims.engine.parsers.registry import FORMATS, named, read_items
from claims.engine.parsers.zip_archive import recognises_zip
from claims.models import Article, Original
from claims.services import file_names

_DOCUMENT = b"[Content_Types].xml"
HEAD = 4096
"""How many of the first bytes say what a file is."""
_GZIP, _ZIP = "a compressed file", "a zip archive"
_PIECE = 4 * 1024 * 1024
"""How many bytes are in memory at a time when a file leaves."""


@dataclass(frozen=True, slots=True)
class Media:
    """What a file is by its first bytes. `name` is what an editor calls it; `most` is how many bytes it may have."""

    kind: str
    name: str
    most: int


def head_of(file: File) -> bytes:
    """The first bytes of an uploaded file, which is then as if nobody had looked."""
    head = file.read(HEAD)
    file.seek(0)
    return head


def media_of(head: bytes) -> Media:
    """What begins so. A zip archive is taken for a document if it begins with what only documents have."""
    if recognises_gzip(head):
        return Media("gzip", _GZIP, limits.FEED_BYTES)
    if recognises_zip(head) and _DOCUMENT not in head:
        return Media("zip", _ZIP, limits.ZIP_BYTES)
    chosen = next(form for form in FORMATS if form.recognises(head))
    return Media(chosen.kind, chosen.name, chosen.most)


def admit(*, path: str, size: int, head: bytes) -> None:
    """Raises `Refused`, unread, for more bytes than its format may have. `head` are the first `HEAD` of them."""
    media = media_of(head)
    if size <= media.most:
        return
    if media.kind == "text":
        read_items(head, name=path)  # what is no text at all is refused as that
    given, most = limits.as_megabytes(size), limits.as_megabytes(media.most)
    given = f"more than {most}" if given == most else given
    raise Refused("too_large", f"{path}: It has {given}; {media.name} may have {most}.")


def keep(content: bytes) -> Original:
    """The original with these bytes, made if nobody handed them in before."""
    original, created = Original.objects.without_content().get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={"content": content, "media_kind": media_of(content[:HEAD]).kind, "size": len(content)},
    )
    if created:
        del original.content  # it is loaded again when it is asked for: an import may bring hundreds of megabytes
    return original


def content_of(original: Original) -> bytes:
    """Its bytes, loaded now."""
    return bytes(Original.objects.values_list("content", flat=True).get(pk=original.pk))


def pieces_of(original: Original) -> Iterator[bytes]:
    """Its bytes in order, loaded a piece at a time, each when it is asked for."""
    for start in range(1, original.size + 1, _PIECE):
        piece = Substr("content", start, _PIECE, output_field=BinaryField())
        yield bytes(Original.objects.values_list(piece, flat=True).get(pk=original.pk))


@dataclass(frozen=True, slots=True)
class Kept:
    """A file, without its bytes, and a safe name for it: what it was first handed in as, else the article's title."""

    original: Original
    name: str


def of_article(article_id: UUID) -> Kept | None:
    """The file that an article was read from; None if there is none. 2 queries."""
    article = (
        Article.objects.select_related("original").defer("text", "original__content").filter(pk=article_id).first()
    )
    if article is None or article.original is None:
        return None
    handed_in = article.original.run_items.exclude(parent__original=F("original"))
    path = handed_in.order_by("created_at").values_list("path", flat=True).first()
    name = file_names.safe(path or "", otherwise=article.title, kind=article.original.media_kind)
    return Kept(article.original, name)


def words_for(kind: str) -> str:
    """What an editor calls a file of that kind."""
    archives = {"gzip": _GZIP, "zip": _ZIP}
    return archives.get(kind) or named(kind).name
