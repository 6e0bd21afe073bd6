"""What the templates need to show a newsroom's facts: dates that are often only a month, states, sourcing, icons."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timesince import timesince

from claims.engine.dates import PartialDate
from claims.models import EvidenceLink, Feed, Run, Statement, StatementKind
from claims.queries import sourcing, timeline
from claims.templatetags import badges, icons, wording

register = template.Library()

register.simple_tag(icons.svg, name="icon")
register.simple_tag(badges.badge, name="badge")
register.filter("isolated", wording.isolated)
register.filter("undirected", wording.undirected)
register.filter("rule_in_words", wording.rule_in_words)

_QUALIFIED = {"": "{}", "~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}
_CLOSING = {'"': '"', "“": "”", "«": "»"}
_MARKS = "".join([*_CLOSING, *_CLOSING.values()])
_RECENT = timedelta(days=30)
_SURE = ((0.9, "very sure"), (0.75, "fairly sure"), (0.5, "unsure"))


@register.filter
def edtf(value: str) -> str:
    """`2023-11` as "November 2023", `2024-04-26~` as "about 26 April 2024", nothing as ""."""
    if not value:
        return ""
    date = PartialDate.parse(value)
    parts = [str(date.day) if date.day else "", str(MONTHS[date.month]) if date.month else "", str(date.year)]
    return _QUALIFIED[date.qualifier].format(" ".join(part for part in parts if part))


@register.simple_tag
def edtf_time(value: str) -> SafeString | str:
    """The same as a `<time>` element."""
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.rstrip("~?%"), edtf(value))


@register.simple_tag
def ago(moment: datetime) -> SafeString:
    """How long ago something happened; its date when that was more than a month ago."""
    full = date_format(timezone.localtime(moment), "j F Y, H:i")
    past = timezone.now() - moment
    if past < timedelta(minutes=1):
        words = "just now"
    elif past < _RECENT:
        words = f"{timesince(moment, depth=1)} ago"
    else:
        words = date_format(timezone.localtime(moment), "j F Y")
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), full, words)


@register.filter
def confidence(share: float | None) -> str:
    """How sure the program is, in words and as a number."""
    if share is None:
        return ""
    words = next((words for least, words in _SURE if share >= least), "guessing")
    return f"{words} ({share:.2f})"


@register.filter
def quoted(statement: Statement, most: int = 0) -> str:
    """A statement's words, cut to `most` characters if given. Only what was said word for word gets quotation marks.

    A text may bring its own: around all of the words, or open at the start of a quotation that runs on.
    """
    words = statement.text
    if statement.kind != StatementKind.DIRECT:
        return _cut(words, most)
    opening, closing = words[:1], _CLOSING.get(words[:1], "")
    bare = words.removeprefix(opening).removesuffix(closing) if closing else words
    return _cut(words, most) if any(mark in bare for mark in _MARKS) else f"“{_cut(bare, most)}”"


@register.filter
def speaker(statement: Statement) -> str:
    """Who said it, as resolved; else plainly unresolved, with the source as written."""
    if statement.speaker:
        return statement.speaker.name
    return f"Unresolved: “{statement.speaker_text}”" if statement.speaker_text else "Unresolved: nobody named"


@register.filter
def chain(statement: Statement) -> list[sourcing.Step]:
    return sourcing.chain(statement)


@register.filter
def evidence_date(link: EvidenceLink) -> str:
    """When the report that a link rests on was made or published (EDTF)."""
    return timeline.evidence_dated(link)


@register.filter
def card_id(statement: Statement) -> str:
    """The id of a statement's card."""
    return f"statement-{statement.pk}"


@register.filter
def words_url(statement: Statement) -> str:
    """Where a statement's words stand in its article."""
    return f"{reverse('article', args=[statement.article_id])}#words-{statement.pk}"


@register.filter
def promise(statement: Statement) -> bool:
    """Whether a promise that nobody rejected is made in a statement."""
    return any(not source.commitment.is_rejected for source in statement.promises.all())


@register.filter
def run_id(run: Run) -> str:
    """The id of the changing part of a run's page."""
    return f"run-{run.pk}"


@register.filter
def feed_id(feed: Feed) -> str:
    """The id of a feed's line in the list."""
    return f"feed-{feed.pk}"


@register.simple_tag(takes_context=True)
def nav_link(context: Context, url_name: str, label: str, *, section: str) -> SafeString:
    """An entry of the main navigation; `section` lists the beginnings of the URL names that belong to it."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match is not None and (match.url_name or "").startswith(tuple(section.split()))
    current = SafeString(' aria-current="page"') if here else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', reverse(url_name), current, label)


@register.simple_tag(takes_context=True)
def next_field(context: Context) -> SafeString | str:
    """Tells a plain form post which page to come back to."""
    request = context.get("request")
    if request is None:
        return ""
    here = request.htmx.current_url_abs_path if request.htmx else request.get_full_path()
    if request.method == "POST":
        here = request.POST.get("next", here)
    return format_html('<input type="hidden" name="next" value="{}">', here or "")


def _cut(words: str, most: int) -> str:
    return Truncator(words).chars(most) if most else words
