"""What lists can be narrowed to: each filter keeps some rows and drops some."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Article, Mention, Statement
from tests import factories


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("people/?q=QUÍST", {"mara"}),
        ("people/?q=nobody", set()),
        ("articles/?q=touched bridge", {"report"}),
        ("articles/?published_since=2023-05", {"report"}),
        ("articles/?published_before=2023-05", {"pledge"}),
        ("articles/?language=es", set()),
        ("statements/?q=mend", {"promised"}),
        ("statements/?article={report}", {"reported"}),
        ("statements/?speaker={mara}", {"promised"}),
        ("statements/?addressee={iris}", {"promised"}),
        ("statements/?kind=direct", {"reported"}),
        ("statements/?kind=direct&kind=indirect", {"promised", "reported"}),
        ("statements/?sourcing=third_party", {"promised"}),
        ("statements/?unresolved=true", set()),
        ("statements/?unresolved=false", {"promised", "reported"}),
        ("statements/?commitment={commitment}", {"promised"}),
        ("statements/?review_state=accepted", set()),
        ("commitments/?person={mara}", {"commitment"}),
        ("commitments/?person={iris}", set()),
        ("commitments/?to={iris}", {"commitment"}),
        ("commitments/?q=bridge may", {"commitment"}),
        ("commitments/?status=broken", set()),
        ("commitments/?status=open&status=broken", {"commitment"}),
        ("commitments/?evidence_state=none", {"commitment"}),
        ("commitments/?statement={reported}", set()),
        ("evidence/?relation=contradicts", {"link"}),
        ("evidence/?relation=supports", set()),
        ("evidence/?person={mara}", {"link"}),
        ("evidence/?commitment={commitment}", {"link"}),
        ("evidence/?statement={reported}", {"link"}),
        ("evidence/?article={report}", {"link"}),
        ("evidence/?article={pledge}", set()),
    ],
)
def test_a_filter_keeps_what_it_says(api, bridge, query, kept):
    ids = {name: str(row.pk) for name, row in bridge.items()}
    found = api.get(f"/api/v1/{query.format(**ids)}").json()
    assert {row["id"] for row in found["results"]} == {ids[name] for name in kept}
    assert found["count"] == len(kept)


def test_articles_that_name_somebody(api, bridge):
    Mention.objects.create(article=bridge["report"], start=0, end=3, kind="name", exact="x", person=bridge["mara"])
    found = api.get(f"/api/v1/articles/?person={bridge['mara'].pk}").json()["results"]
    assert [one["id"] for one in found] == [str(bridge["report"].pk)]


def test_follow_ups_and_runs_are_narrowed_too(api, bridge):
    mine = factories.follow_up(bridge["commitment"], assignee=factories.editor(), due_on="2024-05-01")
    factories.follow_up(bridge["commitment"], due_on="2024-06-01", kind="right_of_reply")
    for query in ("assignee=edda", "due_before=2024-05-02", "kind=other", "state=open&kind=other"):
        found = api.get(f"/api/v1/follow-ups/?{query}").json()["results"]
        assert [one["id"] for one in found] == [str(mine.pk)], query
    assert api.get("/api/v1/follow-ups/?state=done").json()["count"] == 0
    run = factories.run("link", items=2)
    factories.run("import", items=2)
    assert [one["id"] for one in api.get("/api/v1/runs/?kind=link").json()["results"]] == [str(run.pk)]
    assert api.get(f"/api/v1/runs/{run.pk}/items/?state=queued").json()["count"] == 2
    assert api.get(f"/api/v1/runs/{run.pk}/items/?state=failed").json()["count"] == 0


def test_created_since_and_changed_since(api, bridge):
    old = timezone.now() - timedelta(days=9)
    Statement.objects.all().update(created_at=old)
    Article.objects.all().update(created_at=old)
    since = (timezone.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert api.get(f"/api/v1/statements/?created_since={since}").json()["count"] == 0
    assert api.get(f"/api/v1/statements/?changed_since={since}").json()["count"] == 0
    api.post(f"/api/v1/statements/{bridge['promised'].pk}/accept/")
    changed = api.get(f"/api/v1/statements/?changed_since={since}").json()["results"]
    assert [one["id"] for one in changed] == [str(bridge["promised"].pk)]
    assert api.get(f"/api/v1/articles/?changed_since={since}").json()["count"] == 0
