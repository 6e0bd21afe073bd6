"""`make eval` and `make bench`, on a folder made here."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from claims.engine.parsers.registry import FORMATS
from scripts import evaluate
from scripts.bench import __main__ as bench
from scripts.bench import reading
from scripts.bench.articles import report
from scripts.bench.figures import table

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


def test_the_benchmark_reads_texts_through_every_stage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.txt").write_text(
        f"Bridge to open\n\n{TEXT}\nIt replaces the one that fell into the river in 1998.\n"
    )
    reading.extraction(tmp_path, count=2)
    summary, *stages = capsys.readouterr().out.splitlines()
    assert summary.startswith("Extraction: 1 article(s)")
    assert [line.split()[0] for line in stages] == ["parse", "rules", "hybrid", "parsed"]
    with pytest.raises(SystemExit, match=r"no \.txt files"):
        reading.extraction(tmp_path / "nowhere")


def test_the_benchmark_makes_files_of_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    reading.parsers(count=1, scale=0.05)
    _, _, *rows, pages, memory = capsys.readouterr().out.splitlines()
    kinds = {form.kind for form in FORMATS}
    assert {row.split()[0] for row in rows} == kinds | {"jsonl"}
    assert {row.split()[-1] for row in rows} == {"0"}, "none is refused"
    assert "web pages" in pages
    assert "MB in this process" in memory


def test_the_benchmark_measures_growth_on_a_site_of_its_own() -> None:
    measured = bench.grown(10, further=1)
    assert measured.articles == 10
    assert measured.database > 0
    assert measured.linked.statements > 20
    heading, *rows = table([measured, replace(measured, articles=100)])
    assert heading.split() == ["articles", "10", "100"]
    assert {row.split()[-1] for row in rows if row.endswith("x")} == {"1.0x", "0.1x"}


def test_the_benchmarks_articles_are_all_different_and_always_the_same() -> None:
    numbers = range(1, 400)
    texts = [report(number).text for number in numbers]
    assert len(set(texts)) == len(texts)
    report.cache_clear()
    assert texts == [report(number).text for number in numbers]
    assert all(200 <= len(text.split()) <= 800 for text in texts)
    for number in numbers:
        assert all(speech.words in report(number).text for speech in report(number).speeches)
