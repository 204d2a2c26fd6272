"""Texts of the page on alerts, in French; what alerts say themselves stands in ``alerts``."""

from __future__ import annotations

from indicators.french import upper
from indicators.subject import SUBJECT
from indicators.wording.fr import number
from indicators.wording.fr._figures import AT, THE, several

LINK = "la source"
BLIND = "Mois peut-être mal recensés"
BLIND_NOTE = (
    "Une baisse des décès peut tenir à un recensement moins complet. "
    "Un mois est signalé lorsque les décès sont tombés au-dessous des deux tiers de "
    "l’habitude et que moins d’événements que d’habitude ont été localisés avec précision, ou que les communications ont été coupées."
)
GIVEN_UNIT = "alertes, de leur premier jour à leur fin, par règle ; en couleur, celles en vigueur ; évidé : démentie"
GIVEN_NOTE = (
    "Les règles portant sur les décès s’appliquent aux chiffres révisés d’aujourd’hui ; avant les premières publications conservées, leurs "
    "dates sont "
    "celles du calendrier de l’éditeur. Les mois choisis en haut de la page fixent le début de cet historique."
)
NONE_GIVEN = "Aucune alerte n’a été donnée pendant cette période."
ROWS = "Toutes les alertes, et ce qu’il en est advenu"
CAME = {"": "", "right": "juste", "wrong": "démentie", "not known yet": "pas encore connu"}
RIGHT_TITLE = "Fréquence à laquelle une règle a été juste"
RIGHT_UNIT = (
    "part des alertes qui se sont révélées justes (point), intervalle de neuf sur dix (bande) et part de tous les mois qui l’auraient été "
    "(trait)"
)
RIGHT_NOTE = (
    "Une règle a de la valeur lorsque sa bande se situe à droite du trait. Les règles qui énoncent ce qui s’est passé ne sont ni justes ni "
    "fausses."
)
BOTH = f"{upper(THE)} et tous les pays"
RULES = "Les règles, en toutes lettres"
RULES_NOTE = "Chacune a été déclarée avant d’être évaluée : quand elle parle, quand elle prend fin, ce que juste veut dire, et son bilan."
SUBSCRIBE = "Comment être averti"
FEED = "Le flux en fichier (Atom)"
WAYS = (
    (
        "Flux.",
        "Cette commande écrit les alertes sous forme de flux. Placer le fichier sur un serveur web et donner son adresse à un lecteur de "
        "flux ; "
        "récrit après chaque mise à jour, il apporte ce qui est nouveau.",
    ),
    (
        "Courriel.",
        "Cette commande envoie les alertes par votre propre serveur de messagerie. Indiquer le serveur, l’expéditeur et les destinataires dans "
        "l’environnement (INDICATORS_SMTP_HOST, INDICATORS_SMTP_FROM, INDICATORS_SMTP_TO) ; sans eux, rien n’est envoyé, et aucun mot de "
        "passe n’est "
        "conservé.",
    ),
    (
        "Après chaque mise à jour.", "Une mise à jour s’achève par les nouvelles alertes. La programmer, par exemple une fois par jour.",
    ),
)  # fmt: skip


def upkeep(count: int) -> str:
    """Label of the alerts about this instrument's own data."""
    return f"Sur les données qui alimentent ces pages : {count} {'autres' if several(count) else 'autre'}"


def blind_rows(count: int) -> str:
    """Label of the months marked."""
    return f"Les {count} mois signalés depuis 2000" if count != 1 else "Le seul mois signalé depuis 2000"


def given_finding(count: int, force: int, rules: list[str], most: int) -> str:
    """The title of the history: how many alerts, how many in force, the rules that spoke most often."""
    if not count:
        return NONE_GIVEN[:-1]
    named = " ; ".join(one[:1].lower() + one[1:] for one in rules)
    if count == 1:
        return f"Une alerte a été donnée ({named}) ; {'elle est en vigueur' if force else 'aucune n’est en vigueur'}"
    stands = "sont en vigueur" if several(force) else "est en vigueur"
    return (
        f"{number(count)} alertes ont été données, dont {number(force)} {stands} ; le plus souvent : {named} ({number(most)})"
    )


def given_row(name: str, count: int) -> str:
    """One rule in words."""
    return f"{name} : {number(count)}."


def given_alt(told: list[str]) -> str:
    """The history in words; ``told`` is a sentence a rule."""
    return f"Barres dans le temps, par règle. {' '.join(told)}"


def judged(name: str, own: bool, figures: str, right: int, judged: int) -> str:
    """A rule, whose record it is, and how many of its alerts were right."""
    where = SUBJECT.name.fr if own else "tous"
    released = ", premiers chiffres" if figures == "published" else ""
    return f"{name}, {where}{released} ({number(right)} sur {number(judged)})"


def right_finding(own_right: int, own_judged: int, right: int, judged: int) -> str:
    """The title of the record: the surge watch in the country and in all."""
    return (
        f"Vigilance : {number(own_right)} alertes sur {number(own_judged)} se sont révélées justes {AT}, {number(right)} sur "
        f"{number(judged)} dans "
        "l’ensemble des pays"
    )


def right_alt(names: list[str]) -> str:
    """The record in words."""
    return f"Points avec bandes, par règle : {' ; '.join(names)}."


def when(text: str) -> str:
    """When a rule speaks."""
    return f"Donnée si : {text}."
