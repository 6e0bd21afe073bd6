"""Why something is hidden, in words for those who may see it all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.models import Article, EvidenceLink, EvidenceSide, PublishingStatus
from claims.templatetags.icons import svg

register = template.Library()


@dataclass(frozen=True, slots=True)
class Hold:
    """What keeps an article from being seen: a state and, going on from its words, by whom, since or until when."""

    state: str
    details: str
    icon: str

    @property
    def badge(self) -> SafeString:
        return format_html('<span class="badge badge--wait">{}{}</span>', svg(self.icon), self.state)


@register.filter
def hold(article: Article) -> Hold | None:
    """What holds an article, the strongest first; None where everybody may see it."""
    if article.withdrawn_at:
        by = article.withdrawn_by or "its sender"
        because = f": “{article.withdrawn_because.rstrip(' .')}”" if article.withdrawn_because else ""
        return Hold("Withdrawn", f"by {by}, {_moment(article.withdrawn_at)}{because}", "undo")
    if article.status != PublishingStatus.USABLE:
        return Hold("Withheld", "by its sender: nobody may use it yet", "pause")
    if article.embargoed_until and article.embargoed_until > timezone.now():
        return Hold("Under embargo", f"until {_moment(article.embargoed_until)}", "clock")
    return None


@register.filter
def why_hidden(article: Article) -> str:
    """Why only those who import see an article; `""` where everybody may."""
    found = hold(article)
    return f"{found.state} {found.details}." if found else ""


@register.filter
def hidden_report(link: EvidenceLink) -> str:
    """Why the report that a link rests on counts no more; `""` where it counts."""
    if link.statement is not None:
        return why_hidden(link.statement.article)
    return next((why_hidden(span.article) for span in link.spans.all() if span.side == EvidenceSide.EVIDENCE), "")


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i e")
