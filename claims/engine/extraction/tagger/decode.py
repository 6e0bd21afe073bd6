"""Stage: probabilities of a window → who said what, as ranges of its words. Pure arithmetic; reads no text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from claims.engine.extraction.tagger.labels import ARC_SIZE, Tag
from claims.engine.extraction.tagger.model import Answer, Floats, softmax

Range = tuple[int, int]
"""Words `[first, after)` of a window."""
_SPEECH, _THOUGHT, _SOURCE, _CONTENT = 2, 3, 1, 4
_FIRSTS = np.array([Tag.NONE, Tag.SOURCE_FIRST, Tag.SPEECH_FIRST, Tag.THOUGHT_FIRST, Tag.CONTENT_FIRST])
_NEXTS = np.array([Tag.NONE, Tag.SOURCE_NEXT, Tag.SPEECH_NEXT, Tag.THOUGHT_NEXT, Tag.CONTENT_NEXT])


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution in ranges of words. `belief` in 0..1: that this is speech, so cut and so put together."""

    content: tuple[Range, ...]
    cue: Range
    source: Range | None
    belief: float


def decode(answer: Answer) -> list[Told]:
    """Attributions in order of their cues. A content that goes with no cue of speech in the window is left out."""
    kinds = answer.tags[:, _FIRSTS] + answer.tags[:, _NEXTS]
    kinds[:, 0] = answer.tags[:, Tag.NONE]
    runs: dict[int, list[Range]] = {_SOURCE: [], _SPEECH: [], _THOUGHT: [], _CONTENT: []}
    for kind, found in _runs(kinds.argmax(axis=1), answer.tags):
        runs[kind].append(found)
    cues = sorted([*runs[_SPEECH], *runs[_THOUGHT]])
    contents: dict[Range, list[Range]] = {}
    sure: dict[Range, float] = {}
    for content in runs[_CONTENT]:
        cue, how = _best(answer.content[content[0]], answer.cue_key, cues)
        if cue is None:
            continue
        contents.setdefault(cue, []).append(content)
        sure[cue] = min(sure.get(cue, 1.0), how)
    told = []
    for cue in cues:
        if cue not in contents:
            continue
        parts = contents[cue]
        source, _ = _best(answer.cue[cue[0]], answer.source_key, runs[_SOURCE])
        # Of a cue the speech share alone counts: that it is a cue at all is said by the content that goes with it.
        speech = float(kinds[cue[0], _SPEECH] / (kinds[cue[0], _SPEECH] + kinds[cue[0], _THOUGHT]))
        inside = float(np.mean(np.concatenate([kinds[slice(*part), _CONTENT] for part in parts])))
        told.append(Told(tuple(parts), cue, source, speech * inside * sure[cue]))
    return told


def _runs(kinds: np.ndarray, tags: Floats) -> Iterator[tuple[int, Range]]:
    """Stretches of one kind; a word that rather opens one than goes on with it starts anew."""
    start, current = 0, 0
    for k, kind in enumerate(kinds.tolist()):
        opens = kind and tags[k, _FIRSTS[kind]] > tags[k, _NEXTS[kind]]
        if kind == current and not opens:
            continue
        if current:
            yield current, (start, k)
        start, current = k, kind
    if current:
        yield current, (start, len(kinds))


def _best(vector: Floats, keys: Floats, ends: Sequence[Range]) -> tuple[Range | None, float]:
    """The likeliest of `ends` for the word of this arc vector, and how likely; None where no end is."""
    if not ends:
        return None, 1.0
    # einsum and not @: a product so small is not worth the threads that a linear algebra library keeps spinning.
    shares = softmax(np.einsum("ij,j->i", keys[[0, *(first + 1 for first, _ in ends)]], vector) * ARC_SIZE**-0.5)
    best = int(shares.argmax())
    return (ends[best - 1] if best else None), float(shares[best])
