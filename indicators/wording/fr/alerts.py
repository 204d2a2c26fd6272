"""What alerts say, in French: the rules' names and sentences, when each ends, what right means, and the record in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indicators import registry
from indicators.alerts.deaths import FLOOR, LONG, SHORT
from indicators.alerts.promises import AHEAD
from indicators.alerts.rule import FEED_DAYS
from indicators.alerts.surge import LEAST, SILENCE
from indicators.alerts.upkeep import GRACE, MOVED
from indicators.french import upper
from indicators.subject import SUBJECT
from indicators.wording.fr import day, month, signed
from indicators.wording.fr._figures import decimal, many, of_month, percent, plain, several
from indicators.wording.fr.terms import term

TITLE = "Alertes"
LEAD = (
    "Ce que disent des règles déclarées à la date de connaissance, quand chaque alerte prend fin, et combien de fois sa règle a été juste. "
    "Un avis et son bilan, non une alarme."
)
NAMES = {
    "deaths_12": f"Décès les plus nombreux en {SHORT} mois",
    "deaths_36": f"Décès les plus nombreux en {LONG} mois",
    "surge_watch": "Vigilance : forte hausse possible",
    "capital_lost": "Capitale régionale perdue",
    "capital_besieged": "Capitale régionale assiégée",
    "promise_due": "Échéance promise proche",
    "promise_missed": "Échéance promise non tenue ou reportée",
    "measure_taken": "Mesure prise",
    "measure_lifted": "Mesure levée",
    "force_arriving": "Arrivée d’une force étrangère",
    "force_leaving": "Départ d’une force étrangère",
    "index_revised": "Indice révisé",
    "source_overdue": "Source en retard",
}
_NEXT = "Prend fin à la parution des chiffres du mois suivant."
_TOLD = f"Signalé pendant {FEED_DAYS} jours."
ENDS = {
    "deaths_12": _NEXT,
    "deaths_36": _NEXT,
    "surge_watch": f"Prend fin après {SILENCE} mois ; pendant ce délai, elle n’est pas répétée.",
    "capital_lost": "Prend fin le jour où le retour sous le contrôle de l’État est connu.",
    "capital_besieged": (
        "Prend fin le jour où la levée du siège est connue, ou douze mois après la dernière ligne qui en fait état ; ne s’applique pas à une "
        "capitale perdue."
    ),
    "promise_due": "Prend fin après la date, ou lorsqu’une autre date est fixée.",
    "promise_missed": "Prend fin lorsque ce qui était promis a lieu, lorsque la transition s’achève ou lorsqu’une autre date est fixée.",
    "measure_taken": _TOLD,
    "measure_lifted": _TOLD,
    "force_arriving": _TOLD,
    "force_leaving": _TOLD,
    "index_revised": _TOLD,
    "source_overdue": "Prend fin lorsqu’un millésime couvrant une période ultérieure est conservé.",
}
_SURGE = "Juste si, au cours des six mois suivants, trois mois consécutifs ont une moyenne au moins double de celle des douze derniers."
RIGHT = {
    "deaths_12": _SURGE,
    "deaths_36": _SURGE,
    "surge_watch": _SURGE,
    "promise_due": "Juste si la date passe sans que ce qui était promis ait eu lieu.",
}
FACT = "Énonce ce qui s’est passé : ni juste ni faux."
_POINT = "points" if several(MOVED) else "point"
WHEN = {
    "deaths_12": f"{FLOOR} décès ou plus le dernier mois connu, et plus que pendant chacun des {SHORT - 1} mois précédents",
    "deaths_36": f"{FLOOR} décès ou plus le dernier mois connu, et plus que pendant chacun des {LONG - 1} mois précédents",
    "surge_watch": (
        f"la probabilité énoncée d’une forte hausse est de {percent(LEAST)} ou plus, et ne l’était pas pendant les {SILENCE} mois précédents"
    ),
    "capital_lost": "une ligne du registre qui est comptée indique que l’État l’a perdue",
    "capital_besieged": "une ligne du registre qui est comptée indique qu’elle est assiégée ou que ses routes sont coupées",
    "promise_due": f"une date promise ou fixée tombe dans {AHEAD} jours ou moins",
    "promise_missed": "la date est passée sans que ce qui était promis ait eu lieu, ou a été reportée avant son terme",
    "measure_taken": "une organisation, ou le pays lui-même, met une mesure en vigueur",
    "measure_lifted": "une mesure prend fin",
    "force_arriving": "une force arrive",
    "force_leaving": "une force annonce son départ, ou est partie",
    "index_revised": f"de nouveaux millésimes modifient un mois passé de l’indice de {plain(MOVED)} {_POINT} ou plus",
    "source_overdue": f"la période suivante n’est pas conservée {GRACE} mois après le délai habituel de l’éditeur",
}
NONE = "Aucune alerte n’est en vigueur."
NO_RECORD = "Aucun bilan n’est conservé : les alertes assorties d’une probabilité ne sont pas affichées. Exécuter  alerts --record --store."
NEW = "Nouvelles alertes depuis le {}"
NOTHING_NEW = "Aucune nouvelle alerte depuis le {}"
BEFORE = "remplissage de ce dossier"
SOURCE = "source"
ENDED = "Alertes levées au cours des 30 derniers jours"
MEASURES = {
    "membership": "participation",
    "embargo": "commerce et paiements",
    "listing": "inscription de personnes sur une liste",
}
_KINDS = {"imposed": "imposée par d’autres", "chosen": "choisie"}
_HOW = {"put off": "reportée", "missed": "non tenue"}


def heading(country: str, iso: str, count: int) -> str:
    """Above a list of alerts: the country's name, the day, how many."""
    return f"{country}, état des connaissances au {day(iso)} : {many(count, 'alerte', 'alertes')} en vigueur"


def subject(country: str, iso: str, count: int) -> str:
    """The subject line of a digest."""
    return f"{SUBJECT.title.fr} – {many(count, 'alerte', 'alertes')} ({country}), {day(iso)}"


def feed(country: str) -> str:
    """The title of the feed."""
    return f"{SUBJECT.title.fr} – {country}"


def line(when: str, what: str) -> str:
    """An alert in a list: since when, and what it says."""
    return f"{when} : {what}"


def said(rule: str, values: Mapping[str, Any]) -> str:
    """An alert's sentence from its values."""
    return _SAID[rule](values)


def _summary(values: Mapping[str, Any]) -> str:
    return str(values.get("summary_fr") or values["summary"])


def _deaths(values: Mapping[str, Any]) -> str:
    deaths = many(values["deaths"], "décès", "décès")
    return f"{deaths} en {month(values['period'])}, plus que pendant chacun des {values['months'] - 1} mois précédents."


def _watch(values: Mapping[str, Any]) -> str:
    return (
        f"D’après les chiffres connus jusqu’à {month(values['period'])}, la probabilité énoncée d’un doublement des décès en "
        f"{values['months']} mois est de {percent(values['probability'])}. Environ 4 signaux de ce type sur 10 se vérifient."
    )


def _siege(values: Mapping[str, Any]) -> str:
    contested = " La qualification est contestée." if values["contested"] == "yes" else ""
    return f"{term(values['place'])} : {_summary(values)}{contested}"


def _promise(values: Mapping[str, Any]) -> str:
    return f"Échéance promise le {day(values['due'])} : {term(values['what'])}. {_summary(values)}"


def _missed(values: Mapping[str, Any]) -> str:
    return f"Échéance promise le {day(values['due'])}, {_HOW[values['how']]} : {term(values['what'])}. {_summary(values)}"


def _measure(values: Mapping[str, Any]) -> str:
    return f"{term(values['body'])} ({MEASURES[values['measure']]}, {_KINDS[values['kind']]}) : {_summary(values)}"


def _force(values: Mapping[str, Any]) -> str:
    return f"{upper(term(values['force']))} ({term(values['sponsor'])}) : {_summary(values)}"


def _revised(values: Mapping[str, Any]) -> str:
    points = f"{signed(values['points'])} {'points' if several(values['points']) else 'point'}"
    return f"De nouveaux millésimes ont modifié l’indice {of_month(values['period'])} de {points} ({values['sources']})."


def _overdue(values: Mapping[str, Any]) -> str:
    title = registry.SOURCES[values["source"]].title.fr
    return (
        f"{values['source']} : {title}. Le dernier millésime conservé a paru le {day(values['published'])} et s’arrête en "
        f"{month(values['last'])}."
    )


_SAID = {
    "deaths_12": _deaths, "deaths_36": _deaths, "surge_watch": _watch, "capital_lost": _siege, "capital_besieged": _siege,
    "promise_due": _promise, "promise_missed": _missed, "measure_taken": _measure, "measure_lifted": _measure,
    "force_arriving": _force, "force_leaving": _force, "index_revised": _revised, "source_overdue": _overdue,
}  # fmt: skip
_FIGURES = {
    "revised": "d’après les chiffres révisés d’aujourd’hui",
    "published": "d’après les premières publications telles que conservées",
    "rows": "d’après des lignes datées",
}


def record(row: Mapping[str, Any]) -> str:
    """One row of the record in a sentence: counts first, then shares with their 90 % interval."""
    who = SUBJECT.name.fr if row["group"] == "subject" else "Tous les pays"
    head = f"{who}, {_years(row)}, {_FIGURES[row['figures']]} :"
    if row["judged"] is None:
        return f"{head} {row['alerts']} en {decimal(row['years'], 0)} {'ans' if several(row['years']) else 'an'}. {FACT}"
    if not row["judged"]:
        return f"{head} {many(row['alerts'], 'alerte', 'alertes')}, aucune encore jugée."
    right, judged = (decimal(row[name], 0) for name in ("right", "judged"))
    parts = [f"{right} {'justes' if several(row['right']) else 'juste'} sur {judged} ({_percent(row, 'precision')})"]
    if row["base_rate"] is not None and row["events"]:
        parts.append(f"contre {percent(row['base_rate'])} pour l’ensemble des mois")
    if row["events"]:
        lead = (
            f" ; pour la moitié d’entre elles, {plain(row['lead_months'])} mois ou plus à l’avance"
            if row["lead_months"] is not None
            else ""
        )
        surges = "fortes hausses annoncées" if several(row["foreseen"]) else "forte hausse annoncée"
        parts.append(
            f"{decimal(row['foreseen'], 0)} {surges} sur {decimal(row['events'], 0)} ({_percent(row, 'recall')}{lead})"
        )
    if row["false_a_year"] is not None:
        alarms = "fausses alertes" if several(row["false_a_year"]) else "fausse alerte"
        parts.append(f"{decimal(row['false_a_year'])} {alarms} par an" + ("" if row["group"] == "subject" else " et par pays"))
    return f"{head} {' ; '.join(parts)}."


def _years(row: Mapping[str, Any]) -> str:
    first, last = str(row["start"])[:4], str(row["end"])[:4]
    return first if first == last else f"{first}–{last}"


def _percent(row: Mapping[str, Any], name: str) -> str:
    return f"{percent(row[name])}, intervalle à 90 % de {percent(row[name + '_low'])} à {percent(row[name + '_high'])}"


def since(iso: str, until: str) -> str:
    """From when an alert is in force, and until when where that is known."""
    return f"depuis le {day(iso)}" + (f", jusqu’au {day(until)}" if until else "")


def made(iso: str) -> str:
    """When the record was made."""
    return f"Bilan établi le {day(iso)}."


def unseen(periods: list[str], start: str, end: str) -> str:
    """The months of a span that may be unseen."""
    if not periods:
        return (
            f"Aucun mois, de {month(start)} à {month(end)}, n’est signalé comme peut-être mal recensé. Là où les événements ne sont pas "
            "conservés, la précision des lieux ne peut être connue."
        )
    told = ", ".join(month(one) for one in periods)
    return (
        f"Décès peut-être non recensés : {told}. La baisse des décès va de pair avec moins d’événements localisés avec précision, ou avec une "
        "coupure connue."
    )
