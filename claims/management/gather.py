"""What the import command is given, as submissions: files, folders of files, links. It reads no more than is taken."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from claims.services import ingest, originals
from claims.services.ingest import Submission


def gather(given: Iterable[str], *, follow: bool = False) -> Iterator[Submission]:
    """One submission for each link and file, a folder's files in the order of their names, without hidden ones."""
    for one in given:
        if "://" in one:
            yield Submission(one, url=one, follow=follow)
        elif (path := Path(one)).is_dir():
            files = sorted(child for child in path.rglob("*") if child.is_file() and not child.name.startswith("."))
            if not files:
                yield Submission(one, code="empty", message=f"{one} holds no files.")
            yield from (_of_file(file, follow=follow) for file in files)
        else:
            yield _of_file(path, follow=follow)


def _of_file(path: Path, *, follow: bool) -> Submission:
    name = os.fsencode(path).decode("utf-8", "replace")  # a file name may be any bytes
    try:
        with path.open("rb") as file:
            head, size = file.read(originals.HEAD), path.stat().st_size
        return ingest.submission(path=name, size=size, head=head, read=path.read_bytes, follow=follow)
    except FileNotFoundError:
        return Submission(name, code="missing", message=f"{name} does not exist.")
    except OSError as error:
        return Submission(name, code="unreadable", message=f"{name} cannot be read: {error.strerror}.")
