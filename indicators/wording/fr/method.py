"""Texts of the page on data and method, in French."""

from __future__ import annotations

from indicators.subject import SUBJECT
from indicators.wording.fr import day, month
from indicators.wording.fr._figures import THE, many, plain
from indicators.wording.fr.terms import term

TITLE = "Données et méthode"
LEAD = "D’où vient chaque nombre, comment il devient un score, et ce qui en limite la portée."
SOURCES = "Sources"
SOURCES_NOTE = (
    "Tous les millésimes sont conservés ; une table établie à la main est celle du projet, et chaque ligne y indique sa source. Choisir une "
    "ligne pour l’éditeur, la version, la licence, l’attribution et le lien."
)
ATTRIBUTION = "Attribution de chaque source, selon sa licence"
SECTIONS = "Sur cette page"
FILES = "Fichiers conservés et leurs sommes de contrôle"
HOW = "Comment un score est établi"
STEPS = (
    "**Mesurer.** Chaque indicateur est une fonction pure de fichiers conservés : meilleure estimation, estimation basse et "
    "estimation haute "
    "d’un mois qui a sa propre valeur. Une valeur annuelle compte à partir de décembre de son année. Une absence ne donne aucune "
    "ligne ; un "
    "zéro n’est inscrit que si une source couvre le mois.",
    "**Reporter.** Un mois sans valeur prend la dernière valeur antérieure, marquée *reportée*, dans la limite de durée propre à "
    "l’indicateur.",
    "**Normaliser.** Des bornes d’échelle fixes, linéaires ou logarithmiques, ramènent la valeur à 0–100 ; plus elle est élevée, plus le "
    "risque est grand. Au-delà des bornes, le score reste à son extrémité. Elles sont justifiées ci-dessous et ne sont jamais le "
    "minimum et "
    "le maximum des données, afin qu’un nouveau mois ne puisse réécrire le passé.",
    "**Pondérer.** Un indicateur pèse 1, ou un demi lorsque le sens de son effet est contesté ; il en va de même d’une dimension.",
    "**Agréger.** Moyennes arithmétiques pondérées, dans chaque dimension puis entre elles : les contributions s’additionnent "
    "exactement. Une "
    "dimension a un score lorsque 60 % de son poids a une valeur ; l’indice, lorsque les quatre dimensions en ont un, à partir de janvier "
    "2001.",
    "**Fourchettes.** Les estimations basses et hautes des éditeurs suivent toutes les étapes. Les termes sont ceux du *Handbook on "
    "Constructing Composite Indicators* de l’OCDE et du Centre commun de recherche (2008) ; pour les violences, ceux de l’UCDP ; pour les "
    "statuts, ceux de SDMX.",
)
CATALOGUE = "Le catalogue"
CATALOGUE_NOTE = (
    "Choisir une ligne, ou un nom ci-dessous, pour les arguments relatifs à un indicateur et à ses bornes d’échelle."
)
CHOOSE = "Indicateur"
WHY = "En quoi il est un signe de risque, et ce qu’il ne signifie pas"
GOALPOSTS = "Pourquoi ces bornes d’échelle"
BOTH = "Contesté : les deux lectures"
AS_RISK = "Une valeur élevée est un risque"
AS_PROTECTION = "Une valeur élevée est une protection"
DIMENSIONS = "Les dimensions"
READINGS = "Les lectures : les mêmes observations, pondérées autrement"
LIMITS = "Limites connues"
LIMIT_NOTES = (
    "L’indice décrit ; il ne prédit pas. Les morts de l’année écoulée prédisent mieux celles de l’année "
    "suivante que ne le fait un composite simple de ces scores.",
    "Une fourchette est celle des éditeurs eux-mêmes, non un intervalle de confiance. Lorsqu’un éditeur n’en donne pas (IDH, civils "
    "tués dans "
    "les affrontements, paires d’acteurs), il n’y en a pas, et la fourchette est trop étroite.",
    "Les décès comptés sont ceux qui ont pu être datés, localisés et attribués : un minimum. Là où personne ne peut rendre compte des "
    "faits, rien "
    "n’est compté.",
    "Les morts des derniers mois sont des premières publications ou des chiffres consolidés. Leur fourchette est ce que les publications "
    "ultérieures ont fait de tels chiffres en 2024, seule année conservée à chaque stade, dans treize pays : environ neuf fois sur dix.",
    "Les lieux et les acteurs des événements, et avec eux la part des cercles, ne sont connus que pour les mois des fichiers "
    "d’événements de "
    "l’UCDP qui sont conservés. Les morts de 2025 ont un type tiré d’un extrait de seconde main des événements candidats de l’UCDP, sans "
    "estimation basse ni haute ; les autres mois postérieurs à la dernière publication annuelle sont des totaux sans lieu, type ni "
    "acteur, et "
    "ces totaux omettent les événements à cheval sur deux mois.",
    "Les civils tués en 2025 ne sont comptés que dans les violences unilatérales ; la meilleure estimation est relevée selon le "
    "rapport de la "
    "dernière année définitive et marquée comme estimée. Les bornes de la démocratie électorale dans sa dernière édition ont la largeur de "
    "celles de l’édition précédente.",
    "Un siège dont personne ne rapporte la fin compte pendant un an après la dernière ligne qui en fait état, puis dans la seule "
    "estimation "
    "haute.",
    "La dimension militaire repose sur un registre établi par le projet : de nombreux effectifs sont des estimations entre deux "
    "bornes, et une "
    "ligne de classe C ne compte qu’appuyée par un second éditeur. Que personne n’ait été stationné de 1990 à 2012 est une déduction du "
    "projet.",
    f"Les mesures visant {THE} suivent une liste fermée ; la déclaration d’une organisation qui ne change rien à ce qui est en vigueur ne "
    f"compte pas. Le point de savoir si un retrait choisi par {THE} est un isolement est contesté ; la borne basse ne compte "
    "que les "
    "mesures imposées par d’autres.",
    "L’IDH et son rang ont deux ans lorsqu’ils paraissent, et chaque édition réécrit son propre passé.",
    "Ce qui pouvait être su à une date passée est entendu strictement : avant juillet 2025, aucune table de population n’était "
    "conservée, si "
    "bien qu’aucun taux par habitant n’existe alors. Une option sous « Connu au… » comble ces lacunes par le "
    "plus ancien millésime, arrêté à cette date, et le "
    "signale.",
    "Les dates de parution des fichiers de l’UCDP sont déduites de son calendrier ; une page sans date compte à partir de son propre jour.",
)
UNCOUNTED = "Rapporté, non compté"
UNCOUNTED_NOTE = (
    "Ces lignes reposent sur une seule source de seconde main ou partisane (classe C). Elles sont montrées et ne modifient aucun "
    "score tant "
    "qu’un second éditeur ne les confirme pas."
)
DOWNLOAD = "L’ensemble"
DOWNLOAD_NOTE = (
    "Tous les millésimes conservés, les tables du projet, les scores, le dictionnaire des données et datapackage.json, avec la "
    "licence et la "
    "somme de contrôle de chaque fichier."
)
ZIP = "Tout télécharger (zip)"
ZIP_NAME = "mali-risk-indicators.zip"
CITE = "Comment citer"


def count(sources: int, files: int) -> str:
    """The page's first sentence."""
    behind = "source alimente" if sources == 1 else "sources alimentent"
    return (
        f"{sources} {behind} ces pages, en {many(files, 'fichier conservé', 'fichiers conservés')} ; chaque fichier a une somme de "
        "contrôle, une "
        "licence et une date de publication."
    )


def newest(title: str, published: str) -> str:
    """Which publisher's edition appeared last, by its title."""
    return f"La dernière édition parue est « {title} », le {day(published)}."


def attribution(title: str, licence: str, text: str) -> str:
    """A source's attribution as its licence asks."""
    return f"{title} ({licence}) : {text}"


def goalposts(zero: float, hundred: float, unit: str, scale: str) -> str:
    """Goalposts of an indicator in words."""
    between = "logarithmique" if scale == "log" else "linéaire"
    return (
        f"Score 0 pour une valeur de {plain(zero)}, score 100 pour une valeur de {plain(hundred)} "
        f"({unit} ; échelle {between} entre les deux)."
    )


def facts(weight: float, kind: str, max_carry: int, sources: str) -> str:
    """Weight, kind, carry and sources of an indicator."""
    carry = f"reporté pendant au plus {max_carry} mois" if max_carry else "jamais reporté"
    return f"Poids {plain(weight)}. Un {term(kind)}, {carry}. Sources : {sources}."


def weight(value: float) -> str:
    """A dimension's weight."""
    return f"Poids {plain(value)}."


def citation(version: str, last: str, known: str) -> str:
    """The ready text."""
    return (
        f"{SUBJECT.title.fr}, version {version}. Scores jusqu’à {month(last)}, état des connaissances au {day(known)}. Code sous "
        "licence MIT, "
        "scores sous CC BY-SA 4.0. Avec : [les sources utilisées, attribuées comme ci-dessus]."
    )
