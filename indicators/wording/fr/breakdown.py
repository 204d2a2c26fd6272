"""Texts of the table of a dimension's indicators, in French."""

from __future__ import annotations

from indicators.wording.fr import month
from indicators.wording.fr._figures import decimal

LABELS = {
    "name": "indicateur", "value": "valeur", "low": "borne basse", "high": "borne haute", "unit": "unité", "score": "score",
    "score_low": "score, borne basse", "score_high": "score, borne haute", "weight": "part de la dimension",
    "points": "points de la dimension", "index_points": "points de l’indice", "status": "statut", "age_months": "ancienneté en mois",
    "sources": "sources", "vintages": "millésimes",
}  # fmt: skip
GLANCE = ("name", "value", "unit", "score", "points", "age_months", "status")
NOTHING = "Aucun indicateur de cette dimension n’a de valeur pour ce mois."
LOW = (
    "Une part trop faible du poids de la dimension a une valeur pour ce mois : les indicateurs sont présentés seuls, sans score de la "
    "dimension."
)


def title(period: str) -> str:
    """Heading of the table."""
    return f"Les indicateurs en {month(period)}"


def summary(score: float, low: float, high: float, period: str) -> str:
    """The dimension in a sentence."""
    text = f"Ensemble, ils donnent un score de {decimal(score)} sur 100 en {month(period)} ; "
    if decimal(low) == decimal(high):
        return f"{text}les bornes basses et hautes des sources n’y changent rien."
    return f"{text}avec les bornes basses et hautes des sources, de {decimal(low, 0)} à {decimal(high, 0)}."
