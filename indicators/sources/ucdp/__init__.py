"""UCDP: events, country-years and monthly sums; releases by name, the downloads page and the API."""
