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
    argument=(
        "Loss and change of external security provision: how much of the protection that was there has gone, and how far those "
        f"who provide it have changed. Whether presence or departure is the risk is argued in the literature and in {SUBJECT.name.en}, so the "
        "dimension weighs one half and every other reading stands beside it."
    ),
)

INDICATORS = (
    Indicator(
        key="military.security_gap",
        name=Text("Loss of external security provision", "Perte d’appui sécuritaire extérieur"),
        dimension="military",
        unit="share of the fading peak of foreign personnel",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 1.0),
        weight=1.0,
        max_carry=0,
        sources=(measures.LEDGER,),
        measure=measures.security_gap,
        reads=ledger.moving,
        argument=(
            "Larger United Nations deployments go with fewer civilian deaths (Hultman, Kathman and Shannon 2013), so a sudden loss "
            "of them is a sign of risk. Personnel says nothing of what they did: deaths rose under 13,000 to 18,000 foreign "
            "soldiers, and the government calls their departure sovereignty."
        ),
        goalposts_argument="The natural bounds: nothing lost, all lost. The peak fades by half every ten years, since a loss is not for ever.",
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
        unit="share of personnel moved between blocs",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 1.0),
        weight=1.0,
        max_carry=0,
        sources=(measures.LEDGER,),
        measure=measures.realignment,
        reads=ledger.moving,
        argument=(
            "How far the mix of those who provide forces has moved from the mix of the past years: a change of alliances makes "
            "commitments uncertain while it lasts. It says that the mix changed, not that one partner is better than another."
        ),
        goalposts_argument="The natural bounds: the same mix, a wholly different one. Habit is renewed by half every ten years.",
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
        unit="persons per 10,000 inhabitants",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 10.0),
        weight=0.5,
        max_carry=0,
        sources=(measures.LEDGER, "population"),
        measure=measures.foreign_personnel,
        reads=ledger.moving,
        argument=(
            "How many foreign soldiers and police there are for the people of the country. The sign is contested; embassy staff and "
            "forces based elsewhere are not counted."
        ),
        goalposts_argument=f"Ten in 10,000 lies above the most {SUBJECT.name.en} has had, a little over eight in 2021 and 2022.",
        errors=Errors(
            "Each dated figure of the ledger lies between its low and its high, most likely at best, the same in every month in which it "
            "counts; one that no later figure confirms drifts (``simulation.DRIFT``). Past figures err too, and with them peak and habit.",
            family="ledger",
            drawn=simulation.foreign_personnel,
        ),
        contested=Contested(
            as_risk="Many foreign soldiers mean dependence on others' decisions, and a war with outside parties.",
            as_protection="More peacekeepers go with fewer civilian deaths (Hultman, Kathman and Shannon 2013).",
        ),
    ),
    Indicator(
        key="military.fragmentation",
        name=Text("Spread over sponsors", "Dispersion entre contributeurs"),
        dimension="military",
        unit="how evenly troops are spread among sponsors, 0 to 1",
        kind="stock",
        scale="linear",
        goalposts=(0.0, 0.8),
        weight=0.0,
        max_carry=0,
        sources=(measures.LEDGER,),
        measure=measures.fragmentation,
        reads=ledger.moving,
        argument=(
            "How the personnel spreads over those who send it. Context only, without weight: many sponsors may be hard to "
            "coordinate, one sponsor may be a dependence."
        ),
        goalposts_argument=f"0.8 is five sponsors of equal size; {SUBJECT.name.en}'s widest spread, in early 2013, was about one half.",
        errors=Errors(
            "Each dated figure of the ledger lies between its low and its high, most likely at best, the same in every month in which it "
            "counts; one that no later figure confirms drifts (``simulation.DRIFT``). Past figures err too, and with them peak and habit.",
            family="ledger",
            drawn=simulation.fragmentation,
        ),
        contested=Contested(
            as_risk="Many sponsors under different commands are hard to coordinate.",
            as_protection="Several sponsors leave a country less dependent on any one of them.",
        ),
    ),
)

_MEASURES = (measures.security_gap, measures.realignment, measures.foreign_personnel, measures.fragmentation)
FIRST_METHOD = {
    one.key: replace(one, measure=partial(measure, terms=measures.FIRST_TERMS))
    for one, measure in zip(INDICATORS, _MEASURES, strict=True)
}
