"""Import in a real browser: files of five kinds and a broken one are dropped at once, and each says how it went."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import pytest

pytest.importorskip("playwright")
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import sign_in
from tests.engine.parsers.made import made_docx, paragraph, zipped

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WAIT = 60_000
"""Milliseconds the whole job may take on a slow machine. Only a hang reaches it."""
_BODY = "The harbour master said on Monday that the {} would run again in May, once the quay has been mended."
_PAGE = """<!doctype html><html><head><title>Lighthouse lit again</title></head><body><article>
<h1>Lighthouse lit again</h1><p>{0}</p><p>Nobody on the island objected to the plan, and the work begins at once.</p>
</article></body></html>"""
FILES = {
    "story.txt": f"Ferry to run again\n\n{_BODY.format('ferry')}".encode(),
    "page.html": _PAGE.format(_BODY.format("lamp")).encode(),
    "letter.docx": made_docx(paragraph("Tram to run again", "Ttulo") + paragraph(_BODY.format("tram"))),
    "lines.jsonl": json.dumps({"title": "Bus to run again", "text": _BODY.format("bus")}).encode() + b"\n",
    "archive.zip": zipped({"a/b.txt": f"Train to run again\n\n{_BODY.format('train')}"}),
    "broken.pdf": b"%PDF-1.7 and nothing more",
}
OUTCOMES = {
    "story.txt": "Imported",
    "page.html": "Imported",
    "letter.docx": "Imported",
    "lines.jsonl": "Imported",
    "archive.zip · a/b.txt": "Imported",
    "broken.pdf": "Refused",
}
_DROP = """(target, files) => {
  const carried = new DataTransfer();
  for (const [name, content] of Object.entries(files)) {
    carried.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name));
  }
  target.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


def test_six_dropped_files_have_six_outcomes(page: Page, live_server: Any, worker: None) -> None:
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("import"))
    content = {name: base64.b64encode(data).decode() for name, data in FILES.items()}
    page.locator("[data-drop]").evaluate(_DROP, content)
    expect(page.locator("[data-drop-files] li")).to_have_count(len(FILES))
    page.get_by_role("main").get_by_role("button", name=re.compile("import", re.I)).click()
    page.wait_for_url(re.compile(r"/runs/[0-9a-f-]+/$"))
    expect(page.get_by_text("What was found")).to_be_visible(timeout=WAIT)
    rows = page.locator("table.items tbody tr")
    expect(rows).to_have_count(len(OUTCOMES))
    for name, state in OUTCOMES.items():
        expect(rows.filter(has_text=name).locator("td").first).to_have_text(state)
    expect(rows.filter(has_text="broken.pdf").locator("td").last).to_contain_text("broken.pdf: ")
