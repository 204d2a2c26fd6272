"""Observations to scores: carry, normalise, weight, aggregate; how old the figures behind a score are."""
