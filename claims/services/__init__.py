"""Ring 2: the use-cases. One module for each stage, one function for each verb, one transaction, one audit row.

Functions take ids and re-read under their own lock, take the time as `at`, and never enqueue: that is the edges' part.
"""
