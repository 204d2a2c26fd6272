"""Texts of the room where inputs, weights and scales can be otherwise, in French."""

from __future__ import annotations

from indicators.wording.fr import month, signed
from indicators.wording.fr._figures import decimal, end_of, of_month
from indicators.wording.fr._figures import percent as _percent

TITLE = "Et si…"
LEAD = (
    "Modifier ce sur quoi reposent les scores et voir ce qu’ils deviennent. Un scénario n’est pas une prévision : il ne dit rien de sa "
    "probabilité."
)
SCENARIO = "Scénario"
_NONE = "none"
SCENARIOS = {
    _NONE: "État connu", "capitals": "Quatre capitales perdues", "coup": "Nouveau coup d’État", "forces": "Départ des forces étrangères",
    "elections": "Élections tenues", "calm": "Une année de calme",
}  # fmt: skip
KEPT = {
    _NONE: "Choisir un scénario, ou déplacer un poids ci-dessous.",
    "capitals": "Inchangé : les morts, les déplacements et tout le reste.",
    "coup": "Inchangé : les sanctions, les suspensions et les promesses, qui viendraient ensuite.",
    "forces": (
        "Inchangé : les morts et le contrôle des villes. Quand il ne reste personne, le changement de partenaires vaut 0, si bien que cette "
        "dimension peut baisser ; le point de savoir si le risque tient au départ est contesté, et les lectures ci-dessous le disent dans "
        "les deux sens."
    ),
    "elections": "Inchangé : les suspensions, les sanctions et les scores annuels de démocratie et de stabilité.",
    "calm": "Inchangé : le contrôle des villes, le nombre de déplacés et tout le reste.",
}  # fmt: skip
CHANGED, UNCHANGED = "Modifié.", "Rien n’est modifié."
RESET = "Revenir aux valeurs retenues"
SIMULATIONS = "Dégradation simulée"
WEIGHTINGS = "Selon les poids"
WEIGHTS = "Poids"
WEIGHTS_NOTE = "0 écarte une dimension. Seules les proportions comptent."
READING_BOX = "Lecture et agrégation"
READING = "Lecture"
DECLARED_READING = "Valeurs retenues"
READING_NOTE = "Une lecture fixe les poids ; les curseurs déplacés auparavant reprennent leur place."
METHOD = "Moyenne des dimensions"
METHODS = {"arithmetic": "Arithmétique", "geometric": "Géométrique", "harmonic": "Harmonique", "median": "Médiane"}
METHOD_NOTE = (
    "La moyenne arithmétique laisse une bonne dimension compenser une mauvaise ; la géométrique et l’harmonique le font moins, et comptent "
    "pour 1 un score inférieur à 1 ; la médiane ne regarde que le milieu. À l’intérieur d’une dimension, la moyenne reste arithmétique."
)
GOALPOSTS = "Bornes d’échelle des indicateurs contestés"
GOALPOSTS_NOTE = "Les valeurs auxquelles le score est de 0 et de 100, dans l’unité de l’indicateur."
UNIT = "score de 0 à 100 ; plus il est élevé, plus le risque est grand"
POINTS = "points du niveau"
NOW, DECLARED = "hypothèse", "valeur retenue"
INSTEAD_NOTE = "Barres : neuf simulations sur dix. Au-dessus, en couleur, l’hypothèse ; au-dessous, en gris, la valeur retenue."
CAUSES = {
    "scenario": "Scénario", "goalposts": "Bornes d’échelle", "inside": "Poids à l’intérieur des dimensions",
    "across": "Poids des dimensions", "method": "Moyenne des dimensions", "out": "S’il était écarté",
}  # fmt: skip
BECAUSE_NOTE = "Les choix s’appliquent l’un après l’autre, dans cet ordre ; la somme des barres est l’écart."
OUT_NOTE = "Chaque barre est une question à part : le niveau sans cet indicateur, moins le niveau."
NO_BECAUSE = "Rien de ce qui est choisi ne modifie le niveau ni le pouls de ce mois."
STRESS_NOTE = "Chaque scénario pour le même mois, avec les poids, la lecture et les bornes retenus. En petit : l’écart avec le score connu."
COLUMNS = {"index": "Niveau", "pulse": "Pouls"}
EMPTY = (
    "Aucun score de ce mois n’est connu. Choisir un autre mois, ou un état des connaissances plus tardif, en haut de la page."
)
BINS = (
    "10 de moins", "3 à 10 de moins", "0,5 à 3 de moins", "semblable", "0,5 à 3 de plus", "3 à 10 de plus", "10 de plus",
)  # fmt: skip


def changed(scenario: str, period: str) -> str:
    """What a scenario changes, in one sentence."""
    end = end_of(period)
    return {
        "capitals": f"{end[:1].upper()}{end[1:]}, quatre capitales régionales échappent au contrôle de l’État, y compris celles déjà perdues.",
        "coup": f"Un coup d’État réussit le dernier jour {of_month(period)}.",
        "forces": f"Toutes les forces étrangères comptées sont parties {end}.",
        "elections": f"Un président élu prête serment le dernier jour {of_month(period)}, et la transition s’achève.",
        "calm": f"Personne n’est tué dans les violences organisées pendant les douze mois s’achevant {end}.",
    }.get(scenario, f"Ce sont les scores {of_month(period)} tels qu’ils sont connus.")


def no_change(scenario: str, period: str) -> str:
    """Said where a scenario has nothing to change."""
    why = {
        "capitals": "autant y échappaient déjà, ou l’on n’en savait rien",
        "forces": "aucune n’était comptée",
        "elections": "aucune transition n’était en cours",
        "calm": "personne ne l’a été",
    }.get(scenario, "l’on n’en savait rien")
    return f"En {month(period)}, cela ne change rien : {why}."


def against(score: float, declared: float) -> str:
    """How far a score lies from the declared one; empty where they print alike."""
    told = signed(score - declared)
    return told if set(told) & set("123456789") else ""


def card(declared: float, low: float, high: float) -> str:
    """Under a score."""
    return f"Valeur retenue : {decimal(declared)}. Neuf simulations sur dix : de {decimal(low, 0)} à {decimal(high, 0)}."


def share(declared: float) -> str:
    """Under a share of simulations."""
    return f"Part des simulations où le niveau s’est dégradé en un an. Valeur retenue : {percent(declared)}."


def weightings(declared: float, outer: float) -> str:
    """Under the share of weightings; ``outer`` is that of the weights of dimensions alone."""
    return (
        f"Part de tous les poids possibles selon lesquels le niveau s’est dégradé en un an. "
        f"Valeur retenue : {percent(declared)}. Poids des dimensions "
        f"seuls : {percent(outer)}."
    )


def percent(value: float) -> str:
    """A share as a card shows it."""
    return _percent(value)


def beside(level: float, level_declared: float, pulse: float, pulse_declared: float) -> str:
    """Above the sliders, for a reader who does not see the cards."""
    return (
        f"Niveau {decimal(level)} (valeur retenue : {decimal(level_declared)}), pouls {decimal(pulse)} (valeur retenue : "
        f"{decimal(pulse_declared)})."
    )


def pulse_note(parts: list[str]) -> str:
    """Which parts move the pulse."""
    return f"Le pouls varie avec : {' ; '.join(parts)}."


def instead_finding(
    period: str, scenario: str, more: bool, index: tuple[float, float] | None, pulse: tuple[float, float] | None
) -> str:
    """Level and pulse of a month (what if, declared); ``scenario`` is its key, ``more`` whether weights or scales are other than declared."""
    told = [(name, pair) for name, pair in (("niveau", index), ("pouls", pulse)) if pair]
    if not told:
        return f"Ni niveau ni pouls en {month(period)}"
    if scenario == _NONE and not more:
        return f"Scores connus {of_month(period)} : {', '.join(f'{name} de {decimal(pair[1])}' for name, pair in told)}"
    way = [SCENARIOS[scenario]] if scenario != _NONE else []
    way += ["autres poids ou autres bornes"] if more else []
    text = f"{', '.join(way)}, {month(period)} : {', '.join(_instead(name, pair) for name, pair in told)}"
    return text[:1].upper() + text[1:]


def _instead(name: str, pair: tuple[float, float]) -> str:
    score, declared = (decimal(one) for one in pair)
    return f"{name} de {score}, comme retenu" if score == declared else f"{name} de {score} au lieu de {declared}"


def because_finding(period: str, name: str, points: float, out: bool) -> str:
    """What moves the level most; ``name`` is empty where nothing does; ``out``: if it were left out."""
    if not name:
        return f"Ce qui est choisi ne modifie pas le niveau {of_month(period)}"
    if out:
        return f"C’est sans « {name} » que le niveau {of_month(period)} changerait le plus : {signed(points)}"
    return f"L’essentiel de l’écart du niveau {of_month(period)} : {name} ({signed(points)})"


def stress_finding(period: str, scenario: str, score: float, points: float) -> str:
    """Which scenario moves the level most; ``scenario`` is its key, empty where there is no level or nothing moves it."""
    if not scenario:
        return f"Cinq scénarios pour {month(period)} : aucun ne modifie un niveau"
    return (
        f"De cinq scénarios, « {SCENARIOS[scenario]} » modifie le plus le niveau {of_month(period)} : {signed(points)}, "
        f"soit {decimal(score)}"
    )


def instead_alt(period: str, lines: list[str]) -> str:
    """The chart of scores in words; ``lines`` are names with both scores."""
    return (
        f"Scores {of_month(period)} selon les choix et selon les valeurs retenues, avec leurs fourchettes : {' ; '.join(lines)}. Les données "
        "figurent dans le tableau ci-dessous."
    )


def line(name: str, score: float, declared: float) -> str:
    """One of these lines."""
    return f"{name} {decimal(score)}, retenu {decimal(declared)}"


def because_alt(period: str, lines: list[str]) -> str:
    """The bars in words."""
    return (
        f"Barres, en points, de ce qui modifie le niveau {of_month(period)} : {' ; '.join(lines)}. Les données figurent dans le tableau "
        "ci-dessous."
    )


def bar(name: str, points: float) -> str:
    """One of these bars."""
    return f"{name} {signed(points)}"


def stress_alt(period: str) -> str:
    """The table of scenarios in words."""
    return (
        f"Tableau de cinq scénarios pour {month(period)}, par niveau, pouls et dimension, chaque score avec son écart par rapport au score "
        "connu. Les données figurent dans le tableau ci-dessous."
    )


def inside(dimension: str) -> str:
    """Label of the box of a dimension's sliders."""
    return f"À l’intérieur : {dimension}"


def goalposts(name: str, unit: str) -> str:
    """Label of an indicator's goalposts."""
    return f"{name} ({unit})"
