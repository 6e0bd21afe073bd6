"""Unpack: what an item of an import is made of. A file is read, contained; if it holds many things, each is an item.

Stage: between the queue and `ingest.store`. It writes only originals; what it found is written with its item's result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from claims.engine.parsers.carry import from_line, to_line
from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, LinkFound, Refused
from claims.engine.parsers.registry import read_items
from claims.engine.parsers.zip_archive import document_in, entries_of, recognises_zip
from claims.fetch import NotFetched
from claims.models import ItemState, Original, RunItem, User
from claims.services import fetching, ingest, originals
from claims.services.outcomes import Outcome, refused

LARGE = 256 * 1024
"""Bytes from which reading a file may take longer than a lease."""
_LINK_ONLY = "only a link stands here; it can be fetched."
_URL_LONGEST = 2000


def is_large(item: RunItem) -> bool:
    """Whether it is a file that may take long to read."""
    if item.draft or item.original is None:
        return False
    return (item.original.size if item.content is None else len(item.content)) > LARGE


def work(*, item: RunItem, by: User | None, at: datetime) -> Outcome:
    """Sees one item through: fetches it, opens it, or stores the article that it is. Safe to be done again."""
    if item.code:
        return refused(item.code, item.message)  # whoever queued it knew that it cannot be used
    try:
        if item.draft:
            draft = from_line(item.draft.encode())
            return _store(item, draft, by=by, at=at) if isinstance(draft, ArticleDraft) else _gone()
        if item.content is not None:
            return _opened(item, bytes(item.content), by=by, at=at)
        if item.original is None and item.url:
            item.original = _fetched(item)
        if item.original is None:
            return _gone()
        return _opened(item, originals.content_of(item.original), by=by, at=at)
    except Refused as refusal:
        return refused(refusal.code, refusal.reason)
    except NotFetched as failure:
        return refused(failure.code, f"{item.path}: {failure.reason}")


def _gone() -> Outcome:
    return refused("gone", "Its bytes are not there any more. Hand it in anew.")


def _fetched(item: RunItem) -> Original:
    """What stands at the item's address now. Kept by itself, so that it is not asked for twice."""
    answer = fetching.ask(item.url)
    original = originals.keep(answer.body)
    item.url, item.original, item.charset = answer.url[:_URL_LONGEST], original, answer.charset
    item.save(update_fields=["url", "original", "charset"])
    return original


def _opened(item: RunItem, content: bytes, *, by: User | None, at: datetime) -> Outcome:
    """The article, where the file is one; else the file as opened, with the items found in it."""
    if recognises_zip(content[: originals.HEAD]) and not document_in(content):
        return Outcome(ItemState.OPENED, found=tuple(_entries(item, content)))
    items = read_items(content, name=item.path, charset=item.charset)
    if len(items) == 1 and not isinstance(items[0], LinkFound):
        only = items[0]
        return _refused(item, only) if isinstance(only, ItemRefused) else _store(item, only, by=by, at=at)
    return Outcome(ItemState.OPENED, found=tuple(_children(item, items)))


def _store(item: RunItem, draft: Item, *, by: User | None, at: datetime) -> Outcome:
    assert isinstance(draft, ArticleDraft)
    return ingest.store(
        draft=draft,
        original=item.original,
        where=_place(item),
        fetched_from=_fetched_from(item),
        is_page=bool(item.url),
        check_first=bool(item.run_id) and item.run.check_first,
        by=by,
        at=at,
    )


def _fetched_from(item: RunItem) -> str:
    """The address that an item came from: its own, its file's or its feed's; `""` where somebody handed it in."""
    feed = item.run.feed if item.run_id else None
    return item.url or (item.parent.url if item.parent else "") or (feed.url if feed else "")


def _place(item: RunItem) -> str:
    """Where in its original an item stands: a page that was fetched is its own original."""
    return "" if item.url else item.where


def _refused(item: RunItem, found: ItemRefused) -> Outcome:
    return refused(found.code, _message(item.path, found.where, found.reason))


def _message(path: str, where: str, reason: str) -> str:
    return f"{path}, {where}: {reason}" if where else f"{path}: {reason}"


def _entries(item: RunItem, content: bytes) -> Iterator[RunItem]:
    """The files of an archive, each with its bytes: what it is, its content decides when it is worked on."""
    try:
        archive = entries_of(content)
    except Refused as refusal:
        raise Refused(refusal.code, f"{item.path}: {refusal.reason}") from refusal
    for entry in archive:
        if isinstance(entry, ItemRefused):
            name = entry.where.removeprefix("entry ")
            found = _child(item, f"{item.path}/{name}", entry.where)
            _unusable(found, entry.code, f"{found.path}: {entry.reason}")
        else:
            found = _child(item, f"{item.path}/{entry.name}", f"entry {entry.name}")
            found.content, found.follow = entry.data, item.follow
        yield found


def _children(item: RunItem, items: Iterable[Item]) -> Iterator[RunItem]:
    for number, one in enumerate(items, start=1):
        where = one.where if isinstance(one, ItemRefused) and one.where else f"item {number}"
        outer = _place(item)
        found = _child(item, item.path, f"{outer}, {where}" if outer else where)
        if isinstance(one, ArticleDraft):
            found.draft = to_line(one)
        elif isinstance(one, ItemRefused):
            _unusable(found, one.code, _message(item.path, where, one.reason))
        else:
            _link(found, one, follow=item.follow)
        yield found


def _link(found: RunItem, link: LinkFound, *, follow: bool) -> None:
    """A link is listed for somebody to fetch or, if asked for, fetched: it alone, and no links in what it leads to."""
    if len(link.url) > _URL_LONGEST:
        _unusable(found, "bad_url", f"{found.path}, {found.where}: The link is too long to be one.")
        return
    found.original, found.url = None, link.url
    if follow:
        found.path = link.url[:1000]
    else:
        named = f"“{link.title}”" if link.title else link.url
        found.code, found.message = "link_only", f"{found.path}, {found.where}: {named}: {_LINK_ONLY}"


def _child(item: RunItem, path: str, where: str) -> RunItem:
    return RunItem(parent=item, path=path[:1000], where=where[:1000], original=item.original)


def _unusable(found: RunItem, code: str, message: str) -> None:
    """It has nothing of its own that could be tried again."""
    found.original, found.code, found.message = None, code, message
