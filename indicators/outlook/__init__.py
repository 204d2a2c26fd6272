"""Forecasts of deaths by country and month, their record, and what revisions do to the months they start from."""
