"""Alerts: declared rules, what they say on a day from what was known then, and how often each was right."""
