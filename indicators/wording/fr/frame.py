"""Texts around every chart, in French: its source line, its small print, what a reader can do with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from indicators.french import upper
from indicators.subject import SUBJECT
from indicators.wording.fr import NO_SOURCE, SITE, day, month
from indicators.wording.fr.terms import term

if TYPE_CHECKING:
    from indicators.model import Vintage

USES = {
    "data": ":material/table: Données", "download": ":material/download: Télécharger", "share": ":material/link: Partager",
    "embed": ":material/code: Intégrer", "cite": ":material/format_quote: Citer",
}  # fmt: skip
DAY_FORM, MONTH_FORM = "DD/MM/YYYY", "MM/YYYY"  # of days and months in tables
USE = "Que faire de ce graphique"
PICTURE = {"png": "PNG", "svg": "SVG"}
ZIP = "CSV et description (zip)"
YES, NO = "oui", "non"
ROWS = "Ce que montre le graphique"
BEHIND = "Sur quoi il repose"
SHARE_NOTE = (
    "Le lien conserve les mois, chaque choix et la date de connaissance : qui l’ouvre voit ces chiffres-ci, et non de plus "
    "récents."
)
EMBED_NOTE = (
    "Pour une autre page : ce graphique et la ligne de ses sources, rien d’autre. La date de connaissance est conservée."
)
WHOLE = "La page entière"
LICENCES = {
    "CC-BY-4.0": "CC BY 4.0", "CC-BY-SA-4.0": "CC BY-SA 4.0", "CC-BY-3.0-IGO": "CC BY 3.0 IGO", "other-pd": "domaine public",
    "UN-Comtrade-policy": "conditions propres à UN Comtrade",
}  # fmt: skip
SHARED_LICENCE = "CC-BY-SA-4.0"
PUBLISHERS = {
    "ucdp_ged": "UCDP", "ucdp_cy": "UCDP", "ucdp_months": "UCDP", "ucdp_totals": "UCDP, repris par un tiers", "hdr": "PNUD",
    "wgi": "Banque mondiale", "population": "Banque mondiale", "vdem": "V-Dem", "unhcr": "HCR", "idmc": "IDMC", "unhcr_origins": "HCR",
    "cod_ab": "OCHA", "mli_adm1": "OCHA", "mli_adm2": "OCHA", "west_africa": "Natural Earth", "wdi_context": "Banque mondiale",
    "comtrade": "UN Comtrade", "wfp_prices": "PAM", "us_personnel": "département de la Défense des États-Unis, repris par un tiers",
    "gold_price": "Banque mondiale, repris par un tiers",
    "census": "INSTAT, repris par un tiers",
}  # fmt: skip
LEDGERS = {
    "governance_events": "événements de gouvernance", "promises": "engagements", "foreign_forces": "forces étrangères",
    "territory": "territoire", "agreements": "accords", "hdi_rank_as_published": "rangs IDH tels que publiés", "claims": "déclarations",
    "shutdowns": "coupures", "actors": "acteurs armés",
}  # fmt: skip


def source_line(vintages: Iterable[Vintage]) -> str:
    """The sources of a chart in words: publishers with the years of their files, and the project's own ledgers."""
    years: dict[str, set[str]] = {}
    own: dict[str, str] = {}
    for one in vintages:
        if one.edited:
            own[LEDGERS.get(one.source, one.source)] = one.published
        else:
            years.setdefault(PUBLISHERS.get(one.source, one.source), set()).add(one.published[:4])
    told = [f"{name} ({', '.join(sorted(found))})" for name, found in years.items()]
    if own:
        ledger = f"registre du projet ({next(iter(own))}), connu" if len(own) == 1 else "registres du projet, connus"
        told.append(f"{ledger} au {day(max(own.values()))}")
    return f"{'Source' if len(told) == 1 else 'Sources'} : {' ; '.join(told) or NO_SOURCE}."


def vintage_line(title: str, vintage: Vintage, licence: str) -> str:
    """One source of a chart, with its version and day."""
    if vintage.edited:
        return f"{title} : état au {day(vintage.published)}. {upper(LICENCES.get(licence, licence))}."
    return f"{title} : version {vintage.version}, publiée le {day(vintage.published)}. {upper(LICENCES.get(licence, licence))}."


def licence(names: Sequence[str]) -> str:
    """The licence of figures made from sources under ``names``: share-alike where one of them asks for it."""
    if not names or SHARED_LICENCE in names:
        return LICENCES[SHARED_LICENCE]
    return ", ".join(dict.fromkeys(LICENCES.get(name, name) for name in names))


GRADES = "Classe de la source : A, officielle, d’une agence ou base de données ; B, secondaire réputée ; C, de seconde main ou partisane."
OPENS = "Cocher une ligne pour la lire en entier."


def publisher(name: str) -> str:
    """Who published a source, and whom it cites."""
    return term(name).replace("(citing ", "(citant ")


def subtitle(unit: str, start: str, end: str, place: str = SUBJECT.name.fr, note: str = "") -> str:
    """Under a title: unit, place, period."""
    return f"{upper(unit)}. {upper(place)}, {span(start, end)}." + (f" {note}" if note else "")


def span(start: str, end: str) -> str:
    """``mai 2026``, ``janvier à mai 2026`` or ``juin 2021 à mai 2026``."""
    if start == end:
        return month(end)
    first = month(start)
    return f"{first.rsplit(' ', 1)[0]} à {month(end)}" if start[:4] == end[:4] else f"{first} à {month(end)}"


def small_print(licence: str, known: str, link: str) -> str:
    """Under a picture that travels alone."""
    return f"{SITE}. État des connaissances au {day(known)}. Licence {licence}. {link}"


def citation(title: str, period: str, known: str, licence: str, link: str, sources: str = "") -> str:
    """A chart's citation, ready to paste."""
    behind = f" {sources}" if sources else ""
    return f"{SITE} ({known[:4]}). {title}. {upper(period)}.{behind} État des connaissances au {day(known)}. {licence}. {link}"


def snippet(link: str, title: str) -> str:
    """What another page holds to show the chart."""
    safe = title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    address = link.replace("&", "&amp;")
    return f'<iframe src="{address}" title="{safe}" width="100%" height="560" style="border:0" loading="lazy"></iframe>'


def no_chart(key: str, known: Iterable[str]) -> str:
    """Told where the address names a chart the page does not have."""
    told = ", ".join(known)
    return f"Cette page n’a pas de graphique « {key} » à montrer seul" + (f" ; elle propose : {told}." if told else ".")


COLUMNS: Mapping[str, str] = {
    "full_name": "nom complet", "other_names": "autres noms", "ucdp": "nom selon l’UCDP", "part_of": "partie de", "successor_of": "issu de",
    "killed_civilians": "civils tués par lui", "own_dead": "morts dans son camp", "opponent": "autre camp", "opponent_party": "son acteur",
    "full_name_fr": "nom complet, en français",
    "p05": "bas, 5 %", "p95": "haut, 95 %", "declared": "valeur retenue", "declared_p05": "valeur retenue, bas",
    "declared_p95": "valeur retenue, haut",
    "worse": "part des simulations en dégradation",
    "cut": "ce qui est coupé", "until": "dernier jour",
    "period": "mois", "best": "meilleure estimation", "low": "estimation basse", "high": "estimation haute", "iso3": "code du pays",
    "source_title": "source", "source_publisher": "éditeur", "source_url": "lien", "source_grade": "classe de la source",
    "public_from": "connu depuis",
    "personnel_best": "effectif, meilleure estimation", "personnel_low": "effectif, estimation basse",
    "personnel_high": "effectif, estimation haute", "id": "ligne", "key": "score de",
    "age_months": "ancienneté en mois", "index_weight": "part de l’indice", "partner_group": "partenaire", "amount_low": "montant, minimum",
    "amount_high": "montant, maximum", "pcode": "code du lieu", "ucdp_id": "numéro UCDP", "adm1": "région", "adm2": "cercle",
    "summary": "ce qui s’est passé", "killed_first": "tués, première période", "killed_second": "tués, seconde période",
    "sponsor_iso3": "code du pays", "dyad": "paire d’acteurs", "side_a": "partie A", "side_b": "partie B", "date_start": "du",
    "date_end": "au",
    "lead": "mois d’avance", "p25": "borne basse, moitié", "p50": "milieu",
    "p75": "borne haute, moitié", "base_rate": "taux de base", "released": "tel que publié",
    "happened": "part qui s’est vérifiée", "class_cases": "cas de la classe", "class_happened": "part de la classe qui s’est vérifiée",
    "own_cases": "cas du pays", "own_happened": "cas du pays qui se sont vérifiés", "mean_probability": "probabilité énoncée",
    "factors": "révisions prises en compte", "crps_smoothed": "CRPS de l’année écoulée, lissée", "covered90": "dans la bande large",
    "interval_score": "score d’intervalle", "now": "énoncé à présent", "near": "énoncés et faits proches",
    "came": "ce qu’il en est advenu", "precision_low": "part juste, bas", "precision_high": "part juste, haut", "precision": "part juste",
    "usual": "décès habituels", "placed": "localisés avec précision", "usual_placed": "habituellement localisés avec précision",
    "why": "signalé en raison de", "judged": "jugées", "said": "ce qui est dit",
    "gain": "variation de la perte",
}  # fmt: skip


def column(name: str) -> str:
    """What a reader calls a column."""
    return COLUMNS.get(name) or term(name.replace("_", " "))
