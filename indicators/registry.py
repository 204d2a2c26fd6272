"""The one list: every source, indicator, dimension and reading, and the pulse. Everything else reads it."""

from __future__ import annotations

from indicators.dimensions.conflict import declared as conflict
from indicators.dimensions.development import declared as development
from indicators.dimensions.governance import declared as governance
from indicators.dimensions.military import declared as military
from indicators.dimensions.pulse import declared as pulse
from indicators.model import Dimension, Indicator, Reading, Source, Text
from indicators.sources.comtrade import declared as comtrade
from indicators.sources.curated import actors as curated_actors
from indicators.sources.curated import facts as curated_facts
from indicators.sources.curated import forces as curated_forces
from indicators.sources.curated import governance as curated_governance
from indicators.sources.dmdc import declared as dmdc
from indicators.sources.geography import districts
from indicators.sources.gold import declared as gold
from indicators.sources.instat import declared as instat
from indicators.sources.ucdp import declared as ucdp
from indicators.sources.undp import declared as undp
from indicators.sources.unhcr import declared as unhcr
from indicators.sources.unhcr import origins as unhcr_origins
from indicators.sources.vdem import declared as vdem
from indicators.sources.wfp import declared as wfp
from indicators.sources.worldbank import context as worldbank_context
from indicators.sources.worldbank import declared as worldbank

# Shown beside the scores, in none of them.
_CONTEXT = (worldbank_context, comtrade, wfp, dmdc, gold, instat)
_MODULES = (
    ucdp, undp, worldbank, vdem, unhcr, unhcr_origins, districts, curated_governance, curated_forces, curated_facts, curated_actors, *_CONTEXT,
)  # fmt: skip

SOURCES: dict[str, Source] = {source.key: source for module in _MODULES for source in module.SOURCES}

DIMENSIONS: dict[str, Dimension] = {
    module.DIMENSION.key: module.DIMENSION for module in (conflict, governance, military, development)
}

INDICATORS: dict[str, Indicator] = {
    indicator.key: indicator for module in (conflict, governance, military, development) for indicator in module.INDICATORS
}

# The method in force, and every method by number: its indicators. Scores of all months are computed by the method in force.
METHOD = 2
METHODS: dict[int, dict[str, Indicator]] = {
    1: {**INDICATORS, **development.FIRST_METHOD, **military.FIRST_METHOD},
    METHOD: INDICATORS,
}

# The second headline and its parts. They stand apart: no dimension, reading or index knows of them.
PULSE: Dimension = pulse.DIMENSION
PULSE_PARTS: dict[str, Indicator] = {indicator.key: indicator for indicator in pulse.INDICATORS}

# The last month that a visible vintage of one of these covers is the last month scored.
MONTHLY_SOURCES = ("ucdp_ged", "ucdp_months", "ucdp_totals")

READINGS: dict[str, Reading] = {
    reading.key: reading
    for reading in (
        Reading(
            key="without_military",
            name=Text("Without the military dimension", "Sans la dimension militaire"),
            argument=Text(
                "For the reader who holds that the presence or departure of foreign forces is no measure of risk.",
                "Pour le lecteur qui estime que la présence ou le départ de forces étrangères n’est pas une mesure du risque.",
            ),
            dimension_weights={"military": 0.0},
        ),
        Reading(
            key="presence_is_risk",
            name=Text("Foreign presence is the risk", "La présence étrangère est le risque"),
            argument=Text(
                (
                    "Foreign soldiers stand for dependence and for a conflict with outside parties: number and spread of foreign "
                    "personnel count, their departure does not."
                ),
                (
                    "Les soldats étrangers traduisent une dépendance et un conflit avec des parties extérieures : le nombre et la "
                    "dispersion des effectifs étrangers comptent, non leur départ."
                ),
            ),
            indicator_weights={
                "military.security_gap": 0.0,
                "military.realignment": 0.0,
                "military.foreign_personnel": 1.0,
                "military.fragmentation": 1.0,
            },
            scores="military",
        ),
        Reading(
            key="withdrawal_is_risk",
            name=Text("Withdrawal is the risk", "Le retrait est le risque"),
            argument=Text(
                (
                    "Larger deployments go with fewer civilian deaths (Hultman, Kathman and Shannon 2013): only the loss and the "
                    "change of external security provision count."
                ),
                (
                    "Des déploiements plus importants vont de pair avec moins de morts civiles (Hultman, Kathman et Shannon 2013) : seuls "
                    "comptent la perte et le changement d’appui sécuritaire extérieur."
                ),
            ),
            indicator_weights={"military.foreign_personnel": 0.0, "military.fragmentation": 0.0},
            scores="military",
        ),
        Reading(
            key="equal_weights",
            name=Text("Equal weights", "Poids égaux"),
            argument=Text(
                "Every indicator and every dimension weighs the same, contested or not.",
                "Chaque indicateur et chaque dimension pèse autant, contesté ou non.",
            ),
            dimension_weights=dict.fromkeys(DIMENSIONS, 1.0),
            indicator_weights=dict.fromkeys(INDICATORS, 1.0),
            scores="military",
        ),
    )
}
