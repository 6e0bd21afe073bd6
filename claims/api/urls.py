"""The addresses of `/api/v1/`. Names are noun and verb, as everywhere: `api:statement-accept`."""

from __future__ import annotations

from django.urls import path, re_path
from rest_framework.routers import DefaultRouter

from claims.api.views.articles import ArticleViewSet
from claims.api.views.docs import DocsView, RootView, SchemaView
from claims.api.views.findings import CommitmentViewSet, EvidenceViewSet, StatementViewSet
from claims.api.views.people import PersonViewSet
from claims.api.views.tracking import ChangeViewSet, FollowUpViewSet, RulingViewSet, RunViewSet
from claims.api.views.unknown import unknown

app_name = "api"

router = DefaultRouter(use_regex_path=False)
router.include_format_suffixes = False
router.APIRootView = RootView
router.register("people", PersonViewSet, basename="person")
router.register("articles", ArticleViewSet, basename="article")
router.register("statements", StatementViewSet, basename="statement")
router.register("commitments", CommitmentViewSet, basename="commitment")
router.register("evidence", EvidenceViewSet, basename="evidence")
router.register("rulings", RulingViewSet, basename="ruling")
router.register("follow-ups", FollowUpViewSet, basename="follow-up")
router.register("runs", RunViewSet, basename="run")
router.register("changes", ChangeViewSet, basename="change")

urlpatterns = [
    *router.urls,
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    re_path("", unknown),
]
