"""The World Bank's own codes: economies whose code differs from ISO 3166, former economies, aggregates."""

from __future__ import annotations

OLD = {"ADO": "AND", "IMY": "IMN", "KSV": "XKX", "ROM": "ROU", "TMP": "TLS", "WBG": "PSE", "ZAR": "COD"}
ENDED = {"", "ANT"}  # no code, and the Netherlands Antilles, dissolved in 2010

# WDI's codes of regions, incomes and lending groups, and the Channel Islands, which ISO 3166 lists as two territories.
_GROUPS = """
AFE AFW ARB CEB CHI CSS EAP EAR EAS ECA ECS EMU EUU FCS HIC HPC IBD IBT IDA IDB IDX INX LAC LCN LDC LIC LMC LMY LTE MEA MIC MNA
NAC OED OSS PRE PSS PST SAS SSA SSF SST TEA TEC TLA TMN TSA TSS UMC WLD
"""
AGGREGATES = frozenset(_GROUPS.split())

# Territories in the governance series that the API gives no code at all (recorded in September 2026), by the names it gives.
UNCODED = {
    "Anguilla": "AIA",
    "Cook Islands": "COK",
    "French Guiana": "GUF",
    "Jersey": "JEY",
    "Jersey, Channel Islands": "JEY",
    "Martinique": "MTQ",
    "Niue": "NIU",
    "Reunion": "REU",
    "Réunion": "REU",
}
