"""Person, dated aliases and roles, recorded judgements on who is who; and Mention, a name as one text has it."""

from __future__ import annotations

import re
import unicodedata

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from claims.engine.extraction.findings import MentionKind
from claims.engine.text import composed
from claims.models.base import EDTFField, Record, Reviewed, Stretch, both_or_neither, one_of

_NOT_A_WORD = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """The form two spellings of one name share: no accents, case or punctuation. `""` when nothing is left."""
    decomposed = composed("NFKD", name)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_A_WORD.sub(" ", bare.casefold()).strip()


class PersonQuerySet(models.QuerySet["Person"]):
    def standing(self) -> PersonQuerySet:
        """People that were not merged into somebody else."""
        return self.filter(merged_into__isnull=True)

    def named(self, name: str) -> PersonQuerySet:
        """Standing people one of whose names is `name`, whatever its accents and case."""
        return self.standing().filter(aliases__key=name_key(name)).distinct()


class Person(Reviewed):
    """Somebody who is quoted or who promises. A suggested person was found in a text and waits for an editor."""

    name = models.CharField(max_length=200)
    wikidata_id = models.CharField(max_length=20, null=True, blank=True, unique=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    objects = PersonQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        ordering = ("name", "id")
        verbose_name_plural = "people"
        permissions = [("merge_person", "Can say who is who")]
        constraints = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(name="claims_person_not_merged_into_itself", condition=~Q(merged_into=F("id"))),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.pk])


class PersonAlias(Record):
    """A name somebody goes by, with the dates it held. The current name is always one of them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_index=True, editable=False, help_text="name_key(name)")
    held_from = EDTFField()
    held_to = EDTFField()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "person aliases"
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="claims_personalias_once_per_person"),
            models.CheckConstraint(name="claims_personalias_has_a_name", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return self.name


class PersonRole(Record):
    """An office and when it was held: "Secretary of State", 2021-01-26 to 2025-01-20."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    title = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    held_from = EDTFField()
    held_to = EDTFField()

    class Meta:
        ordering = ("-held_from", "title")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "title", "organisation", "held_from"], name="claims_personrole_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Verdict(models.TextChoices):
    SAME = "same", "The same person"
    DIFFERENT = "different", "Not the same person"
    UNSURE = "unsure", "Unsure"


class PersonJudgement(Record):
    """A recorded answer to "are these two the same?". Undone, it stays and says by whom and when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="judgements")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="judgements_as_other")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField(blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()
    moved = models.JSONField(
        default=dict, blank=True, editable=False, help_text="What a merge moved, by kind: the ids, to undo it exactly"
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-judged_at",)
        constraints = [
            models.CheckConstraint(name="claims_personjudgement_of_two", condition=~Q(person=F("other"))),
            one_of("claims_personjudgement_verdict_is_known", "verdict", Verdict),
            both_or_neither("claims_personjudgement_undone_who_when", "undone_by", "undone_at"),
            models.UniqueConstraint(
                fields=["person", "other"],
                condition=Q(undone_at__isnull=True),
                name="claims_personjudgement_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} / {self.other}: {self.verdict}"


class Mention(Stretch):
    """A name as it stands in one text. It is nobody until it is resolved to a person."""

    article = models.ForeignKey("claims.Article", on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="mentions")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in MentionKind])
    exact = models.CharField(max_length=300)

    class Meta(Stretch.Meta):
        ordering = ("start",)
        constraints = [
            *Stretch.Meta.constraints,
            models.UniqueConstraint(fields=["article", "start", "end"], name="claims_mention_once_per_span"),
        ]

    def __str__(self) -> str:
        return self.exact
