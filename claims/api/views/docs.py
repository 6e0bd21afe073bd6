"""The schema, and a page to try it on. The page is for people: it signs in by session, like every other page."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.utils.decorators import method_decorator
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import APIRootView

from claims.api.views.base import ApiView
from claims.permissions import Ability


class RootView(ApiView, APIRootView):
    """Where everything is."""


class SchemaView(ApiView, SpectacularAPIView):
    """OpenAPI 3.1, as YAML or, with `?format=json`, as JSON."""


# Swagger UI writes style attributes and a style element; scripts, its own included, stay same-origin files.
@method_decorator(csp_update({"style-src-elem": [SELF, UNSAFE_INLINE], "style-src-attr": [UNSAFE_INLINE]}), "dispatch")
class DocsView(PermissionRequiredMixin, SpectacularSwaggerSplitView):
    permission_required: Any = Ability.READ.value
    permission_classes: Any = ()
    url_name = "api:schema"
