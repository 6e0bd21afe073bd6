"""How each state looks: a tone and a shape. Its words are the model's own, so colour never speaks alone."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.templatetags.icons import svg


class Look(NamedTuple):
    tone: str
    icon: str


_NEUTRAL = Look("neutral", "open")
_LOOKS = {
    # review state
    "suggested": Look("wait", "half"),
    "accepted": Look("good", "check"),
    "rejected": Look("bad", "cross"),
    # status of a commitment
    "open": _NEUTRAL,
    "in_progress": Look("info", "half"),
    "stalled": Look("wait", "pause"),
    "partly_fulfilled": Look("info", "partly"),
    "fulfilled": Look("good", "check"),
    "fulfilled_late": Look("good", "clock"),
    "broken": Look("bad", "broken"),
    "unrateable": Look("neutral", "question"),
    "withdrawn": Look("neutral", "undo"),
    # evidence state
    "none": _NEUTRAL,
    "supporting": Look("good", "supports"),
    "mixed": Look("wait", "partly"),
    "contradicting": Look("bad", "against"),
    # relation
    "contradicts": Look("bad", "against"),
    "supports": Look("good", "supports"),
    "partly_supports": Look("good", "partly"),
    "qualifies": Look("info", "partly"),
    "restates": Look("neutral", "repeat"),
    "retracts": Look("wait", "undo"),
    "context": Look("neutral", "context"),
    # runs, their items and follow-ups
    "queued": Look("neutral", "clock"),
    "running": Look("info", "half"),
    "done": Look("good", "check"),
    "failed": Look("bad", "alert"),
    "imported": Look("good", "check"),
    "updated": Look("good", "repeat"),
    "duplicate": Look("neutral", "repeat"),
    "refused": Look("bad", "cross"),
    "snoozed": Look("wait", "clock"),
    "dropped": Look("neutral", "cross"),
    # health of a feed
    "ok": Look("good", "check"),
    "reading": Look("info", "half"),
    "late": Look("wait", "clock"),
    "failing": Look("bad", "alert"),
    "paused": Look("neutral", "pause"),
}


def badge(row: Model, field: str) -> SafeString:
    """The value of a field with choices, as a badge."""
    value = str(getattr(row, field))
    look = _LOOKS.get(value, _NEUTRAL)
    label = getattr(row, f"get_{field}_display")()
    return format_html('<span class="badge badge--{}">{}{}</span>', look.tone, svg(look.icon), label)
