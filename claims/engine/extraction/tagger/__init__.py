"""A trained proposer: a small token tagger that marks sources, cues and words told in English prose. Optional."""
