"""Outlet: who published."""

from __future__ import annotations

from django.db import models

from claims.models.base import Record


class Outlet(Record):
    name = models.CharField(max_length=200, unique=True)
    domain = models.CharField(max_length=253, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2")
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
