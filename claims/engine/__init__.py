"""Ring 1: plain Python that thinks about texts.

No Django, clock, network, files or database in here: text, dates and settings come in as arguments and frozen
dataclasses go out. `python -m claims.engine` is the command line; it is the one module that touches standard streams.
"""
