"""Texts on how well the forecasts did, and where they failed, in French."""

from __future__ import annotations

from indicators.french import upper
from indicators.outlook import backtest
from indicators.subject import SUBJECT
from indicators.wording.fr import day as day_of
from indicators.wording.fr import month, number, signed
from indicators.wording.fr._figures import AT, decimal, many

TITLE = "Ce qu’elle a valu"
NOTE = (
    f"Test rétrospectif : les modèles comme s’ils avaient été appliqués à {len(backtest.origins())} dates passées, sans rien voir de ce qui a "
    f"suivi, sur des chiffres révisés depuis ; mois de {backtest.TARGETS[0][:4]} à {backtest.TARGETS[1][:4]}. Ce n’est pas un bilan de "
    f"prévisions "
    "émises."
)
AGAINST, MEASURE, GROUP = "Comparée à", "Jugée selon", "Groupe de pays"
BENCHMARKS = {
    "smoothed": "les mois de l’année écoulée, lissés", "conflictology": "les mois de l’année écoulée, tels quels",
    "last_observed": "le dernier mois répété",
}  # fmt: skip
MEASURES = {"crps": "l’écart", "ignorance": "la surprise", "interval_score": "la largeur et les manques"}
GROUPS = {
    "subject": SUBJECT.name.fr, "neighbours": "Ses voisins", "beside": "Pays placés à ses côtés", "active": "Au moins 25 décès par an",
    "world": "Tous les pays",
}  # fmt: skip
GAINS_UNIT = (
    "perte par rapport à la référence, en pour cent (point) et neuf valeurs rééchantillonnées sur dix (bande) ; à gauche de zéro, la "
    "perte est moindre"
)
GAINS_NOTE = (
    "Lorsque la bande contient zéro, aucun gain n’est démontré. Les années et les pays ont été tirés de nouveau, en entier."
)
AVERAGES = "Les moyennes correspondantes"
TECHNICAL = "Termes techniques"
TECHNICAL_NOTES = (
    "La prévision est un mélange linéaire de trois distributions : la « conflictology » (les 12 derniers mois tels quels), la "
    "« conflictology » "
    "pondérée (36 mois, un poids réduit de moitié tous les 4) et une régression « hurdle » sur tous les pays, pour un tiers chacune.",
    "Les mois de l’année écoulée, tels quels : « conflictology ». Lissés : « smoothed conflictology », la référence sur laquelle un gain doit "
    "être démontré. Le dernier mois répété : une loi de Poisson autour de celui-ci.",
    "L’écart : score de probabilité ordonnée continue (CRPS), en décès. La surprise : ignorance (IGN), en bits, sur onze classes. La "
    "largeur et les "
    "manques : score d’intervalle moyen (MIS) à 90 %, en décès. Pour les trois, moins vaut mieux.",
    "Dans la bande : couverture des intervalles centraux à 50 % et à 90 %. Gains : bootstrap par blocs d’années et de pays, intervalles à "
    "90 %.",
)
ROWS = {
    "crps": "l’écart, en décès (CRPS)", "ignorance": "la surprise, en bits (IGN)",
    "interval_score": "la largeur et les manques, en décès (MIS)",
    "covered50": "dans la bande de la moitié (0,5 est exact)", "covered90": "dans la bande de neuf sur dix (0,9 est exact)",
}  # fmt: skip
MODELS = {
    "pool": "la prévision", "conflictology": "mois de l’année écoulée", "smoothed": "les mêmes, lissés",
    "last_observed": "le dernier mois répété",
}  # fmt: skip
WHAT = "jugée selon"
FAILED = "Où elle a échoué"
FAILED_NOTE = "Chaque ligne est la prévision établie un mois plus tôt, la plus proche qui soit ; le plus grand écart en tête, selon le CRPS."
MISSES_UNIT = "décès du mois, sur une échelle de racines carrées : bande de neuf issues sur dix, milieu (trait), ce qui est advenu (point)"
FROZEN = "Prévisions figées jugées à ce jour"
NO_FROZEN = (
    "Aucune encore : aucun mois d’une prévision figée n’est connu. Elles seules feront foi ; chacune est jugée d’après la première "
    "publication du "
    "mois, puis d’après son chiffre définitif."
)
NO_RECORD = "Aucun test rétrospectif n’est conservé. Exécuter  python -m indicators outlook --backtest --store."
EVIDENCE = {"frozen": "figées avant la publication du mois", "late": "figées après la publication du mois"}
FIGURES = {"first": "premières publications", "final": "chiffres définitifs"}


def made_later(known: str) -> str:
    """Told on a past day: the record was made after it."""
    return f"Le bilan ci-dessous a été établi après le {day_of(known)}, sur des chiffres révisés depuis."


def gains_finding(own: float, own_low: float, own_high: float, world: float, world_low: float, world_high: float) -> str:
    """The title of the gains: the subject's and the world's change of loss in per cent with its interval."""
    return f"{SUBJECT.name.fr} : {_verdict(own, own_low, own_high)} ; tous les pays : {_verdict(world, world_low, world_high)}"


def _verdict(gain: float, low: float, high: float) -> str:
    interval = f"{signed(gain)} %, de {signed(low)} à {signed(high)}"
    if low <= 0 <= high:
        return f"aucun gain démontré ({interval})"
    return f"perte {'moindre' if gain < 0 else 'plus forte'} ({interval})"


def gains_alt(told: list[str]) -> str:
    """The gains in words; ``told`` is a sentence a group."""
    return f"Points avec bandes, par groupe de pays. {' '.join(told)}"


def gains_row(name: str, gain: float, low: float, high: float) -> str:
    """One group in words."""
    return f"{name} : {signed(gain)} %, de {signed(low)} à {signed(high)}."


def years(lost: list[str], every: int) -> str:
    """The years in which it lost against last year's months, blurred; ``lost`` are told ones."""
    if not lost:
        return f"Sur {many(every, 'année', 'années')}, son écart {AT} n’a jamais dépassé celui des mois de l’année écoulée, lissés."
    return (
        f"{upper(AT)}, son écart a dépassé celui des mois de l’année écoulée, lissés, pendant {number(len(lost))} des {number(every)} années : "
        f"{' ; '.join(lost)}."
    )


def year(value: str, ours: float, theirs: float) -> str:
    """One of these years."""
    return f"{value} ({decimal(ours)} contre {decimal(theirs)} décès)"


def countries(lost: int, every: int, worst: list[str]) -> str:
    """In how many countries it lost; ``worst`` are told ones."""
    if not lost:
        return f"Sur {number(every)} pays comptant au moins mille décès, son écart n’a été plus grand dans aucun."
    return (
        f"Sur {number(every)} pays comptant au moins mille décès, son écart a été plus grand dans {number(lost)}, surtout : "
        f"{' ; '.join(worst)}."
    )


def country(name: str, change: float) -> str:
    """One of these countries."""
    return f"{name} ({signed(change)} %)"


def misses_finding(name: str, deaths: float, low: float, high: float) -> str:
    """The title of the misses: the worst one; ``name`` is its month, with its country where there are several."""
    return (
        f"{upper(name)} : {many(deaths, 'décès', 'décès')} ; un mois plus tôt, neuf issues sur dix se situaient de {number(low)} à "
        f"{number(high)}"
    )


def missed(name: str, period: str) -> str:
    """A month of a country."""
    return f"{name}, {month(period)}"


def misses_alt(told: list[str]) -> str:
    """The misses in words; ``told`` is a sentence for each."""
    return f"Bandes et points, le plus grand écart en tête. {' '.join(told)}"
