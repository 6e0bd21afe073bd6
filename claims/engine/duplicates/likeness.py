"""Two signatures → how alike the texts are, and whether an editor should hear of it. Never decides that two are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log1p
from typing import TypeVar

import numpy as np

from claims.engine.duplicates.sketch import Sample, Signature

NEAR_JACCARD = 0.5
NEAR_CONTAINMENT = 0.4
NEAR_FACTS = 0.4
FEWEST_SHINGLES = 12
"""With fewer to go by, a short text in a long one would be found by chance."""
FEWEST_NUMBERS = 4
FEWEST_NAMES = 4
KEYS = 32
"""Of a copy cut to 30 %, none of these is left in one case of 90,000; in practice a quarter of them and more is."""
POPULAR = 200
"""A key under which more texts than that are filed tells next to nothing."""
RAREST = 8

Text = TypeVar("Text", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares between 0 and 1."""

    jaccard: float
    """Of all shingles of both texts, how many stand in both."""
    containment: float
    """Of the shingles of the shorter text, how many stand in the longer one."""
    facts: float
    """Of the numbers (or, where there are hardly any, names) of the text with fewer, how many the other one has.

    Reports from one template share their wording and differ in just these. 1 where there are too few to tell.
    """


@dataclass(frozen=True, slots=True)
class _Overlap:
    shared: int
    smaller: int
    union: int

    @property
    def share(self) -> float:
        return self.shared / self.smaller if self.smaller else 0.0


def compare(a: Signature, b: Signature) -> Likeness:
    """How alike two texts are; the same whichever comes first."""
    jaccard, containment = _wording(a, b)
    return Likeness(jaccard, containment, _facts(a, b))


def is_near(likeness: Likeness) -> bool:
    """Whether the pair is worth an editor's look. It is a proposal: they may differ in one name that matters."""
    return _is_alike(likeness.jaccard, likeness.containment) and likeness.facts >= NEAR_FACTS


def nearness(a: Signature, b: Signature) -> Likeness | None:
    """`compare` of two texts that are near, else None. Of most pairs the wording says so, and no more is looked at."""
    jaccard, containment = _wording(a, b)
    if not _is_alike(jaccard, containment):
        return None
    likeness = Likeness(jaccard, containment, _facts(a, b))
    return likeness if is_near(likeness) else None


def bands(signature: Signature) -> tuple[int, ...]:
    """The keys under which a text is filed, each below 2³²: those of two near texts have some in common.

    They are the smallest hashes of the text. If a copy still has one of them, it is among the copy's smallest too,
    however much was cut; bands of classical MinHash lose most copies that were cut to a third.
    """
    return tuple(signature.shingles.hashes[:KEYS].tolist())


def worth_looking_up(filed: Mapping[int, int]) -> tuple[int, ...]:
    """Of a text's keys with the number of texts filed under each, those that tell something.

    An agency's last line is filed for all its texts. Where nearly every key is popular, the rarest have to do.
    """
    rarest_first = sorted(filed, key=lambda key: (filed[key], key))
    telling = [key for key in rarest_first if filed[key] <= POPULAR]
    return tuple(telling if len(telling) >= RAREST else rarest_first[:RAREST])


def likest(filed: Mapping[int, Sequence[Text]], most: int) -> list[Text]:
    """Of the texts filed under a text's keys at most `most`, those first that are likest to be near.

    A key that they share says the more the fewer texts share it: a copy has sentences that nobody else wrote, while a
    phrase of the trade leads to hundreds of other reports.
    """
    weight: dict[Text, float] = defaultdict(float)
    for key in worth_looking_up({key: len(texts) for key, texts in filed.items()}):
        texts = filed[key]
        for text in texts:
            weight[text] += log1p(POPULAR / len(texts))
    return nlargest(most, weight, key=weight.__getitem__)


def _wording(a: Signature, b: Signature) -> tuple[float, float]:
    """Jaccard and containment."""
    shingles = _overlap(a.shingles, b.shingles)
    jaccard = shingles.shared / shingles.union if shingles.union else 0.0
    return jaccard, shingles.share if shingles.smaller >= FEWEST_SHINGLES else jaccard


def _is_alike(jaccard: float, containment: float) -> bool:
    return jaccard >= NEAR_JACCARD or containment >= NEAR_CONTAINMENT


def _facts(a: Signature, b: Signature) -> float:
    numbers = _overlap(a.numbers, b.numbers)
    if numbers.smaller >= FEWEST_NUMBERS:
        return numbers.share
    names = _overlap(a.names, b.names)
    return names.share if names.smaller >= FEWEST_NAMES else 1.0


def _overlap(a: Sample, b: Sample) -> _Overlap:
    """Of all hashes up to the one that both samples reach."""
    reach = min(a.reach, b.reach)
    in_a, in_b = a.up_to(reach), b.up_to(reach)
    if not len(in_a) or not len(in_b):
        return _Overlap(0, 0, len(in_a) + len(in_b))
    shared = int(np.count_nonzero(in_b.take(in_b.searchsorted(in_a), mode="clip") == in_a))
    return _Overlap(shared, min(len(in_a), len(in_b)), len(in_a) + len(in_b) - shared)
