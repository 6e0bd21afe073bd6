"""The parameters of an address. A misspelt filter must not pass for an answer to the question it asked."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.settings import api_settings

_NEAR = 0.8
"""How alike two names are for one to be a slip of the other."""
LISTS = ("list", "timeline", "items")
"""The actions that answer with pages."""


def refuse_unknown(request: Request, view: Any) -> None:
    """Raises ValidationError for each parameter that the view does not read, naming those that it does."""
    known = _known(view)
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise ValidationError({name: [_told(name, known)] for name in unknown}, code="unknown_parameter")


def _known(view: Any) -> list[str]:
    names = {api_settings.URL_FORMAT_OVERRIDE}
    if view.action in LISTS:
        names |= {parameter["name"] for parameter in view.paginator.get_schema_operation_parameters(view)}
        names |= set(view.filterset_class.base_filters) if view.filterset_class else set()
    if view.query_serializer_class:
        names |= set(view.query_serializer_class().fields)
    return sorted(names)


def _told(name: str, known: list[str]) -> str:
    near = [one for one in known if name in one.split("_") or get_close_matches(name, [one], cutoff=_NEAR)]
    meant = f" Do you mean {' or '.join(near)}?" if near else ""
    return f"There is no parameter “{name}” here.{meant} There are: {', '.join(known)}."
