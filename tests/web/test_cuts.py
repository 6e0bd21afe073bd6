"""The pages on which an admin looks at how texts were cut up, corrects it and has them read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.urls import reverse

from claims import tasks
from claims.engine.parsers import cutting
from claims.engine.text import Segment, SegmentKind, Span
from claims.models import Article, Run
from claims.services import cuts, ingest, pipeline
from claims.services.ingest import Submission
from claims.web.forms.cuts import MOST
from tests import factories
from tests.factories import AT
from tests.web.browsing import assert_flat, assert_needs, browser, htmx, messages_of, text_of

pytestmark = pytest.mark.django_db

TEXT = (
    "Harbour to open again\n\n“We will open it by May,” Ana Ruiz said. Nobody else spoke.\n\nA gate, seen from above."
)
LIST = reverse("cut-list")


@pytest.fixture
def sent() -> Iterator[list[UUID]]:
    """The ids of the runs that were sent to the workers; nothing is sent for real."""
    ids: list[UUID] = []
    with patch.object(tasks, "dispatch", ids.append):
        yield ids


def waiting(text: str = TEXT, **columns: Any) -> Article:
    return factories.article(text, awaits_check=True, **columns)


def url_of(article: Article) -> str:
    return reverse("article-cut", args=[article.pk])


def as_sent(article: Article, do: str, **kinds: str) -> dict[str, Any]:
    """What the page sends: the cut as it is stored, with `kind_1="caption"` for another choice at stretch 1."""
    cut = cutting.whole(article.text, article.cut())
    chosen = [kinds.get(f"kind_{number}", one.kind.value) for number, one in enumerate(cut)]
    edges = " ".join(f"{one.span.start}-{one.span.end}" for one in cut)
    return {"do": do, "kind": chosen, "edges": edges, "seen": cutting.fingerprint(cut)}


def shown(html: str) -> list[tuple[str, str]]:
    """Each stretch on the page: what it is, and its words."""
    chosen = re.findall(r'value="(\w+)" selected', html)
    words = re.findall(r'<p class="cut__words"[^>]*>(.*?)</p>', html, re.DOTALL)
    return list(zip(chosen, words, strict=True))


def kinds_of(article: Article) -> list[str]:
    return list(article.segments.values_list("kind", flat=True))


def test_they_are_for_whoever_may_import() -> None:
    for url in (LIST, url_of(waiting())):
        assert_needs(url, allowed=factories.editor(), refused=factories.reader())
    assert browser(factories.reader()).post(reverse("cut-approve")).status_code == 403


def test_a_text_is_shown_stretch_by_stretch() -> None:
    html = text_of(browser(factories.editor()).get(url_of(waiting())))
    assert shown(html) == [
        ("headline", "Harbour to open again"),
        ("paragraph", "“We will open it by May,” Ana Ruiz said. Nobody else spoke."),
        ("paragraph", "A gate, seen from above."),
    ]
    assert "Right, read it" in html


def test_words_that_are_read_nowhere_are_shown_as_left_out() -> None:
    article = waiting()
    article.segments.filter(position=2).delete()
    html = text_of(browser(factories.editor()).get(url_of(article)))
    assert shown(html)[2] == ("boilerplate", "A gate, seen from above.")


def test_saved_it_waits_and_with_reading_it_is_read(sent: list[UUID]) -> None:
    article = waiting()
    client = browser(factories.editor())
    response = client.post(url_of(article), as_sent(article, "save", kind_2="caption"), follow=True)
    assert kinds_of(article) == ["headline", "paragraph", "caption"]
    assert messages_of(response) == ["Saved. The text still waits to be read."]
    assert sent == []
    response = client.post(url_of(article), as_sent(article, "read"), follow=True)
    assert [run.pk for run in Run.objects.all()] == sent
    assert response.redirect_chain[0][0] == article.get_absolute_url()


def test_after_one_comes_the_next_that_waits(sent: list[UUID]) -> None:
    first, second = waiting(), waiting("Another\n\nText.")
    client = browser(factories.editor())
    assert client.post(url_of(first), as_sent(first, "read"))["Location"] == url_of(second)
    assert client.post(url_of(second), as_sent(second, "read"))["Location"] == second.get_absolute_url()


def test_a_text_that_was_read_is_read_again_only_if_something_changed(sent: list[UUID]) -> None:
    article = factories.article(TEXT, extracted_at=AT)
    client = browser(factories.editor())
    assert "Save and read again" in text_of(client.get(url_of(article)))
    client.post(url_of(article), as_sent(article, "save"))
    assert sent == []
    client.post(url_of(article), as_sent(article, "save", kind_2="caption"))
    assert len(sent) == 1


@pytest.mark.parametrize("headers", [{}, htmx()], ids=["plain", "htmx"])
def test_splitting_shows_the_page_anew_and_keeps_nothing(headers: dict[str, str]) -> None:
    article = waiting()
    at = TEXT.index("Nobody")
    response = browser(factories.editor()).post(
        url_of(article), as_sent(article, f"split:{at}", kind_2="caption"), headers=headers
    )
    html = text_of(response)
    assert response.status_code == 200
    assert html.lstrip().startswith('<div id="cut"') == bool(headers)
    assert [kind for kind, _ in shown(html)] == ["headline", "paragraph", "paragraph", "caption"]
    assert shown(html)[2] == ("paragraph", "Nobody else spoke.")
    assert article.segments.count() == 3


def test_what_was_split_and_joined_is_saved_as_shown(sent: list[UUID]) -> None:
    article = waiting()
    client = browser(factories.editor())
    html = text_of(client.post(url_of(article), as_sent(article, f"split:{TEXT.index('Nobody')}")))
    fields = {name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in ("edges", "seen")}  # type: ignore[index]
    chosen = [kind for kind, _ in shown(html)]
    html = text_of(client.post(url_of(article), {**fields, "kind": chosen, "do": "join:3"}))
    fields["edges"] = re.search(r'name="edges" value="([^"]*)"', html)[1]  # type: ignore[index]
    chosen = [kind for kind, _ in shown(html)]
    client.post(url_of(article), {**fields, "kind": chosen, "do": "save"})
    assert [row.span.of(TEXT) for row in article.segments.all()] == [
        "Harbour to open again",
        "“We will open it by May,” Ana Ruiz said.",
        "Nobody else spoke.\n\nA gate, seen from above.",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"edges": "0-21 23-5 9-90"},
        {"edges": "0-21"},
        {"edges": "x"},
        {"edges": "0-21 23-9999 10000-10001"},
        {"kind": ["headline", "nonsense", "caption"]},
        {"do": "split:0"},
        {"do": "join:0"},
        {"do": "join:99"},
    ],
    ids=str,
)
def test_what_is_no_cut_is_refused_and_changes_nothing(change: dict[str, Any], sent: list[UUID]) -> None:
    article = waiting()
    response = browser(factories.editor()).post(url_of(article), as_sent(article, "read") | change)
    assert response.status_code == 422
    assert kinds_of(article) == ["headline", "paragraph", "paragraph"]
    assert sent == []


def test_who_is_too_late_is_told_and_sees_what_was_chosen() -> None:
    article = waiting()
    mine = as_sent(article, "save", kind_2="caption")
    other = [Segment(SegmentKind.PARAGRAPH, Span(0, len(TEXT)))]
    cuts.recut(article_id=article.pk, stretches=other, by=factories.editor("olga"), at=AT)
    response = browser(factories.editor()).post(url_of(article), mine)
    assert response.status_code == 409
    assert "Somebody else has cut this text anew meanwhile" in text_of(response)
    assert shown(text_of(response))[2][0] == "caption"
    assert kinds_of(article) == ["paragraph"]


def test_a_correction_can_be_undone(sent: list[UUID]) -> None:
    article = waiting()
    client = browser(factories.editor())
    client.post(url_of(article), as_sent(article, "save", kind_2="caption"))
    assert "Edda Torin corrected this" in text_of(client.get(url_of(article)))
    url = reverse("article-cut-put-back", args=[article.pk])
    assert client.post(url)["Location"] == url_of(article)
    assert kinds_of(article) == ["headline", "paragraph", "paragraph"]
    html = text_of(client.post(url, headers=htmx(url_of(article))))
    assert shown(html)[2][0] == "caption"


def test_what_stands_below_the_shown_stretches_stays_as_it_is(sent: list[UUID]) -> None:
    article = waiting("Long\n\n" + "\n\n".join(f"Line {number}." for number in range(MOST + 10)))
    client = browser(factories.editor())
    html = text_of(client.get(url_of(article)))
    assert len(shown(html)) == MOST
    assert "11 more stretches follow" in html
    edges = re.search(r'name="edges" value="([^"]*)"', html)[1]  # type: ignore[index]
    chosen = ["headline", "caption", *["paragraph"] * (MOST - 2)]
    client.post(url_of(article), {"do": "save", "edges": edges, "kind": chosen, "seen": ""})
    assert kinds_of(article) == ["headline", "caption", *["paragraph"] * (MOST + 9)]


def test_the_list_says_what_each_was_cut_into_and_has_ticked_ones_read(sent: list[UUID]) -> None:
    one, other = waiting(), waiting("Another\n\nText.", warnings=["Its date is odd."])
    client = browser(factories.editor())
    html = text_of(client.get(LIST))
    assert "Headline, 2 paragraphs" in html
    assert "Headline, 1 paragraph<" in html
    assert "Its date is odd." in html
    response = client.post(reverse("cut-approve"), {"article": [str(one.pk)]})
    assert response["Location"] == reverse("run", args=sent)
    assert list(Article.objects.waiting_for_check()) == [other]
    again = client.post(reverse("cut-approve"), {"article": [str(one.pk)]}, follow=True)
    assert messages_of(again) == ["None of them waits any more."]
    assert messages_of(client.post(reverse("cut-approve"), follow=True)) == ["Tick at least one text."]


def test_all_that_waited_when_the_page_was_shown_can_be_read_at_once(sent: list[UUID]) -> None:
    rows = [waiting(f"Text {number}\n\nWords {number}.") for number in range(3)]
    client = browser(factories.editor())
    html = text_of(client.get(LIST))
    shown_at = re.search(r'name="all" value="([^"]+)">Read all 3 as they are', html)
    assert shown_at
    late = waiting("Late\n\nIt came in meanwhile.")
    Article.objects.filter(pk=late.pk).update(created_at=datetime.fromisoformat(shown_at[1]) + timedelta(seconds=1))
    client.post(reverse("cut-approve"), {"all": shown_at[1]})
    assert list(Article.objects.waiting_for_check()) == [late]
    assert set(Run.objects.get().items.values_list("article", flat=True)) == {one.pk for one in rows}
    garbled = client.post(reverse("cut-approve"), {"all": "now"}, follow=True)
    assert messages_of(garbled) == ["Tick at least one text."]


def test_the_list_is_narrowed_to_one_import_and_empty_it_says_how_to_fill_it() -> None:
    client = browser(factories.editor())
    assert "Nothing waits" in text_of(client.get(LIST))
    submissions = [Submission("story.txt", TEXT.encode())]
    run = ingest.submit(submissions=submissions, check_first=True, by=factories.editor(), at=AT)
    pipeline.perform_all(run_id=run.pk)
    waiting("Another\n\nText.")
    assert "Another" in text_of(client.get(LIST))
    narrowed = text_of(client.get(LIST, {"run": str(run.pk)}))
    assert "Harbour to open again" in narrowed
    assert "Another" not in narrowed
    assert "Another" in text_of(client.get(LIST, {"run": "nonsense"}))


def test_the_list_costs_the_same_for_many(django_assert_max_num_queries: Callable[..., Any]) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            factories.article(awaits_check=True)

    assert_flat(LIST, add, django_assert_max_num_queries, at_most=7)


def test_import_run_article_and_desk_lead_to_it(sent: list[UUID]) -> None:
    client = browser(factories.editor())
    client.post(reverse("import"), {"text": TEXT, "check_first": "on"})
    run = Run.objects.get()
    pipeline.perform_all(run_id=run.pk)
    article = Article.objects.get()
    assert article.awaits_check
    page = text_of(client.get(run.get_absolute_url()))
    assert f"{LIST}?run={run.pk}" in page
    assert "1 text waits until somebody has looked" in page
    assert url_of(article) in page
    assert "Waits for your check" in text_of(client.get(article.get_absolute_url()))
    assert LIST in text_of(client.get(reverse("desk")))
    assert LIST in text_of(client.get(reverse("import")))


def test_a_reader_sees_that_it_waits_and_no_way_there(sent: list[UUID]) -> None:
    article = waiting()
    reader = browser(factories.reader())
    html = text_of(reader.get(article.get_absolute_url()))
    assert "An editor has to look at how it was cut up first." in html
    assert url_of(article) not in html
    assert LIST not in text_of(reader.get(reverse("desk")))
