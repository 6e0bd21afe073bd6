"""The collection of broken and hostile files beside the project: each has its outcome, quickly and in little memory.

Own cases for each class stand in the other tests of this folder; this one is skipped where the collection is absent.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claims.engine.parsers import ArticleDraft, Item, ItemRefused, LinkFound, Refused, limits, read_files

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared"))
HOSTILE = SHARED / "eval" / "ingest" / "hostile"
MANIFEST = HOSTILE / "manifest.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in MANIFEST.open()] if MANIFEST.exists() else []
WATCHED_PORT = 18999
"""Where the files that ask for something outside want it from."""
SECONDS, MEGABYTES = 10, 300
MEASURED = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print([status, used.ru_utime + used.ru_stime, used.ru_maxrss])
"""
OURS = {"wrong_type": "binary"}
"""Codes that this project calls otherwise than the collection."""
OURS_IN = {"feed_html_page.xml": "no_article", "feed_is_path.xml": "no_article"}
"""A file that is no feed is read as what it is; then there is no article in it."""

pytestmark = pytest.mark.skipif(not ROWS, reason=f"the hostile files are not in {HOSTILE}")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the collection, with the large files that a script of it writes."""
    copy = tmp_path_factory.mktemp("hostile") / "copy"
    shutil.copytree(HOSTILE, copy, copy_function=shutil.copyfile)
    for folder in (copy, copy / "files"):
        folder.chmod(0o755)
    subprocess.run([sys.executable, str(copy / "make_big.py")], check=True, stdout=subprocess.DEVNULL)
    return copy / "files"


@pytest.fixture
def nobody_calls() -> Iterator[None]:
    """Fails the test if a connection arrives."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", WATCHED_PORT))
        listener.listen()
        yield
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            listener.accept()


def read(path: Path) -> tuple[list[Item], Refused | None]:
    try:
        return [item for _, item in read_files(path.read_bytes(), name=path.name)], None
    except Refused as refused:
        return [], refused


@pytest.mark.parametrize("row", ROWS, ids=lambda row: Path(row["file"]).name)
def test_each_file_has_its_outcome(
    row: dict[str, Any], files: Path, nobody_calls: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = files.parent / row["file"]
    expected = row["expected"]
    monkeypatch.chdir(files)
    items, refused = read(path)
    drafts = [item for item in items if isinstance(item, ArticleDraft)]
    usable = [item for item in items if isinstance(item, ArticleDraft | LinkFound)]
    refusals = [item for item in items if isinstance(item, ItemRefused)]
    if expected["outcome"] != "accept_or_reject":
        assert bool(usable) is (expected["outcome"] == "accept")
    if refused is not None:
        assert refused.reason.startswith(f"{path.name}: ")
    if not usable:
        codes = {item.code for item in refusals} or {refused.code if refused else ""}
        assert codes == {OURS_IN.get(path.name, OURS.get(expected["code"], expected["code"]))}
    for draft in drafts:
        check_text(draft, expected)
    for key, found in (("items_ok", usable), ("items_refused", refusals)):
        assert len(found) == expected.get(key, len(found))
    assert all(item.where for item in refusals)


def check_text(draft: ArticleDraft, expected: dict[str, Any]) -> None:
    assert draft.title == expected.get("title", draft.title)
    assert len(draft.title) <= limits.TITLE_LENGTH
    assert expected.get("contains", "") in draft.text
    if "date" in expected:
        assert draft.published == (expected["date"] or "")
    draft.text.encode()  # no lone surrogate
    for never in ("\0", "<script", "javascript:", "onerror=", Path("/etc/passwd").read_text().splitlines()[0]):
        assert never not in draft.text
    if expected["code"] in {"encoding_repaired", "warn_mojibake", "truncated", "control_chars"}:
        assert draft.warnings
    if expected["code"] == "encoding_repaired":
        assert "\ufffd" not in draft.text


def test_different_causes_have_different_codes(files: Path) -> None:
    """Two codes of the collection never become one of ours."""
    ours: dict[str, set[str]] = {}
    for row in ROWS:
        if row["expected"]["outcome"] == "reject":
            items, refused = read(files.parent / row["file"])
            codes = {item.code for item in items if isinstance(item, ItemRefused)} | (
                {refused.code} if refused else set()
            )
            for code in codes:
                ours.setdefault(code, set()).add(row["expected"]["code"])
    assert {code for code, theirs in ours.items() if len(theirs) > 1} == set()


def test_all_of_them_together_stay_quick_and_small(files: Path) -> None:
    """The command line reads every file in one go, with an object for each and no traceback.

    All of them take less than one may. It is counted in processor time, which does not depend on what else runs here,
    and by a small process in between: a child's peak starts at that of the process which forked it.
    """
    names = sorted(Path(row["file"]).name for row in ROWS)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, "-m", "claims.engine", "parse", *names],
        cwd=files,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    *lines, measured = done.stdout.splitlines()
    status, seconds, kilobytes = json.loads(measured)
    assert b"Traceback" not in done.stderr
    assert status == 1
    assert {json.loads(line)["path"].split("/")[0] for line in lines} == set(names)
    assert seconds < SECONDS
    assert kilobytes < MEGABYTES * 1024
