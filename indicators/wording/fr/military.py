"""Texts of the page on foreign military presence, in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicators import french as articles
from indicators.french import listed, upper
from indicators.months import ordinal
from indicators.wording.fr import NOTHING, day, month, number
from indicators.wording.fr._figures import AT, decimal, end_of, points, several
from indicators.wording.fr._figures import percent as _percent_of
from indicators.wording.fr.terms import term

TITLE = "Forces étrangères"
LEAD = (
    f"Qui disposait de soldats {AT}, en quel nombre, et d’après quelles sources ; leur arrivée et leur départ se prêtent à "
    "plusieurs lectures."
)
WHO = "Mois"
SHARES = "Afficher les parts"
SHORT = {"African coalition (AFISMA)": "Coalition africaine", "European coalition (Takuba)": "Takuba"}
UNIT = "soldats et policiers à la fin de chaque mois, selon qui les envoie, meilleures estimations"
SHARE_UNIT = "part des soldats et policiers étrangers à la fin de chaque mois, selon qui les envoie"
SPONSORS_NOTE = (
    "Tireté : estimations basse et haute du total. De nombreux effectifs sont des estimations comprises entre deux bornes."
)
BEHIND = "Les lignes du registre correspondantes"
BESIDE = "La dimension et l’indice selon chaque lecture"
READINGS_UNIT = "score de la dimension, de 0 à 100 ; plus il est élevé, plus le risque est grand"
DECLARED = "Pondération retenue"
ARGUMENTS = "Ce que soutient chaque lecture"
AGREEMENTS = "Accords et livraisons"
AGREEMENTS_UNIT = "accords, livraisons et pourparlers datés"
AGREEMENT_ROWS = "Les accords et leurs sources"
CATEGORIES = {
    "military_technical": "coopération militaire", "arms_delivery": "armement", "private_military_contract": "société militaire privée",
    "nuclear": "nucléaire", "mining": "mines", "energy": "énergie", "other": "autre",
}  # fmt: skip
BASES_UNIT = "départs de bases, datés"
BASE_ROWS = "Les bases et leurs sources"
LEDGER = "Toutes les lignes du registre pour ces mois, y compris celles qui ne sont pas comptées"
STATUS = {"normal": "rapporté", "carried": "datant de plus d’un an", "estimated": "estimé"}
SOON = 23  # months; a longer time is told in years
_COUNT = {2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 9: "neuf", 10: "dix"}
ALIKE = 1.0  # points; a smaller difference between spread and band says nothing
NOBODY = "Aucune force étrangère n’est recensée à la fin de ce mois."
NOBODY_THEN = "Aucune force étrangère n’est recensée pendant ces mois."


def sentence(period: str, best: float, low: float, high: float, shares: Mapping[str, float]) -> str:
    """How many, and whose."""
    when = upper(end_of(period))
    if high <= 0:
        return f"{when}, aucune force étrangère n’est recensée {AT}."
    one, more = f"soldat ou policier étranger se trouve {AT}", f"soldats et policiers étrangers se trouvent {AT}"
    return (
        f"{when}, environ {number(best)} {more if several(best) else one}, selon la meilleure estimation, dans une fourchette de "
        f"{number(low)} à {number(high)} : {_whose(shares)}."
    )


def _whose(shares: Mapping[str, float]) -> str:
    if len(shares) == 1:
        return f"{term(next(iter(shares)))} uniquement"
    return ", ".join(f"{term(name)} {_percent(share)}" for name, share in shares.items())


def _percent(share: float) -> str:
    return "moins de 1 %" if share < 0.01 else _percent_of(share)


def unknown(period: str) -> str:
    """Nothing known of the month."""
    return f"À la date choisie, rien n’est connu des forces étrangères en {month(period)}."


def against(
    then: float | None, now: float, peak: tuple[str, float] | None, since_then: str | None = None, since_now: str | None = None
) -> str:
    """Against a year before and against the highest month; ``since_*`` are months of the oldest figure, where over a year old."""
    text = f"Le chiffre le plus ancien de ce total date de {month(since_now)}. " if since_now else ""
    if then is not None:
        age = f" (d’après des chiffres dont le plus ancien date de {month(since_then)})" if since_then else ""
        text += f"Un an plus tôt, l’effectif était {f'de {number(then)}' if then else 'nul'}{age}. "
    if peak is None:
        return text.strip()
    if now >= peak[1]:
        return f"{text}Aucun mois antérieur n’a compté davantage."
    return (
        f"{text}Le maximum à ce jour est celui de {month(peak[0])}, avec {number(peak[1])} ; l’effectif présent en représente "
        f"{_percent(now / peak[1])}."
    )


def finding(totals: Sequence[tuple[str, float]]) -> str:
    """The title of the numbers over time: month and best total of each month shown, in order; true of any range.

    Told against the highest month shown: a fall to half or less, a rise of half or more since the first month, or the level.
    """
    who, persons = f"L’effectif étranger {AT}", "soldats et policiers"
    top_month, top = max(reversed(totals), key=lambda one: one[1])
    (first, start), (last, end) = totals[0], totals[-1]
    if top <= 0:
        return f"Aucune force étrangère n’est recensée {AT}"
    if end <= top / 2:
        to = f"à environ {number(rough(end))} {persons}" if end > 0 else f"{persons} à zéro"
        return f"{who} est passé d’environ {number(rough(top))} {to} en {_time(top_month, last)}"
    if end >= 1.5 * start:
        begin = f"d’environ {number(rough(start))}" if start > 0 else "de zéro"
        return f"{who} est passé {begin} à environ {number(rough(end))} {persons} en {_time(first, last)}"
    return f"{who} était d’environ {number(rough(end))} {persons} en {month(last)}"


def shares_finding(period: str, shares: Mapping[str, float]) -> str:
    """The title of the shares: who sends the most in the last month shown."""
    if not shares:
        return f"Aucune force étrangère ne se trouvait {AT} {end_of(period)}"
    name = max(shares, key=lambda one: shares[one])
    share = "Tous les" if len(shares) == 1 else f"{upper(_percent(shares[name]))} des"
    return f"{share} soldats étrangers présents {AT} en {month(period)} étaient envoyés par {articles.the(term(name))}"


def rough(value: float) -> float:
    """``value`` at three significant digits: 19,009 is about 19,000."""
    return float(f"{value:.2e}")


def _time(first: str, last: str) -> str:
    passed = ordinal(last) - ordinal(first)
    if passed < SOON:
        return "un mois" if passed == 1 else f"{passed} mois"
    years, exact = round(passed / 12), abs(passed - 12 * round(passed / 12)) <= 1
    return f"{'' if exact else 'environ '}{_COUNT.get(years, years)} ans"


def peak_mark(period: str, value: float) -> str:
    """A mark on the highest month shown."""
    return f"{month(period)} :\n{number(value)}, maximum"


def left_mark(date: str, force: str) -> str:
    """A mark on the day a force had left."""
    return f"{day(date)} :\ndépart, {term(force)}"


def last_label(name: str, best: float, low: float, high: float) -> str:
    """Beside the last month of a sponsor that is there."""
    return f"{term(name)} : {number(best)}\nentre {number(low)}\net {number(high)}"


def marks_note(marks: Sequence[str]) -> str:
    """The marks in words, for a narrow window that only numbers them."""
    if not marks:
        return ""
    return (
        "Repères : " + " ; ".join(f"({place}) {text.replace(chr(10), ' ')}" for place, text in enumerate(marks, start=1)) + "."
    )


def who(period: str) -> str:
    """Heading of the month's table."""
    return f"Qui était présent {end_of(period)}, et d’après quelles sources"


def readings_finding(period: str, scores: Mapping[str, float]) -> str:
    """The title of the readings: how far apart they put the dimension in the last month shown."""
    if not scores:
        return f"Aucune lecture ne donne de score aux forces étrangères en {month(period)}"
    low, high = min(scores.values()), max(scores.values())
    if f"{low:.0f}" == f"{high:.0f}":
        return f"Toutes les lectures situent le risque lié aux forces étrangères à {decimal(low, 0)} sur 100 en {month(period)}"
    return f"En {month(period)}, le risque lié aux forces étrangères va de {decimal(low, 0)} à {decimal(high, 0)} sur 100 selon la lecture"


def agreements_finding(counts: Mapping[str, int]) -> str:
    """The title of the agreements: how many rows, and of which kind most are; ``counts`` are rows by kind, in words."""
    every = sum(counts.values())
    if not every:
        return "Aucun accord, aucune livraison ni aucun pourparler n’est recensé pendant ces mois"
    if every == 1:
        return f"Un seul fait est recensé (accord, livraison ou pourparlers) : {next(iter(counts))}"
    top = max(counts.values())
    first = [name for name, rows in counts.items() if rows == top]
    text = f"{every} accords, livraisons et pourparlers sont recensés"
    if len(counts) == 1:
        return f"{text}, tous dans un domaine : {first[0]}"
    return f"{text} ; premier domaine : {first[0]} ({top})" if len(first) == 1 else text


def bases_finding(rows: int, sponsors: Sequence[str]) -> str:
    """The title of the bases: how many rows, and whose."""
    if not rows:
        return "Aucune base quittée ou remise n’est recensée pendant ces mois"
    what = "Un départ de base est recensé" if rows == 1 else f"{rows} départs de bases sont recensés"
    return f"{what} : {listed([term(name) for name in sponsors])}"


def spread(period: str, low: float, high: float, band: float) -> str:
    """How far the readings of the dimension lie apart, against the width of its band."""
    if high - low < NOTHING and band < NOTHING:
        return f"En {month(period)}, le score de la dimension est de {decimal(low)} selon toutes les lectures."
    return (
        f"En {month(period)}, le score de la dimension se situe entre {decimal(low)} et {decimal(high)} selon la lecture ; les "
        "données seules, "
        f"entre les bornes basse et haute du score retenu, le font varier de {points(band)}. {upper(_verdict(high - low, band))}."
    )


def index_spread(low: float, high: float, band: float) -> str:
    """How far the index moves by the reading, against the width of its band."""
    return (
        f"L’indice se situe entre {decimal(low)} et {decimal(high)} selon la lecture, et sa propre fourchette est large de "
        f"{points(band)}. "
        f"Pour l’indice, {_verdict(high - low, band)}."
    )


def _verdict(spread: float, band: float) -> str:
    if abs(spread - band) < ALIKE:
        return "le choix de la lecture et l’incertitude des données pèsent donc à peu près autant"
    return "la lecture pèse donc plus que les données" if spread > band else "les données pèsent donc plus que la lecture"


def sponsors_alt(period: str, shares: Mapping[str, float]) -> str:
    """The areas in words."""
    told = ", ".join(f"{term(name)} {_percent_of(share)}" for name, share in shares.items()) or "personne"
    return (
        f"Aires empilées du personnel étranger selon qui l’envoie, au fil du temps. {upper(end_of(period))} : {told}. Les données figurent "
        "dans le tableau ci-dessous."
    )


def readings_alt(period: str, scores: Mapping[str, float]) -> str:
    """The readings in words."""
    told = ", ".join(f"{name} {decimal(score)}" for name, score in scores.items())
    return (
        f"Courbes du score de la dimension selon chaque lecture. En {month(period)} : {told}. Les données figurent dans le tableau "
        "ci-dessous."
    )


def dots_alt(what: str, count: int, newest: str) -> str:
    """Dated points in words."""
    rows = f"{count} {'lignes datées, représentées' if several(count) else 'ligne datée, représentée'} par des points dans le temps"
    return f"{what} : {rows} ; la plus récente est du {day(newest)}. Les données figurent dans le tableau ci-dessous."
