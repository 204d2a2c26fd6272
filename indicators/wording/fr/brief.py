"""Texts of the brief, in French: two pages to hand on."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.french import listed, upper
from indicators.subject import SUBJECT
from indicators.wording.fr import day, month, number
from indicators.wording.fr._figures import decimal, many, of_month
from indicators.wording.fr._figures import percent as share_of
from indicators.wording.fr.frame import LICENCES, SHARED_LICENCE

BUTTON = "Note de deux pages"
BUTTON_HELP = (
    "Constat, chiffres et fourchettes, quatre graphiques, faits datés, points à suivre ; chaque chiffre a sa note et sa source."
)
FORMATS = {"docx": "Word", "pdf": "PDF", "html": "HTML"}
KIND = "Note de risque-pays"
VERDICT = ("Niveau de risque.", "Évolution.", "Degré de certitude.")
OUTLOOK = "Perspective"
HEAD = ("Dimension", "Score", "Fourchette", "Un an avant", "Évolution", "Ancien", "Sources")
TABLE = (
    "Scores de 0 à 100, plus élevés quand le risque est plus grand. Fourchette : neuf simulations sur dix. Ancien : part du poids "
    "reposant sur des chiffres de plus de douze mois."
)
LIMITS = "Limites"
DEATHS = "Personnes tuées."
NOTES = "Notes et sources"
GRADES = (
    "Classe d’une source : A, officielle, d’une agence ou jeu de données ; B, secondaire reconnue ; C, de seconde main ou partisane. Lignes : "
    "table et clé, telles que conservées dans le dossier de données."
)
SCORE_TITLE = "Scores mensuels"
SHOWN_TITLE = "Somme des mois affichés"
KILLED_TITLE = "Sommes sur douze mois, avec les bornes de l’indicateur des décès"
VERDICT_TITLE = "Histoires simulées des deux mois : part de celles où le second est plus dégradé"
MOVED_TITLE = "Évolution de l’indice décomposée par cause (commande changes)"
NOWCAST_TITLE = "Fourchette d’une première publication, d’après les révisions de tels chiffres"
FORECAST_TITLE = "Prévision figée des décès mensuels"
STATEMENT_TITLE = "Probabilités figées avec la prévision, et leur bilan"
BACKTEST_TITLE = "Essai rétrospectif des modèles de prévision sur chiffres révisés"
FACTS_TITLE = "Lignes des registres pour ces jours"
CALENDAR_TITLE = "Calendriers des éditeurs et éditions conservées (commande list --sources)"
DEATHS_UNIT = (
    "morts par mois, meilleure estimation de l’UCDP ; barres évidées : premières publications ; traits : du bas au haut"
)
FAN_UNIT = "morts par mois, puis prévision de chaque mois : cinq et neuf chances sur dix"
NO_CHART = "Trop peu d’éléments sont connus à cette date pour tracer ce graphique."
LIMIT_LINES = (
    "L’indice décrit ; il ne prédit pas. Les morts de l’année écoulée prédisent mieux celles de l’année suivante.",
    "Les fourchettes sont simulées d’après les erreurs indiquées par les sources, les révisions passées et l’ancienneté des chiffres "
    "reportés ; les autres lectures et modes d’agrégation n’y entrent pas.",
    "Les morts sont celles qui ont pu être datées, localisées et attribuées : un minimum. Les premières publications sont révisées par la "
    "suite.",
    "Que le risque tienne à la présence ou au départ de forces étrangères est contesté : cette dimension pèse moitié moins, et son évolution "
    "est dite en hausse ou en baisse.",
    "Les registres contiennent ce que le projet a trouvé dans des sources ouvertes ; un fait qui n’y figure pas a pu se produire.",
)


def title(period: str) -> str:
    """The title."""
    return f"{SUBJECT.name.fr} : niveau de risque en {month(period)}"


def known(iso: str, as_of: str | None, reconstructed: bool) -> str:
    """Above the title: the day of knowledge."""
    if reconstructed:
        return f"Ce qui pouvait être su au {day(iso)}, reconstitué à partir de millésimes ultérieurs"
    told_ = f"État des connaissances au {day(iso)}"
    return told_ if as_of else f"{told_}, date du dernier élément conservé"


def told(period: str, last: str, provisional: bool, newest: str) -> str:
    """Below the title: the month told of and what is known beyond it."""
    if period == last:
        first = " (premières publications)" if provisional else ""
        return f"Données jusqu’à {month(last)}{first} ; source la plus récente : {day(newest)}."
    return f"{upper(month(period))} au vu des données actuelles, qui vont jusqu’à {month(last)} ; source la plus récente : {day(newest)}."


def foot(iso: str, version: str) -> str:
    """At the foot of each page: how to cite, and the licence."""
    licence = LICENCES[SHARED_LICENCE]
    return f"{SUBJECT.title.fr}, version {version}. État des connaissances au {day(iso)}. {licence} ; sources sous leurs propres licences."


def method(as_of: str | None, reconstructed: bool) -> str:
    """How what this project computes can be had again; empty where it is what is stored."""
    if as_of is None:
        return ""
    return f"calculé d’après ce qui était connu au {day(as_of)}{' (reconstitution)' if reconstructed else ''}"


def versions(told: Sequence[tuple[str, str]]) -> str:
    """Vintages of a source, with the day of each but the last, whose day stands before."""
    if not told:
        return ""
    *earlier, (last, _) = told
    named = [f"{version} du {day(published)}" for version, published in earlier]
    return f"millésime{'s' if named else ''} {listed([*named, last])}"


def note(publisher: str, title: str, published: str, vintage: str, grade: str, where: str) -> str:
    """A footnote without its number and address."""
    parts = [f"{publisher}, « {title} »" + (f", {day(published)}" if published else "")]
    parts += [upper(one) for one in (vintage,) if one]
    parts += [f"Classe {grade}"] if grade else []
    parts += [f"Lignes : {where}"] if where else []
    return ". ".join(parts) + "."


def band(p05: float, p95: float) -> str:
    """A band in a cell."""
    return f"de {decimal(p05, 0)} à {decimal(p95, 0)}"


def percent(share: float) -> str:
    """A share in a cell."""
    return share_of(share)


def disputed(word: str) -> str:
    """The direction of a dimension whose sign is disputed."""
    return f"{word} (sens contesté)"


def direction(word: str) -> str:
    """On a card: the direction against the year before."""
    return f"Sur un an : {word}."


def between(low: int, high: int) -> str:
    """The figure of the outlook's card: its band."""
    return f"{number(low)}–{number(high)}"


def expected(period: str, p50: int, p05: int, p95: int) -> str:
    """The forecast of a month."""
    return (
        f"Morts en {month(period)} : neuf chances sur dix entre {number(p05)} et {number(p95)}, une sur deux "
        f"au-dessus de {number(p50)}."
    )


def above(probability: float, base: float, skill: float, cases: int) -> str:
    """The probability that deaths rise, with its record: the share of past cases in which they did, and the skill against that share."""
    way = "meilleures" if skill >= 0 else "moins bonnes"
    return (
        f"Plus de morts au cours des douze prochains mois que des douze derniers : probabilité de {percent(probability)}. Tous pays "
        f"confondus, ce fut vrai dans {percent(base)} de {number(cases)} cas ; de telles probabilités ont été {way} de "
        f"{percent(abs(skill))} que ce seul taux (score de Brier)."
    )


def covered(share: float, cases: int) -> str:
    """How often outcomes fell into the band."""
    return (
        f"Essai rétrospectif : {percent(share)} de {number(cases)} valeurs observées étaient dans une telle fourchette. Elle ne prévoit "
        "aucun choc."
    )


def no_outlook(period: str, first: str) -> str:
    """Where no forecast of the month was frozen by the day of knowledge."""
    begun = f" La première prévision figée part {of_month(first)}." if first else " Aucune n’avait été figée à cette date."
    return f"Pas de perspective : aucune prévision n’a été figée pour {month(period)}, et aucune n’est faite après coup.{begun}"


def samples(period: str, p05: int, p95: int, last: str, late05: int, late95: int) -> str:
    """The title of the forecast: its first and last month."""
    return (
        f"Prévision, neuf chances sur dix : de {number(p05)} à {number(p95)} morts en {month(period)}, de {number(late05)} à {number(late95)} "
        f"en {month(last)}"
    )


def facts(start: str, end: str) -> str:
    """The heading of the dated facts."""
    return f"Faits datés, du {day(start)} au {day(end)}"


def fact(iso: str, precision: str, summary: str, grade: str) -> str:
    """A dated fact: its day, month or year as it is known, and the grade of its source."""
    when = {"month": upper(month(iso)), "year": iso[:4]}.get(precision) or day(iso)
    return f"{when} : {summary} [{grade}]"


def chosen(shown: int, rows: int) -> str:
    """Below the facts: how many there are."""
    told_ = many(rows, "ligne des registres", "lignes des registres")
    return f"{number(shown)} sur {told_}, les tournants d’abord ; pour un même jour, les lignes d’un seul registre."


def no_facts(start: str, end: str) -> str:
    """Where no row of the ledgers is dated in the months told of."""
    return f"Aucune ligne des registres n’est datée du {day(start)} au {day(end)}. Les dernières auparavant :"


def absent(titles: Sequence[str]) -> str:
    """What had no vintage by the chosen day."""
    return f"Non connu à cette date : {' ; '.join(titles)}."


def alt(finding: str) -> str:
    """A chart in words."""
    return f"{finding}."


def ledger(name: str) -> str:
    """A ledger beside publishers."""
    return f"registre : {name}"


def overdue_title(iso: str) -> str:
    """The note of how long a promise is overdue."""
    return f"Mois moyens écoulés de la date promise au {day(iso)}"
