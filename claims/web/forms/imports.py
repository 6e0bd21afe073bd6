"""What an editor gives to import: pasted text, files, or both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from claims.engine.parsers.limits import TEXT_BYTES, as_megabytes
from claims.services import ingest, originals
from claims.services.ingest import Submission

MOST_FILES = 100
"""Django's own limit for one request (`DATA_UPLOAD_MAX_NUMBER_FILES`)."""
PASTE = "Pasted text"


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files. What is wrong with one of them is for the run to say, not for the form."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return list(data or [])


class ImportForm(forms.Form):
    uploads = ManyFilesField(
        label="Files",
        required=False,
        help_text=f"Plain text, up to {as_megabytes(TEXT_BYTES)} each and {MOST_FILES} at once.",
        widget=ManyFilesInput(attrs={"accept": ".txt,.text,.md,text/plain"}),
    )
    text = forms.CharField(
        label="Or paste an article",
        required=False,
        strip=False,
        help_text="Headline first, a blank line between paragraphs. Captions and dates are recognised.",
        widget=forms.Textarea(attrs={"rows": 12, "maxlength": TEXT_BYTES, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        if not read.get("uploads") and not read.get("text", "").strip():
            raise forms.ValidationError("Choose at least one file or paste a text.", code="nothing")
        return read

    def submissions(self) -> Iterator[Submission]:
        text = self.cleaned_data["text"]
        if text.strip():
            yield Submission(PASTE, text.encode())
        yield from map(_submission, self.cleaned_data["uploads"])


def _submission(file: UploadedFile) -> Submission:
    """One file. One that is too large is never read into memory."""
    return ingest.submission(
        path=file.name or "A file without a name", size=file.size or 0, head=originals.head_of(file), read=file.read
    )
