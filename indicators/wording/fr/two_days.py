"""Texts of the page on what was said of a month on two days of knowledge, in French."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.french import upper
from indicators.wording.fr import NOTHING, RECONSTRUCT, day, month, signed
from indicators.wording.fr._figures import decimal, many, of_month
from indicators.wording.fr.overview import INDEX as INDEX
from indicators.wording.fr.overview import PULSE as PULSE

TITLE = "Connu à deux dates"
LEAD = "Ce qui pouvait être dit d’un mois à une date et à une date ultérieure, et de quoi l’écart est fait, au point près."
FIRST, SECOND, MONTH, SCORE = "Première date", "Seconde date", "Mois", "Score"
SECOND_HELP = "Sans date : celle choisie en haut de la page, sinon aujourd’hui."
TODAY = "aujourd’hui"
WORKING = "Calcul des scores tels que connus à ces dates. Quelques secondes, une seule fois."
EQUAL = "Rien de ce qui est conservé n’a paru entre ces deux dates : elles disent la même chose."
NO_VERDICT = "Un an plus tôt, aucun score ne permet la comparaison."
UNIT = (
    "score de 0 à 100 ; plus il est élevé, plus le risque est grand ; point évidé : première date ; point plein : seconde date"
)
SAID_NOTE = "Traits fins : neuf simulations sur dix. À droite, la seconde date moins la première."
POINTS = "points du score, seconde date moins la première"
HEADS = {
    "new data": "Des chiffres plus récents entrent",
    "revision": "Chiffres de la même période révisés",
    "ledger": "Lignes des registres devenues connues",
    "expiry": "Entrée dans la moyenne ou sortie",
    "method": "Méthode",
    "time passing": "Passage du temps",
}
SHORT = {
    "new data": "chiffres plus récents", "revision": "chiffres révisés", "ledger": "lignes des registres", "expiry": "changement de la moyenne",
    "method": "méthode", "time passing": "passage du temps",
}  # fmt: skip
SAME_FIGURE = "Le même chiffre aux deux dates"
SPLIT_NOTE = (
    "Les sommes en gras s’additionnent exactement à l’écart. Les deux dates sont calculées selon la méthode d’aujourd’hui, qui n’y a donc "
    "aucune part. Les parts de moins de 0,005 point n’ont pas de barre et sont dans les sommes."
)
NO_SPLIT = "Aucun chiffre derrière ce score n’a changé entre les deux dates."
EVIDENCE = "Chaque part de l’écart, avec les chiffres et les lignes derrière elle"
APPEARED, LEARNT = (
    "Ce qui était connu de chaque source aux deux dates",
    "Lignes des registres devenues connues entre les deux dates",
)
STATES = {
    "not published yet": "pas encore parue à la première date",
    "newer since": "millésime plus récent depuis",
    "the same": "inchangée",
}
CUT = "millésime ultérieur, arrêté à la première date"
HOW = "Ce que sont ces dates"
HOW_LINES = (
    "Une date passée est une reconstitution : les scores sont calculés maintenant, selon la méthode d’aujourd’hui, à partir des millésimes "
    "parus à cette date. Les pages de ce jour-là n’ont pas été gardées ; les scores d’aujourd’hui sont ceux qui sont enregistrés.",
    "Seuls les millésimes conservés peuvent être distingués. Avec l’option, une source qui n’en a pas à cette date est prise dans son plus "
    "ancien millésime, arrêté à ce qui aurait paru : ce qui pouvait être su, non ce qui a été dit.",
    "Une ligne de registre est connue à partir du jour où le fait était public. Une ligne corrigée plus tard l’est aux deux dates.",
)


def on(known: str) -> str:
    """Heading of one side."""
    return "Connu aujourd’hui" if known == TODAY else f"Connu le {known}"


def _on(known: str) -> str:
    return known if known == TODAY else f"le {known}"


def swapped(first: str, second: str) -> str:
    """Told where the first day lay after the second."""
    return f"La première date était postérieure à la seconde ; la page compare le {day(first)} et le {day(second)}."


def nothing(first: str, second: str) -> str:
    """Shown where the second day knows no month."""
    return (
        f"Ni {_on(first)} ni {_on(second)}, aucune source conservée ne couvrait un mois. Choisir une date plus tardive, ou utiliser les "
        "millésimes ultérieurs."
    )


def not_yet(period: str, last: str | None, cut: bool = False) -> str:
    """Of a day on which the month could not be told; ``cut``: later vintages are used as well."""
    if last is None:
        text = f"Rien ne pouvait être dit {of_month(period)} : aucune source conservée ne couvrait alors un mois."
        return text if cut else f"{text} L’option « {RECONSTRUCT} » montre ce qui pouvait être su."
    return f"{upper(month(period))} n’était pas encore paru : le dernier mois dont on pouvait parler était {month(last)}."


def basis(as_of: str | None, cut: bool) -> str:
    """What one side rests on."""
    if as_of is None:
        return "Tel qu’enregistré : tous les millésimes."
    if cut:
        return "Reconstitué : millésimes parus à cette date, les autres arrêtés à ce qui pouvait être su."
    return "Calculé maintenant à partir des millésimes parus à cette date ; les pages de ce jour-là n’ont pas été gardées."


def said_finding(period: str, first: str, second: str, before: float | None, after: float | None) -> str:
    """The title of the scores: where the index stood on the two days, as printed."""
    told = upper(month(period))
    if before is None and after is None:
        return f"{told} : pas d’indice {_on(first)}, ni {_on(second)}"
    if before is None:
        return f"{told} : pas d’indice {_on(first)}, {decimal(after or 0.0)} {_on(second)}"
    if after is None:
        return f"{told} : indice de {decimal(before)} {_on(first)}, aucun {_on(second)}"
    if decimal(before) == decimal(after):
        return f"{told} : indice de {decimal(after)}, {_on(first)} comme {_on(second)}"
    return f"{told} : indice de {decimal(before)} {_on(first)}, de {decimal(after)} {_on(second)}"


def split_finding(name: str, sums: Mapping[str, float], both: bool) -> str:
    """The title of the split: the difference and its largest kinds; ``both`` where both days have the score."""
    if not both:
        return f"{name} : l’écart ne peut être décomposé, faute de score à l’une des dates"
    change = sum(sums.values())
    parts = sorted(((kind, value) for kind, value in sums.items() if abs(value) >= NOTHING), key=lambda one: -abs(one[1]))
    told = ", ".join(f"{SHORT[kind]} {signed(value)}" for kind, value in parts[:3])
    if abs(change) < NOTHING:
        return f"{name} : pas d’écart d’un dixième de point" + (f" ({told})" if told else "")
    unit = "points" if abs(change) >= 2 else "point"
    return f"{name} : {signed(change)} {unit} de la première à la seconde date" + (f" : {told}" if told else "")


def no_split(first: str, period: str) -> str:
    """In place of the split."""
    return f"Il faut un score aux deux dates : pour {month(period)}, il n’y en a pas {_on(first)}."


def between_finding(newer: int, absent: int, rows: int) -> str:
    """Heading of what appeared between the two days."""
    if not newer + absent + rows:
        return "Rien n’a paru entre les deux dates"
    sources = many(newer, "source a un millésime plus récent", "sources ont un millésime plus récent")
    first = f"{many(absent, 'n’en avait', 'n’en avaient')} pas encore à la première date"
    ledger = many(rows, "ligne de registre est devenue connue", "lignes de registre sont devenues connues")
    return f"{sources}, {first}, {ledger}"
