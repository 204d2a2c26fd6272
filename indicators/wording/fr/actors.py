"""Texts of the page on armed actors, in French."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.french import listed
from indicators.wording.fr import day, month
from indicators.wording.fr._figures import AT, OF, count, many, percent, several
from indicators.wording.fr.terms import term

TITLE = "Acteurs armés"
LEAD = f"Qui combat {AT}, sous les noms que leur donne l’UCDP : à combien de décès chacun a eu part, qui il a tué, où, quand et contre qui."
PARTIES = {
    "government": f"Gouvernement {OF}", "Russian forces": "Forces russes", "JNIM": "JNIM et prédécesseurs", "IS": "État islamique (Sahel)",
    "FLA": "FLA, auparavant CSP-PSD, CMA", "Platform": "GATIA, MSA et Plateforme", "self-defence groups": "Groupes d’autodéfense",
    "others": "Tous les autres",
}  # fmt: skip
INSIDE = {  # in a sentence, with the article
    "government": f"le gouvernement {OF}", "Russian forces": "les forces russes", "JNIM": "le JNIM et ses prédécesseurs",
    "IS": "l’État islamique (Sahel)", "FLA": "le FLA (auparavant CSP-PSD et CMA)", "Platform": "le GATIA, le MSA et la Plateforme",
    "self-defence groups": "les groupes d’autodéfense", "others": "l’ensemble des autres",
}  # fmt: skip
CIVILIANS, SEVERAL, UNKNOWN = "Civils", "Camps de plusieurs acteurs", "Camp inconnu"
PARTIES_UNIT = "décès dans les événements de l’UCDP, meilleures estimations, personnes"
PART, KILLED, DEAD = "Événements auxquels il prend part", "Civils qu’il a tués", "Les morts, par camp"
PART_NOTE = "Décès, et part du total ; un décès compte pour chaque acteur"
KILLED_NOTE = "Décès par violence unilatérale"
DEAD_NOTE = "Décès par camp ; leur somme est le total"
MEASURE, STEP, ACTOR, LEVEL = "Afficher", "Par", "Acteur", "Lieux"
MEASURES = {
    "deaths": "décès dans les événements auxquels il a pris part",
    "killed_civilians": "civils qu’il a tués par violence unilatérale",
    "own_dead": "morts dans son propre camp",
}
STEPS = {"year": "an", "month": "mois"}
LEVELS = {"region": "régions", "cercle": "cercles"}
WHEN_NOTE = (
    "Une même échelle pour toutes les lignes ; la plus haute barre de chacune porte son nombre. Une année dont certains mois sont sans camps "
    "connus est basse pour cette raison."
)
UNSEEN = "camps inconnus"
HOW = "Ce qui est compté"
HOW_LINES = (
    "Un acteur prend part à un événement lorsqu’il est l’un des deux camps, seul ou avec d’autres. Tous les décès de l’événement lui "
    "sont alors comptés, quels que soient les morts et les auteurs : ce n’est pas une mesure de responsabilité.",
    "L’UCDP appelle violence unilatérale le fait, pour un groupe organisé ou un gouvernement, de tuer directement et délibérément des "
    "civils ; l’un des camps est nommé, l’autre est « civils ». Les civils tués dans des combats entre deux camps armés n’y figurent pas.",
    "Le camp auquel appartenaient les morts est celui que l’UCDP indique. Ces nombres s’additionnent, sans chevauchement, au total des décès.",
    "Jusqu’en 2023, les événements de l’UCDP ne nomment pas le groupe Wagner comme camp : ce qu’il a fait avec l’armée figure sous le "
    f"gouvernement {OF}. En février 2026, deux événements nomment à ses côtés le gouvernement de la Russie et comptent pour les deux.",
    "Tous les autres : gouvernements voisins, communautés telles que l’UCDP les nomme, rébellions des années 1990 et groupes sans ligne "
    "ci-dessous.",
)
AGAINST_UNIT = "décès dans ses événements selon l’autre camp, noms et meilleures estimations de l’UCDP"
PLACES_UNIT = "décès dans ses événements dont le lieu est connu, meilleures estimations"
PLACES_NOTE = "Les classes sont les mêmes pour tous les acteurs et toutes les périodes."
BINS = ("0", "1–9", "10–49", "50–149", "150–299", "300 ou plus")
MAP, TOP = "Sur la carte", "Le plus de décès"
NAMES_ROWS = "Tous les acteurs : noms, filiation et sources"
NO_ROW = "Le tableau des acteurs n’a aucune ligne de ce genre qui fût connue à cette date."
NOTHING = (
    "À la date choisie, aucun événement de ces mois n’est connu avec ses camps. Choisir d’autres mois, ou une date plus tardive, en haut "
    "de la page."
)
NO_DEATHS = "Aucun événement de cet acteur n’est connu pour ces mois."


def _share(part: float) -> str:
    return "moins de 1 %" if 0 < part < 0.005 else percent(part)


def told(value: float, part: float | None = None) -> str:
    """A number beside its bar, with the share (0-1) it is."""
    return count(value) if part is None else f"{count(value)} · {_share(part)}"


def fresh(known: int, shown: int) -> str:
    """How many of the months shown have events with sides."""
    if known == shown:
        return f"Les événements nomment leurs camps pour {'le mois affiché' if shown == 1 else f'chacun des {count(shown)} mois affichés'}."
    return f"Les événements nomment leurs camps pour {count(known)} des {count(shown)} mois affichés ; rien ici ne porte sur les autres."


def parties_finding(first: Sequence[str], deaths: int, total: int, killers: Sequence[str], killed: int, one_sided: int) -> str:
    """The title of the three bars. ``first`` are the keys of who was part of most ``deaths`` of ``total``, ``killers`` of who killed
    most (``killed``) of ``one_sided`` civilians; several where even, none where nobody."""
    if not total:
        return "Aucun décès dans les événements de ces mois dont les camps sont connus"
    who = listed([INSIDE[one] for one in first])
    text = f"{who[:1].upper()}{who[1:]} : part à {_share(deaths / total)} de {many(total, 'décès', 'décès')}"
    text += " dans chaque cas" if len(first) > 1 else ""
    if not one_sided:
        return f"{text} ; aucun par violence unilatérale"
    whom = listed([INSIDE[one] for one in killers])
    each = ", chacun" if len(killers) > 1 else ""
    return f"{text} ; premier auteur de violence unilatérale contre des civils : {whom} ({count(killed)} décès sur {count(one_sided)}{each})"


def adding(deaths: int, counted: int, one_sided: int, counted_one_sided: int) -> str:
    """Under the bars: how parties add up to the deaths."""
    twice = counted - deaths
    text = (
        f"À gauche, le total des barres est de {count(counted)}, soit {count(twice)} de plus que les {count(deaths)} décès, car la plupart "
        "des événements ont deux acteurs"
    )
    if not twice:
        text = f"À gauche, le total des barres est celui des décès ({count(deaths)}) : aucun événement n’a ici deux acteurs de cette liste"
    if counted_one_sided > one_sided:
        return (
            f"{text}. Pour la violence unilatérale, {many(counted_one_sided - one_sided, 'décès compte', 'décès comptent')} pour deux "
            "acteurs. Les morts par camp s’additionnent exactement."
        )
    return f"{text}. Les deux autres s’additionnent exactement."


_DONE = {  # counted: one, more
    "deaths": ("décès dans ses événements", "décès dans ses événements"),
    "killed_civilians": ("civil tué par violence unilatérale", "civils tués par violence unilatérale"),
    "own_dead": ("mort dans son camp", "morts dans son camp"),
}


def when_unit(measure: str, step: str) -> str:
    """Under the title of the lanes."""
    return f"{MEASURES[measure]}, par acteur et par {STEPS[step]} de fin de l’événement"


def when_finding(measure: str, step: str, top: Sequence[tuple[str, str, int]]) -> str:
    """The title of the lanes: who had the highest bar, and when; several where even. ``top`` are party, period and number."""
    if not top:
        return "Rien de ce genre n’est connu pour ces mois"
    told = [f"{PARTIES[party]} ({period if step == 'year' else month(period)})" for party, period, _ in top[:2]]
    more = "" if len(top) < 3 else f" et {count(len(top) - 2)} de plus"
    return (
        f"Au plus haut : {', '.join(told)}{more}, {many(top[0][2], *_DONE[measure])}{' à chaque fois' if len(top) > 1 else ''}"
    )


def against_finding(party: str, opponents: Sequence[str], deaths: int, total: int, civilians: bool) -> str:
    """The title of the other sides: against whom most of the ``total`` deaths in a party's events were."""
    if not total:
        return f"{PARTIES[party]} : aucun décès dans ses événements de ces mois"
    names = [term(one) for one in opponents]
    if len(names) > 1:
        return f"{PARTIES[party]} : {count(deaths)} décès sur {count(total)} face à chacun de ces camps : {listed(names)}"
    how = "par violence unilatérale contre des civils" if civilians else f"face à : {names[0]}"
    return f"{PARTIES[party]} : {_share(deaths / total)} des {count(total)} décès dans ses événements {how}"


def places_finding(party: str, places: Sequence[str], most: int, placed: int, total: int) -> str:
    """The title of the places: where most of a party's ``placed`` deaths were."""
    if not placed:
        return (
            f"{PARTIES[party]} : aucun des {count(total)} décès de ses événements n’est localisé"
            if total
            else f"{PARTIES[party]} : aucun décès à localiser pour ces mois"
        )
    if len(places) > 1:
        return (
            f"{PARTIES[party]} : le plus de décès à {listed(list(places))}, {count(most)} chacun sur {count(placed)} localisés"
        )
    return f"{PARTIES[party]} : {count(most)} des {count(placed)} décès localisés à {places[0]}, plus que partout ailleurs"


def placed(known: int, rest: int) -> str:
    """Under the map: what is drawn and what is not."""
    every = known + rest
    if not every:
        return "personne"
    return f"{many(known, 'localisé', 'localisés')} ; {many(rest, 'non localisé', 'non localisés')} ({percent(rest / every)})"


def one(party: str) -> str:
    """Heading over one actor's charts."""
    return PARTIES[party]


def summary(deaths: int, events: int, killed: int, own_dead: int) -> str:
    """One actor in a sentence."""
    return (
        f"A pris part à {many(events, 'événement', 'événements')} ayant fait {many(deaths, 'mort', 'morts')} ; a tué "
        f"{many(killed, 'civil', 'civils')} par violence unilatérale ; {many(own_dead, 'mort', 'morts')} dans son propre camp."
    )


def who(ucdp: str, full: str, other: str, since: str, precision: str, until: str) -> tuple[str, str]:
    """A row of the table of actors in words: UCDP's name, or where it has none the full one; and what follows it."""
    first = ucdp or full
    names = [one for one in (full, other.replace("; ", " ; ")) if one and one != first]
    begun = since[:4] if precision == "year" else month(since[:7]) if precision == "month" else f"le {day(since)}"
    ended = f", connu pour la dernière fois sous ce nom en {month(until[:7])}" if until else ""
    unnamed = "" if ucdp else " ; l’UCDP ne nomme aucun camp ainsi"
    return first, f"{' (' + ' ; '.join(names) + ')' if names else ''}, connu depuis {begun}{ended}{unnamed}"


def rest(sides: int) -> str:
    """How many other sides have no bar."""
    return f"Le tableau en contient {count(sides)} de plus, avec moins de décès." if sides else ""


def top(shown: int, every: int, level: str) -> str:
    """Under the heading of the places."""
    return f"{count(shown)} des {count(every)} {LEVELS[level]} où il y a eu des décès"


def parties_alt(total: int) -> str:
    """The three bars in words."""
    return f"Barres par acteur armé, sur {many(total, 'décès', 'décès')}. Les données figurent dans le tableau ci-dessous."


def when_alt(parties: int, start: str, end: str) -> str:
    """The lanes in words."""
    plural = "s" if several(parties) else ""
    return (
        f"Barres dans le temps, une ligne pour {count(parties)} acteur{plural} armé{plural}, de {month(start)} à {month(end)}. Les données "
        "figurent dans le tableau ci-dessous."
    )
