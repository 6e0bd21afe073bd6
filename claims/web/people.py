"""People: the list, one with their timeline, and an editor's decisions and names."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from claims.models import Person
from claims.permissions import Ability
from claims.queries import people as known
from claims.queries.people import Tab
from claims.services import people
from claims.web import profile
from claims.web.access import able
from claims.web.forms.people import AliasForm, NameForm, NewPersonForm
from claims.web.forms.submission import CONFLICT, OK, submit
from claims.web.htmx import Fragment, Request, answer, perform, respond
from claims.web.listing import page_of, render_list, words_of


@require_safe
@able(Ability.READ)
def index(request: Request) -> HttpResponse:
    asked, words = request.GET.get("tab", ""), words_of(request)
    tab, counts = Tab(asked) if asked in set(Tab) else Tab.ACCEPTED, known.counts(words)
    if words and not counts[tab.value]:
        tab = Tab.ALL  # whoever searches for a name wants the person, whatever became of them
    context = {
        "tab": tab,
        "q": words,
        "counts": counts,
        "page": page_of(request, known.listed(tab, words)),
    }
    return render_list(request, page="claims/person/list.html", fragment="claims/person/_list.html", context=context)


@require_safe
@able(Ability.READ)
def show(request: Request, pk: UUID) -> HttpResponse:
    """Somebody merged into another is found under that one, until the merge is undone: no browser may keep the way."""
    person = profile.find(pk)
    if person.merged_into is not None:
        return redirect(person.merged_into)
    if request.htmx and request.htmx.target == profile.anchor_of("timeline"):
        return render_list(
            request,
            page=profile.PAGE,
            fragment="claims/person/_timeline.html",
            context=profile.timeline_of(request, person),
        )
    return render(request, profile.PAGE, profile.context_of(request, person))


@require_http_methods(["GET", "HEAD", "POST"])
@able(Ability.IDENTIFY)
def create(request: Request) -> HttpResponse:
    """Somebody new. Where the name is known already, who has it, and the way to add a namesake."""
    form = NewPersonForm(request.POST if request.method == "POST" else None)
    status, made, namesakes = OK, [], None
    if form.is_bound:
        status = submit(
            form,
            lambda: made.append(people.create(**form.cleaned_data, by=request.user, at=timezone.now())),
        )
        if status == CONFLICT:
            namesakes = Person.objects.named(form.cleaned_data["name"]).prefetch_related("roles")
        if status == OK:
            messages.success(request, "Person added.")
            leads = HttpResponseClientRedirect if request.htmx else HttpResponseRedirect
            return leads(made[0].get_absolute_url())
    return respond(
        request,
        page="claims/person/create.html",
        fragment="claims/person/_create.html",
        context={"form": form, "namesakes": namesakes},
        status=status,
    )


@require_POST
@able(Ability.IDENTIFY)
def accept(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, people.accept, "Person accepted.")


@require_POST
@able(Ability.IDENTIFY)
def reject(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, people.reject, "Person rejected.")


@require_POST
@able(Ability.IDENTIFY)
def reopen(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, people.reopen, "Undone. The person waits for review again.")


@require_POST
@able(Ability.IDENTIFY)
def rename(request: Request, pk: UUID) -> HttpResponse:
    form = NameForm(request.POST, auto_id="rename-%s")
    status = submit(
        form,
        lambda: people.rename(person_id=pk, name=form.cleaned_data["name"], by=request.user, at=timezone.now()),
    )
    if status != OK:
        return profile.refuse(request, pk, "head", status=status, rename_form=form)
    messages.success(request, "Name changed. The old one stays as another name.")
    return answer(request, profile.sections(request, pk, "head", "history"))


@require_POST
@able(Ability.IDENTIFY)
def alias(request: Request, pk: UUID) -> HttpResponse:
    form = AliasForm(request.POST, auto_id="alias-%s")
    status = submit(
        form,
        lambda: people.add_alias(person_id=pk, **form.cleaned_data, by=request.user, at=timezone.now()),
    )
    if status != OK:
        return profile.refuse(request, pk, "head", status=status, alias_form=form)
    messages.success(request, "Name added.")
    return answer(request, profile.sections(request, pk, "head", "history"))


def _decide(request: Request, pk: UUID, verb: Callable[..., Person], said: str) -> HttpResponse:
    return perform(
        request,
        lambda: verb(person_id=pk, by=request.user, at=timezone.now()),
        show=lambda: _after_decision(request, pk),
        said=said,
    )


def _after_decision(request: Request, pk: UUID) -> Fragment:
    if profile.is_on_page(request):
        return profile.sections(request, pk, "head", "history")
    if request.htmx:
        return profile.card(pk)
    return Fragment("", {}, url=reverse("person", args=[pk]))


urlpatterns = [
    path("people/", index, name="people"),
    path("people/create/", create, name="person-create"),
    path("people/<uuid:pk>/", show, name="person"),
    path("people/<uuid:pk>/accept/", accept, name="person-accept"),
    path("people/<uuid:pk>/reject/", reject, name="person-reject"),
    path("people/<uuid:pk>/reopen/", reopen, name="person-reopen"),
    path("people/<uuid:pk>/rename/", rename, name="person-rename"),
    path("people/<uuid:pk>/alias/", alias, name="person-alias"),
]
