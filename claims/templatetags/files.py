"""What a kept file is, in words."""

from __future__ import annotations

from django import template

from claims.models import Original
from claims.services import originals

register = template.Library()


@register.filter
def media_name(original: Original) -> str:
    """ "a PDF", "a zip archive"."""
    return originals.words_for(original.media_kind)
