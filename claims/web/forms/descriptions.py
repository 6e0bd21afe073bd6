"""The form of a person's description: a Wikidata id and dated roles, in as many rows as are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from claims.models import Person
from claims.services.people import Role
from claims.web.forms.fields import PeriodForm, PlainForm

MOST_ROWS = 50
"""How many roles one form takes. Further ones are left out, so that no request makes a form without end."""


class RoleForm(PeriodForm):
    """One row. A row that was left empty is no role."""

    title = forms.CharField(max_length=200, label="Role", error_messages={"required": "Name the role."})
    organisation = forms.CharField(max_length=200, required=False)

    field_order = ("title", "organisation", "held_from", "held_to")

    def __init__(self, data: QueryDict | None, *, prefix: str, initial: dict[str, str] | None) -> None:
        super().__init__(data, prefix=prefix, initial=initial, empty_permitted=True, use_required_attribute=False)


class DescriptionForm(PlainForm):
    """`rows` are its forms of roles; there is always one more than was filled in."""

    wikidata_id = forms.CharField(
        max_length=20,
        required=False,
        label="Wikidata id",
        help_text="Such as Q42, or the address of the item",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: QueryDict | None = None, *, roles: Iterable[dict[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(data and _without_address(data), **kwargs)
        filled = list(roles)
        count = len(filled) + 1 if data is None else _count(data)
        self.rows = [
            RoleForm(data, prefix=f"role-{number}", initial=filled[number] if number < len(filled) else None)
            for number in range(min(count, MOST_ROWS))
        ]

    @classmethod
    def of(cls, person: Person) -> DescriptionForm:
        roles = [{name: getattr(role, name) for name in RoleForm.base_fields} for role in person.roles.all()]
        return cls(initial={"wikidata_id": person.wikidata_id}, roles=roles)

    @classmethod
    def redrawn(cls, data: QueryDict, *, without: str = "") -> DescriptionForm:
        """The same entries as in `data`, nothing checked, with one row more or `without` one of them."""
        bound = cls(data)
        rows = [{name: row[name].value() or "" for name in row.fields} for row in bound.rows if row.prefix != without]
        if without and rows and not any(rows[-1].values()):
            rows.pop()  # a form ends with one empty row, and it is there already
        return cls(initial={"wikidata_id": data.get("wikidata_id", "")}, roles=rows)

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def arguments(self) -> dict[str, Any]:
        """What `people.describe` takes."""
        roles = [Role(**row.cleaned_data) for row in self.rows if row.has_changed()]
        return {"wikidata_id": self.cleaned_data["wikidata_id"], "roles": roles}


def _count(data: QueryDict) -> int:
    """How many rows were sent: they are numbered without a gap, but for what somebody made up."""
    number = 0
    while number < MOST_ROWS and f"role-{number}-title" in data:
        number += 1
    return number


def _without_address(data: QueryDict) -> QueryDict:
    """`https://www.wikidata.org/wiki/Q42` as `Q42`."""
    read = data.copy()
    read["wikidata_id"] = data.get("wikidata_id", "").strip().rstrip("/").rpartition("/")[2]
    return read
