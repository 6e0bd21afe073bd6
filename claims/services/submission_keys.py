"""Submission keys: a request that a client sends again, because the answer got lost, is the same import once.

Stage: before `ingest.submit`, for clients that name their requests (Idempotency-Key, an IETF draft).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from claims.models import Run, SubmissionKey, User
from claims.services import ingest, locks
from claims.services.errors import Invalid
from claims.services.ingest import Submission

KEPT = timedelta(hours=24)
"""How long a key stands for its run. Afterwards it may be used for something else."""


class KeyReused(Invalid):
    code = "idempotency_key_reused"


@dataclass(frozen=True, slots=True)
class Submitted:
    """The run of a request. It is new unless the key was used before for the same thing."""

    run: Run
    is_new: bool


@transaction.atomic
def submit_once(
    *, key: str, submissions: Iterable[Submission], check_first: bool = False, by: User, at: datetime
) -> Submitted:
    """As `ingest.submit`, once for each key of a user. Raises `KeyReused` where it stands for something else."""
    locks.hold("claims.submission_key", [f"{by.pk}\n{key}"])
    SubmissionKey.objects.filter(kept_until__lte=at).delete()
    given = list(submissions)
    digest = _digest_of(given, check_first)
    known = SubmissionKey.objects.select_related("run").filter(user=by, key=key).first()
    if known is None:
        run = ingest.submit(submissions=given, check_first=check_first, by=by, at=at)
        SubmissionKey.objects.create(user=by, key=key, digest=digest, run=run, kept_until=at + KEPT)
        return Submitted(run, is_new=True)
    if known.digest != digest:
        raise KeyReused("This Idempotency-Key was used for something else. Send what is new with a new key.")
    return Submitted(known.run, is_new=False)


def _digest_of(submissions: Iterable[Submission], check_first: bool) -> str:
    """Of all that was handed in, in its order, each part with its length, so that nothing runs together."""
    found = hashlib.sha256(b"check first" if check_first else b"")
    for one in submissions:
        said = (one.path, one.url, one.code, one.message, "follow" if one.follow else "")
        for part in (one.content or b"", *(words.encode("utf-8", "surrogatepass") for words in said)):
            found.update(b"%d:" % len(part))
            found.update(part)
    return found.hexdigest()
