"""Development: UNDP's Human Development Index, its rank and its ten-year change. Measuring functions; pure.

All three read one edition at a time, the newest visible one for ``best``: values of different editions are not comparable
(UNDP, *Human Development Report*, readers' guide). The editions' spread is the band, since UNDP gives no interval.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from indicators import memo, months
from indicators.model import NATIVE_COLUMNS, Contested, Dimension, Errors, Indicator, Snapshots, Text, Vintage
from indicators.subject import SUBJECT

SOURCE = "hdr"
PEER_DISTANCE = 0.05
FEWEST_PEERS = 3


def hdi(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """HDI by country and year, in December; band = lowest and highest of the visible editions."""
    return _banded(snapshots, countries, start, end, _hdi_of)


def hdi_rank(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Rank r among the n countries with a value in the same edition and year, as r / n (1 = last). Ties share the better rank."""
    return _banded(snapshots, countries, start, end, _rank_of)


def hdi_decade(snapshots: Snapshots, countries: Sequence[str], start: str, end: str) -> pd.DataFrame:
    """Change of HDI in ten years less the median change of the countries that began within 0.05 of it (at least three)."""
    return _banded(snapshots, countries, start, end, _decade_of)


def _hdi_of(table: pd.DataFrame, countries: Sequence[str]) -> pd.DataFrame:
    return table.reindex(list(countries))


def _rank_of(table: pd.DataFrame, countries: Sequence[str]) -> pd.DataFrame:
    return table.rank(ascending=False, method="min").div(table.notna().sum()).reindex(list(countries))


def _decade_of(table: pd.DataFrame, countries: Sequence[str]) -> pd.DataFrame:
    """Frame iso3 x year of relative ten-year change of ``countries`` against all; one year at a time, pairwise."""
    rows = table.index.get_indexer(pd.Index(countries))
    result = {}
    for year in map(int, table.columns):
        if year - 10 not in table.columns:
            continue
        before = table[year - 10].to_numpy()
        change = table[year].to_numpy() - before
        # 1e-9: two countries 0.05 apart to three decimals are peers, whatever binary subtraction makes of it
        near = np.abs(before[rows, None] - before[None, :]) <= PEER_DISTANCE + 1e-9
        near[np.arange(len(rows)), rows] = False
        peers = np.where(near & np.isfinite(change)[None, :], change[None, :], np.nan)
        enough = np.isfinite(peers).sum(axis=1) >= FEWEST_PEERS
        median = np.full(len(rows), np.nan)
        if enough.any():
            median[enough] = np.nanmedian(peers[enough], axis=1)
        result[year] = change[rows] - median
    return pd.DataFrame(result, index=list(countries))


Computed = Callable[[pd.DataFrame, Sequence[str]], pd.DataFrame]


def _banded(snapshots: Snapshots, countries: Sequence[str], start: str, end: str, measure: Computed) -> pd.DataFrame:
    """Native observations of ``measure`` (country x year, countries -> country x year) in the newest edition, band over all editions.

    Rows before ``start`` are kept: they may be carried into it.
    """
    editions = snapshots.all(SOURCE)
    if not editions:
        return pd.DataFrame(columns=list(NATIVE_COLUMNS))
    del start
    last = months.ordinal(end)
    wide = [_long(table, countries, measure) for table in _tables(snapshots)]
    frame = wide[-1].rename("best").to_frame()
    spread = pd.concat(wide, axis=1).reindex(frame.index)
    frame["low"], frame["high"] = spread.min(axis=1), spread.max(axis=1)
    frame = frame.reset_index()
    frame = frame[frame["year"].astype("int64") * 12 + 11 <= last]
    return frame.assign(
        period=frame["year"].map(lambda year: f"{year:04d}-12"), status="normal", source=SOURCE, vintage=editions[-1].version
    )[list(NATIVE_COLUMNS)].sort_values(["country", "period"], ignore_index=True)  # fmt: skip


@memo.last(8)
def _tables(snapshots: Snapshots) -> tuple[pd.DataFrame, ...]:
    """Each edition as country x year, which three indicators ask for."""
    return tuple(_wide(edition) for edition in snapshots.all(SOURCE))


def _wide(edition: Vintage) -> pd.DataFrame:
    return edition.frame.pivot(index="country", columns="year", values="hdi").astype("float64")


def _long(table: pd.DataFrame, countries: Sequence[str], measure: Computed) -> pd.Series:
    known = [country for country in countries if country in table.index]
    if not known:  # stacked, it would have no index of two levels
        return pd.Series(dtype="float64", index=pd.MultiIndex.from_arrays([[], []], names=["country", "year"]))
    stacked: pd.Series = measure(table, known).stack().dropna()  # type: ignore[assignment]  # one level of columns gives a series
    stacked.index = stacked.index.set_names(["country", "year"])
    return stacked


DIMENSION = Dimension(
    key="development",
    name=Text("Development", "Développement"),
    short=Text("Development", "Développement"),
    colours=("#7D6112", "#D9BA63"),
    weight=1.0,
    argument=Text(
        (
            "Low human development goes with the onset and the recurrence of civil war (Collier and Hoeffler 2004; Fearon and "
            "Laitin 2003) and measures what a population has to lose and a state has to give. It is a slow background: it tells "
            "level, almost never news, and the newest year is two years old when it appears."
        ),
        (
            "Un faible développement humain va de pair avec le déclenchement et la récurrence des guerres civiles (Collier et "
            "Hoeffler 2004 ; Fearon et Laitin 2003) et mesure ce qu’une population a à perdre et ce qu’un État a à donner. C’est "
            "une toile de fond, qui évolue lentement : elle indique un niveau, presque jamais du nouveau, et l’année la plus "
            "récente a deux ans lorsqu’elle paraît."
        ),
    ),
)

INDICATORS = (
    Indicator(
        key="development.hdi",
        name=Text("Human Development Index", "Indice de développement humain"),
        dimension="development",
        unit=Text("index 0–1", "indice de 0 à 1"),
        kind="stock",
        scale="linear",
        goalposts=(0.8, 0.2),
        weight=1.0,
        max_carry=60,
        sources=(SOURCE,),
        measure=hdi,
        compare=hdi,
        argument=Text(
            (
                "Health, schooling and income in one figure: the lower, the fewer the means of households and the state to absorb "
                "a shock. It says nothing of how they are shared out within the country, and much of it is modelled from old "
                f"surveys where, as in {SUBJECT.name.en}'s north, none can be held."
            ),
            (
                "Santé, scolarisation et revenu en un seul chiffre : plus il est bas, moins les ménages et l’État ont de moyens "
                "d’absorber un choc. Il ne dit rien de leur répartition à l’intérieur du pays, et une grande partie en est modélisée à "
                f"partir d’enquêtes anciennes là où, comme dans le nord {SUBJECT.du}, aucune ne peut être menée."
            ),
        ),
        goalposts_argument=Text(
            (
                "0.8 is UNDP's threshold of very high human development; 0.2 lies just below the lowest national value since "
                "1990 (0.215), so that no country is stuck at 100."
            ),
            (
                "0,8 est le seuil du PNUD pour un développement humain très élevé ; 0,2 se situe juste au-dessous de la plus basse "
                "valeur nationale depuis 1990 (0,215), si bien qu’aucun pays ne reste bloqué à 100."
            ),
        ),
        errors=Errors(
            "UNDP gives no interval. Low and high are the lowest and highest edition; a year that one edition alone has is taken to be "
            "revised as the newest year of past editions was in countries below 0.55: nine in ten by no more than 5 points. A carried "
            "value ages as those of all countries in conflict changed.",
            least=5.0,
            ageing=((12, 2.0), (24, 4.0), (36, 6.0)),
            shared=0.8,
            family="hdi",
        ),
    ),
    Indicator(
        key="development.hdi_rank",
        name=Text("HDI rank among the countries ranked", "Rang IDH parmi les pays classés"),
        dimension="development",
        unit=Text("rank / countries ranked", "rang / pays classés"),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 1.0),
        weight=0.5,
        max_carry=60,
        sources=(SOURCE,),
        measure=hdi_rank,
        compare=hdi_rank,
        argument=Text(
            (
                "Where a country stands decides aid terms and is what is quoted in the debate. It depends on how many countries are "
                "ranked and on what others do, so it carries level and no news (hence one half), and differs from the rank printed in "
                "each report, which is shown beside it."
            ),
            (
                "La place d’un pays détermine les conditions de l’aide et c’est elle que l’on cite dans le débat. Elle dépend du "
                "nombre de pays classés et de ce que font les autres ; elle indique donc un niveau et rien de nouveau (d’où un poids "
                "d’un demi), et diffère du rang imprimé dans chaque rapport, qui est montré à côté."
            ),
        ),
        goalposts_argument=Text(
            "The natural bounds: best of n tends to 0, last of n is 1.",
            "Les bornes naturelles : le premier de n tend vers 0, le dernier de n vaut 1.",
        ),
        errors=Errors(
            "As the HDI; revisions between editions moved nine ranks in ten by no more than 3 points.",
            least=3.0,
            ageing=((12, 2.0), (24, 3.0), (36, 4.0)),
            shared=0.8,
            family="hdi",
        ),
    ),
    Indicator(
        key="development.hdi_decade",
        name=Text("Ten-year change of HDI against peers", "Évolution de l’IDH en dix ans face aux pairs"),
        dimension="development",
        unit=Text("index points", "points d’indice"),
        kind="flow",
        scale="linear",
        goalposts=(0.08, -0.08),
        weight=0.5,
        max_carry=36,
        sources=(SOURCE,),
        measure=hdi_decade,
        compare=hdi_decade,
        argument=Text(
            (
                "A country that falls behind those that began where it began is losing ground for reasons of its own. It is fragile: "
                "the figure of one year differs between editions of the report by more than a year's change (2021: -0.016, -0.039 or "
                "-0.051), which is why its band is the spread of the editions. Its sign is contested, hence one half."
            ),
            (
                "Un pays distancé par ceux qui sont partis du même point perd du terrain pour des raisons qui lui sont propres. La "
                "mesure est fragile : le chiffre d’une même année diffère d’une édition du rapport à l’autre de plus que l’évolution "
                "d’une année (2021 : −0,016, −0,039 ou −0,051) ; c’est pourquoi sa fourchette est l’écart entre les éditions. Le sens "
                "de l’effet est contesté, d’où un poids d’un demi."
            ),
        ),
        goalposts_argument=Text(
            "The first and the 99th percentile of all countries since 2000 are -0.089 and 0.062; +-0.08 keeps the sign at 50.",
            (
                "Le premier et le 99e centile de l’ensemble des pays depuis 2000 sont −0,089 et 0,062 ; ±0,08 maintient le changement "
                "de signe à 50."
            ),
        ),
        errors=Errors(
            "As the HDI, but the difference of two values that are both revised: nine in ten by no more than 13 points.",
            least=13.0,
            ageing=((12, 9.0), (24, 13.0), (36, 17.0)),
            shared=0.5,
        ),
        contested=Contested(
            as_risk=Text(
                "Losing ground against those who began alike is a loss of what a state can give, whatever the level.",
                (
                    "Perdre du terrain face à ceux qui sont partis du même point, c’est perdre de ce qu’un État peut donner, quel que soit "
                    "le niveau."
                ),
            ),
            as_protection=Text(
                (
                    "A rich country that slows down loses ground and is no less safe: at a whole weight China stood safer than "
                    "Luxembourg, and a poor one that catches up is not yet out of danger."
                ),
                (
                    "Un pays riche qui ralentit perd du terrain sans être moins sûr : à poids entier, la Chine apparaissait plus sûre que "
                    "le Luxembourg ; et un pays pauvre qui rattrape son retard n’est pas encore hors de danger."
                ),
            ),
        ),
    ),
)

FIRST_METHOD = {one.key: replace(one, weight=1.0, contested=None) for one in INDICATORS if one.key == "development.hdi_decade"}
