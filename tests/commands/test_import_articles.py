"""`import_articles`: what it prints, what it stores, and the exit code that scripts rely on."""

from __future__ import annotations

import json
import os
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from claims.fetch import Fetched
from claims.models import Article, Run, RunItem
from claims.services import fetching

pytestmark = pytest.mark.django_db

STORY = "Bridge to be mended\n\n“We will mend the bridge,” Mayor Ana Ruiz said on Monday.\n"


def run(*paths: object, as_json: bool = False) -> tuple[str, int]:
    """What the command prints, and its exit code."""
    out, code = StringIO(), 0
    try:
        call_command("import_articles", *map(str, paths), json=as_json, stdout=out, stderr=StringIO())
    except SystemExit as ended:
        code = int(str(ended.code))
    return out.getvalue(), code


def listed(*paths: object) -> dict[str, Any]:
    return json.loads(run(*paths, as_json=True)[0])


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def test_the_seed() -> None:
    counts = listed("seeds")["counts"]
    assert (counts["imported"], counts["articles"], counts["people"], counts["commitments"]) == (1, 1, 5, 1)
    assert counts["statements"] >= 10
    assert counts["suggested_contradictions"] >= 2


def test_a_second_run_says_so_and_doubles_nothing() -> None:
    run("seeds")
    text, code = run("seeds")
    assert "Already imported" in text
    assert code == 0
    again = listed("seeds")
    assert [item["state"] for item in again["items"]] == ["duplicate"]
    assert again["counts"]["articles"] == Article.objects.count() == 1


def test_one_object_with_the_agreed_keys(story: Path) -> None:
    answer = listed(story)
    assert set(answer) == {"items", "counts"}
    item = answer["items"][0]
    assert set(item) == {"path", "state", "code", "article", "title"}
    article = Article.objects.get()
    assert item == {
        "path": str(story),
        "state": "imported",
        "code": "",
        "article": str(article.pk),
        "title": "Bridge to be mended",
    }


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "empty", "It is empty"),
        (bytes(range(256)) * 20, "binary", "not a text file"),
        (b"word " * 2_100_000, "too_large", "10 MB; a plain text may have 2 MB"),
    ],
)
def test_bad_input_is_one_clear_line_and_stores_nothing(tmp_path: Path, content: bytes, code: str, words: str) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    text, exit_code = run(bad)
    assert words in text
    assert len(text.splitlines()) == 1
    assert exit_code == 2
    assert listed(bad)["items"][0]["code"] == code
    assert not Article.objects.exists()
    assert not RunItem.objects.filter(content__isnull=False).exists()


def test_a_missing_path_and_a_link_that_leads_inside_say_so(tmp_path: Path) -> None:
    assert "does not exist" in run(tmp_path / "nothing.txt")[0]
    assert "leads to" in run("http://127.0.0.1/story")[0]
    assert listed("http://127.0.0.1/story")["items"][0]["code"] == "address_blocked"


def test_a_file_name_may_be_any_bytes(tmp_path: Path, story: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Tunnel\n\n“We will dig,” Bo Lind said.")
    answer = listed(tmp_path)
    assert [item["state"] for item in answer["items"]] == ["imported", "imported"]
    assert answer["items"][0]["path"].endswith("caf�.txt")


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    text, code = run(tmp_path)
    assert "holds no files" in text
    assert code == 2


def test_a_folder_is_read_whole_without_hidden_files(tmp_path: Path, story: Path) -> None:
    (tmp_path / ".hidden").write_text("Secret\n\nNot for import.")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "other.txt").write_text("Tunnel\n\n“We will dig,” Bo Lind said.")
    assert [Path(item["path"]).name for item in listed(tmp_path)["items"]] == ["other.txt", "story.txt"]


def test_one_bad_file_among_good_ones(tmp_path: Path, story: Path) -> None:
    (tmp_path / "empty.txt").touch()
    text, code = run(tmp_path)
    assert code == 1
    assert "empty.txt: It is empty." in text
    assert Article.objects.count() == 1


def test_a_text_without_quotes_is_imported_and_says_so(tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("Weather\n\nIt rained on Tuesday and the river rose.")
    text, code = run(plain)
    assert "nobody is quoted in it" in text
    assert code == 0
    assert Run.objects.get(kind="extract").items.get().message == "Nobody is quoted in it."


def test_a_person_at_a_terminal_sees_what_was_found(story: Path) -> None:
    text, _ = run(story)
    for heading in ("People", "Statements"):
        assert f"\n{heading}\n" in text
    assert "Ana Ruiz" in text
    assert "1 article · 1 person · 1 statement ·" in text


# -------------------------------------------------------------------------------------- files of every kind, and links

NITF = b"""<?xml version="1.0"?><nitf><head><docdata><doc-id id-string="urn:x"/></docdata></head><body><body.head>
<hedline><hl1>Tunnel to be dug</hl1></hedline></body.head><body.content><p>Bo Lind said: "We will dig."</p>
</body.content></body></nitf>"""


@pytest.fixture
def folder(tmp_path: Path, story: Path) -> Path:
    """A folder such as a newsroom has: wire, a table by line, an archive, and what is no text."""
    (tmp_path / "tunnel.xml").write_bytes(NITF)
    lines = (json.dumps({"headline": f"Quay {n}", "body": f"Quay {n} is closed, Ana Ruiz said."}) for n in (1, 2))
    (tmp_path / "year.jsonl").write_text("\n".join(lines))
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("inside/ferry.txt", "Ferry\n\nThe ferry sails again, Bo Lind said.")
        archive.writestr("inside/picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    return tmp_path


def test_a_folder_of_every_kind(folder: Path) -> None:
    answer = json.loads(run(folder, as_json=True)[0])
    found = [(item["path"].removeprefix(f"{folder}/"), item["state"], item["code"]) for item in answer["items"]]
    assert found == [
        ("more.zip/inside/ferry.txt", "imported", ""),
        ("more.zip/inside/picture.png", "refused", "binary"),
        ("story.txt", "imported", ""),
        ("tunnel.xml", "imported", ""),
        ("year.jsonl", "imported", ""),
        ("year.jsonl", "imported", ""),
    ]
    counts = answer["counts"]
    assert (counts["imported"], counts["refused"], counts["updated"], counts["articles"]) == (5, 1, 0, 5)


def test_exit_codes(folder: Path) -> None:
    assert run(folder)[1] == 1
    (folder / "more.zip").unlink()
    assert run(folder)[1] == 0
    (folder / "nothing").mkdir()
    assert run(folder / "nothing")[1] == 2


def test_a_new_version_and_a_kill_are_updates(tmp_path: Path) -> None:
    wire = tmp_path / "wire.json"
    item = {"uri": "urn:x", "type": "text", "headline": "Tunnel", "body_text": "Bo Lind said he would dig."}
    for version, more, state in (
        ("1", {}, "imported"),
        ("2", {"body_text": "Bo Lind said he would dig soon."}, "updated"),
        ("3", {"pubstatus": "canceled"}, "updated"),
        ("2", {"body_text": "Bo Lind said something else."}, "refused"),
    ):
        wire.write_text(json.dumps(item | {"version": version} | more))
        assert [one["state"] for one in listed(wire)["items"]] == [state], version
    assert "Withdrawn by its sender" not in run(wire)[0]
    assert not Article.objects.current().exists()


FEED = (
    b'<rss version="2.0"><channel><title>Post</title><item><title>Quay</title><link>https://harbour.example/quay</link>'
    b"</item></channel></rss>"
)
PAGES = {"https://harbour.example/feed": FEED, "https://harbour.example/quay": STORY.encode()}


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "ask", lambda url, **_: Fetched(200, url, PAGES[url]))


def test_a_link_is_fetched_and_read_by_its_content(web: None) -> None:
    (item,) = listed("https://harbour.example/quay")["items"]
    assert (item["path"], item["state"]) == ("https://harbour.example/quay", "imported")


def test_a_feeds_links_are_listed_unless_they_are_to_be_followed(web: None) -> None:
    text, code = run("https://harbour.example/feed")
    assert "“Quay”: only a link stands here" in text
    assert code == 2
    assert [item["code"] for item in listed("https://harbour.example/feed")["items"]] == ["link_only"]
    out = StringIO()
    call_command("import_articles", "https://harbour.example/feed", follow=True, json=True, stdout=out)
    assert [item["state"] for item in json.loads(out.getvalue())["items"]] == ["imported"]


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_progress_bar_and_nothing_else_does(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.management.progress._SECONDS", 0)
    for stream, shown in ((Terminal(), True), (StringIO(), False)):
        with pytest.raises(SystemExit):
            call_command("import_articles", str(folder), json=True, stdout=StringIO(), stderr=stream)
        assert ("█" in stream.getvalue()) is shown
        assert not stream.getvalue().strip(" \r").endswith(("█", "of 6"))


def test_texts_can_be_looked_at_before_they_are_read(story: Path) -> None:
    out = StringIO()
    call_command("import_articles", str(story), check_first=True, stdout=out)
    assert "1 of them read only when somebody has looked at how they were cut up." in out.getvalue()
    article = Article.objects.get()
    assert (article.awaits_check, article.extracted_at) == (True, None)
