"""One file, many items: each with its own result, none twice, none that stops another."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

import pytest

from claims.engine.parsers import registry
from claims.fetch import Fetched, NotFetched
from claims.models import Article, Original, Run, RunItem
from claims.services import fetching, ingest, pipeline, runs, unpack
from claims.services.errors import Conflict
from claims.services.ingest import Submission
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


def text(number: int) -> str:
    return f"The council of ward {number} met on Monday.\n\n“We will mend bridge {number},” Ana Ruiz said."


def record(number: int) -> dict[str, str]:
    return {"headline": f"Bridge {number}", "body": text(number), "language": "en"}


def jsonl(*records: object) -> bytes:
    return "\n".join(one if isinstance(one, str) else json.dumps(one) for one in records).encode()


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return out.getvalue()


def feed(*entries: tuple[str, str]) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid></item>" for title, link in entries
    )
    return f'<rss version="2.0"><channel><title>Harbour Post</title>{items}</channel></rss>'.encode()


def submitted(*submissions: Submission) -> Run:
    return ingest.submit(submissions=submissions, by=None, at=AT)


def performed(*submissions: Submission) -> Run:
    run = submitted(*submissions)
    pipeline.perform(run_id=run.pk, clock=lambda: AT)
    run.refresh_from_db()
    return run


def results(run: Run) -> list[tuple[str, str, str, str]]:
    return list(run.items.results().values_list("path", "where", "state", "code"))


def numbers(run: Run) -> tuple[int, int, dict[str, int]]:
    run.refresh_from_db()
    return run.done, run.total, run.counts


def test_a_file_that_holds_one_article_is_one_item() -> None:
    run = performed(Submission("one.jsonl", jsonl(record(1))))
    assert results(run) == [("one.jsonl", "", "imported", "")]
    assert numbers(run) == (1, 1, {"imported": 1})


def test_each_line_of_a_file_is_an_item_and_a_bad_one_stops_no_other() -> None:
    run = performed(Submission("all.jsonl", jsonl(record(1), "{broken", record(2), record(1))))
    assert results(run) == [
        ("all.jsonl", "item 1", "imported", ""),
        ("all.jsonl", "line 2", "refused", "json_malformed"),
        ("all.jsonl", "item 3", "imported", ""),
        ("all.jsonl", "item 4", "duplicate", "duplicate"),
    ]
    assert numbers(run) == (4, 4, {"imported": 2, "refused": 1, "duplicate": 1})
    opened = run.items.get(parent=None)
    assert (opened.state, opened.children.count()) == ("opened", 4)
    assert "all.jsonl, line 2" in run.items.get(where="line 2").message
    article = Article.objects.get(title="Bridge 2")
    assert (article.original, article.original_where) == (Original.objects.get(), "item 3")


def test_every_file_of_an_archive_is_read_by_its_content() -> None:
    data = archive(
        [
            ("a/plain.html", text(1).encode()),
            ("a/many.txt", jsonl(record(2), record(3))),
            ("empty.txt", b""),
            ("page.dat", feed(("Quay", "https://harbour.example/quay"))),
        ]
    )
    run = performed(Submission("year.zip", data))
    assert results(run) == [
        ("year.zip/a/plain.html", "entry a/plain.html", "imported", ""),
        ("year.zip/empty.txt", "entry empty.txt", "refused", "empty"),
        ("year.zip/a/many.txt", "entry a/many.txt, item 1", "imported", ""),
        ("year.zip/a/many.txt", "entry a/many.txt, item 2", "imported", ""),
        ("year.zip/page.dat", "entry page.dat, item 1", "refused", "link_only"),
    ]
    assert numbers(run) == (5, 5, {"imported": 3, "refused": 2})
    assert [original.media_kind for original in Original.objects.all()] == ["zip"]
    assert not run.items.filter(state="imported", content__isnull=False).exists()
    assert not run.items.filter(state="imported").exclude(draft="").exists()


def test_a_broken_archive_is_refused_by_name() -> None:
    run = performed(Submission("year.zip", archive([("a.txt", b"x" * 1000)])[:-30]))
    (item,) = run.items.all()
    assert (item.state, item.code) == ("refused", "zip_corrupt")
    assert item.message.startswith("year.zip: ")


def test_what_is_found_in_a_file_comes_before_the_next_file() -> None:
    order: list[str] = []
    run = submitted(Submission("a.jsonl", jsonl(record(1), record(2))), Submission("b.jsonl", jsonl(record(3))))

    def watch(_: Run) -> None:
        done = run.items.exclude(state="queued").order_by("position").values_list("path", "where")
        order.extend(f"{path} {where}".strip() for path, where in done if f"{path} {where}".strip() not in order)

    pipeline.perform(run_id=run.pk, watch=watch)
    assert order == ["a.jsonl", "a.jsonl item 1", "a.jsonl item 2", "b.jsonl"]


def test_a_worker_killed_between_reading_and_writing_leaves_no_item_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    run = submitted(Submission("all.jsonl", jsonl(*map(record, range(3)))))
    real = runs.advance

    def killed(*, item: RunItem, **rest: Any) -> None:
        real(item=item, **rest)
        raise KeyboardInterrupt

    for _ in range(4):  # after opening, and after each article
        monkeypatch.setattr(runs, "advance", killed)
        with pytest.raises(KeyboardInterrupt):
            pipeline.perform(run_id=run.pk)
        monkeypatch.setattr(runs, "advance", real)
        runs.release(run=Run.objects.get(pk=run.pk))
    pipeline.perform(run_id=run.pk)
    assert numbers(run) == (3, 3, {"imported": 3})
    assert Article.objects.count() == 3


def test_a_worker_killed_before_it_wrote_what_it_read_reads_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    run = submitted(Submission("all.jsonl", jsonl(*map(record, range(3)))))

    def killed(**_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "advance", killed)
    with pytest.raises(KeyboardInterrupt):
        pipeline.perform(run_id=run.pk)
    monkeypatch.undo()
    assert run.items.count() == 1
    runs.release(run=Run.objects.get(pk=run.pk))
    pipeline.perform(run_id=run.pk)
    assert numbers(run) == (3, 3, {"imported": 3})


def test_one_of_many_can_fail_and_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ingest.store

    def flaky(*, draft: Any, **rest: Any) -> Any:
        if draft.title == "Bridge 1":
            raise RuntimeError("disk on fire")
        return real(draft=draft, **rest)

    monkeypatch.setattr(ingest, "store", flaky)
    run = performed(Submission("all.jsonl", jsonl(*map(record, range(3)))))
    assert numbers(run) == (3, 3, {"imported": 2, "failed": 1})
    monkeypatch.undo()
    pipeline.perform(run_id=pipeline.perform(run_id=Run.objects.get(follows=run).pk))
    runs.retry_item(item_id=run.items.get(state="failed").pk, by=factories.editor(), at=AT)
    assert numbers(run)[:2] == (2, 3)
    pipeline.perform(run_id=run.pk)
    assert numbers(run) == (3, 3, {"imported": 3})


def test_what_holds_nothing_of_its_own_cannot_be_tried_again() -> None:
    run = performed(Submission("all.jsonl", jsonl(record(1), "{broken", record(2))))
    pipeline.perform_all(run_id=Run.objects.get(follows=run).pk)
    with pytest.raises(Conflict, match="hand it in anew"):
        runs.retry_item(item_id=run.items.get(where="line 2").pk, by=factories.editor(), at=AT)


class Web:
    """Sites as the fetcher would bring them."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        self.pages, self.asked = pages, list[str]()

    def ask(self, url: str, **_: Any) -> Fetched:
        self.asked.append(url)
        if url not in self.pages:
            raise NotFetched("unreachable", "The site does not answer or hung up.")
        return Fetched(200, url, self.pages[url])


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web({})
    monkeypatch.setattr(fetching, "ask", made.ask)
    return made


STORY, FEED = "https://harbour.example/quay", "https://harbour.example/feed"


def test_a_link_is_fetched_by_the_worker_and_its_page_kept(web: Web) -> None:
    web.pages[STORY] = text(1).encode()
    run = performed(Submission(STORY, url=STORY))
    assert results(run) == [(STORY, "", "imported", "")]
    article = Article.objects.get()
    assert (article.url, article.provider, article.guid) == (STORY, "harbour.example", STORY)
    assert bytes(article.original.content) == text(1).encode()


def test_a_site_that_is_away_is_an_items_own_trouble_and_is_tried_again(web: Web) -> None:
    run = performed(Submission(STORY, url=STORY), Submission("a.txt", text(2).encode()))
    assert results(run) == [(STORY, "", "refused", "unreachable"), ("a.txt", "", "imported", "")]
    pipeline.perform_all(run_id=Run.objects.get(follows=run).pk)
    web.pages[STORY] = text(1).encode()
    runs.retry(run_id=run.pk, by=factories.editor(), at=AT)
    pipeline.perform(run_id=run.pk)
    assert numbers(run) == (2, 2, {"imported": 2})


def test_a_page_that_was_refused_is_fetched_anew(web: Web) -> None:
    web.pages[STORY] = b""
    run = performed(Submission(STORY, url=STORY))
    assert results(run) == [(STORY, "", "refused", "empty")]
    web.pages[STORY] = text(1).encode()
    runs.retry_item(item_id=run.items.get().pk, by=factories.editor(), at=AT)
    pipeline.perform(run_id=run.pk)
    assert results(run) == [(STORY, "", "imported", "")]
    assert web.asked == [STORY, STORY]


def test_links_in_a_feed_are_listed_and_one_can_be_fetched(web: Web) -> None:
    web.pages |= {FEED: feed(("Quay", STORY), ("Bridge", f"{STORY}/2")), STORY: text(1).encode()}
    run = performed(Submission(FEED, url=FEED))
    assert results(run) == [(FEED, "item 1", "refused", "link_only"), (FEED, "item 2", "refused", "link_only")]
    assert "“Quay”" in run.items.get(where="item 1").message
    assert web.asked == [FEED]
    runs.retry_item(item_id=run.items.get(where="item 1").pk, by=factories.editor(), at=AT)
    pipeline.perform(run_id=run.pk)
    assert numbers(run) == (2, 2, {"imported": 1, "refused": 1})
    assert Article.objects.get().url == STORY


def test_links_in_a_feed_are_followed_if_asked_for_and_no_further(web: Web) -> None:
    deeper = "https://harbour.example/deeper"
    web.pages |= {FEED: feed(("Quay", STORY), ("More", deeper)), STORY: text(1).encode(), deeper: feed(("Loop", FEED))}
    run = performed(Submission(FEED, url=FEED, follow=True))
    assert results(run) == [(STORY, "item 1", "imported", ""), (deeper, "item 1", "refused", "link_only")]
    assert web.asked == [FEED, STORY, deeper]


def test_a_large_file_keeps_its_worker_from_being_taken_for_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    run = submitted(Submission("all.jsonl", jsonl(*map(record, range(4000)))))
    until: list[Any] = []
    real = registry.read_items

    def slow(data: bytes, *, name: str, charset: str) -> Any:
        until.append(Run.objects.get(pk=run.pk).lease_until)
        return real(jsonl(record(1), record(2)), name=name)

    monkeypatch.setattr(unpack, "read_items", slow)
    pipeline.perform(run_id=run.pk, clock=lambda: AT)
    assert until == [AT + runs.LONG_LEASE]


def test_what_an_item_costs_does_not_grow_with_their_number(django_assert_max_num_queries: Any) -> None:
    run = submitted(Submission("all.jsonl", jsonl(*map(record, range(300)))))
    with django_assert_max_num_queries(300 * 18):
        pipeline.perform(run_id=run.pk)
    assert numbers(run) == (300, 300, {"imported": 300})
