"""The zip that a DOCX is → its parts, bounded and through the XML gate. It may not know what the parts mean."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from claims.engine.parsers import limits
from claims.engine.parsers.draft import Refused
from claims.engine.parsers.xml_gate import parse_xml

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN_MACROS = "application/vnd.ms-word."
_OTHERS = {"spreadsheetml": "a spreadsheet; save it as CSV", "presentationml": "a presentation; save its text"}
_PARTS = 5_000
_CORRUPT = "It is damaged; open it in a word processor and save it again."


class Package:
    """The parts of one document by name. Nothing is unpacked unasked, and never more than XML may have."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise Refused("docx_malformed", _CORRUPT) from error
        self._names = set(self._zip.namelist())
        if len(self._names) > _PARTS:
            raise Refused("docx_limits", f"It is made of more than {_PARTS:,} parts.")

    def xml(self, name: str) -> etree._Element | None:
        """The part's root, or none where there is no such part. Raises `Refused`."""
        return parse_xml(self._bytes(name)).root if name in self._names else None

    def main(self) -> str:
        """The name of the part that holds the text. Raises `Refused` for a spreadsheet or a presentation."""
        types = self.xml("[Content_Types].xml")
        overrides = [] if types is None else [element for element in types if element.get("PartName")]
        for element in overrides:
            kind = str(element.get("ContentType"))
            if kind.startswith((_MAIN, _MAIN_MACROS)) and kind.endswith(".main+xml"):
                return str(element.get("PartName")).lstrip("/")
        for element in overrides:
            for mark, what in _OTHERS.items():
                if mark in str(element.get("ContentType")):
                    raise Refused("unsupported", f"It is {what}.")
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise Refused("docx_malformed", _CORRUPT)

    def properties(self) -> dict[str, str]:
        """What the file says of itself, by Dublin Core's names: title, creator, created and so on."""
        root = self.xml("docProps/core.xml")
        return (
            {}
            if root is None
            else {str(part.tag).rpartition("}")[2]: " ".join((part.text or "").split()) for part in root}
        )

    def _bytes(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as part:
                data = part.read(limits.XML_BYTES + 1)
        except RuntimeError as error:  # what zipfile raises for a password
            raise Refused("docx_encrypted", "It is locked with a password; save it without one.") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
            raise Refused("docx_malformed", _CORRUPT) from error
        if len(data) > limits.XML_BYTES:
            most = limits.as_megabytes(limits.XML_BYTES)
            raise Refused("docx_limits", f"A part of it unpacks to more than {most}.")
        return data
