"""Texts of the section on what was read, kept and left out of the publishers' files, in French."""

from __future__ import annotations

from indicators.wording.fr import day
from indicators.wording.fr._figures import many
from indicators.wording.fr.terms import term

TITLE = "Ce qui a été lu, conservé et écarté"
NOTE = (
    "Ouvrir une ligne pour ses règles et ses millésimes. Les enregistrements sont les lignes du tableau de l’éditeur ou de sa "
    "réponse, pour le "
    "millésime le plus récent. Sont conservés les enregistrements lus, moins ceux qui ont été écartés : une importation qui ne peut rendre "
    "compte d’un enregistrement ne conserve rien. Les tables établies à la main ne sont pas importées."
)
NOT_RECORDED = "non consigné"
SOURCE, LAST = "source", "dernière actualisation ici"
VINTAGE, READ, KEPT, LEFT_OUT = "millésime", "enregistrements lus", "conservés", "écartés"
NO_RULE = "Aucune règle n’a joué : chaque enregistrement a été conservé tel quel."
EFFECTS = {"left_out": "écartés", "changed": "modifiés", "noted": "signalés"}
_ONE = {"left_out": "écarté", "changed": "modifié", "noted": "signalé"}
ALL = "Tous les millésimes et toutes les règles"
ENDS = {"stored": "de nouveaux chiffres ont été conservés", "nothing new": "rien de nouveau", "refused": "refus"}
NEVER = "Pas encore actualisé sur cette machine."


def whole(vintages: int, sources: int, read: int, left: int) -> str:
    """The section's first sentence."""
    return (
        f"{many(read, 'enregistrement lu', 'enregistrements lus')} pour {many(vintages, 'millésime conservé', 'millésimes conservés')} de "
        f"{many(sources, 'source', 'sources')} ; {many(left, 'écarté', 'écartés')}, chacun par une règle nommée."
    )


def rules(vintage: str) -> str:
    """What stands above a vintage's rules."""
    return f"Règles ayant joué dans le millésime {vintage}"


def ended_short(end: str, when: str) -> str:
    """How the last refresh of a source ended, in a cell; ``""`` for one that was never refreshed here."""
    return f"{ENDS[end]}, {day(when[:10])}" if end else "–"


def rule(effect: str, count: int, treatment: str) -> str:
    """What one rule did."""
    return f"{many(count, _ONE[effect], EFFECTS[effect])}. {term(treatment)}"


def ended(end: str, when: str, reason: str) -> str:
    """How the last refresh of a source ended on this machine; ``when`` is an ISO time."""
    return f"Dernière actualisation sur cette machine, {day(when[:10])} : {ENDS[end]}." + (f" {reason}" if reason else "")
