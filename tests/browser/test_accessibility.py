"""axe finds nothing serious on any page, empty or with the seed's findings, wide or narrow."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright")
pytest.importorskip("axe_playwright_python")
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page

from claims.models import Commitment, EvidenceLink, FeedEntry, Person, PersonRole, Run, Statement, Status
from claims.models.article import BECAUSE_LENGTH
from claims.services import clusters, cuts, ingest, link, originals, pipeline, track, withdraw
from claims.services.ingest import Submission
from tests import copies, factories
from tests.factories import AT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEED = Path("seeds/000_12bec859e86a6ffa.txt")
LISTS = (
    "desk",
    "import",
    "feeds",
    "run-list",
    "cut-list",
    "article-list",
    "statement-list",
    "review",
    "review-reports",
    "review-copies",
    "people",
    "person-create",
    "commitments",
    "follow-ups",
)
LATER = datetime(2999, 1, 1, tzinfo=UTC)
SERIOUS = ("serious", "critical")


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']} at {[node['target'] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in SERIOUS
    ]


def sign_in(page: Page, live_server: Any) -> None:
    factories.editor()
    page.set_default_timeout(30_000)
    page.goto(f"{live_server.url}{reverse('sign-in')}")
    page.get_by_label("Username").fill("edda")
    page.get_by_label("Password", exact=True).fill("pass")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Desk", level=1).wait_for()


def check(page: Page, live_server: Any, addresses: list[str]) -> dict[str, list[str]]:
    """Findings by address, at both widths and in both colour schemes."""
    faults: dict[str, list[str]] = {}
    for width, scheme in ((1280, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for address in addresses:
            page.goto(live_server.url + address)
            wide = page.evaluate("document.documentElement.scrollWidth")
            found = serious(page) + ([f"scrolls sideways: {wide} px"] if wide > width else [])
            if found:
                faults[f"{address} at {width} px, {scheme}"] = found
    return faults


def test_pages_of_a_fresh_newsroom(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}{reverse('sign-in')}")
    assert not serious(page)
    sign_in(page, live_server)
    assert not check(page, live_server, [reverse(name) for name in (*LISTS, "tokens")])


def test_pages_of_the_seed(page: Page, live_server: Any) -> None:
    run = ingest.submit(submissions=[Submission("seed.txt", SEED.read_bytes())], by=None, at=AT)
    pipeline.perform_all(run_id=run.pk)
    commitment, by = Commitment.objects.get(), factories.editor()
    contradiction = EvidenceLink.objects.filter(relation="contradicts").first()
    assert contradiction is not None
    link.accept(link_id=contradiction.pk, by=by, at=AT)
    track.rule(
        commitment_id=commitment.pk,
        status=Status.BROKEN,
        broken_reason="other",
        rationale="Evidence of attempts.",
        link_ids=[contradiction.pk],
        latest_ruling_id=None,
        by=by,
        at=AT,
    )
    copies.pair()
    joined = copies.pair(2)
    clusters.accept(proposal_id=joined.pk, by=by, at=AT)
    recut = factories.article(awaits_check=True, warnings=["Its date is odd."])
    cuts.recut(article_id=recut.pk, stretches=recut.cut()[:2], by=by, at=AT)
    sign_in(page, live_server)
    xi = Person.objects.get(name="Xi Jinping")
    feed = factories.feed(failures=1, failing_since=AT, last_message="It does not answer.")
    held = factories.article("Ferry sold\n\nSo it is.", embargoed_until=LATER)
    gone = factories.article("Tram line\n\nIt is planned.", original=originals.keep(b"Tram"), original_where="line 3")
    withdraw.withdraw(article_id=gone.pk, by=by, because="It is not planned", at=AT)
    waiting = {"key": "1", "title": "Bridge 1", "url": f"{feed.url}/1", "waiting": True}
    FeedEntry.objects.create(feed=feed, seen_at=AT, **waiting)
    details = [
        reverse("run", args=[Run.objects.filter(kind="import").get().pk]),
        reverse("article", args=[contradiction.spans.get(side="evidence").article_id]),
        reverse("article", args=[joined.first_id]),
        reverse("article-publication", args=[joined.first_id]),
        reverse("article-cut", args=[recut.pk]),
        reverse("article-withdraw", args=[joined.first_id]),
        reverse("article", args=[held.pk]),
        reverse("article", args=[gone.pk]),
        f"{reverse('article-list')}?show=hidden",
        reverse("statement", args=[Statement.objects.all()[0].pk]),
        reverse("person", args=[xi.pk]),
        reverse("person-merge", args=[xi.pk]),
        reverse("person-describe", args=[xi.pk]),
        reverse("commitment", args=[commitment.pk]),
        reverse("commitment-edit", args=[commitment.pk]),
        reverse("evidence-add", args=[commitment.pk]),
        reverse("feed", args=[feed.pk]),
        reverse("feed-describe", args=[feed.pk]),
    ]
    assert not check(page, live_server, [*(reverse(name) for name in LISTS), *details])


def test_one_word_without_end_breaks_no_page(page: Page, live_server: Any) -> None:
    name, title = "N" * 200, "T" * 300
    somebody = factories.person(name)
    PersonRole.objects.create(person=somebody, title=name)
    original = {"original": originals.keep(b"Words"), "original_where": f"entry {title}"}
    article = factories.article(
        f"{title}\n\n{title}, she said.", title=title, outlet=factories.outlet(name), **original
    )
    gone = factories.article(f"{title}\n\nGone.", title=title)
    withdraw.withdraw(article_id=gone.pk, by=factories.user("u" * 150), because="B" * BECAUSE_LENGTH, at=AT)
    statement = factories.statement(article, title, speaker=somebody)
    commitment = factories.commitment(statement, title=title)
    factories.evidence(commitment, factories.statement(factories.article(), speaker=somebody))
    factories.follow_up(commitment, title=title)
    for outlet in ("O" * 200, "P" * 200):
        copies.article(1, outlet + title, outlet=factories.outlet(outlet))
    run = factories.run(items=1, item_state="imported", state="done", finished_at=AT, done=1)
    run.items.update(article=article, path=title)
    feed = factories.feed(title=title, url=f"http://harbour.example/{title}", active=False, last_message=title)
    factories.decided(factories.statement(factories.article()), by=factories.user("u" * 150, first_name="U" * 150))
    sign_in(page, live_server)
    lists = [reverse(name) for name in LISTS if name not in ("import", "person-create")]
    details = [
        f"{reverse('people')}?tab=all",
        somebody.get_absolute_url(),
        reverse("person-merge", args=[somebody.pk]),
        article.get_absolute_url(),
        gone.get_absolute_url(),
        f"{reverse('article-list')}?show=hidden",
        reverse("article-withdraw", args=[article.pk]),
        reverse("statement-speaker", args=[statement.pk]),
        commitment.get_absolute_url(),
        run.get_absolute_url(),
        reverse("feed", args=[feed.pk]),
    ]
    page.set_viewport_size({"width": 390, "height": 900})
    wide = {}
    for address in (*lists, *details):
        page.goto(live_server.url + address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide[address] = width
    assert not wide


def test_how_an_import_stands_is_in_sight_on_a_telephone(page: Page, live_server: Any) -> None:
    factories.run(items=1, state="done", finished_at=AT, done=1)
    sign_in(page, live_server)
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(live_server.url + reverse("run-list"))
    box = page.locator("td .badge").first.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
