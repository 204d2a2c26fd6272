"""The pulse, its four parts and the argument for each. The measuring is in ``parts``; ``acute`` is conflict's own."""

from __future__ import annotations

from dataclasses import replace

from indicators import french
from indicators.dimensions.conflict import declared as conflict
from indicators.dimensions.conflict import territory as capitals
from indicators.dimensions.conflict import violence
from indicators.dimensions.governance import coups
from indicators.dimensions.pulse import parts
from indicators.model import Dimension, Errors, Indicator, Text, Window
from indicators.subject import SUBJECT

# Spearman, all months since 2001: the pulse of a month with the change of the death rate to the quarter after it. A test measures it.
NEXT_QUARTER = -0.27

DIMENSION = Dimension(
    key="pulse",
    name=Text("Pulse", "Pouls"),
    short=Text("Pulse", "Pouls"),
    colours=("#0B6675", "#5CC6D4"),
    weight=0.0,  # it stands beside the index and is no part of it
    argument=Text(
        (
            "The index is slow on purpose: most of its weight rests on yearly figures, and it must not be asked what happened last month. "
            "The pulse is: the mean of four quarters that move within weeks, of which all four must be known. It says how the present "
            "compares with the recent past; it predicts nothing. Since 2001 its rank correlation with the change of the death rate to the "
            f"next quarter is {NEXT_QUARTER:.2f}: after a high pulse deaths fell more often than they rose, as after any peak. Read its "
            "level or a change over three months. The part of coups fades by itself, which can hide that the others worsen: look at the parts."
        ),
        (
            "L’indice est lent à dessein : l’essentiel de son poids repose sur des chiffres annuels, et ce n’est pas à lui qu’il "
            "faut demander ce qui s’est passé le mois dernier. C’est au pouls : la moyenne de quatre composantes d’un quart "
            "chacune, qui varient en quelques semaines et doivent toutes les quatre être connues. Il dit comment le présent se "
            "compare au passé récent ; il ne prédit rien. Depuis 2001, sa corrélation de rang avec l’évolution du taux de morts "
            f"jusqu’au trimestre suivant est de {french.number(f'{NEXT_QUARTER:.2f}')} : après un pouls élevé, les morts ont "
            "diminué plus souvent qu’elles n’ont augmenté, comme après tout pic. Lire son niveau ou son évolution sur trois mois. "
            "La composante des coups d’État s’estompe d’elle-même, ce qui peut masquer une aggravation des autres : examiner les "
            "composantes."
        ),
    ),
)

_ACUTE = next(one for one in conflict.INDICATORS if one.key == "conflict.acute")

INDICATORS = (
    replace(
        _ACUTE,
        key="pulse.acute",
        dimension=DIMENSION.key,
        weight=1.0,
        argument=Text(
            (
                "How deadly the last three months were, whatever came before: the score of conflict.acute. In the pulse it weighs a "
                "quarter, since a quarter's deaths are what the pulse is about. A lasting war keeps it high without anything being new."
            ),
            (
                "À quel point les trois derniers mois ont été meurtriers, quoi qu’il y ait eu auparavant : le score de conflict.acute. "
                "Dans le pouls, il pèse un quart, car le pouls porte sur les morts d’un trimestre. Une guerre qui dure le maintient "
                "élevé sans que rien ne soit nouveau."
            ),
        ),
    ),
    Indicator(
        key="pulse.momentum",
        name=Text("Deaths against the year before", "Morts par rapport à l’année précédente"),
        dimension=DIMENSION.key,
        unit=Text(
            "deaths a month in 3 months, times those of the 12 months before",
            "morts par mois sur 3 mois, rapportées à celles des 12 mois précédents",
        ),
        kind="flow",
        scale="log",
        goalposts=(0.25, 4.0),
        weight=1.0,
        max_carry=0,
        sources=("ucdp_ged", "ucdp_months", "ucdp_totals", "ucdp_cy"),
        measure=parts.momentum,
        window=Window(parts.RECENT, violence.deaths_by_month),
        argument=Text(
            (
                "Whether violence grows or abates: the rate of the last three months over that of the twelve months before them. Either "
                f"rate counts as at least {parts.FLOOR:g} deaths a month, so that one death after none is no surge. It needs no population and "
                "compares a country with itself: 50 is the pace of the past year, in peace as in a long war. The months before a surge "
                "leave the comparison after a year and three months, so a new level that lasts ends at 50. The newest months are first "
                "releases, and the band sets their low against the earlier months' high, and the reverse."
            ),
            (
                "Si les violences s’étendent ou s’apaisent : le rythme des trois derniers mois rapporté à celui des douze mois "
                f"précédents. L’un et l’autre comptent pour au moins {parts.FLOOR:g} morts par mois, afin qu’une mort après aucune ne "
                "soit pas une flambée. L’indicateur se passe de la population et compare un pays à lui-même : 50 est le rythme de "
                "l’année écoulée, en paix comme dans une longue guerre. Les mois précédant une flambée sortent de la comparaison au "
                "bout d’un an et trois mois ; un nouveau niveau qui dure finit donc à 50. Les mois les plus récents sont des premières "
                "publications, et la fourchette oppose leur estimation basse à l’estimation haute des mois antérieurs, et inversement."
            ),
        ),
        goalposts_argument=Text(
            (
                "A quarter and four times, so that the score is 50 + 25 log2 of the ratio: each doubling or halving moves it by 25 points, "
                f"alike in both directions. {SUBJECT.name.en}'s ratio lay beyond them in one month of nine since 2012."
            ),
            (
                "Un quart et quatre fois, si bien que le score est 50 + 25 log2 du rapport : chaque doublement ou division par deux le "
                f"déplace de 25 points, de la même façon dans les deux sens. Le rapport {SUBJECT.du} s’est situé au-delà de ces bornes "
                "un mois sur neuf depuis 2012."
            ),
        ),
        errors=Errors(
            "The ends set the low of one rate against the high of the other. Errors of the two rates go half together (shared), and of "
            "two equal errors so correlated the difference is as large as one of them: half of the ends' width is drawn.",
            window=3,
            family="deaths",
            narrowed=0.5,
        ),
    ),
    Indicator(
        key="pulse.territory",
        name=Text("Regional capitals lost or besieged", "Capitales régionales perdues ou assiégées"),
        dimension=DIMENSION.key,
        unit=Text("capitals, one half for a siege", "capitales, un demi pour un siège"),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 2.0),
        weight=1.0,
        max_carry=0,
        sources=("territory",),
        measure=parts.territory,
        reads=capitals.pressing,
        argument=Text(
            (
                "A capital that falls is the present at its most visible, often with few deaths counted; one whose roads are closed is "
                f"neither held as before nor lost, and counts {capitals.BESIEGED:g}. One both lost and besieged counts once, as lost. A siege "
                "that no source has told of for a year leaves the score and stays in the high bound. It is a state, not an event: a capital "
                "that has been outside for ten years presses like one lost yesterday, and what happens outside the capitals is not seen."
            ),
            (
                "Une capitale qui tombe est le présent à son plus visible, souvent avec peu de morts comptées ; une capitale dont les "
                f"routes sont fermées n’est ni tenue comme auparavant ni perdue, et compte {french.number(f'{capitals.BESIEGED:g}')}. "
                "Une capitale à la fois perdue et assiégée compte une fois, comme perdue. Un siège dont aucune source n’a fait état "
                "depuis un an sort du score et demeure dans la borne haute. C’est un état, non un événement : une capitale hors de "
                "contrôle depuis dix ans pèse autant qu’une capitale perdue hier, et ce qui se passe hors des capitales n’est pas vu."
            ),
        ),
        goalposts_argument=Text(
            (
                f"Two lost capitals, or four besieged, are the end of the scale: what comes after, as when {SUBJECT.name.en} lost three in "
                "2012, is no worse a day for whoever reads the pulse. The dimension's own indicator, slower, has room for four."
            ),
            (
                "Deux capitales perdues, ou quatre assiégées, sont la fin de l’échelle : ce qui vient au-delà, comme lorsque "
                f"{SUBJECT.le} en a perdu trois en 2012, n’est pas un jour pire pour qui lit le pouls. L’indicateur propre à la "
                "dimension, plus lent, laisse place à quatre."
            ),
        ),
        errors=Errors(
            "Low and high leave out, or add, capitals whose state the sources dispute; which of them is right is unknown.",
        ),
    ),
    Indicator(
        key="pulse.coups",
        name=Text("Recent coup attempts", "Tentatives de coup d’État récentes"),
        dimension=DIMENSION.key,
        unit=Text(
            f"attempts, fading by half every {parts.HALF_LIFE} months",
            f"tentatives, dont le poids diminue de moitié tous les {parts.HALF_LIFE} mois",
        ),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 1.0),
        weight=1.0,
        max_carry=0,
        sources=("governance_events",),
        measure=parts.recent_coups,
        reads=coups.attempts,
        argument=Text(
            (
                "A coup is the other way in which a month changes a country. The weights are those of governance.coup_exposure, a success 1 "
                "and an open failure one half, alleged ones in the high bound alone; half is forgotten after six months instead of "
                "five years, so that after a year a quarter is left. It falls because time passes, whatever those in power do."
            ),
            (
                "Un coup d’État est l’autre façon dont un mois change un pays. Les poids sont ceux de governance.coup_exposure : une "
                "réussite 1, un échec ouvert un demi, les tentatives alléguées dans la seule borne haute ; la moitié est oubliée au "
                "bout de six mois au lieu de cinq ans, si bien qu’il en reste un quart après un an. L’indicateur baisse parce que le "
                "temps passe, quoi que fassent ceux qui sont au pouvoir."
            ),
        ),
        goalposts_argument=Text(
            (
                "1 is a success in the month itself: nothing more can happen at once. A second within the half-life stays at the end."
            ),
            (
                "1 est une réussite dans le mois même : rien de plus ne peut arriver en une fois. Une seconde pendant la demi-vie "
                "reste à la borne de l’échelle."
            ),
        ),
        errors=Errors(
            "As governance.coup_exposure: alleged plots may have been attempts.",
            shared=0.9,
            family="plots",
        ),
    ),
)
