"""PDF → article. It may not look at pictures: a scanned page is named as one, not read."""

from __future__ import annotations

from dataclasses import replace

from claims.engine.parsers.assembly import assembled, with_guessed_day
from claims.engine.parsers.draft import ArticleDraft, Item, Refused
from claims.engine.parsers.layout import lay_out
from claims.engine.parsers.structure import judged, of_one_article
from claims.engine.text import word_set

_LETTERS_ON_A_PAGE = 25
"""A page with fewer has no text worth the name: a scanner's stamp, a page number."""
_PAGES_NAMED = 10
_NOT_A_TITLE = word_set("microsoft untitled anonymous document documento .doc .docx .indd .qxp .pdf .html www. http")
_TITLE_WORDS = (3, 40)


def recognises_pdf(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf\0 \t\r\n\f").startswith(b"%PDF-")


def parse_pdf(data: bytes) -> list[Item]:
    """The article on the pages, as one.

    Raises `Refused` with `pdf_scanned`, `empty`, `too_large` or what `read_pages` does.
    """
    from claims.engine.parsers.pdf_layout import blocks_of
    from claims.engine.parsers.pdf_pages import read_pages

    printed = read_pages(data)
    unread = [
        number
        for number, page in enumerate(printed.pages, 1)
        if page.has_picture and sum(len(line.words) for line in page.lines) < _LETTERS_ON_A_PAGE
    ]
    damaged = [number for number, page in enumerate(printed.pages, 1) if page.damaged]
    if unread and len(unread) + len(damaged) == len(printed.pages):
        raise Refused("pdf_scanned", "It holds pictures of text, as a scanner makes; run text recognition (OCR) first.")
    if damaged and len(damaged) == len(printed.pages):
        raise Refused("pdf_malformed", "Its pages are damaged; open it in a PDF viewer and save it again.")
    laid = lay_out(of_one_article(blocks_of(printed.pages)))
    draft = _titled(assembled("pdf", laid.text, judged(laid)), printed.title)
    draft = with_guessed_day(draft, printed.made_on, "it is the day on which the PDF was made")
    return [replace(draft, warnings=draft.warnings + _left_out(unread, damaged))]


def _titled(draft: ArticleDraft, title: str) -> ArticleDraft:
    """`draft` under the PDF's own title where its pages name none. Many programs leave a file's name there."""
    few, many = _TITLE_WORDS
    low = title.lower()
    if draft.title or not few <= len(title.split()) <= many or any(mark in low for mark in _NOT_A_TITLE):
        return draft
    return replace(draft, title=title, where={**draft.where, "title": "meta"})


def _left_out(unread: list[int], damaged: list[int]) -> tuple[str, ...]:
    said: tuple[str, ...] = ()
    for numbers, why in ((unread, "only pictures and were not read"), (damaged, "damage and were left out")):
        if numbers:
            named = ", ".join(map(str, numbers[:_PAGES_NAMED])) + (" …" if len(numbers) > _PAGES_NAMED else "")
            said += (f"Some pages hold {why}: {named}.",)
    return said
