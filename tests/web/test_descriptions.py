"""A person's description: Wikidata id and dated roles."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from claims.models import AuditEvent, Person, PersonRole
from claims.web.forms.descriptions import MOST_ROWS, DescriptionForm
from tests import factories
from tests.web.browsing import assert_needs, browser, htmx, messages_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mara() -> Person:
    person = factories.person("Mara Quist")
    PersonRole.objects.create(person=person, title="Minister of Ports", held_from="2021-03")
    return person


def url_of(person: Person) -> str:
    return reverse("person-describe", args=[person.pk])


def entries(*rows: tuple[str, str, str, str], wikidata_id: str = "", **buttons: str) -> dict[str, str]:
    names = ("title", "organisation", "held_from", "held_to")
    fields = {
        f"role-{number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in zip(names, row, strict=True)
    }
    return {"wikidata_id": wikidata_id, **fields, **buttons}


def send(person: Person, data: dict[str, str], **more: Any) -> Any:
    return browser(factories.editor()).post(url_of(person), data, **more)


MINISTER = ("Minister of Ports", "", "2021-03", "2023")
MAYOR = ("Mayor", "Nordhavn", "2024-01-15", "")
EMPTY = ("", "", "", "")


def test_it_is_for_whoever_may_say_who_is_who(mara: Person) -> None:
    assert_needs(url_of(mara), allowed=factories.editor(), refused=factories.reader())
    assert browser(factories.reader()).post(url_of(mara), entries(MAYOR)).status_code == 403
    page = text_of(browser(factories.reader()).get(mara.get_absolute_url()))
    assert url_of(mara) not in page


def test_the_form_shows_what_is_known_and_an_empty_row(mara: Person) -> None:
    rows = browser(factories.editor()).get(url_of(mara)).context["form"].rows
    assert [row["title"].value() for row in rows] == ["Minister of Ports", None]


def test_saving_replaces_the_roles_and_is_in_the_history(mara: Person) -> None:
    data = entries(MINISTER, MAYOR, EMPTY, wikidata_id="https://www.wikidata.org/wiki/Q42")
    response = send(mara, data, follow=True)
    assert messages_of(response) == ["Description changed."]
    mara.refresh_from_db()
    assert mara.wikidata_id == "Q42"
    assert [(one.title, one.held_from, one.held_to) for one in mara.roles.all()] == [
        ("Mayor", "2024-01-15", ""),
        ("Minister of Ports", "2021-03", "2023"),
    ]
    page = text_of(response)
    assert "changed roles and Wikidata id" in page
    assert "Mayor, Nordhavn, 2024-01-15" in page


def test_htmx_gets_the_head_and_the_history(mara: Person) -> None:
    html = text_of(send(mara, entries(MAYOR), headers=htmx(mara.get_absolute_url())))
    assert html.lstrip().startswith('<header class="subject" id="person-head"')
    assert 'id="person-history" hx-swap-oob="true"' in html


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (entries(("Mayor", "", "January 2024", "")), "Write a date as 2023, 2023-11 or 2023-11-05."),
        (entries(("Mayor", "", "2024-02-30", "")), "Write a date as"),
        (entries(("Mayor", "", "2024-05", "2024-04")), "This is before it began."),
        (entries(("", "Nordhavn", "", "")), "Name the role."),
        (entries(MAYOR, wikidata_id="42"), "A Wikidata id looks like Q42."),
        (entries(MAYOR, (*MAYOR[:3], "2025")), "One role is listed twice from the same date."),
    ],
)
@pytest.mark.parametrize("headers", [{}, htmx("/people/")], ids=["plain", "htmx"])
def test_what_is_wrong_comes_back_as_it_was_written(
    mara: Person, data: dict[str, str], error: str, headers: dict[str, str]
) -> None:
    response = send(mara, data, headers=headers)
    assert response.status_code == 422
    assert error in text_of(response)
    assert all(f'value="{value}"' in text_of(response) for value in data.values() if value)
    assert not AuditEvent.objects.exists()
    assert mara.roles.get().title == "Minister of Ports"


def test_somebody_elses_wikidata_id_is_a_conflict(mara: Person) -> None:
    factories.person("Olav Berg", wikidata_id="Q42")
    response = send(mara, entries(wikidata_id="Q42"))
    assert response.status_code == 409
    assert "Somebody else is Q42 already" in text_of(response)


def test_a_row_more_and_a_row_less_save_nothing(mara: Person) -> None:
    def titles(data: dict[str, str]) -> list[str]:
        response = send(mara, data)
        assert response.status_code == 200
        return [row["title"].value() or "" for row in response.context["form"].rows]

    assert titles(entries(MINISTER, EMPTY, more="1")) == ["Minister of Ports", "", ""]
    assert titles(entries(MINISTER, MAYOR, EMPTY, without="role-0")) == ["Mayor", ""]
    assert titles(entries(MINISTER, MAYOR, without="role-1")) == ["Minister of Ports", ""]
    assert titles(entries(EMPTY, without="role-0")) == [""]
    assert not AuditEvent.objects.exists()


def test_nobody_makes_it_read_rows_without_end(mara: Person) -> None:
    rows = [(f"Role {number}", "", "", "") for number in range(MOST_ROWS + 5)]
    assert len(send(mara, entries(*rows, more="1")).context["form"].rows) == MOST_ROWS
    assert DescriptionForm.of(mara).rows[-1]["title"].value() is None


def test_another_name_may_have_its_dates(mara: Person) -> None:
    url = reverse("person-alias", args=[mara.pk])
    client = browser(factories.editor())
    client.post(url, {"name": "Mara Holm", "held_from": "1980", "held_to": "2004-06"})
    page = text_of(client.get(mara.get_absolute_url()))
    assert "Mara Holm" in page
    assert "June 2004" in page
    assert client.post(url, {"name": "Mara H.", "held_from": "once"}, headers=htmx("/")).status_code == 422
    client.post(url, {"name": "Mara Quist", "held_from": "2004-06"})  # a name without dates gets them
    assert mara.aliases.get(key="mara quist").held_from == "2004-06"
