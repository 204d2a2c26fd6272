"""Conflict events: the dimension, its indicators and the argument for each. The measuring is in ``violence`` and ``displacement``."""

from __future__ import annotations

from indicators.dimensions.conflict import displacement, violence
from indicators.model import Contested, Dimension, Indicator, Text
from indicators.subject import SUBJECT

DIMENSION = Dimension(
    key="conflict",
    name=Text("Conflict events", "Violences armées"),
    short=Text("Conflict", "Violences"),
    colours=("#A8442A", "#F0906F"),
    weight=1.0,
    argument=(
        "How many people organised violence kills, whom, where and by how many hands, and how many it drives out. Counts are "
        "UCDP's: deaths that can be dated, placed and attributed, a floor rather than a census of the dead."
    ),
)

INDICATORS = (
    Indicator(
        key="conflict.lethality",
        name=Text("Deaths in organised violence", "Morts dans les violences organisées"),
        dimension="conflict",
        unit="deaths per 100,000 in 12 months",
        kind="flow",
        scale="log",
        goalposts=(0.1, 100.0),
        weight=1.0,
        max_carry=0,
        sources=("ucdp_ged", "ucdp_months", "ucdp_totals", "ucdp_cy", "population"),
        measure=violence.lethality,
        compare=violence.lethality_yearly,
        argument=(
            "The most direct sign there is: deaths in events of all three of UCDP's types that ended in the last twelve months. "
            "It is a count of what was reported and verified; where nobody can report, it is too low, and the newest months are "
            "first releases that were later revised in both directions."
        ),
        goalposts_argument=(
            "0.1 is 25 deaths in a country of 25 million, UCDP's own threshold of an active conflict; 100 is one person in a "
            "thousand in a year, passed in 0.5 % of country-years since 1990. Three equal decades, 33 points each."
        ),
    ),
    Indicator(
        key="conflict.acute",
        name=Text("Deaths in the last three months", "Morts des trois derniers mois"),
        dimension="conflict",
        unit="deaths per 100,000, three months x 4",
        kind="flow",
        scale="log",
        goalposts=(0.1, 100.0),
        weight=0.5,
        max_carry=0,
        sources=("ucdp_ged", "ucdp_months", "ucdp_totals", "ucdp_cy", "population"),
        measure=violence.acute,
        argument=(
            "The same rate over three months, so that an offensive shows in the month it happens. It is noisy: before 2012 a single "
            "event moves it, hence one half."
        ),
        goalposts_argument="Those of conflict.lethality: the same rate, measured over a quarter.",
    ),
    Indicator(
        key="conflict.civilians",
        name=Text("Civilians killed", "Civils tués"),
        dimension="conflict",
        unit="civilian deaths per 100,000 in 12 months",
        kind="flow",
        scale="log",
        goalposts=(0.03, 30.0),
        weight=1.0,
        max_carry=36,
        sources=("ucdp_ged", "ucdp_months", "ucdp_cy", "population"),
        measure=violence.civilians,
        compare=violence.civilians_yearly,
        argument=(
            "Deaths in one-sided violence and civilians killed in fighting: whether the population itself is the target. UCDP gives "
            "an interval for one-sided violence only, so the band understates what is unknown."
        ),
        goalposts_argument="The three decades of lethality, one notch below: 30 is passed in 0.6 % of country-years since 1990.",
    ),
    Indicator(
        key="conflict.diffusion",
        name=Text("Cercles with a fatal event", "Cercles touchés par un événement meurtrier"),
        dimension="conflict",
        unit=f"share of {SUBJECT.layer(2).count} cercles in 12 months",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 1.0),
        weight=1.0,
        max_carry=36,
        sources=("ucdp_ged", "cod_ab"),
        measure=violence.diffusion,
        argument=(
            "How much of the country the war has reached. A cercle with one death counts like one with a thousand, and the units are "
            f"{SUBJECT.name.en}'s own, so the share is not comparable between countries."
        ),
        goalposts_argument=f"The natural bounds: no cercle, all {SUBJECT.layer(2).count}. The highest value so far is 40.",
    ),
    Indicator(
        key="conflict.fragmentation",
        name=Text("Pairs of armed actors with a death", "Paires d'acteurs armés en lutte meurtrière"),
        dimension="conflict",
        unit="dyads in 12 months",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 20.0),
        weight=0.5,
        max_carry=36,
        sources=("ucdp_ged", "ucdp_cy"),
        measure=violence.fragmentation,
        argument=(
            "State-based and non-state dyads (UCDP) that killed somebody: more fronts, more parties to any settlement. The sign is "
            f"contested: {SUBJECT.name.en}'s count fell from 13 to 6 between 2017 and 2021 while deaths doubled."
        ),
        goalposts_argument=f"Above 20 in 0.45 % of country-years since 1990 (Syria, DR Congo, Nigeria); {SUBJECT.name.en}'s highest is 13.",
        contested=Contested(
            as_risk="Many dyads mean many fronts and spoilers, longer wars and harder settlements (Cunningham 2006).",
            as_protection="Few dyads may mean that one insurgent group has absorbed the others and grown stronger, as in 2017.",
        ),
    ),
    Indicator(
        key="conflict.territory",
        name=Text("Regional capitals outside state control", "Capitales régionales hors du contrôle de l'État"),
        dimension="conflict",
        unit="capitals",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 4.0),
        weight=0.5,
        max_carry=0,
        sources=("territory",),
        measure=violence.territory,
        argument=(
            "Counts of the dead miss a war that is won without many of them: in April 2012 the state lost the north with few deaths "
            "counted. The indicator knows capitals only; it says nothing where, as in 2024 and 2025, the countryside is lost and "
            "the town is held."
        ),
        goalposts_argument="The three northern capitals lost in 2012 and one more; half a weight, since it moves in steps of 25 points.",
    ),
    Indicator(
        key="conflict.displacement",
        name=Text("People displaced", "Personnes déplacées"),
        dimension="conflict",
        unit=f"refugees from {SUBJECT.name.en} and internally displaced, per 1,000 inhabitants",
        kind="stock",
        scale="log",
        goalposts=(1.0, 200.0),
        weight=1.0,
        max_carry=60,
        sources=("unhcr", "unhcr_origins", "idmc", "population"),
        measure=displacement.displacement,
        argument=(
            "What violence does to those it does not kill. Registration follows access and funding, and people who fled but were "
            "not registered are missing."
        ),
        goalposts_argument="A skewed stock: 200 in a thousand is Somalia's or Sudan's in 2023; 1 in a thousand is background.",
    ),
)
