"""Why something is hidden, in words for those who may see it all the same."""

from __future__ import annotations

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from claims.models import Article, EvidenceLink, EvidenceSide, PublishingStatus

register = template.Library()


@register.filter
def why_hidden(article: Article) -> str:
    """Why only those who import see an article; `""` where everybody may."""
    if article.withdrawn_at:
        by = f"by {article.withdrawn_by}" if article.withdrawn_by else "by its sender"
        return (
            f"This article was withdrawn {by}, {date_format(timezone.localtime(article.withdrawn_at), 'j F Y, H:i')}."
        )
    if article.status != PublishingStatus.USABLE:
        return "Its sender withholds this article: nobody may use it yet."
    if article.embargoed_until and article.embargoed_until > timezone.now():
        until = date_format(timezone.localtime(article.embargoed_until), "j F Y, H:i e")
        return f"This article is under embargo until {until}."
    return ""


@register.filter
def hidden_report(link: EvidenceLink) -> str:
    """Why the report that a link rests on counts no more; `""` where it counts."""
    if link.statement is not None:
        return why_hidden(link.statement.article)
    return next((why_hidden(span.article) for span in link.spans.all() if span.side == EvidenceSide.EVIDENCE), "")
