"""Pages: nothing twice, nothing left out, each with the total."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.models import Article, Person
from tests import factories


def ids(page):
    return [row["id"] for row in page["results"]]


def walk(api, address, link="next"):
    pages = []
    while address:
        pages.append(api.get(address).json())
        address = pages[-1][link]
    return pages


@pytest.fixture
def people(db):
    """Seven people, five of them of the very same moment."""
    made = [factories.person() for _ in range(7)]
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    Person.objects.filter(pk__in=[one.pk for one in made[1:6]]).update(created_at=moment)
    return made


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
@pytest.mark.parametrize("ordering", ["created_at", "-created_at"])
def test_walking_on_gives_everybody_once_in_order(api, people, size, ordering):
    pages = walk(api, f"/api/v1/people/?page_size={size}&ordering={ordering}")
    found = [one for page in pages for one in ids(page)]
    sign = "-" if ordering.startswith("-") else ""
    assert found == [str(pk) for pk in Person.objects.order_by(ordering, f"{sign}id").values_list("pk", flat=True)]
    assert {page["count"] for page in pages} == {7}
    assert pages[0]["previous"] is None


def test_walking_back_gives_the_same_pages(api, people):
    onward = walk(api, "/api/v1/people/?page_size=3")
    back = walk(api, onward[-1]["previous"], "previous")
    assert [ids(page) for page in back] == [ids(page) for page in onward[-2::-1]]
    assert back[0]["next"] is not None


def test_what_comes_in_meanwhile_neither_repeats_nor_hides_a_row(api, people):
    first = api.get("/api/v1/people/?page_size=3").json()
    newcomer = factories.person()
    Person.objects.filter(pk=ids(first)[-1]).delete()
    rest = [one for page in walk(api, first["next"]) for one in ids(page)]
    assert len(rest) == 4
    assert not set(rest) & set(ids(first))
    assert str(newcomer.pk) not in rest


def test_the_links_keep_what_was_asked_for(api, people):
    page = api.get("/api/v1/people/?page_size=2&review_state=suggested&ordering=created_at").json()
    for part in ("page_size=2", "review_state=suggested", "ordering=created_at", "cursor="):
        assert part in page["next"]


def test_the_most_on_a_page_may_be_asked_for_and_no_more(api, people, monkeypatch):
    monkeypatch.setattr("claims.api.pagination.MAX_PAGE_SIZE", 2)
    assert len(api.get("/api/v1/people/?page_size=2").json()["results"]) == 2
    refused = api.get("/api/v1/people/?page_size=3")
    assert refused.status_code == 400
    assert refused.json()["detail"] == "Ask for 1 to 2 on a page."


def test_a_cursor_of_another_list_is_refused(api, bridge):
    api.post(f"/api/v1/evidence/{bridge['link'].pk}/accept/")
    timeline = api.get(f"/api/v1/people/{bridge['mara'].pk}/timeline/?page_size=1").json()
    cursor = timeline["next"].split("cursor=")[1].split("&")[0]
    answer = api.get(f"/api/v1/people/?cursor={cursor}")
    assert answer.status_code == 400
    assert answer.json()["code"] == "bad_cursor"


def test_items_of_a_run_come_in_their_own_order(api):
    run = factories.run(items=5)
    pages = walk(api, f"/api/v1/runs/{run.pk}/items/?page_size=2")
    assert [item["position"] for page in pages for item in page["results"]] == [0, 1, 2, 3, 4]


def test_an_empty_list_has_no_links(api):
    assert Article.objects.count() == 0
    assert api.get("/api/v1/articles/").json() == {"count": 0, "next": None, "previous": None, "results": []}
