"""The tagger's vocabulary of labels, shared by what trains it and what reads with it."""

from __future__ import annotations

from enum import IntEnum


class Tag(IntEnum):
    """What a word is. `FIRST` opens a stretch, `NEXT` goes on with it; the cue tells thoughts and plans from speech."""

    NONE = 0
    SOURCE_FIRST = 1
    SOURCE_NEXT = 2
    SPEECH_FIRST = 3
    SPEECH_NEXT = 4
    THOUGHT_FIRST = 5
    THOUGHT_NEXT = 6
    CONTENT_FIRST = 7
    CONTENT_NEXT = 8


ARC_SIZE = 64
"""Length of the vectors whose product says that a content belongs to a cue, and a cue to a source."""
