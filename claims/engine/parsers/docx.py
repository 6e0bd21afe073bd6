"""DOCX → article. It may not trust what the file says of its author and age: those are guesses, and said to be."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.engine.parsers.assembly import assembled, with_guessed_day
from claims.engine.parsers.draft import ArticleDraft, Item, Refused
from claims.engine.parsers.layout import lay_out
from claims.engine.parsers.moments import read_moment
from claims.engine.parsers.structure import judged, of_one_article

_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}")
_NO_PERSON = re.compile(r"\b(?:user|usuario|office|microsoft|admin|windows|docx|word)\b", re.IGNORECASE)
_TITLE_WORDS = (3, 40)


def recognises_docx(head: bytes) -> bool:
    """An office document, of those zip archives that are no archive of files; a spreadsheet is refused by its name."""
    return head.startswith(b"PK\x03\x04")


def parse_docx(data: bytes) -> list[Item]:
    """The article in the document.

    Raises `Refused` with `empty`, `too_large`, `docx_malformed`, `docx_encrypted`, `docx_limits`, `unsupported` or as
    the XML gate does.
    """
    from claims.engine.parsers.docx_body import body_blocks
    from claims.engine.parsers.docx_package import Package

    package = Package(data)
    root = package.xml(package.main())
    if root is None:
        raise Refused("docx_malformed", "It has no text part; open it in a word processor and save it again.")
    laid = lay_out(of_one_article(body_blocks(root, package.xml("word/styles.xml"))))
    draft = assembled("docx", laid.text, judged(laid))
    return [_with_properties(draft, package.properties())]


def _with_properties(draft: ArticleDraft, said: dict[str, str]) -> ArticleDraft:
    """`draft` with what only the file's properties say. Templates and old copies leave other people's words there."""
    few, many = _TITLE_WORDS
    title, author = said.get("title", ""), said.get("creator", "")
    if not draft.title and few <= len(title.split()) <= many:
        draft = replace(draft, title=title, where={**draft.where, "title": "meta"})
    if not draft.byline and _PERSON.fullmatch(author) and not _NO_PERSON.search(author):
        draft = replace(
            draft,
            byline=author,
            where={**draft.where, "byline": "guess"},
            warnings=(*draft.warnings, "The byline is a guess: it is who made the file."),
        )
    made_on = read_moment(said.get("created", "")).day
    return with_guessed_day(draft, made_on, "it is the day on which the file was made")
