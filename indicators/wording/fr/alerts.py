"""What alerts say, in French: the rules' names and sentences, when each ends, what right means, and the record in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indicators.alerts.deaths import FLOOR, LONG, SHORT
from indicators.alerts.promises import AHEAD
from indicators.alerts.rule import FEED_DAYS
from indicators.alerts.surge import LEAST, SILENCE
from indicators.alerts.upkeep import GRACE, MOVED
from indicators.subject import SUBJECT
from indicators.wording.fr import day, month
from indicators.wording.fr._articles import upper
from indicators.wording.fr._figures import decimal, many, percent, several
from indicators.wording.fr.terms import term

NAMES = {
    "deaths_12": f"Décès au plus haut sur {SHORT} mois",
    "deaths_36": f"Décès au plus haut sur {LONG} mois",
    "surge_watch": "Veille d’une flambée",
    "capital_lost": "Un chef-lieu de région perdu",
    "capital_besieged": "Un chef-lieu de région assiégé",
    "promise_due": "Une échéance promise approche",
    "promise_missed": "Une échéance promise manquée ou reportée",
    "measure_taken": "Une mesure prise",
    "measure_lifted": "Une mesure levée",
    "force_arriving": "Une force étrangère arrive",
    "force_leaving": "Une force étrangère part",
    "index_revised": "L’indice révisé",
    "source_overdue": "Une source en retard",
}
ENDS = {
    "deaths_12": "Prend fin à la parution des chiffres du mois suivant.",
    "deaths_36": "Prend fin à la parution des chiffres du mois suivant.",
    "surge_watch": f"Prend fin après {SILENCE} mois, pendant lesquels elle n’est pas répétée.",
    "capital_lost": "Prend fin le jour où son retour à l’État est connu.",
    "capital_besieged": (
        "Prend fin le jour où la levée du siège est connue, ou douze mois après la dernière ligne à son sujet ; n’est pas donnée pour "
        "un chef-lieu perdu."
    ),
    "promise_due": "Prend fin après cette date, ou quand une autre est annoncée.",
    "promise_missed": (
        "Prend fin quand l’engagement est tenu, quand la transition s’achève, ou quand une autre date est annoncée."
    ),
    "measure_taken": f"Donnée pendant {FEED_DAYS} jours.",
    "measure_lifted": f"Donnée pendant {FEED_DAYS} jours.",
    "force_arriving": f"Donnée pendant {FEED_DAYS} jours.",
    "force_leaving": f"Donnée pendant {FEED_DAYS} jours.",
    "index_revised": f"Donnée pendant {FEED_DAYS} jours.",
    "source_overdue": "Prend fin quand un millésime couvrant une période ultérieure est conservé.",
}
_SURGE = "Juste si trois mois consécutifs, parmi les six suivants, ont une moyenne au moins double de celle des douze derniers."
RIGHT = {
    "deaths_12": _SURGE,
    "deaths_36": _SURGE,
    "surge_watch": _SURGE,
    "promise_due": "Juste si la date est passée sans que l’engagement soit tenu.",
}
FACT = "Constate un fait : ni juste ni fausse."
WHEN = {
    "deaths_12": f"{FLOOR} décès ou plus le dernier mois connu, et plus qu’en aucun des {SHORT - 1} précédents",
    "deaths_36": f"{FLOOR} décès ou plus le dernier mois connu, et plus qu’en aucun des {LONG - 1} précédents",
    "surge_watch": (
        f"la probabilité énoncée d’une flambée atteint {percent(LEAST)}, sans l’avoir atteint dans les {SILENCE} mois précédents"
    ),
    "capital_lost": "une ligne retenue d’un registre dit que l’État l’a perdu",
    "capital_besieged": "une ligne retenue d’un registre dit qu’il est assiégé ou ses routes fermées",
    "promise_due": f"une date promise ou prévue est à {AHEAD} jours au plus",
    "promise_missed": "la date est passée sans que l’engagement soit tenu, ou elle a été reportée avant",
    "measure_taken": "une organisation, ou le pays lui-même, met une mesure en vigueur",
    "measure_lifted": "une mesure prend fin",
    "force_arriving": "une force arrive",
    "force_leaving": "une force annonce son départ, ou est partie",
    "index_revised": f"de nouveaux millésimes déplacent un mois passé de l’indice de {MOVED:g} points ou plus",
    "source_overdue": f"la période suivante n’est pas conservée {GRACE} mois après le délai habituel de l’éditeur",
}
NONE = "Aucune alerte n’est en vigueur."
NO_RECORD = "Aucun bilan n’est conservé : les alertes assorties d’une probabilité ne sont pas montrées. Exécuter  alerts --record --store."
NEW = "Nouvelles alertes depuis {}"
NOTHING_NEW = "Aucune nouvelle alerte depuis {}"
BEFORE = "le premier remplissage de ce dossier"
SOURCE = "source"
ENDED = "Terminées au cours des 30 derniers jours"
MEASURES = {"membership": "participation", "embargo": "commerce et paiements", "listing": "personnes sur une liste"}


def heading(country: str, iso: str, count: int) -> str:
    """Above a list of alerts: the country's name, the day, how many."""
    return f"{country}, état des connaissances au {day(iso)} : {many(count, 'alerte', 'alertes')} en vigueur"


def subject(country: str, iso: str, count: int) -> str:
    """The subject line of a digest."""
    return f"{SUBJECT.title.fr} : {many(count, 'alerte', 'alertes')}, {country}, {day(iso)}"


def said(rule: str, values: Mapping[str, Any]) -> str:
    """An alert's sentence from its values."""
    return _SAID[rule](values)


def _deaths(values: Mapping[str, Any]) -> str:
    told = many(values["deaths"], "décès", "décès")
    return f"{told} en {month(values['period'])}, plus qu’en aucun des {values['months'] - 1} mois précédents."


def _watch(values: Mapping[str, Any]) -> str:
    return (
        f"D’après les chiffres jusqu’à {month(values['period'])}, la probabilité énoncée que les décès doublent en {values['months']} mois "
        f"est de {percent(values['probability'])}. Environ 4 signaux de ce type sur 10 sont justes."
    )


def _siege(values: Mapping[str, Any]) -> str:
    contested = " Ce point est contesté." if values["contested"] == "yes" else ""
    return f"{term(values['place'])} : {values['summary_fr']}{contested}"


def _promise(values: Mapping[str, Any]) -> str:
    return f"Promis pour le {day(values['due'])} : {term(values['what'])}. {values['summary_fr']}"


def _missed(values: Mapping[str, Any]) -> str:
    how = {"missed": "manqué", "put off": "reporté"}[values["how"]]
    return f"Promis pour le {day(values['due'])} et {how} : {term(values['what'])}. {values['summary_fr']}"


def _measure(values: Mapping[str, Any]) -> str:
    kind = {"imposed": "imposée", "chosen": "choisie"}[values["kind"]]
    return f"{term(values['body'])} ({MEASURES[values['measure']]}, mesure {kind}) : {values['summary_fr']}"


def _force(values: Mapping[str, Any]) -> str:
    return f"{term(values['force'])} ({term(values['sponsor'])}) : {values['summary_fr']}"


def _revised(values: Mapping[str, Any]) -> str:
    moved = decimal(values["points"], sign=True)
    return f"De nouveaux millésimes ont déplacé l’indice de {month(values['period'])} de {moved} points ({values['sources']})."


def _overdue(values: Mapping[str, Any]) -> str:
    return (
        f"{values['source']} : le millésime le plus récent conservé est paru le {day(values['published'])} et s’arrête en "
        f"{month(values['last'])}."
    )


_SAID = {
    "deaths_12": _deaths, "deaths_36": _deaths, "surge_watch": _watch, "capital_lost": _siege, "capital_besieged": _siege,
    "promise_due": _promise, "promise_missed": _missed, "measure_taken": _measure, "measure_lifted": _measure,
    "force_arriving": _force, "force_leaving": _force, "index_revised": _revised, "source_overdue": _overdue,
}  # fmt: skip
_FIGURES = {
    "revised": "sur les chiffres révisés d’aujourd’hui",
    "published": "sur les premières publications conservées",
    "rows": "sur des lignes datées",
}


def record(row: Mapping[str, Any]) -> str:
    """One row of the record in a sentence: counts first, then shares with their 90 % interval."""
    who = SUBJECT.name.fr if row["group"] == "subject" else "Tous les pays"
    head = f"{who}, {_years(row)}, {_FIGURES[row['figures']]} :"
    if row["judged"] is None:
        return f"{head} {row['alerts']} en {many(row['years'], 'an', 'ans')}. {FACT}"
    if not row["judged"]:
        return f"{head} {many(row['alerts'], 'alerte', 'alertes')}, aucune encore jugée."
    right = f"{'justes' if several(row['right']) else 'juste'} ({_percent(row, 'precision')})"
    parts = [f"{row['right']:.0f} sur {row['judged']:.0f} {right}"]
    if row["base_rate"] is not None and row["events"]:
        parts.append(f"{percent(row['base_rate'])} de tous les mois le seraient")
    if row["events"]:
        lead = f", la moitié avec {row['lead_months']:g} mois d’avance ou plus" if row["lead_months"] is not None else ""
        parts.append(f"{row['foreseen']:.0f} flambées sur {row['events']:.0f} annoncées ({_percent(row, 'recall')}{lead})")
    if row["false_a_year"] is not None:
        each = "par an" if row["group"] == "subject" else "par an et par pays"
        parts.append(f"{decimal(row['false_a_year'])} fausse alerte {each}")
    return f"{head} {' ; '.join(parts)}."


def _years(row: Mapping[str, Any]) -> str:
    first, last = str(row["start"])[:4], str(row["end"])[:4]
    return first if first == last else f"de {first} à {last}"


def _percent(row: Mapping[str, Any], name: str) -> str:
    return f"{percent(row[name])}, intervalle à 90 % de {percent(row[name + '_low'])} à {percent(row[name + '_high'])}"


def since(iso: str, until: str) -> str:
    """From when an alert is in force, and until when where that is known."""
    return f"depuis le {day(iso)}" + (f", jusqu’au {day(until)}" if until else "")


def made(iso: str) -> str:
    """When the record was made."""
    return upper(f"bilan établi le {day(iso)}.")
