"""Composite indicators in general: two tables in, the scores of every level out.

``index.build`` is the whole way. ``hierarchy``, ``normalisation`` and ``aggregation`` are its steps, each also for arrays
with draws; ``sensitivity`` says which choice moves the result. Nothing here knows the country, the indicators or the files
of this project: the room could be lifted out as it is.
"""
