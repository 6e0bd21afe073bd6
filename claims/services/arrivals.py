"""Arrivals: what a parser read, as the columns of an article. Decides nothing, looks nothing up and stores nothing."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from claims.engine import urls
from claims.engine.dates import PartialDate
from claims.engine.parsers.draft import ArticleDraft
from claims.engine.versions import Age, Edition
from claims.models import Article, DateSource, Original, PublishingStatus

_TITLE_FROM_TEXT = 120
"""How much of the first line stands in for a missing headline."""
_TITLE_LONGEST = 1000
_PROVIDER_LONGEST = 200
_GUID_LONGEST = 500
_URL_LONGEST = 2000
_WORLDWIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:\S|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
_TIME_ZONES = timedelta(days=1)
"""What is still today somewhere is not dated in the future."""

RELEASE_FIELDS = ("status", "embargoed_until", "usage_terms", "copyright", "editors_note")
"""What a sender may say anew about a text that stays the same."""
_HOLDS = ("status", "embargoed_until", "released_at", "released_by_id")
"""Those of its columns that hold it back or say that it was let go."""


@dataclass(frozen=True)
class Arrival:
    """One article as it came in, and where it came from. `fetched_from` is the address it or its file was found at."""

    draft: ArticleDraft
    at: datetime
    original: Original | None = None
    where: str = ""
    fetched_from: str = ""
    is_page: bool = False
    """Whether it is all that stands at that address, and not one of several things."""
    awaits_check: bool = False
    """Whether it is to be read only after somebody looked at how it was cut up."""

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.draft.text.encode()).hexdigest()

    @cached_property
    def provider(self) -> str:
        """Who sent it: the site it was fetched from, which nobody can pretend to be, else whom the item names.

        Two feeds of one site may both count from 1: what is no name for the whole world names an entry of one feed.
        """
        if self.fetched_from:
            if self.draft.kind == "feed" and not self.is_known_worldwide:
                return urls.canonical(self.fetched_from)[:_PROVIDER_LONGEST]
            return urls.read(self.fetched_from).host[:_PROVIDER_LONGEST]
        return self.draft.outlet[:_PROVIDER_LONGEST]

    @cached_property
    def guid(self) -> str:
        """What the provider knows the item by; for a page that says nothing else, its address. `""` for neither."""
        address = urls.canonical(self.fetched_from) if self.fetched_from and self.is_page else ""
        guid = self.draft.guid or address
        return guid if len(guid) <= _GUID_LONGEST else ""  # two that are cut could pass for one

    @property
    def is_known_worldwide(self) -> bool:
        """Whether its guid is nobody else's: an address, a URN, a tag or a UUID."""
        return _WORLDWIDE.match(self.draft.guid) is not None

    @property
    def edition(self) -> Edition:
        return Edition(self.draft.version, _moment(self.draft.updated))

    @cached_property
    def release(self) -> dict[str, Any]:
        """What may be done with the text, and from when. An embargo that cannot be read never ends by itself."""
        status, until = self.draft.status, _moment(self.draft.embargoed_until)
        if self.draft.embargoed_until and until is None:
            status = PublishingStatus.WITHHELD
        return {
            "status": status,
            "embargoed_until": until,
            "released_at": self.at if until and until <= self.at else None,
            "released_by_id": None,
            "usage_terms": self.draft.usage_terms,
            "copyright": self.draft.copyright[:500],
            "editors_note": self.draft.editors_note,
        }

    @property
    def identity(self) -> dict[str, Any]:
        return {"provider": self.provider, "guid": self.guid, **self.counted}

    @property
    def counted(self) -> dict[str, Any]:
        return {"version": self.edition.version[:_GUID_LONGEST], "updated_at_source": self.edition.updated}

    def columns(self, *warnings: str) -> dict[str, Any]:
        """All columns of a new article but its outlet and its place among versions."""
        draft = self.draft
        return {
            "title": draft.title[:_TITLE_LONGEST] or _first_words(draft.text),
            "deck": draft.deck,
            "byline": draft.byline[:500],
            "dateline": draft.dateline[:200],
            "text": draft.text,
            "content_hash": self.digest,
            "language": draft.language,
            "url": self.url,
            "published_on": self.published_on,
            "published_from": draft.published_from if draft.published else "",
            "published_at": _moment(draft.published_at),
            "original": self.original,
            "original_where": self.where[:1000],
            "awaits_check": self.awaits_check,
            "field_sources": dict(draft.where),
            "warnings": [*draft.warnings, *self.doubts(), *warnings],
            **self.identity,
            **self.release,
        }

    @property
    def url(self) -> str:
        """Where a page was found, which is sure; else what the item says, which is a hint."""
        url = self.fetched_from if self.is_page and self.fetched_from else self.draft.url
        return url if len(url) <= _URL_LONGEST else ""

    @property
    def published_on(self) -> str:
        """A guess says so in the date itself (EDTF `~`), so that no page can print it as a fact."""
        guessed = self.draft.published and self.draft.published_from == DateSource.GUESS
        return f"{self.draft.published}~" if guessed else self.draft.published

    def doubts(self) -> list[str]:
        """What is odd about it, a sentence each."""
        found = []
        if len(self.draft.title) > _TITLE_LONGEST:
            found.append(f"The headline was cut to {_TITLE_LONGEST:,} characters.")
        if self._is_in_the_future():
            found.append(f"It is dated in the future: {self.draft.published}.")
        if self.draft.embargoed_until and self.release["embargoed_until"] is None:
            found.append("Nobody can say when its embargo ends. An editor has to release it.")
        return found

    def _is_in_the_future(self) -> bool:
        if not self.draft.published:
            return False
        earliest: date = PartialDate.parse(self.draft.published).earliest
        return earliest > (self.at + _TIME_ZONES).date()


def said_anew(arrival: Arrival, article: Article, age: Age) -> dict[str, Any]:
    """The columns of `article` that a version with the same text changes.

    What an editor released stays so until its sender says that what comes in is newer.
    """
    columns = arrival.counted | arrival.release
    if article.released_by_id is not None and age is not Age.NEWER:
        columns = {name: value for name, value in columns.items() if name not in _HOLDS}
    return {name: value for name, value in columns.items() if getattr(article, name) != value}


def _moment(words: str) -> datetime | None:
    """An RFC 3339 moment in UTC; None for none, or for one beyond what a database can hold."""
    if not words:
        return None
    try:
        moment = datetime.fromisoformat(words)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _first_words(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= _TITLE_FROM_TEXT else line[:_TITLE_FROM_TEXT].rsplit(" ", 1)[0] + " …"
