"""What the commands that store and list print, in French."""

from __future__ import annotations

from indicators.subject import SUBJECT
from indicators.wording import formats
from indicators.wording.fr._figures import many as counted

DOWNLOADING = "téléchargement auprès des éditeurs"
DOWNLOADING_SHORT = "téléchargement"
SCORING = "comparaison et calcul des scores"
REBUILDING = "recalcul des scores et de l’index"
CHECKING = "contrôle des fichiers, des colonnes et des scores"
PRUNING = "recherche des millésimes couverts par un plus récent"
FINE = "aucun problème : les fichiers correspondent à l’index, et les scores se recalculent à partir des données"
WRITTEN = "enregistré"
NOT_WRITTEN = "rien n’a été enregistré"
DRY = "essai à blanc : rien n’a été enregistré"
DELETED = "supprimé"
WOULD_BE_DELETED = "serait supprimé"
NOTHING_TO_DELETE = "rien à supprimer : aucun millésime publié avant ce jour n’est entièrement couvert par un plus récent"
RECORDED = "ce qui a été lu et écarté est désormais consigné"
NOTHING_NEW = "rien de nouveau"
NONE = "aucun"
INDEX = "indice"
HEADS = (
    "source", "avant", "maintenant", "publié", ">lignes ajoutées", ">révisées", ">retirées", "période touchée",
)  # fmt: skip
SCORE_HEADS = (f"score, {SUBJECT.name.fr}", ">avant", "", ">après", "", ">mois passés modifiés", ">au plus", "en")
LOOKING_BACK = "retour en arrière : l’indice tel que connu avant et après chaque millésime (une à deux minutes)"
SPAN = "{} à {}"
NOT_RECORDED = "non consigné"


def ended(key: str, well: bool) -> str:
    """How the download of a source ended."""
    return f"{key} : {'lu' if well else 'échec'}"


def waiting(names: str, many: int) -> str:
    """For which sources a download still waits: their names, or where ``names`` is empty how many."""
    return f"en attente de {names or f'{many} sources'}"


def reading(names: str) -> str:
    """Which sources' files are being read."""
    return f"lecture de {names}"


def already(source: str, version: str, published: str, counted: bool) -> str:
    """A vintage that is stored already; ``counted``: its records are counted now."""
    return f"{source} {version} ({published}) : déjà enregistré, {RECORDED if counted else NOTHING_NEW}"


def records(source: str, version: str, read: int, kept: int) -> str:
    """Records of a new vintage."""
    return (
        f"{source} {version} : {counted(read, 'enregistrement lu', 'enregistrements lus')}, "
        f"{counted(kept, 'conservé', 'conservés')}, {counted(read - kept, 'écarté', 'écartés')}"
    )


def left_out(rule: str, count: int, treatment: str) -> str:
    """What one rule left out."""
    return f"{rule} {formats.decimal(count, 0, 'fr')} : {treatment}"


def changed(noted: str) -> str:
    """What changed in the folder."""
    return f"ce qui a changé : {noted}"


def frozen(path: str) -> str:
    """A forecast was frozen."""
    return f"figé : {path}"


def stored(path: str) -> str:
    """A file was stored."""
    return f"enregistré : {path}"


def wrote(path: str, entries: int) -> str:
    """A feed was written."""
    return f"écrit : {path}, {counted(entries, 'entrée', 'entrées')}"


def sent(receivers: str) -> str:
    """A mail was sent."""
    return f"envoyé à {receivers}"


def pruned(source: str, version: str, published: str, dry: bool) -> str:
    """An old vintage."""
    return f"{source} {version} ({published}) : {WOULD_BE_DELETED if dry else DELETED}"


def vintages(many: int, size: int, dry: bool) -> str:
    """How many vintages were pruned, and their size in bytes."""
    return f"{counted(many, 'millésime', 'millésimes')}, {counted(size, 'octet', 'octets')}" + (f" ; {DRY}" if dry else "")


def few_deaths(country: str) -> str:
    """Why there are no statements."""
    return f"aucune ligne : les énoncés demandent 100 morts en douze mois, {country} en compte moins"
