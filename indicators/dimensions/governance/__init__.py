"""Governance: coups, promised transitions and isolation from the curated tables; elections and stability from V-Dem and the World Bank."""
