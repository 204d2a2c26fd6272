"""Texts of the governance page, in French."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.french import listed, the, upper
from indicators.subject import SUBJECT
from indicators.wording.fr import day, month
from indicators.wording.fr._figures import OF, THE, decimal, end_of, many, several
from indicators.wording.fr.terms import term

TITLE = "Gouvernance"
LEAD = (
    "Engagements tenus ou non, tentatives de prise du pouvoir, mesures prises par d’autres États ou organisations, élections et stabilité, "
    "en regard des pays voisins."
)
CLASSES = {
    "promise": "engagement",
    "schedule": "calendrier",
    "proposal": "proposition, non comptée",
    "mandate": "mandat sans scrutin",
}
OUTCOMES = {
    "successful": "réussi",
    "failed": "manqué",
    "alleged": "allégué par le gouvernement",
    "reported": "signalé, absent des listes",
}
STATES = {"imposed": "imposée par d’autres", "chosen": f"choisie par {THE}", "announced": "seulement annoncée"}
CLOCK = "L’horloge de la transition"
CLOCK_UNIT = "date de l’engagement et échéance promise"
CLOCK_NOTE = (
    "Une barre va du jour où l’engagement a été pris au jour promis ; le trait tireté marque la fin du dernier mois couvert."
)
NO_CLOCK = "Aucune transition connue à cette date ne comportait d’engagement daté : il n’y a rien à représenter."
CLOCK_LABELS = {"overdue_months": "mois de retard", "slippage_months": "mois de report"}
OVERDUE = "Mois de retard"
OVERDUE_UNIT = (
    "moyenne des mois écoulés depuis la première fin promise ; borne basse : depuis le dernier engagement ; borne haute : depuis la "
    "première date fixée"
)
PAIR = 2  # countries that can be compared
SINCE = 1960
ATTEMPTS = f"Coups d’État et tentatives depuis {SINCE}"
ATTEMPTS_UNIT = "événements ; toutes les années, quels que soient les mois choisis"
ATTEMPT_ROWS = "Les tentatives et leurs sources"
DEMOCRACY_UNIT = "indice V-Dem, de 0 à 1 ; plus il est élevé, plus le régime est démocratique ; avec les bornes de V-Dem"
INDEX = "Indice V-Dem"
WGI_LABEL = "Indicateur de la Banque mondiale"
SERIES = {  # V-Dem's indices and the World Bank's indicators, by their keys in the address
    "electoral democracy": "démocratie électorale", "liberal democracy": "démocratie libérale", "political stability": "stabilité politique",
    "voice and accountability": "voix citoyenne et responsabilité", "government effectiveness": "efficacité des pouvoirs publics",
    "regulatory quality": "qualité de la réglementation", "rule of law": "État de droit", "control of corruption": "maîtrise de la corruption",
}  # fmt: skip
WGI_UNIT = (
    "unités de la loi normale centrée réduite ; plus la valeur est élevée, mieux c’est ; intervalle à 90 % (1,645 erreur type)"
)
MEASURES = "Mesures en vigueur"
WHERE = SUBJECT.name.fr
MEASURES_UNIT = "période d’application, par organisation et par type de mesure"
MEASURES_NOTE = f"Trait épais : mesure imposée par d’autres. Trait fin : choisie par {THE}. Trait évidé : seulement annoncée."
NO_MEASURES = "Aucune mesure de la liste fermée n’était en vigueur ou annoncée pendant ces mois."
BODIES = {
    "African Union": "UA", "European Union": "UE", "United States": "États-Unis", "International Criminal Court": "CPI",
    "UEMOA": "UEMOA",
}  # fmt: skip
KINDS = {"membership": "suspension ou retrait", "listing": "personnes inscrites"}
COUNTS = "Nombre de mesures en vigueur"
COUNTS_UNIT = (
    "mesures en vigueur à la fin du mois ; la borne basse ne compte que les mesures imposées par d’autres, la borne haute y "
    "ajoute les mesures annoncées"
)
MEASURE_ROWS = "Les événements à l’origine des mesures, et leurs sources"
NEIGHBOURS_PLACE = f"{SUBJECT.name.fr} et autres pays"
NEIGHBOURS = f"Pays à comparer avec {THE}"
ALL_ROWS = f"Tous les événements institutionnels {OF} pendant ces mois"


def promise_line(made: str, due: str) -> str:
    """Beside a bar of the clock."""
    return f"{day(made)} : pour le {day(due)}"


def clock_finding(period: str, passed: int, every: int, runs: bool) -> str:
    """The title of the clock: how many of the days promised had passed by the end of ``period``; ``runs``: no end of the transition yet."""
    if not every:
        return f"Aucune date de fin de transition n’avait été promise {end_of(period)}"
    if every == 1:
        text = f"La seule date promise {'était dépassée' if passed else 'restait à venir'}"
    elif passed in (0, every):
        text = f"Les {every} dates promises {'étaient toutes dépassées' if passed else 'restaient toutes à venir'}"
    else:
        text = f"{passed} des {every} dates promises {'étaient dépassées' if several(passed) else 'était dépassée'}"
    return f"{text} {end_of(period)}" + (" ; la transition se poursuivait" if runs and passed else "")


def measure_line(body: str, measure: str) -> str:
    """A measure beside its bar, the body shortened."""
    return f"{BODIES.get(body, term(body))} : {KINDS.get(measure, term(measure))}"


def standing(body: str, measure: str, state: str, since: str) -> str:
    """A measure that stands, and since when."""
    return f"{measure_line(body, measure)}, {STATES[state]}, depuis le {day(since)}"


def promised(what: str, kind: str, made: str) -> str:
    """What was promised, in which form and when."""
    return f"{term(what)} ({CLASSES.get(kind, term(kind))}, {day(made)})"


def measures_finding(period: str, imposed: Sequence[str], chosen: Sequence[str], announced: int) -> str:
    """The title of the measures: whose stood at the end of ``period`` (bodies), and how many were announced only."""
    parts = [f"imposées par {listed([the(term(one)) for one in imposed])}"] if imposed else []
    parts += [f"retraits choisis par {THE} ({listed([term(one) for one in chosen])})"] if chosen else []
    if not parts:
        text = f"Aucune mesure n’était en vigueur {end_of(period)}"
    else:
        text = f"Mesures en vigueur {end_of(period)} : {' ; '.join(parts)}"
    if not announced:
        return text
    return f"{text} ; {announced} seulement {'annoncées' if several(announced) else 'annoncée'}"


def clock_rows(period: str) -> str:
    """Heading of the rows of the transition that runs, or last ran, in ``period``."""
    return f"Engagements, propositions et reports de la transition, {end_of(period)}"


def sentence(period: str, ahead: bool, late: tuple[float, float, float], first: str, newest: str, newest_ahead: bool) -> str:
    """How late the promised end is: ``late`` is best, low, high in months; ``ahead`` where the first day promised is to come."""
    best, low, high = late
    earliest = high > best
    when = upper(end_of(period))
    if ahead:
        text = f"{when}, une transition est en cours ; la première date promise pour sa fin, le {day(first)}, n’est pas encore atteinte"
        return text + (f", et la première date fixée est passée depuis {decimal(high)} mois." if earliest else ".")
    text = f"{when}, la fin de la transition accuse {decimal(best)} mois de retard sur le premier engagement ({day(first)})"
    if newest > first:
        text += (
            f" ; elle n’est pas encore en retard sur le dernier ({day(newest)})"
            if newest_ahead
            else f" et {decimal(low)} mois sur le dernier ({day(newest)})"
        )
    return text + (f" ; le retard est de {decimal(high)} mois sur la première date fixée." if earliest else ".")


def no_promise(period: str) -> str:
    """A spell without a dated promise yet."""
    return f"{upper(end_of(period))}, une transition est en cours et aucune date n’a été promise pour sa fin."


def no_spell(period: str, dated: bool) -> str:
    """Outside transitions; ``dated`` where the last one had a day to show."""
    last = "La dernière est présentée ci-dessous." if dated else "La dernière ne comportait pas d’engagement daté connu."
    return f"En {month(period)}, aucune transition n’est en cours : le président en exercice a été élu. {last}"


def none_yet(period: str) -> str:
    """Before the first spell on record."""
    return f"En {month(period)}, aucune transition n’est recensée."


def saturation(limit: float, period: str) -> str:
    """When the indicator reaches its top of ``limit`` months."""
    return (
        f"Si la situation se prolonge, l’indicateur atteindra son maximum ({decimal(limit, 0)} mois, soit un mandat présidentiel) "
        f"en {month(period)}."
    )


def in_force(count: int, imposed: int, announced: int, bodies: Sequence[str] = ()) -> str:
    """Measures in a sentence, with the bodies whose they are."""
    whom = f" ({listed([term(one) for one in bodies])})" if bodies else ""
    if count == 0:
        text = "Aucune suspension, aucune sanction ni aucun retrait de la liste fermée n’est en vigueur"
    elif count == 1:
        whose = "imposée par d’autres" if imposed else f"choisie par {THE}"
        text = f"Une mesure (sanction, suspension ou retrait) est en vigueur{whom}, {whose}"
    else:
        share = {0: f"toutes choisies par {THE}", count: "toutes imposées par d’autres"}.get(
            imposed, f"dont {imposed} {'imposées' if several(imposed) else 'imposée'} par d’autres"
        )
        text = f"{count} mesures (sanctions, suspensions ou retraits) sont en vigueur{whom}, {share}"
    if not announced:
        return f"{text}."
    more = many(announced, "autre", "autres") if count else many(announced, "mesure", "mesures")
    return f"{text} ; {more} {'sont annoncées' if several(announced) else 'est annoncée'}."


def overdue_finding(period: str, best: float | None) -> str:
    """The title of the months overdue: the last month shown."""
    if best is None:
        return f"Aucune transition assortie d’une fin promise n’est connue en {month(period)}"
    if best <= 0:
        return f"Aucune fin de transition promise n’était dépassée en {month(period)}"
    return f"En {month(period)}, la première fin promise de la transition était dépassée de {decimal(best, 0)} mois"


def counts_finding(period: str, count: float | None, imposed: float) -> str:
    """The title of the number of measures: the last month shown."""
    if not count:
        return f"Aucune sanction, aucune suspension ni aucun retrait n’était en vigueur en {month(period)}"
    stood = many(count, "mesure était", "mesures étaient")
    whose = "imposées" if several(round(imposed)) else "imposée"
    return f"{stood} en vigueur en {month(period)} ({whose} par d’autres : {decimal(imposed, 0)})"


def attempts_finding(successful: int, every: int) -> str:
    """The title of the attempts."""
    if not every:
        return ATTEMPTS
    return (
        f"Sur {every} coups d’État et tentatives depuis {SINCE}, {successful} {'ont' if several(successful) else 'a'} renversé le "
        "gouvernement"
    )


def beside_finding(what: str, last: Sequence[tuple[str, str, float, float, float]]) -> str:
    """The title of a comparison: who stands highest at the end of its line; ``last`` as in ``neighbours_alt``, the subject first.

    Two that print the same are level.
    """
    if len(last) < PAIR:
        return beside(what)
    told = {name: round(best, 2) for name, _, best, _, _ in last}
    top = max(told.values())
    first = [name for name, value in told.items() if value == top]
    text = f"{upper(what)} : maximum, {listed(first)}"
    if WHERE not in told or WHERE in first:
        return text
    return f"{text} ; {WHERE}, rang {1 + sum(value > told[WHERE] for value in told.values())} sur {len(last)}"


def beside(name: str) -> str:
    """Heading of an index or indicator beside the neighbours."""
    return f"{upper(name)} : comparaison avec les pays voisins"


def clock_alt(promises: Iterable[tuple[str, str, str]], period: str) -> str:
    """The clock in words; ``promises`` gives class, day made, day promised."""
    told = " ; ".join(f"{CLASSES[kind]} du {day(made)} pour le {day(due)}" for kind, made, due in promises)
    return f"Barres allant du jour de l’engagement au jour promis, avec un trait {end_of(period)} : {told}."


def series_alt(what: str, period: str, last: tuple[float, float, float] | None) -> str:
    """A line with a band in words; ``last`` is best, low, high in the last month, None where it has no value."""
    now = (
        "aucune valeur"
        if last is None
        else f"{decimal(last[0])} (borne basse {decimal(last[1])}, borne haute {decimal(last[2])})"
    )
    return f"{what} au fil du temps, avec une fourchette de la borne basse à la borne haute : {now} en {month(period)}."


def attempts_alt(by_outcome: Iterable[tuple[str, list[str]]]) -> str:
    """The attempts in words; ``by_outcome`` gives an outcome and its years."""
    told = " ; ".join(f"{OUTCOMES[outcome]} : {len(years)} ({', '.join(years)})" for outcome, years in by_outcome)
    return f"Coups d’État et tentatives par date. {upper(told)}."


def measures_alt(standing: Iterable[tuple[str, str]], period: str) -> str:
    """The measures in words; ``standing`` gives each measure and its state at the end of ``period``."""
    told = " ; ".join(f"{term(measure)}, {STATES[state]}" for measure, state in standing)
    return f"Barres dans le temps, par organisation et par mesure. {upper(end_of(period))} : {told or 'aucune en vigueur ni annoncée'}."


def neighbours_alt(what: str, last: Iterable[tuple[str, str, float, float, float]]) -> str:
    """The comparison in words; ``last`` gives country, month, best, low, high of each line's end."""
    told = " ; ".join(
        f"{name}, {decimal(best, 2)} (de {decimal(low, 2)} à {decimal(high, 2)}) en {period[:4]}"
        for name, period, best, low, high in last
    )
    return f"{upper(what)} par année, chaque pays avec son intervalle : {told}."
