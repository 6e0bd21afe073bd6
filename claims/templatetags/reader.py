"""Shows an article's text: every statement as a `<mark>` where it stands, nested ones one inside the other."""

from __future__ import annotations

from typing import Any, cast

from django import template
from django.template import Context
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

from claims.models import Segment, Statement
from claims.queries import evidence
from claims.queries.evidence import Passage
from claims.queries.reader import ReadSegment

register = template.Library()


@register.simple_tag(takes_context=True)
def marked(context: Context, read: ReadSegment) -> SafeString:
    """A segment's text. Each piece of a statement links to its card; the first mark of one has the id that it links to.

    Marks close and open again where statements overlap without one holding the other.
    """
    seen = cast("set[Statement]", context.render_context.setdefault("marked", cast("Any", set())))
    html: list[str] = []
    opened: list[Statement] = []
    for piece in read.pieces:
        kept = _shared(opened, piece.statements)
        html += ["</mark>"] * (len(opened) - kept)
        for statement in piece.statements[kept:]:
            first = statement not in seen and _starts_in(statement, read.segment)
            seen.add(statement)
            html.append(_open(statement, first=first))
        opened = list(piece.statements)
        text = escape(piece.text)
        innermost = piece.innermost
        html.append(format_html('<a href="#statement-{}">{}</a>', innermost.pk, text) if innermost else text)
    html += ["</mark>"] * len(opened)
    return mark_safe("".join(html))  # noqa: S308 - every part is escaped above


@register.filter
def passage(statement: Statement) -> Passage:
    """A statement's words in what stands around them."""
    return evidence.in_context(statement)


@register.filter
def language_name(code: str) -> str:
    """`es` as "Spanish"; a code that Django does not know as it is."""
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return code


def _shared(opened: list[Statement], wanted: tuple[Statement, ...]) -> int:
    """How many marks that are open can stay so."""
    kept = 0
    for one, other in zip(opened, wanted, strict=False):
        if one != other:
            break
        kept += 1
    return kept


def _starts_in(statement: Statement, segment: Segment) -> bool:
    return segment.start <= statement.start < segment.end


def _open(statement: Statement, *, first: bool) -> SafeString:
    label = f"{statement.get_kind_display()}, {statement.speaker_name or 'speaker unresolved'}"
    identity = format_html(' id="words-{}"', statement.pk) if first else ""
    return format_html(
        '<mark class="words words--{}" data-statement="{}" data-state="{}" title="{}"{}>',
        statement.kind,
        statement.pk,
        statement.review_state,
        label,
        identity,
    )
