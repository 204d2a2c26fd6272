"""From observations to scores: carry forward, normalise, weight, aggregate; and the age of the values behind a score."""
