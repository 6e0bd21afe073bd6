"""`make eval` and `make bench`, on a folder made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts import bench, evaluate

TEXT = '"The bridge will open in May," Mayor Jane Doe said on Tuesday.\n'
# Stands in for a scorer: counts what the engine found and hands back fixed shares.
SCORER = """
import json, sys
gold, found, speech_only, flag, output, boot, resamples = sys.argv[1:]
assert (speech_only, flag, boot) == ("--speech-only", "--json", "--boot") and int(resamples) > 0
quotes = [quote for line in open(found) for quote in json.loads(line)["quotes"]]
json.dump({"counts": {"docs": len(open(gold).readlines())}, "all.quote@.5": {"p": 0.5, "r": 0.25, "f": len(quotes)},
           "speaker.acc": {"acc": 0.75}, "ci95": {"all.quote@.5": [0.5, 1.5]}}, open(output, "w"))
"""


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    (tmp_path / "score.py").write_text(SCORER)
    (tmp_path / "bridges.jsonl").write_text(json.dumps({"id": "1", "lang": "en", "text": TEXT, "quotes": []}) + "\n")
    return tmp_path


def test_a_folder_is_read_by_the_engine_and_judged_by_its_scorer(
    labelled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate.main(labelled)
    heading, *rows = capsys.readouterr().out.strip().splitlines()
    assert heading.split()[0] == "bridges"
    assert [row.split()[0] for row in rows] == ["rules", "hybrid"]
    for row in rows:
        assert row.split()[1:7] == ["–", "1.000", "[0.50,", "1.50]", "–", "0.750"]


def test_a_folder_without_a_scorer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"needs a score\.py"):
        evaluate.main(tmp_path)


def test_the_benchmark_reports_every_stage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text(
        f"Bridge to open\n\n{TEXT}\nIt replaces the one that fell into the river in 1998.\n"
    )
    monkeypatch.setattr(bench, "ROUNDS", 2)
    bench.main(tmp_path)
    summary, *stages = capsys.readouterr().out.splitlines()
    assert summary.startswith("1 article(s)")
    assert [line.split()[0] for line in stages] == ["parse", "rules", "hybrid", "parsed", "parsed", "at"]
