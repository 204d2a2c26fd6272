"""Conflict events: the dimension, its indicators and the argument for each. The measuring is in ``violence`` and ``displacement``."""

from __future__ import annotations

from indicators.dimensions.conflict import displacement, territory, violence
from indicators.model import Contested, Dimension, Errors, Indicator, Text, Window
from indicators.subject import SUBJECT

DIMENSION = Dimension(
    key="conflict",
    name=Text("Conflict events", "Violences armées"),
    short=Text("Conflict", "Violences"),
    colours=("#A8442A", "#F0906F"),
    weight=1.0,
    argument=Text(
        (
            "How many people organised violence kills, whom, where and by how many hands, and how many it drives out. Counts are "
            "UCDP's: deaths that can be dated, placed and attributed, a floor rather than a census of the dead."
        ),
        (
            "Combien de personnes les violences organisées tuent, lesquelles, où et du fait de combien d’acteurs, et combien elles "
            "en chassent de chez elles. Les décomptes sont ceux de l’UCDP : les morts que l’on peut dater, localiser et attribuer, "
            "soit un minimum plutôt qu’un recensement."
        ),
    ),
)

INDICATORS = (
    Indicator(
        key="conflict.lethality",
        name=Text("Deaths in organised violence", "Morts dans les violences organisées"),
        dimension="conflict",
        unit=Text("deaths per 100,000 in 12 months", "morts pour 100 000 habitants en 12 mois"),
        kind="flow",
        scale="log",
        goalposts=(0.1, 100.0),
        weight=1.0,
        max_carry=0,
        sources=("ucdp_ged", "ucdp_months", "ucdp_totals", "ucdp_cy", "population"),
        measure=violence.lethality,
        window=Window(violence.YEAR, violence.deaths_by_month),
        compare=violence.lethality_yearly,
        argument=Text(
            (
                "The most direct sign there is: deaths in events of all three of UCDP's types that ended in the last twelve months. "
                "It is a count of what was reported and verified; where nobody can report, it is too low, and the newest months are "
                "first releases that were later revised in both directions."
            ),
            (
                "Le signe le plus direct qui soit : les morts dans les événements des trois types de l’UCDP achevés au cours des douze "
                "derniers mois. C’est un décompte de ce qui a été rapporté et vérifié ; là où personne ne peut rendre compte des "
                "faits, il est trop bas, et les mois les plus récents sont des premières publications, qui ont par la suite été "
                "révisées dans les deux sens."
            ),
        ),
        goalposts_argument=Text(
            (
                "0.1 is 25 deaths in a country of 25 million, UCDP's own threshold of an active conflict; 100 is one person in a "
                "thousand in a year, passed in 0.5 % of country-years since 1990. Three equal decades, 33 points each."
            ),
            (
                "0,1 correspond à 25 morts dans un pays de 25 millions d’habitants, le seuil que l’UCDP retient pour un conflit "
                "actif ; 100, à une personne sur mille en un an, niveau dépassé dans 0,5 % des années-pays depuis 1990. Trois décades "
                "logarithmiques égales, de 33 points chacune."
            ),
        ),
        errors=Errors(
            "UCDP's low and high are the ends of its sources' figures. Provisional windows have the quantiles learnt from past revisions "
            "(``provisional``). Two windows share the errors of the months they share, and half of the rest: what is missed stays missed.",
            window=12,
            family="deaths",
        ),
    ),
    Indicator(
        key="conflict.acute",
        name=Text("Deaths in the last three months", "Morts des trois derniers mois"),
        dimension="conflict",
        unit=Text("deaths per 100,000, three months x 4", "morts pour 100 000 habitants, trois mois × 4"),
        kind="flow",
        scale="log",
        goalposts=(0.1, 100.0),
        weight=0.5,
        max_carry=0,
        sources=("ucdp_ged", "ucdp_months", "ucdp_totals", "ucdp_cy", "population"),
        measure=violence.acute,
        window=Window(violence.QUARTER, violence.deaths_by_month),
        argument=Text(
            (
                "The same rate over three months, so that an offensive shows in the month it happens. It is noisy: before 2012 a single "
                "event moves it, hence one half."
            ),
            (
                "Le même taux sur trois mois, afin qu’une offensive apparaisse le mois où elle se produit. Il est instable : avant "
                "2012, un seul événement suffit à le faire varier, d’où un poids d’un demi."
            ),
        ),
        goalposts_argument=Text(
            "Those of conflict.lethality: the same rate, measured over a quarter.",
            "Celles de conflict.lethality : le même taux, mesuré sur un trimestre.",
        ),
        errors=Errors(
            "As lethality, over three months.",
            window=3,
            family="deaths",
        ),
    ),
    Indicator(
        key="conflict.civilians",
        name=Text("Civilians killed", "Civils tués"),
        dimension="conflict",
        unit=Text("civilian deaths per 100,000 in 12 months", "civils tués pour 100 000 habitants en 12 mois"),
        kind="flow",
        scale="log",
        goalposts=(0.03, 30.0),
        weight=1.0,
        max_carry=36,
        sources=("ucdp_ged", "ucdp_months", "ucdp_cy", "population"),
        measure=violence.civilians,
        window=Window(violence.YEAR, violence.civilians_by_month),
        compare=violence.civilians_yearly,
        argument=Text(
            (
                "Deaths in one-sided violence and civilians killed in fighting: whether the population itself is the target. UCDP gives "
                "an interval for one-sided violence only, so the band understates what is unknown."
            ),
            (
                "Les morts dans les violences unilatérales et les civils tués dans les affrontements : si la population est elle-même "
                "la cible. L’UCDP ne donne d’intervalle que pour les violences unilatérales ; la fourchette sous-estime donc ce qui "
                "est inconnu."
            ),
        ),
        goalposts_argument=Text(
            "The three decades of lethality, one notch below: 30 is passed in 0.6 % of country-years since 1990.",
            (
                "Les trois décades des morts dans les violences organisées, un cran plus bas : 30 est dépassé dans 0,6 % des "
                "années-pays depuis 1990."
            ),
        ),
        errors=Errors(
            "The ends of UCDP's range hold one-sided deaths only, so the error of a new figure is understated. A carried one ages as "
            "those of all countries in conflict changed: nine in ten by no more than so many points.",
            ageing=((12, 33.0), (24, 40.0), (36, 42.0)),
            window=12,
            family="civilians",
        ),
    ),
    Indicator(
        key="conflict.diffusion",
        name=Text("Cercles with a fatal event", "Cercles touchés par un événement meurtrier"),
        dimension="conflict",
        unit=Text(
            f"share of {SUBJECT.layer(2).count} cercles in 12 months",
            f"part des {SUBJECT.layer(2).count} cercles en 12 mois",
        ),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 1.0),
        weight=1.0,
        max_carry=36,
        sources=("ucdp_ged", "cod_ab"),
        measure=violence.diffusion,
        window=Window(violence.YEAR),
        argument=Text(
            (
                "How much of the country the war has reached. A cercle with one death counts like one with a thousand, and the units are "
                f"{SUBJECT.name.en}'s own, so the share is not comparable between countries."
            ),
            (
                "La part du pays que la guerre a atteinte. Un cercle où une personne est morte compte autant qu’un cercle où il en est "
                f"mort mille, et ce découpage est celui {SUBJECT.du} : la part n’est pas comparable d’un pays à l’autre."
            ),
        ),
        goalposts_argument=Text(
            f"The natural bounds: no cercle, all {SUBJECT.layer(2).count}. The highest value so far is 40.",
            (
                f"Les bornes naturelles : aucun cercle, l’ensemble des {SUBJECT.layer(2).count}. La valeur la plus élevée à ce jour est "
                "40."
            ),
        ),
        errors=Errors(
            "Low and high are the stricter and the looser reading of where events were placed. A carried share ages as the subject's "
            "own changed since 2001.",
            ageing=((12, 19.0), (24, 23.0), (36, 25.0)),
            window=12,
            family="places",
        ),
    ),
    Indicator(
        key="conflict.fragmentation",
        name=Text("Pairs of armed actors with a death", "Paires d’acteurs armés en lutte meurtrière"),
        dimension="conflict",
        unit=Text("dyads in 12 months", "paires d’acteurs en 12 mois"),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 20.0),
        weight=0.5,
        max_carry=36,
        sources=("ucdp_ged", "ucdp_cy"),
        measure=violence.fragmentation,
        window=Window(violence.YEAR),
        argument=Text(
            (
                "State-based and non-state dyads (UCDP) that killed somebody: more fronts, more parties to any settlement. The sign is "
                f"contested: {SUBJECT.name.en}'s count fell from 13 to 6 between 2017 and 2021 while deaths doubled."
            ),
            (
                "Les dyades (paires d’acteurs) étatiques et non étatiques de l’UCDP qui ont fait au moins un mort : davantage de "
                "fronts, davantage de parties à tout règlement. Le sens de l’effet est contesté : leur nombre "
                f"{SUBJECT.au} est passé de 13 à 6 entre 2017 et 2021, tandis que les morts doublaient."
            ),
        ),
        goalposts_argument=Text(
            f"Above 20 in 0.45 % of country-years since 1990 (Syria, DR Congo, Nigeria); {SUBJECT.name.en}'s highest is 13.",
            f"Plus de 20 dans 0,45 % des années-pays depuis 1990 (Syrie, RD Congo, Nigéria) ; le maximum {SUBJECT.du} est 13.",
        ),
        errors=Errors(
            "Low and high count dyads by UCDP's low and high figures; of the country-year file there are none. A carried count ages as "
            "the subject's own changed since 2001.",
            ageing=((12, 18.0), (24, 25.0), (36, 30.0)),
            window=12,
            family="dyads",
        ),
        contested=Contested(
            as_risk=Text(
                "Many dyads mean many fronts and spoilers, longer wars and harder settlements (Cunningham 2006).",
                (
                    "De nombreuses dyades signifient de nombreux fronts et de nombreux acteurs à même de faire échec à la paix, des "
                    "guerres plus longues et des règlements plus difficiles (Cunningham 2006)."
                ),
            ),
            as_protection=Text(
                "Few dyads may mean that one insurgent group has absorbed the others and grown stronger, as in 2017.",
                "Un petit nombre de dyades peut signifier qu’un groupe insurgé a absorbé les autres et s’est renforcé, comme en 2017.",
            ),
        ),
    ),
    Indicator(
        key="conflict.territory",
        name=Text("Regional capitals outside state control", "Capitales régionales hors du contrôle de l’État"),
        dimension="conflict",
        unit=Text("capitals", "capitales"),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 4.0),
        weight=0.5,
        max_carry=0,
        sources=("territory",),
        measure=violence.territory,
        reads=territory.losses,
        argument=Text(
            (
                "Counts of the dead miss a war that is won without many of them: in April 2012 the state lost the north with few deaths "
                "counted. The indicator knows capitals only; it says nothing where, as in 2024 and 2025, the countryside is lost and "
                "the town is held."
            ),
            (
                "Le décompte des morts ne voit pas une guerre gagnée sans beaucoup de morts : en avril 2012, l’État a perdu le nord "
                "alors que peu de morts ont été comptées. L’indicateur ne connaît que les capitales ; il ne dit rien là où, comme en "
                "2024 et en 2025, la campagne est perdue et la ville tenue."
            ),
        ),
        goalposts_argument=Text(
            "The three northern capitals lost in 2012 and one more; half a weight, since it moves in steps of 25 points.",
            (
                "Les trois capitales du nord perdues en 2012 et une de plus ; un poids d’un demi, car l’indicateur varie par paliers "
                "de 25 points."
            ),
        ),
        errors=Errors(
            "Low and high leave out, or add, capitals whose state the sources dispute; which of them is right is unknown.",
        ),
    ),
    Indicator(
        key="conflict.displacement",
        name=Text("People displaced", "Personnes déplacées"),
        dimension="conflict",
        unit=Text(
            f"refugees from {SUBJECT.name.en} and internally displaced, per 1,000 inhabitants",
            f"réfugiés originaires {SUBJECT.du} et personnes déplacées internes, pour 1 000 habitants",
        ),
        kind="stock",
        scale="log",
        goalposts=(1.0, 200.0),
        weight=1.0,
        max_carry=60,
        sources=("unhcr", "unhcr_origins", "idmc", "population"),
        measure=displacement.displacement,
        argument=Text(
            (
                "What violence does to those it does not kill. Registration follows access and funding, and people who fled but were "
                "not registered are missing."
            ),
            (
                "Ce que les violences font à ceux qu’elles ne tuent pas. L’enregistrement dépend de l’accès et des financements, et "
                "les personnes qui ont fui sans être enregistrées n’y figurent pas."
            ),
        ),
        goalposts_argument=Text(
            "A skewed stock: 200 in a thousand is Somalia's or Sudan's in 2023; 1 in a thousand is background.",
            (
                "Un stock à distribution asymétrique : 200 pour mille est le niveau de la Somalie ou du Soudan en 2023 ; 1 pour mille "
                "est un niveau de fond."
            ),
        ),
        errors=Errors(
            "No publisher gives an interval, so a new figure has none here. A carried one ages as the subject's own changed since 2001.",
            ageing=((12, 6.0), (24, 13.0), (36, 43.0)),
            shared=0.8,
        ),
    ),
)
