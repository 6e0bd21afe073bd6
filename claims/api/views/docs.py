"""The schema, and a page to try it on. The page is for people: it signs in by session, like every other page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import APIRootView

from claims.api.views.base import ApiView
from claims.permissions import Ability


class RootView(ApiView, APIRootView):
    """Where everything is."""


class SchemaView(ApiView, SpectacularAPIView):
    """OpenAPI 3.1, as YAML or, with `?format=json`, as JSON."""


class DocsView(PermissionRequiredMixin, SpectacularSwaggerSplitView):
    permission_required: Any = Ability.READ.value
    permission_classes: Any = ()
    url_name = "api:schema"
    template_name = "api/docs.html"
