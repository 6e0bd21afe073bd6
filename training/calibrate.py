"""`python -m training.calibrate --data polnear-train.jsonl`: how often findings were right, and how sure we said.

Reads the held-out articles of the file (`--all`: all of them) as the product would and compares with the annotators: a
finding is right when its words overlap by half (Dice) with theirs and its source stands where theirs does. Prints what
`confidence.BY_BELIEF` is set on, by class and band of belief, and the reliability table of what came of it.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.engine.extraction.confidence import BANDS, band_of, class_of, confidence_of
from claims.engine.extraction.findings import Document
from claims.engine.extraction.merging import dice
from claims.engine.extraction.pipeline import Proposers, attribute
from claims.engine.parsers.plain import segment
from claims.engine.text import Span
from training.corpus import articles, is_held_out

_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """One outermost finding that the annotators would mark if they saw it. `belief` is None where only rules looked."""

    name: str
    belief: float | None
    confidence: float
    right: bool


def judged(article: dict[str, Any]) -> Iterator[Judged]:
    text = article["text"]
    gold = [(_spans(quote["content"]), _spans(quote["source"] or []), quote["speech"]) for quote in article["quotes"]]
    ignored = _spans(article["ignore"])
    _, _, proposals, answers = attribute(Document(text, segment(text)), Proposers.HYBRID)
    for proposal, answer in zip(proposals, answers, strict=True):
        same = [one for one in gold if dice(one[0], proposal.content) >= _SAME]
        neutral = any(not speech for *_, speech in same) or (ignored and dice(ignored, proposal.content))
        if proposal.within is not None or neutral:
            continue
        resolved = answer.speaker is not None
        yield Judged(
            name=class_of(proposal, resolved=resolved),
            belief=proposal.belief,
            confidence=confidence_of(proposal, resolved=resolved),
            right=any(_is_theirs(answer.source, source) for _, source, _ in same),
        )


def _is_theirs(source: Span | None, theirs: tuple[Span, ...]) -> bool:
    return not theirs or (source is not None and any(source.overlaps(part) for part in theirs))


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in sorted(pairs))


def by_belief(found: Sequence[Judged]) -> Iterator[str]:
    counts: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for one in found:
        if one.belief is not None:
            counts[one.name, band_of(one.belief)].append(one.right)
    yield f"{'class':24}" + "".join(f"{f'from {band:g}':>16}" for band in BANDS)
    for name in sorted({name for name, _ in counts}):
        cells = [counts[name, band] for band in range(len(BANDS))]
        yield f"{name:24}" + "".join(f"{f'{sum(cell) / max(1, len(cell)):.2f} of {len(cell)}':>16}" for cell in cells)


def reliability(found: Sequence[Judged]) -> Iterator[str]:
    yield f"\n{'confidence':12}{'findings':>10}{'said':>8}{'right':>8}"
    distance = 0.0
    for tenth in range(9, -1, -1):
        cell = [one for one in found if min(9, int(one.confidence * 10)) == tenth]
        if cell:
            said, right = (
                sum(values) / len(cell) for values in zip(*((c.confidence, c.right) for c in cell), strict=True)
            )
            distance += abs(said - right) * len(cell)
            yield f"{tenth / 10:.1f} – {(tenth + 1) / 10:.1f}{len(cell):>13}{said:>8.2f}{right:>8.2f}"
    yield f"mean distance {distance / max(1, len(found)):.3f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--all", action="store_true", help="every article of the file, not only those held out")
    options = parser.parse_args()
    chosen = [article for article in articles(options.data) if options.all or is_held_out(article)]
    verdicts = [one for article in chosen for one in judged(article)]
    print("\n".join([*by_belief(verdicts), *reliability(verdicts)]))
