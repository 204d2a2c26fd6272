"""Conflict: deaths, civilians, places, armed pairs, displacement and capitals, measured from UCDP, UNHCR, IDMC and the territory table."""
