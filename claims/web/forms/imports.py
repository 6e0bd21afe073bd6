"""What an editor gives to import: pasted text, files and links, any of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from claims.engine import urls
from claims.engine.parsers.limits import HTML_BYTES, LARGEST, TEXT_BYTES, UPLOAD_BYTES, UPLOAD_FILES, as_megabytes
from claims.services import ingest, originals
from claims.services.ingest import Submission

MOST_LINKS = 100
PASTE = "Pasted text"
ACCEPTED = (
    ".txt,.text,.md,.html,.htm,.xhtml,.xml,.rss,.atom,.nitf,.newsml,.json,.jsonl,.ndjson,.csv,.tsv,.pdf,.docx,.zip,.gz,"
    "text/plain,text/html,text/csv,text/xml,application/xml,application/json,application/pdf,application/zip"
)
"""What the browser offers first. Content decides what a file is, so this refuses nothing."""


_WRONG_LINKS_NAMED = 5
_LINK_SHOWN = 100


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files. What is wrong with one of them is for the run to say, not for the form."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return list(data or [])


class LinksField(forms.CharField):
    """Addresses, one a line, each once. A line that is none is named; what may not be fetched is for the run to say."""

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines()]
        links = list(dict.fromkeys(line for line in lines if line))
        if len(links) > MOST_LINKS:
            raise forms.ValidationError(f"These are {len(links)} links; {MOST_LINKS} at once may be.", code="too_many")
        wrong = [f"“{_shortened(link)}”: {reason}" for link in links if (reason := _what_is_wrong(link))]
        if wrong:
            raise forms.ValidationError(wrong[:_WRONG_LINKS_NAMED], code="bad_url")
        return links


class ImportForm(forms.Form):
    uploads = ManyFilesField(
        label="Files",
        required=False,
        help_text=(
            "Text, web pages, PDF, DOCX, feeds, news XML, JSON, JSON by line, CSV, and zip or gzip of these. "
            f"Up to {UPLOAD_FILES:,} at once, {as_megabytes(UPLOAD_BYTES)} together: "
            f"a text may have {as_megabytes(TEXT_BYTES)}, a web page {as_megabytes(HTML_BYTES)}, "
            f"other files more, a zip archive {as_megabytes(LARGEST)}."
        ),
        widget=ManyFilesInput(
            attrs={"accept": ACCEPTED, "data-most-files": UPLOAD_FILES, "data-most-bytes": UPLOAD_BYTES}
        ),
    )
    links = LinksField(
        label="Links",
        required=False,
        help_text=f"Addresses of articles or feeds, one a line, up to {MOST_LINKS}. Each is fetched once.",
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "inputmode": "url",
                "spellcheck": "false",
                "autocapitalize": "off",
                "placeholder": "https://",
            }
        ),
    )
    text = forms.CharField(
        label="Or paste an article",
        required=False,
        strip=False,
        help_text="Headline first, a blank line between paragraphs. Captions and dates are recognised.",
        widget=forms.Textarea(attrs={"rows": 12, "maxlength": TEXT_BYTES, "spellcheck": "false"}),
    )

    check_first = forms.BooleanField(
        label="Let me look at how each text was cut up before it is read",
        required=False,
        help_text="Headline, captions, body: what the program took for what. You can correct it.",
    )

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        given = (read.get("uploads"), read.get("links"), read.get("text", "").strip(), self.errors)
        if not any(given):
            raise forms.ValidationError("Choose at least one file, paste a text or give a link.", code="nothing")
        return read

    def submissions(self) -> Iterator[Submission]:
        text = self.cleaned_data["text"]
        if text.strip():
            yield Submission(PASTE, text.encode())
        yield from map(_submission, self.cleaned_data["uploads"])
        yield from (Submission(link, url=link) for link in self.cleaned_data["links"])


def _what_is_wrong(link: str) -> str:
    try:
        urls.read(link)
    except urls.BadAddress as error:
        return error.reason
    return ""


def _shortened(link: str) -> str:
    return link if len(link) <= _LINK_SHOWN else f"{link[:_LINK_SHOWN]}…"


def _submission(file: UploadedFile) -> Submission:
    """One file. One that is too large is never read into memory."""
    return ingest.submission(
        path=file.name or "A file without a name", size=file.size or 0, head=originals.head_of(file), read=file.read
    )
