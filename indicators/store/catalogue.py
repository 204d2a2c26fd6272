"""Tables of the declared indicators, and of the declared sources with their latest stored vintage."""

from __future__ import annotations

import datetime
from typing import Any


def indicators() -> list[dict[str, Any]]:
    """Each declared indicator, then the parts of the pulse; ``zero`` and ``hundred`` are the raw values scored 0 and 100."""
    from indicators.registry import INDICATORS, PULSE_PARTS

    return [
        {
            "key": one.key, "name": one.name.here, "dimension": one.dimension, "unit": one.unit.here, "kind": one.kind,
            "scale": one.scale, "zero": one.goalposts[0], "hundred": one.goalposts[1], "weight": one.weight,
            "max_carry": one.max_carry, "sources": ", ".join(one.sources),
        }
        for one in (*INDICATORS.values(), *PULSE_PARTS.values())
    ]  # fmt: skip


def sources() -> list[dict[str, Any]]:
    """Each declared source with its newest vintage; ``age_months`` from its last period to the current month."""
    from indicators import months
    from indicators.registry import SOURCES
    from indicators.store import read

    snapshots = read.load()
    now = months.ordinal(datetime.date.today().isoformat())
    rows = []
    for one in SOURCES.values():
        newest = snapshots.newest(one.key)
        rows.append({
            "key": one.key, "title": one.title.here, "publisher": one.publisher.here,
            "vintage": newest.version if newest else "", "published": newest.published if newest else "",
            "last_period": newest.end if newest else "",
            "age_months": now - months.ordinal(newest.end) if newest and newest.end else None,
            "licence": one.licence.name, "url": one.url,
        })  # fmt: skip
    return rows
