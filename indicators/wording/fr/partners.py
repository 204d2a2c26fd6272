"""Texts of the page on partners abroad, in French."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.french import upper
from indicators.wording.fr import day
from indicators.wording.fr._figures import THE, decimal, many, several
from indicators.wording.fr.terms import term

TITLE = "Partenaires"
LEAD = (
    f"Ce que {THE} a conclu, reçu ou négocié avec des partenaires extérieurs, jusqu’où chaque dossier est allé, et ce que chaque "
    "partie dit de "
    "ce qui est contesté."
)
UNIT = (
    "accords, livraisons et pourparlers datés, par partenaire : ● signé, ■ livré, ○ annoncé, ◇ rapporté par des tiers, △ pourparlers "
    "seulement, ✚ terminé"
)
STATUSES = {
    "signed": "signé", "delivered": "livré", "announced": "annoncé", "reported": "rapporté par des tiers", "talks": "pourparlers seulement",
    "ended": "terminé",
}  # fmt: skip
_STATUSES = {  # counted: one, more
    "signed": ("signé", "signés"), "delivered": ("livré", "livrés"), "announced": ("annoncé", "annoncés"),
    "reported": ("rapporté par des tiers", "rapportés par des tiers"), "talks": ("au stade des pourparlers", "au stade des pourparlers"),
    "ended": ("terminé", "terminés"),
}  # fmt: skip
GROUPS = {
    "Russia: state": "Russie : État", "Russia: Rosatom": "Russie : Rosatom et ses sociétés", "Russia: Wagner": "Russie : groupe Wagner",
    "Russia: firms": "Russie : autres sociétés", "other": "Sociétés minières d’autres États",
}  # fmt: skip
AMOUNTS = "Les montants, tels que les sources les indiquent"
AMOUNTS_NOTE = (
    "Aucune somme entre colonnes ou entre lignes : ce qui est signé, annoncé, rapporté par des tiers ou seulement évoqué n’est pas de même "
    "nature, et mois, années et versements uniques diffèrent. Les francs CFA sont convertis en euros au taux fixe de 655,957."
)
COLUMNS = ("signed", "announced", "reported", "talks")
NO_AMOUNT = "Aucun n’indique de montant."
ROWS = "Tous les accords, livraisons et pourparlers de ces mois"
PARTNER, EVERY, OTHERS = "Partenaire", "tous les partenaires", "autres partenaires"
DISPUTES = "Ce qui est contesté"
DISPUTES_NOTE = (
    "Déclarations des deux parties, telles que leurs sources les rapportent. Cette page ne tranche pas ; lorsqu’un document "
    "tranche, il est cité."
)
DISPUTE = "Différend"
SILENT = "À la date choisie, aucune déclaration de cette partie n’est connue."
DECIDED = "Ce que dit un document"
CLAIM_ROWS = "Toutes les déclarations"
NO_DISPUTE = "À la date choisie, aucun différend n’est connu."
_UNITS = {"USD": ("dollar", "dollars"), "XOF": ("franc CFA", "francs CFA"), "EUR": ("euro", "euros")}
_BASES = {"month": " par mois", "year": " par an"}
_SIZES = ((1e9, "milliard"), (1e6, "million"))
PEG = 655.957  # CFA francs a euro, fixed since 1999


def finding(counts: Mapping[str, int]) -> str:
    """The title of the timeline: with whom most rows are; ``counts`` are rows by partner, firms counted with their state."""
    every = sum(counts.values())
    if not every:
        return "Aucun accord, aucune livraison ni aucun pourparler n’est recensé pendant ces mois"
    first, most = max(counts.items(), key=lambda one: one[1])
    if sum(1 for rows in counts.values() if rows == most) > 1:
        return f"{every} accords, livraisons et pourparlers recensés, avec {many(len(counts), 'partenaire', 'partenaires')}"
    if every == 1:
        return f"Un seul fait est recensé (accord, livraison ou pourparlers) : {term(first)}"
    return f"{most} des {every} accords, livraisons et pourparlers recensés concernent un même partenaire : {term(first)}"


def counted(statuses: Mapping[str, int], amounts: int) -> str:
    """How many rows of each status there are, and how many name an amount."""
    told = ", ".join(many(rows, *_STATUSES[key]) for key, rows in statuses.items())
    every = sum(statuses.values())
    if not every:
        return ""
    return f"{upper(told)}. {amounts} des {every} lignes {'indiquent' if several(amounts) else 'indique'} un montant."


def partner(name: str) -> str:
    """A partner to choose."""
    return {"all": EVERY, "other partners": OTHERS}.get(name) or term(name)


def sure(rows: int, certain: int) -> str:
    """Of the rows shown, those that are more than words."""
    return (
        f"Sur {many(rows, 'ligne', 'lignes')}, {many(certain, 'est signée ou livrée', 'sont signées ou livrées')} d’après une source de classe "
        "A (officielle, agence ou base de données) ou B (secondaire réputée). Ce qui est annoncé, évoqué ou rapporté par des tiers peut ne "
        "jamais se réaliser, et une source de classe C ne suffit pas."
    )


def money(low: float | None, high: float | None, currency: str, basis: str) -> str:
    """An amount with its unit: ``36 milliards de francs CFA``, ``110–115 milliards de francs CFA par an``."""
    if low is None or high is None:
        bound = low if low is not None else high
        return f"{'plus de' if low is not None else 'jusqu’à'} {_amount(bound or 0.0, currency)}{_BASES.get(basis, '')}"
    if low == high:
        return f"{_amount(low, currency)}{_BASES.get(basis, '')}"
    if _size(low) == _size(high):
        return f"{_short(low)}–{_amount(high, currency)}{_BASES.get(basis, '')}"
    return f"de {_amount(low, currency)} à {_amount(high, currency)}{_BASES.get(basis, '')}"


def in_euros(low: float | None, high: float | None, currency: str) -> str:
    """CFA francs in euros; an empty text for another currency."""
    if currency != "XOF":
        return ""
    low_, high_ = (None if one is None else one / PEG for one in (low, high))
    return money(low_, high_, "EUR", "")


def _size(value: float) -> tuple[float, str]:
    return next((one for one in _SIZES if value >= one[0]), (1.0, ""))


def _short(value: float) -> str:
    """Three significant digits of a million or a milliard; the whole number below."""
    size, name = _size(value)
    if not name:
        return decimal(value, 0)
    text = f"{float(f'{value / size:.3g}'):.12g}"
    return decimal(float(text), len(text.partition(".")[2]))


def _amount(value: float, currency: str) -> str:
    """``1,5 milliard d’euros``, ``200 millions de dollars``, ``115 000 francs CFA``."""
    (size, name), (one, more) = _size(value), _UNITS.get(currency, (currency, currency))
    if not name:
        return f"{_short(value)} {more if several(value) else one}"
    plural = "s" if several(float(f"{value / size:.3g}")) else ""
    return f"{_short(value)} {name}{plural} {'d’' if more.startswith('e') else 'de '}{more}"


def timeline_alt(rows: int, groups: int) -> str:
    """The timeline in words."""
    return (
        f"Points dans le temps, une ligne par partenaire ({groups}) : {many(rows, 'ligne datée', 'lignes datées')}. Les données "
        "figurent dans "
        "le tableau ci-dessous."
    )


def speaker(name: str, date: str) -> str:
    """Who said something, and when."""
    return f"{term(name)}, {day(date)}"
