"""Feed entries: which of them are new or have changed, and which become items of an import now.

Stage: within a poll. Called inside the transaction that writes the poll down; asks no site for anything.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Q, QuerySet

from claims.engine import urls
from claims.engine.parsers import ArticleDraft, Item, ItemRefused, LinkFound
from claims.engine.parsers.carry import to_line
from claims.engine.parsers.feeds import Feed as ReadFeed
from claims.fetch import TEMPORARY
from claims.models import Feed, FeedEntry, ItemState, Run, RunItem, RunKind
from claims.services import audit, originals

PAGES_AT_ONCE = 30
"""How many pages a poll has fetched for one feed. What is left is fetched with the next polls, newest first."""
MOST_TRIES = 3


@dataclass(slots=True)
class Noted:
    """What a poll makes of a feed's entries. `ready` are those that need no page, with the items they become."""

    new: int = 0
    changed: int = 0
    ready: list[tuple[FeedEntry, RunItem]] = field(default_factory=list)

    @property
    def in_words(self) -> str:
        if not self.new and not self.changed:
            return "Nothing new."
        parts = [f"{self.new:,} new" if self.new else "", f"{self.changed:,} changed" if self.changed else ""]
        total = self.new + self.changed
        return f"{' and '.join(filter(None, parts))} {'entry' if total == 1 else 'entries'}."


def note(feed: Feed, read: ReadFeed | None, body: bytes, *, at: datetime) -> Noted:
    """Writes down the entries that are new or have changed. `read` is None where the feed is as it was."""
    noted = Noted()
    if read is None:
        return noted
    stated = _by_key(read)
    known = {entry.key: entry for entry in feed.entries.filter(key__in=stated)}
    for position, (key, found) in enumerate(stated.items()):
        entry = known.get(key)
        if entry is None:
            noted.new += 1
            entry = FeedEntry(feed=feed, key=key)
        elif _has_changed(entry, found):
            noted.changed += 1
        else:
            continue
        _describe(entry, found, position, at)
        entry.save()
        if not entry.waiting:
            noted.ready.append((entry, _item(feed, found, position)))
    _keep_original(noted, body)
    return noted


def queue(feed: Feed, noted: Noted, *, at: datetime) -> Run | None:
    """An import of what is ready and of the pages whose turn it is, if there is any."""
    pages = [(entry, _page(entry)) for entry in _to_ask_for(feed)[:PAGES_AT_ONCE]]
    chosen = [*noted.ready, *pages]
    if not chosen:
        return None
    run = Run.objects.create(kind=RunKind.IMPORT, feed=feed, total=len(chosen))
    for position, (_, item) in enumerate(chosen):
        item.run, item.position = run, position
    RunItem.objects.bulk_create([item for _, item in chosen], batch_size=100)
    for entry, item in chosen:
        entry.item = item
    for entry, _ in pages:
        entry.waiting, entry.tries = False, entry.tries + 1
    FeedEntry.objects.bulk_update([entry for entry, _ in chosen], ["item", "waiting", "tries"], batch_size=100)
    audit.record("run.started", run, by=None, at=at, after={"kind": run.kind, "total": run.total, "feed": str(feed)})
    return run


def _to_ask_for(feed: Feed) -> QuerySet[FeedEntry]:
    """Entries whose page was not asked for yet, or did not come for a reason that may pass."""
    passing = Q(item__state=ItemState.FAILED) | Q(item__state=ItemState.REFUSED, item__code__in=TEMPORARY)
    again = passing & Q(tries__lt=MOST_TRIES) & ~Q(url="")
    return feed.entries.filter(Q(waiting=True) | again).select_related("item").defer("item__content", "item__draft")


def _by_key(read: ReadFeed) -> dict[str, Item]:
    """Each entry once: of two with the same name the first, which is the newer one."""
    found: dict[str, Item] = {}
    for item in read.items:
        found.setdefault(_key(item), item)
    return found


def _key(item: Item) -> str:
    if isinstance(item, ItemRefused):
        name = f"refused {item.code} {item.title}"  # where it stands changes with every newer entry
    elif item.guid:
        name = f"guid {item.guid}"
    else:
        name = f"link {_canonical(item.url)}" if item.url else f"text {_digest(_words(item))}"
    return _digest(name)


def _canonical(url: str) -> str:
    try:
        return urls.canonical(url)
    except urls.BadAddress:
        return url


def _words(item: ArticleDraft | LinkFound) -> str:
    return item.text if isinstance(item, ArticleDraft) else item.title


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _mark(item: Item) -> str:
    if isinstance(item, ArticleDraft):
        return _digest(item.text)
    return (item.updated or item.published)[:64] if isinstance(item, LinkFound) else ""


def _has_changed(entry: FeedEntry, item: Item) -> bool:
    if isinstance(item, ArticleDraft):
        return entry.mark != _mark(item)
    return isinstance(item, LinkFound) and _is_later(_mark(item), entry.mark)


def _is_later(stated: str, known: str) -> bool:
    """Of two moments or days. A feed may be answered by several machines, some of them behind: older is no change."""
    try:
        return datetime.fromisoformat(stated) > datetime.fromisoformat(known)
    except (ValueError, TypeError):  # one of them is none or, beside a moment, only a day
        return False


def _describe(entry: FeedEntry, item: Item, position: int, at: datetime) -> None:
    entry.mark, entry.position, entry.seen_at, entry.tries = _mark(item), position, at, 0
    entry.title = item.title[:1000]
    entry.waiting = isinstance(item, LinkFound) and len(item.url) <= 2000
    entry.url = item.url if isinstance(item, LinkFound) and entry.waiting else ""


def _item(feed: Feed, found: Item, position: int) -> RunItem:
    """What an entry that needs no page becomes: an article as read, or a refusal."""
    item = RunItem(path=feed.url[:1000], where=f"entry {position + 1}")
    if isinstance(found, ArticleDraft):
        item.path = found.url[:1000] or item.path
        item.draft = to_line(replace(found, outlet=feed.outlet.name) if feed.outlet else found)
    elif isinstance(found, ItemRefused):
        item.where, item.code = found.where[:1000], found.code
        item.message = f"{feed}, {found.where}: {found.reason}"
    else:
        item.code, item.message = "bad_url", f"{feed}, {item.where}: The link is too long to be one."
    return item


def _page(entry: FeedEntry) -> RunItem:
    """The import of the page behind an entry."""
    return RunItem(path=entry.url[:1000], url=entry.url)


def _keep_original(noted: Noted, body: bytes) -> None:
    """The feed's bytes are kept where articles were read from them, and only then: most polls bring none."""
    articles = [item for _, item in noted.ready if item.draft]
    if articles:
        original = originals.keep(body)
        for item in articles:
            item.original = original
