"""The country the instrument is about, as one frozen declaration. Nothing else in the package names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators import french
from indicators.model import Text


@dataclass(frozen=True)
class Layer:
    """An administrative layer of the country: ``level`` 1 is the first below the state."""

    level: int
    name: Text
    plural: Text
    count: int
    outlines: str  # key of the source of its outlines


@dataclass(frozen=True)
class Boundaries:
    """Where the country's administrative frame comes from, and the box (degrees) its coordinates lie in."""

    publisher: Text
    url: str
    citation: str
    year: int
    prefix: str  # letters of its P-codes; two digits a level follow
    frame: str  # which of several frames, in words
    longitudes: tuple[float, float]
    latitudes: tuple[float, float]
    spellings: Mapping[str, str]  # UCDP's spelling, plain -> the P-code list's, where more than accents differ


@dataclass(frozen=True)
class Census:
    """The census that gives inhabitants by region, in the frame of ``Boundaries``.

    ``published`` is the day its results were presented, ``counted`` every resident it counted by them, ``regions`` the names of its
    table and the P-codes they mean. ``missing`` says where most of those whom the table leaves out live.
    """

    year: int
    published: str
    counted: int
    publisher: Text
    url: str
    citation: str
    regions: Mapping[str, str]
    missing: Text


Box = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Capital:
    """The capital of a region: degrees to a hundredth, and on which side of its mark a map writes the name."""

    name: Text
    pcode: str
    longitude: float
    latitude: float
    side: str = "right"


@dataclass(frozen=True)
class Subject:
    """What has to be known of a country to make the instrument one for it.

    ``neighbours`` share a border; ``around`` are further countries whose events are kept one by one; ``followed`` further ones
    whose deaths are compared with the subject's month by month; ``displaced`` those whose refugees and displaced are kept beside
    its own and its neighbours'. ``beside`` gives each page the countries it sets beside the subject first. ``elected_order`` is
    the month from which an elected order could be overdue. ``surroundings`` are the
    boxes (degrees, longitudes and latitudes) in which events of the region's other countries lie.
    """

    code: str
    name: Text
    adjective: Text
    neighbours: tuple[str, ...]
    around: tuple[str, ...]
    followed: tuple[str, ...]
    displaced: tuple[str, ...]
    beside: Mapping[str, tuple[str, ...]]
    elected_order: str
    boundaries: Boundaries
    census: Census
    surroundings: Mapping[str, Box]
    layers: tuple[Layer, Layer]
    capitals: tuple[Capital, ...]

    @property
    def title(self) -> Text:
        """The instrument's name."""
        return Text(f"{self.name.en} risk indicators", f"Indicateurs de risque : {self.name.fr}")

    @property
    def le(self) -> str:
        """Its French name with the article: ``le Niger``."""
        return french.the(self.name.fr)

    @property
    def du(self) -> str:
        """``du Niger``."""
        return french.of(self.name.fr)

    @property
    def au(self) -> str:
        """``au Niger``."""
        return french.at(self.name.fr)

    @property
    def region(self) -> tuple[str, ...]:
        """The countries whose events are kept one by one."""
        return (self.code, *self.neighbours, *self.around)

    @property
    def compared(self) -> tuple[str, ...]:
        """The countries whose deaths are compared month by month, the subject first."""
        return (*self.region, *(code for code in self.followed if code not in self.region))

    @property
    def boxes(self) -> tuple[tuple[str, tuple[float, float], tuple[float, float]], ...]:
        """Country, longitudes and latitudes of every country of the region; its own with a degree around it."""
        (west, east), (south, north) = self.boundaries.longitudes, self.boundaries.latitudes
        own = (self.code, (west - 1, east + 1), (south - 1, north + 1))
        return (own, *((code, *box) for code, box in sorted(self.surroundings.items())))

    def layer(self, level: int) -> Layer:
        """The administrative layer of that level."""
        return self.layers[level - 1]


SUBJECT = Subject(
    code="MLI",
    name=Text("Mali", "Mali"),
    adjective=Text("Malian", "malien"),
    neighbours=("DZA", "BFA", "CIV", "GIN", "MRT", "NER", "SEN"),
    around=("BEN", "TGO"),  # where the same conflict reaches
    # with the region, the ten countries of the United Nations Integrated Strategy for the Sahel
    followed=("CMR", "GMB", "NGA", "TCD"),
    displaced=("NGA", "TCD"),
    beside={
        "compare": ("BFA", "NER", "TCD"),  # partners in the Alliance of Sahel States, and the Sahel state with the longest war
        "development": ("BFA", "NER", "TCD"),  # the Sahel's other countries among the lowest places
        "outlook": ("BFA", "NER", "NGA", "TCD", "MRT", "DZA"),  # the Sahel states the forecasts' record was first measured on
        "governance": ("BFA", "NER", "SEN"),  # the other members of the Alliance, and a neighbour that voted on time
    },
    # On 8 June 1992 the first president chosen among several candidates was sworn in. Before, under a single party and a junta
    # whose promise named no day (polls were set for the turn of 1991/92 and twice put off, says the Inter-Parliamentary Union,
    # but their day is not on record), there was no elected order whose return could be overdue.
    elected_order="1992-06",
    boundaries=Boundaries(
        publisher=Text(
            "OCHA, with Mali's Direction nationale des collectivités territoriales (DNCT)",
            "OCHA, avec la Direction nationale des collectivités territoriales (DNCT) du Mali",
        ),
        url="https://data.humdata.org/dataset/cod-ab-mli",
        citation="OCHA and DNCT. Mali - Subnational Administrative Boundaries (COD-AB), valid from 20 December 2021.",
        year=2021,
        prefix="ML",
        frame="the frame before the law of 2023",
        longitudes=(-13.0, 5.0),
        latitudes=(9.0, 26.0),
        spellings={"baroueli": "baraoueli"},
    ),
    # 22,395,489 residents by the report presented on 28 December 2023 (22,395,485 by the Council of Ministers of 9 August 2023)
    census=Census(
        year=2022,
        published="2023-12-28",
        counted=22_395_489,
        publisher=Text(
            "Institut national de la statistique (INSTAT), Mali; transcribed by a third party",
            "Institut national de la statistique (INSTAT), Mali\u00a0; transcription d’un tiers",
        ),
        url="https://instat-mali.org/nada/index.php/catalog/95",
        citation="INSTAT, Mali. Cinquième recensement général de la population et de l'habitat (RGPH5), 2022. Résultats globaux.",
        regions={
            "Kayes": "ML01",
            "Koulikoro": "ML02",
            "Sikasso": "ML03",
            "Ségou": "ML04",
            "Mopti": "ML05",
            "Tombouctou": "ML06",
            "Gao": "ML07",
            "Kidal": "ML08",
            "Bamako": "ML09",
            "Ménaka": "ML10",
        },
        # totals as printed by Maliweb in July 2024, against the table: Timbuktu 974,278 and 693,719, Bandiagara 868,916 and 720,279,
        # Mopti 935,579 and 842,209, Ségou 2,455,263 and 2,208,847, Gao 727,517 and 679,911; Kayes 1,840,329 and 1,826,564
        missing=Text("in the north and the centre", "dans le nord et le centre"),
    ),
    # Natural Earth's outlines and 1.5 degrees around, rounded outwards to whole ones: the farthest of UCDP's events in the region
    # to 2023 lies 1.3 degrees outside its country.
    surroundings={
        "BEN": ((-1.0, 6.0), (4.0, 14.0)),
        "BFA": ((-8.0, 4.0), (7.0, 17.0)),
        "CIV": ((-11.0, -1.0), (2.0, 13.0)),
        "DZA": ((-11.0, 14.0), (17.0, 39.0)),
        "GIN": ((-17.0, -6.0), (5.0, 15.0)),
        "MRT": ((-19.0, -3.0), (13.0, 29.0)),
        "NER": ((-2.0, 18.0), (10.0, 26.0)),
        "SEN": ((-20.0, -9.0), (10.0, 19.0)),
        "TGO": ((-2.0, 4.0), (4.0, 13.0)),
    },
    layers=(
        Layer(1, Text("region", "région"), Text("regions", "régions"), 10, "mli_adm1"),
        Layer(2, Text("cercle", "cercle"), Text("cercles", "cercles"), 53, "mli_adm2"),
    ),
    capitals=(
        Capital(Text("Kayes", "Kayes"), "ML01", -11.43, 14.45),
        Capital(Text("Koulikoro", "Koulikoro"), "ML02", -7.56, 12.86),
        Capital(Text("Sikasso", "Sikasso"), "ML03", -5.67, 11.32),
        Capital(Text("Ségou", "Ségou"), "ML04", -6.22, 13.43, "left"),
        Capital(Text("Mopti", "Mopti"), "ML05", -4.18, 14.49, "left"),
        Capital(Text("Timbuktu", "Tombouctou"), "ML06", -3.01, 16.77, "left"),
        Capital(Text("Gao", "Gao"), "ML07", -0.04, 16.27, "left"),
        Capital(Text("Kidal", "Kidal"), "ML08", 1.41, 18.44),
        Capital(Text("Bamako", "Bamako"), "ML09", -8.00, 12.64, "left"),
        Capital(Text("Ménaka", "Ménaka"), "ML10", 2.40, 15.92),
    ),
)
