"""Cancellations: what senders took back before it came in. Messages arrive in any order, and so do files of a folder.

Stage: inside `ingest.store`, under the hold on the item's line.
"""

from __future__ import annotations

from claims.engine.versions import Age, Edition, age
from claims.models import Cancellation
from claims.services.arrivals import Arrival


def note(arrival: Arrival) -> None:
    """Keeps in mind that an item was cancelled which is not here."""
    known = _of(arrival)
    if known is not None and age(arrival.edition, _edition(known)) is Age.OLDER:
        return
    Cancellation.objects.update_or_create(provider=arrival.provider, guid=arrival.guid, defaults=arrival.counted)


def covers(arrival: Arrival) -> bool:
    """Whether the item was cancelled before it came in. One that says it is newer was sent anew."""
    known = _of(arrival)
    return known is not None and age(arrival.edition, _edition(known)) is not Age.NEWER


def _of(arrival: Arrival) -> Cancellation | None:
    if not arrival.guid:
        return None
    return Cancellation.objects.filter(provider=arrival.provider, guid=arrival.guid).first()


def _edition(known: Cancellation) -> Edition:
    return Edition(known.version, known.updated_at_source)
