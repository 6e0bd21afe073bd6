"""The admin site: look anything up, manage accounts. What the newsroom decided is changed through services only.

So findings, runs and ledgers are read-only here; what can be changed calls the same service as the pages do. Nor does
it show anybody more than the pages do: what is hidden is here only for those who may import.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from claims import models
from claims.permissions import Ability, sees_hidden
from claims.queries import visibility
from claims.queries.runs import with_articles
from claims.services import people, review, tokens
from claims.services.errors import ClaimsError

admin.site.site_header = "Newsroom memory"
admin.site.site_title = "Newsroom memory"
admin.site.index_title = "Administration"


@admin.register(models.User)
class ColleagueAdmin(UserAdmin):
    """Accounts are made and changed here, never deleted: the ledger names them. One that leaves is set inactive."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(admin.ModelAdmin):
    """Searchable, filterable, linked to its page; nothing is added, changed or deleted here."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class MayBeHidden(ReadOnlyAdmin):
    """A noun of which something may be withdrawn, withheld or under embargo."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if sees_hidden(request.user) else self.shown(rows)

    def shown(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those that whoever reads may see."""
        return rows.visible()  # type: ignore[attr-defined]


class ReadOnlyInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def for_each(
    modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Any], verb: Callable[[UUID], object]
) -> None:
    """Calls a service for every selected row and says what was done and what was refused."""
    done = 0
    for pk in queryset.values_list("pk", flat=True):
        try:
            verb(pk)
            done += 1
        except ClaimsError as refusal:
            modeladmin.message_user(request, str(refusal), messages.WARNING)
    modeladmin.message_user(request, f"{done} of {len(queryset)} done.")


@admin.register(models.Outlet)
class OutletAdmin(ReadOnlyAdmin):
    list_display = ("name", "domain", "country", "language")
    search_fields = ("name", "domain")


class SegmentInline(ReadOnlyInline):
    model = models.Segment


@admin.register(models.Article)
class ArticleAdmin(MayBeHidden):
    list_display = ("title", "outlet", "published_on", "published_from", "language", "created_at")
    list_filter = ("published_from", "language")
    search_fields = ("title", "url")
    list_select_related = ("outlet",)
    inlines = (SegmentInline,)


class AliasInline(ReadOnlyInline):
    model = models.PersonAlias


class RoleInline(ReadOnlyInline):
    model = models.PersonRole
    fk_name = "person"


@admin.register(models.Person)
class PersonAdmin(MayBeHidden):
    list_display = ("name", "review_state", "wikidata_id", "merged_into")
    list_filter = ("review_state",)
    search_fields = ("name", "aliases__name", "wikidata_id")
    list_select_related = ("merged_into",)
    inlines = (AliasInline, RoleInline)
    actions = ("accept",)

    def shown(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return visibility.known(rows)

    @admin.action(description="Accept the selected people", permissions=["identify"])
    def accept(self, request: HttpRequest, queryset: QuerySet[models.Person]) -> None:
        by, at = request.user, timezone.now()
        for_each(self, request, queryset, lambda pk: people.accept(person_id=pk, by=by, at=at))  # type: ignore[arg-type]

    def has_identify_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(Ability.IDENTIFY)


@admin.register(models.Statement)
class StatementAdmin(MayBeHidden):
    list_display = ("__str__", "speaker", "kind", "sourcing", "review_state", "confidence", "on_page")
    list_filter = ("review_state", "kind", "sourcing", "extractor", "rule")
    search_fields = ("text", "speaker__name", "speaker_text")
    list_select_related = ("speaker", "article")
    actions = ("accept", "reject")

    @admin.display(description="page")
    def on_page(self, statement: models.Statement) -> str:
        return format_html('<a href="{}">Read</a>', statement.get_absolute_url())

    @admin.action(description="Accept the selected statements", permissions=["review"])
    def accept(self, request: HttpRequest, queryset: QuerySet[models.Statement]) -> None:
        by, at = request.user, timezone.now()
        for_each(self, request, queryset, lambda pk: review.accept(statement_id=pk, by=by, at=at))  # type: ignore[arg-type]

    @admin.action(description="Reject the selected statements", permissions=["review"])
    def reject(self, request: HttpRequest, queryset: QuerySet[models.Statement]) -> None:
        by, at = request.user, timezone.now()
        for_each(self, request, queryset, lambda pk: review.reject(statement_id=pk, by=by, at=at))  # type: ignore[arg-type]

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(Ability.REVIEW)


class SourceInline(ReadOnlyInline):
    model = models.CommitmentStatement

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.CommitmentStatement]:
        rows = super().get_queryset(request)
        return rows if sees_hidden(request.user) else rows.visible()  # type: ignore[attr-defined]


@admin.register(models.Commitment)
class CommitmentAdmin(MayBeHidden):
    list_display = ("title", "person", "made_on", "status", "evidence_state", "review_state")
    list_filter = ("status", "evidence_state", "review_state", "polarity")
    search_fields = ("title", "quote", "person__name")
    list_select_related = ("person",)
    inlines = (SourceInline,)


@admin.register(models.EvidenceLink)
class EvidenceAdmin(MayBeHidden):
    list_display = ("commitment", "relation", "statement", "score", "review_state")
    list_filter = ("review_state", "relation", "origin")
    list_select_related = ("commitment", "statement")


@admin.register(models.Ruling)
class RulingAdmin(MayBeHidden):
    list_display = ("commitment", "status", "broken_reason", "ruled_by", "ruled_at")
    list_filter = ("status",)
    list_select_related = ("commitment", "ruled_by")

    def shown(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(commitment__in=models.Commitment.objects.visible().values("pk"))


@admin.register(models.FollowUp)
class FollowUpAdmin(MayBeHidden):
    list_display = ("title", "commitment", "kind", "assignee", "due_on", "state")
    list_filter = ("state", "kind")
    list_select_related = ("commitment", "assignee")


class ItemInline(ReadOnlyInline):
    model = models.RunItem
    fields = ("position", "name", "state", "code", "message", "article")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.RunItem]:
        return with_articles(super().get_queryset(request), hidden=sees_hidden(request.user))


@admin.register(models.Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = ("kind", "state", "done", "total", "started_by", "created_at", "attempts", "error")
    list_filter = ("kind", "state")
    list_select_related = ("started_by",)
    inlines = (ItemInline,)


@admin.register(models.SubmissionKey)
class SubmissionKeyAdmin(ReadOnlyAdmin):
    list_display = ("key", "user", "run", "created_at", "kept_until")
    list_select_related = ("user", "run")


@admin.register(models.Feed)
class FeedAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "url", "active", "failures", "last_code", "last_ok_at", "next_poll_at", "removed_at")
    list_filter = ("active", "last_code")
    search_fields = ("title", "url")


@admin.register(models.AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    list_display = ("at", "verb", "target_label", "actor")
    list_filter = ("verb",)
    search_fields = ("target_label", "target_id")
    list_select_related = ("actor",)
    date_hierarchy = "at"

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The whole ledger names what is hidden. The API tells what may be told of it."""
        return super().has_view_permission(request, obj) and sees_hidden(request.user)


@admin.register(models.ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    list_display = ("name", "prefix", "user", "last_used_at", "expires_at", "revoked_at")
    list_select_related = ("user",)
    actions = ("revoke",)

    @admin.action(description="Revoke the selected tokens", permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[models.ApiToken]) -> None:
        by, at = request.user, timezone.now()
        for_each(self, request, queryset, lambda pk: tokens.revoke(token_id=pk, by=by, at=at))  # type: ignore[arg-type]

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)
