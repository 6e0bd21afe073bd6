"""`python -m claims.engine`: JSON Lines in and out, one line for a line, whatever the line holds."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from claims.engine.__main__ import main
from claims.engine.parsers import limits


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, *lines: str) -> Any:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    code = main([command])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_extract(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Two lines.\n\n“We will never sell the railway,” Transport Minister Ida Krol said."
    code, [found] = run(monkeypatch, capsys, "extract", json.dumps({"id": "a1", "text": text}))
    assert code == 0
    assert found["id"] == "a1"
    [quote] = found["quotes"]
    assert [text[start:end] for start, end in quote["content"]] == ["“We will never sell the railway,”"]
    assert [text[start:end] for start, end in quote["cue"]] == ["said"]
    assert (quote["source_canonical"], quote["kind"]) == ("Ida Krol", "direct")
    assert [person["name"] for person in found["people"]] == ["Ida Krol"]
    [commitment] = found["commitments"]
    assert (commitment["speaker"], commitment["polarity"]) == ("Ida Krol", "will_not")
    assert commitment["deadline"]["kind"] == "standing"


def test_offsets_are_into_the_text_as_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\n\n  Title here\r\n\r\n\r\n\tMayor Tom Okafor says the bridge is safe.  \n"
    _, [found] = run(monkeypatch, capsys, "extract", json.dumps({"id": 1, "text": text}))
    assert [text[start:end] for quote in found["quotes"] for start, end in quote["content"]] == ["the bridge is safe"]


def test_a_bad_line_is_named_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("{", "[]", '{"id": 3}', '{"id": 4, "text": 5}', '{"id": 5, "text": ""}')
    code, found = run(monkeypatch, capsys, "extract", *lines)
    assert code == 1
    assert [("error" in record, record["id"]) for record in found] == [
        (True, None),
        (True, None),
        (True, 3),
        (True, 4),
        (False, 5),
    ]


def test_link(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    record = {
        "id": "c",
        "commitment": {"text": "he would not close the border", "speaker": "Omar Diallo", "made_on": "2024-01"},
        "candidates": [
            {"id": 1, "text": "the harvest was good", "speaker": "Ana Ruiz", "published": "2024-05-01"},
            {"id": 2, "text": "Diallo closed the border on Friday", "speaker": "", "published": "2024-05-01"},
        ],
    }
    code, [found] = run(monkeypatch, capsys, "link", json.dumps(record))
    assert (code, found["id"], found["ranked"][0]["id"]) == (0, "c", 2)
    assert 0 <= found["ranked"][0]["score"] <= 1


def test_parse_names_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.txt"
    article.write_text("A title\n\nMayor Tom Okafor says the bridge is safe.\n", encoding="utf-8")
    code = main(["parse", str(article), str(tmp_path / "none.txt")])
    first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert (first["refused"], second["refused"]) == (None, "missing")
    assert "bridge" in first["body"]


def test_parse_prints_one_line_for_each_thing_in_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed = tmp_path / "feed.rss"
    feed.write_text(
        "<rss version='2.0'><channel><title>Post</title><item><title>Bridge closes</title>"
        "<link>https://post.example/1</link></item></channel></rss>",
        encoding="utf-8",
    )
    archive = tmp_path / "year.zip"
    with zipfile.ZipFile(archive, "w") as entries:
        entries.writestr("may/a.txt", "A title\n\nMayor Tom Okafor says the bridge is safe.\n")
        entries.writestr("may/b.txt", b"\0\1\2\3" * 50)
    code = main(["parse", str(feed), str(archive)])
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert [(record["path"], record["refused"]) for record in printed] == [
        (str(feed), "link_only"),
        (f"{archive}/may/a.txt", None),
        (f"{archive}/may/b.txt", "binary"),
    ]
    assert (printed[0]["url"], printed[0]["title"]) == ("https://post.example/1", "Bridge closes")
    assert len({tuple(record) for record in printed}) == 1


def test_parse_does_not_read_what_is_too_large_for_any_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    huge = tmp_path / "huge.zip"
    with huge.open("wb") as file:
        file.truncate(limits.LARGEST + 1)
    assert main(["parse", str(huge)]) == 1
    assert json.loads(capsys.readouterr().out)["refused"] == "too_large"


@pytest.mark.parametrize("command", ["extract", "link"])
def test_a_line_that_is_nested_without_end_costs_only_itself(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = run(monkeypatch, capsys, command, '{"id": 1, "text": ' + "[" * 200_000, "[]")
    assert code == 1
    assert [record["error"] for record in found] == ["not read: it is nested too deep", "not a JSON object"]
