"""Foreign military presence: the dimension, its indicators and the argument for each. The measuring is in ``measures``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from indicators.dimensions.military import ledger, measures, simulation
from indicators.model import Contested, Dimension, Errors, Indicator, Text
from indicators.subject import SUBJECT

DIMENSION = Dimension(
    key="military",
    name=Text("Foreign military presence", "Présence militaire étrangère"),
    short=Text("Foreign forces", "Forces étrangères"),
    colours=("#7A4C8C", "#CBA2DC"),
    weight=0.5,
    argument=Text(
        (
            "Loss and change of external security provision: how much of the protection that was there has gone, and how far those "
            f"who provide it have changed. Whether presence or departure is the risk is argued in the literature and in {SUBJECT.name.en}, so "
            "the dimension weighs one half and every other reading stands beside it."
        ),
        (
            "Perte et changement d’appui sécuritaire extérieur : quelle part de la protection en place a disparu, et dans quelle "
            "mesure ceux qui l’assurent ont changé. Que le risque tienne à la présence ou au départ fait débat dans la littérature "
            f"et {SUBJECT.au} ; la dimension pèse donc un demi, et toutes les autres lectures figurent à côté d’elle."
        ),
    ),
)

INDICATORS = (
    Indicator(
        key="military.security_gap",
        name=Text("Loss of external security provision", "Perte d’appui sécuritaire extérieur"),
        dimension="military",
        unit=Text(
            "share of the fading peak of foreign personnel",
            "part du maximum d’effectifs étrangers, qui s’estompe avec le temps",
        ),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 1.0),
        weight=1.0,
        max_carry=0,
        sources=(measures.LEDGER,),
        measure=measures.security_gap,
        reads=ledger.moving,
        argument=Text(
            (
                "Larger United Nations deployments go with fewer civilian deaths (Hultman, Kathman and Shannon 2013), so a sudden loss "
                "of them is a sign of risk. Personnel says nothing of what they did: deaths rose under 13,000 to 18,000 foreign "
                "soldiers, and the government calls their departure sovereignty."
            ),
            (
                "Des déploiements plus importants des Nations Unies vont de pair avec moins de morts civiles (Hultman, Kathman et "
                "Shannon 2013) ; leur perte soudaine est donc un signe de risque. Les effectifs ne disent rien de ce qu’ils ont fait : "
                "les morts ont augmenté alors que 13 000 à 18 000 soldats étrangers étaient présents, et le gouvernement tient leur "
                "départ pour un acte de souveraineté."
            ),
        ),
        goalposts_argument=Text(
            "The natural bounds: nothing lost, all lost. The peak fades by half every ten years, since a loss is not for ever.",
            (
                "Les bornes naturelles : rien de perdu, tout perdu. Le maximum s’estompe de moitié tous les dix ans, une perte n’étant "
                "pas définitive."
            ),
        ),
        errors=Errors(
            "Each dated figure of the ledger lies between its low and its high, most likely at best, the same in every month in which it "
            "counts; one that no later figure confirms drifts (``simulation.DRIFT``). Past figures err too, and with them peak and habit.",
            family="ledger",
            drawn=simulation.security_gap,
        ),
    ),
    Indicator(
        key="military.realignment",
        name=Text("Change of security partners", "Changement de partenaires sécuritaires"),
        dimension="military",
        unit=Text("share of personnel moved between blocs", "part des effectifs passée d’un bloc à l’autre"),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 1.0),
        weight=1.0,
        max_carry=0,
        sources=(measures.LEDGER,),
        measure=measures.realignment,
        reads=ledger.moving,
        argument=Text(
            (
                "How far the mix of those who provide forces has moved from the mix of the past years: a change of alliances makes "
                "commitments uncertain while it lasts. It says that the mix changed, not that one partner is better than another."
            ),
            (
                "De combien la composition de ceux qui fournissent des forces s’est écartée de celle des années passées : un "
                "changement d’alliances rend les engagements incertains tant qu’il dure. L’indicateur dit que la composition a changé, "
                "non qu’un partenaire vaut mieux qu’un autre."
            ),
        ),
        goalposts_argument=Text(
            "The natural bounds: the same mix, a wholly different one. Habit is renewed by half every ten years.",
            (
                "Les bornes naturelles : la même composition, une composition entièrement différente. L’habitude se renouvelle de "
                "moitié tous les dix ans."
            ),
        ),
        errors=Errors(
            "Each dated figure of the ledger lies between its low and its high, most likely at best, the same in every month in which it "
            "counts; one that no later figure confirms drifts (``simulation.DRIFT``). Past figures err too, and with them peak and habit.",
            family="ledger",
            drawn=simulation.realignment,
        ),
    ),
    Indicator(
        key="military.foreign_personnel",
        name=Text("Foreign military personnel", "Personnel militaire étranger"),
        dimension="military",
        unit=Text("persons per 10,000 inhabitants", "personnes pour 10 000 habitants"),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 10.0),
        weight=0.5,
        max_carry=0,
        sources=(measures.LEDGER, "population"),
        measure=measures.foreign_personnel,
        reads=ledger.moving,
        argument=Text(
            (
                "How many foreign soldiers and police there are for the people of the country. The sign is contested; embassy staff and "
                "forces based elsewhere are not counted."
            ),
            (
                "Le nombre de soldats et de policiers étrangers rapporté à la population du pays. Le sens de l’effet est contesté ; le "
                "personnel des ambassades et les forces basées ailleurs ne sont pas comptés."
            ),
        ),
        goalposts_argument=Text(
            f"Ten in 10,000 lies above the most {SUBJECT.name.en} has had, a little over eight in 2021 and 2022.",
            f"Dix pour 10 000 se situe au-dessus du maximum qu’ait connu {SUBJECT.le}, un peu plus de huit en 2021 et en 2022.",
        ),
        errors=Errors(
            "Each dated figure of the ledger lies between its low and its high, most likely at best, the same in every month in which it "
            "counts; one that no later figure confirms drifts (``simulation.DRIFT``). Past figures err too, and with them peak and habit.",
            family="ledger",
            drawn=simulation.foreign_personnel,
        ),
        contested=Contested(
            as_risk=Text(
                "Many foreign soldiers mean dependence on others' decisions, and a war with outside parties.",
                (
                    "De nombreux soldats étrangers signifient une dépendance à l’égard des décisions d’autrui et une guerre avec des "
                    "parties extérieures."
                ),
            ),
            as_protection=Text(
                "More peacekeepers go with fewer civilian deaths (Hultman, Kathman and Shannon 2013).",
                "Des Casques bleus plus nombreux vont de pair avec moins de morts civiles (Hultman, Kathman et Shannon 2013).",
            ),
        ),
    ),
    Indicator(
        key="military.fragmentation",
        name=Text("Spread over sponsors", "Dispersion entre contributeurs"),
        dimension="military",
        unit=Text(
            "how evenly troops are spread among sponsors, 0 to 1",
            "égalité de la répartition des troupes entre contributeurs, de 0 à 1",
        ),
        kind="stock",
        scale="linear",
        goalposts=(0.0, 0.8),
        weight=0.0,
        max_carry=0,
        sources=(measures.LEDGER,),
        measure=measures.fragmentation,
        reads=ledger.moving,
        argument=Text(
            (
                "How the personnel spreads over those who send it. Context only, without weight: many sponsors may be hard to "
                "coordinate, one sponsor may be a dependence."
            ),
            (
                "Comment les effectifs se répartissent entre ceux qui les envoient. À titre de contexte seulement, sans poids : de "
                "nombreux contributeurs peuvent être difficiles à coordonner, un contributeur unique peut être une dépendance."
            ),
        ),
        goalposts_argument=Text(
            f"0.8 is five sponsors of equal size; {SUBJECT.name.en}'s widest spread, in early 2013, was about one half.",
            (
                f"0,8 correspond à cinq contributeurs de taille égale ; la plus large dispersion {SUBJECT.au}, au début de 2013, était "
                "d’environ un demi."
            ),
        ),
        errors=Errors(
            "Each dated figure of the ledger lies between its low and its high, most likely at best, the same in every month in which it "
            "counts; one that no later figure confirms drifts (``simulation.DRIFT``). Past figures err too, and with them peak and habit.",
            family="ledger",
            drawn=simulation.fragmentation,
        ),
        contested=Contested(
            as_risk=Text(
                "Many sponsors under different commands are hard to coordinate.",
                "De nombreux contributeurs sous des commandements différents sont difficiles à coordonner.",
            ),
            as_protection=Text(
                "Several sponsors leave a country less dependent on any one of them.",
                "Plusieurs contributeurs rendent un pays moins dépendant de chacun d’eux.",
            ),
        ),
    ),
)

_MEASURES = (measures.security_gap, measures.realignment, measures.foreign_personnel, measures.fragmentation)
FIRST_METHOD = {
    one.key: replace(one, measure=partial(measure, terms=measures.FIRST_TERMS))
    for one, measure in zip(INDICATORS, _MEASURES, strict=True)
}
