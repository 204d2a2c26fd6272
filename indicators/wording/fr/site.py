"""Textes du site statique."""

from __future__ import annotations

from indicators.subject import SUBJECT
from indicators.wording.fr import COLON as MARK
from indicators.wording.fr import day, month, number, signed, written

COLON = f"{MARK} "
SKIP = "Aller au contenu"
NAVIGATION = "Rubriques"
OTHER_LANGUAGE = "Langue"
DATA = "Données et interface"
ARCHIVE = "Tous les mois"
METHOD = "Indicateurs"
EXPLORE = "Explorer"
TAKE = "À emporter"
DATA_LEAD = "Chaque table en CSV, JSON et Parquet, des flux, un agenda, des métadonnées, et comment les lire par programme."
ARCHIVE_LEAD = "Niveau, pouls et quatre dimensions, mois par mois, du plus récent au plus ancien. Entre parenthèses : neuf simulations sur dix."
METHOD_LEAD = "Ce qui est mesuré, ce qui vaut 0 et ce qui vaut 100, avec quel poids, et pourquoi."
CARDS = "Les scores"
ALERTS = "Alertes en cours"
ALERTS_FEED = "Alertes (Atom)"
CHANGES_FEED = "Ce que les mises à jour ont changé (Atom)"
CALENDAR = "Dates promises (iCalendar)"
FEEDS = "Flux et agenda"
TABLES = "Les tables"
TABLES_NOTE = (
    "Les trois formes d’une table contiennent les mêmes lignes. En JSON et en Parquet, une valeur manquante est nulle (null), jamais 0. Les "
    "noms ne changent pas ; toute rupture paraîtrait sous une nouvelle version (v2), à côté de l’ancienne."
)
FORMS = "Autres formes des scores"
SDMX = "SDMX-CSV, pour les instituts de statistique"
HXL = "CSV à mots-dièse HXL, pour les données humanitaires"
METADATA = "Métadonnées"
METADATA_NAMES = {
    "schema": "schema.org/Dataset (en JSON-LD)", "croissant": "Croissant (en JSON-LD)", "dcat": "DCAT (en JSON-LD)",
}  # fmt: skip
INTERFACE = "L’interface"
INTERFACE_NOTE = (
    "Les fichiers sont l’interface : ni clé, ni limite, une simple requête GET. Les adresses sont relatives à ce site : en faire une copie, "
    "c’est avoir sa propre interface. index.json énumère le tout, avec les sommes de contrôle."
)
INTERFACE_NAMES = {
    "index": "Tout ce qu’il y a", "latest": "Le dernier mois : verdict et scores", "months": "Chaque mois",
    "alerts": "Les alertes en cours, chacune avec son bilan", "schema": "Schéma JSON de chaque réponse", "openapi": "Description OpenAPI",
}  # fmt: skip
EXAMPLES = "Exemples"
EXAMPLE_NAMES = {"python": "En Python", "r": "En R", "excel": "Dans Excel (Power Query)"}
EXAMPLE_NOTE = (
    "Chacun affiche l’indice des douze derniers mois. Dans Excel : Données, Obtenir des données, Requête vide, Éditeur avancé."
)
SOURCES = "Sources et licences"
PUBLISHED = "publié le"
TABLE, ROWS, LICENCE, NAME, WHAT = "Fichier", "Lignes", "Licence d’usage", "Nom", "Contenu"
SOURCE, PUBLISHER, VINTAGE = "Titre", "Éditeur", "Millésime"
MONTH, STATUS = "Mois", "État"
DOWNLOADS = "Données, images"
SHOW_ROWS = "Les lignes du graphique"
NO_SCRIPT = "Les graphiques ont besoin de JavaScript ; en voici une image."
CURATED = "registre du projet"
WEIGHT, GOALPOSTS, WHY = "Poids", "0 et 100", "Pourquoi"
PRINTED = "Les scores ne sont ni une prévision, ni un jugement sur un acteur. Plus haut signifie plus de risque."
CHOOSE = "Choisir une langue"
ALERT_RECORD = "Son bilan"
CHANGED_TITLE = "Ce qu’une mise à jour des données a changé"
FEED_OF_CHANGES = "ce que les mises à jour ont changé"
PROMISE_CATEGORY = "date promise"


def footer(known: str, last: str, version: str) -> str:
    """Au pied de chaque page : jour des connaissances, dernier mois, version du programme."""
    head = f"État des connaissances au {day(known)}. Dernier mois : {month(last)}."
    return f"{head} Établi par la version {version} à partir de données ouvertes."


def some_rows(shown: int, total: int) -> str:
    """Au-dessus des lignes d’un graphique qui ne sont pas toutes affichées."""
    return f"Les {number(shown)} premières lignes sur {number(total)} ; toutes figurent dans le CSV."


def goalposts(zero: str, hundred: str, unit: str) -> str:
    """Ce qui vaut 0 et ce qui vaut 100, dans l’unité de l’indicateur."""
    return f"de {zero} à {hundred} {unit}"


def updated(iso: str, before: float | None, after: float | None) -> str:
    """Titre d’une mise à jour dans le flux : son jour, et l’indice du dernier mois avant et après elle."""
    head = f"Mise à jour du {day(iso)}"
    if before is None or after is None:
        return head
    return f"{head} : indice du dernier mois, de {written(before, '.1f')} à {written(after, '.1f')}"


def new_vintage(title: str, before: str, after: str, added: int, revised: int, removed: int) -> str:
    """Un nouveau millésime d’une mise à jour ; ``before`` est vide s’il n’y en avait pas."""
    counts = f"lignes ajoutées : {number(added)}, révisées : {number(revised)}, retirées : {number(removed)}"
    return f"{title} : {f'de {before} à ' if before else ''}{after} ; {counts}."


def moved(name: str, before: float | None, after: float | None, months: int, largest: float | None, period: str) -> str:
    """Effet d’une mise à jour sur un score : valeur du dernier mois, nombre de mois passés modifiés, plus grand écart."""
    stands = "pas de score" if after is None else written(after, ".1f")
    told = (
        f"{name} : {stands}"
        if before is None or after is None
        else f"{name} : de {written(before, '.1f')} à {written(after, '.1f')}"
    )
    if not months:
        return f"{told} ; aucun mois passé n’a bougé."
    most = (
        f", surtout {month(period)} ({signed(largest)} {'points' if abs(largest) >= 2 else 'point'})"
        if largest is not None and period
        else ""
    )
    return f"{told} ; mois passés modifiés : {number(months)}{most}."


def promise(what: str) -> str:
    """Titre d’une date promise dans un agenda."""
    return f"{SUBJECT.name.fr}, date promise : {what}"


def promise_note(summary: str, made: str, publisher: str, iso: str, grade: str) -> str:
    """Contenu d’une date promise : ce qui a été dit et quand, et sa source."""
    return f"{summary} Promis le {day(made)}. Source : {publisher}, {day(iso)}, source de classe {grade}."


def dataset_title() -> str:
    """Le nom du jeu de données."""
    return f"Scores mensuels de risque : {SUBJECT.name.fr}"


def dataset_note(start: str, last: str) -> str:
    """Ce qu’est le jeu de données."""
    return (
        f"Scores de risque de 0 à 100 ({SUBJECT.name.fr} ; plus haut signifie plus de risque), de {month(start)} à {month(last)} : "
        "indice, pouls, quatre dimensions et leurs indicateurs, chacun avec une bande simulée et les lignes de source qui le fondent. Ces "
        "scores ne sont ni une prévision, ni un jugement sur un acteur."
    )
