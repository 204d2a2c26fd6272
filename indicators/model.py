"""The words of the project as types: sources, vintages, indicators, dimensions, and the frames' columns.

Everything else imports this module; of the project it imports ``relations`` and ``language`` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from indicators import language
from indicators.relations import SEEN_ONCE, Absence, Pattern, Relation, Rewrite, Step

if TYPE_CHECKING:  # the plain `scores` command prints a stored file; pandas alone would double its time
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

FIRST_PERIOD = "1990-01"
INDEX_START = "2001-01"

OBSERVATION_COLUMNS = (
    "country", "period", "indicator", "best", "low", "high", "status", "age_months", "source", "vintage",
)  # fmt: skip
NATIVE_COLUMNS = ("country", "period", "best", "low", "high", "status", "source", "vintage")
SCORE_COLUMNS = (
    "country", "period", "level", "key", "score", "low", "high", "status", "coverage", "p05", "p50", "p95", "stale", "provisional",
)  # fmt: skip
_DATED = ("period", "year", "date_end", "date")
LEVELS = ("index", "dimension", "indicator", "reading", "pulse")

# SDMX observation status, plus "carried"; later in the tuple is worse, an aggregate takes the worst of its parts.
STATUSES = ("normal", "provisional", "carried", "estimated", "imputed")


class SourceError(Exception):
    """A source could not be read, fetched or accepted; the message names file, record, column and remedy."""


class ContractError(Exception):
    """Two parts of the project, or the data folder and its index, disagree; the message shows the first bad rows."""


@dataclass(frozen=True)
class Text:
    """One wording in both languages of the project.

    What is written to files and printed by commands takes ``en``; what a page shows takes ``here``, at each use.
    """

    en: str
    fr: str

    @property
    def here(self) -> str:
        """The wording in the language chosen (``language.current``)."""
        return self.fr if language.current() == "fr" else self.en


@dataclass(frozen=True)
class Licence:
    """A licence as Frictionless writes it."""

    name: str
    title: str
    url: str


CC_BY = Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/")
CC_BY_SA = Licence(
    "CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"
)
CC_BY_IGO = Licence("CC-BY-3.0-IGO", "Creative Commons Attribution 3.0 IGO", "https://creativecommons.org/licenses/by/3.0/igo/")


@dataclass(frozen=True)
class Field:
    """A column of a stored table: Frictionless type, unit and meaning in one line, and what a cell may hold.

    ``minimum`` and ``maximum`` are allowed themselves; of a date, month or year they are written as the cells are.
    """

    name: str
    type: Literal["string", "integer", "number", "date", "yearmonth", "year", "boolean"]
    description: str
    required: bool = True
    enum: tuple[str, ...] = ()
    minimum: float | str | None = None
    maximum: float | str | None = None
    pattern: Pattern | None = None


EFFECTS = ("left_out", "changed", "noted")


@dataclass(frozen=True)
class Quality:
    """One line of the quality report: a rule applied to an input, and how often it struck.

    ``rule`` is a short stable name (``best_above_high``), ``count`` the records, rows or cells it touched, ``treatment`` says in
    one sentence what was done with them. ``effect``: ``left_out``, records of the file that no stored row is made of;
    ``changed``, figures stored otherwise than the file has them; ``noted``, what a reader should know of what is stored.
    """

    rule: str
    count: int
    treatment: str
    effect: Literal["left_out", "changed", "noted"] = "noted"


@dataclass(frozen=True)
class Records:
    """Records of the publisher's files (lines of a table, rows of an answer): those ``read``, and ``kept``, of which stored rows
    were made. The two are counted apart: the rules that leave records out must account for the difference.
    """

    read: int
    kept: int


@dataclass(frozen=True)
class Vintage:
    """One vintage of a source, as a tidy frame.

    ``published`` is the ISO day it appeared, ``published_basis`` says how that day is known (``stated`` by the publisher,
    ``inferred`` from its calendar, ``given`` by the user). ``start`` and ``end`` are the first and last month (YYYY-MM)
    inside which the source is complete, so that absence there means zero where the measuring function says so;
    ``countries`` are the ISO3 codes covered, or None where the source covers the world. ``lacks`` names the columns, and the
    countries, that a file of this layout does not give: what was known of them before is no loss. It is not stored.
    ``records`` counts the file's; None for a table edited by hand, and where it was not recorded.
    """

    source: str
    version: str
    published: str
    published_basis: Literal["stated", "inferred", "given"]
    start: str
    end: str
    countries: tuple[str, ...] | None
    frame: pd.DataFrame = field(repr=False, compare=False)
    quality: tuple[Quality, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()  # (file name, sha256) of each publisher's file
    lacks: tuple[str, ...] = field(default=(), compare=False)
    records: Records | None = field(default=None, compare=False)

    @property
    def left_out(self) -> tuple[Quality, ...]:
        """The rules by which records of the file were left out."""
        return tuple(one for one in self.quality if one.effect == "left_out")

    @property
    def edited(self) -> bool:
        """Whether this is a table edited by hand, which has no version of its own."""
        return self.version == EDITED


Parser = Callable[[Sequence[Path], str | None, str | None], tuple[Vintage, ...]]
"""``parse(paths, version, published)``: publisher's files of one source (several are parts of one vintage) -> vintages.

Raises SourceError, and only SourceError, for whatever a file may hold. ``version`` and ``published`` are the user's
``--vintage`` and ``--published``; they are needed where neither the content nor the source's own table tells them, and
win over both where given.
"""


class Web(Protocol):
    """What a source may ask of the network; ``http.Client`` is the one that does. ``base`` is a name in ``Fetch.bases``."""

    def read(
        self,
        base: str,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        accept: Sequence[str],
        headers: Mapping[str, str] | None = None,
        limit: int = 64_000_000,
        also_retry: Callable[[int, bytes], bool] | None = None,
    ) -> bytes:
        """The body, decoded from its transfer encoding, at most ``limit`` bytes.

        ``accept`` are the content types that are right (without parameters); ``also_retry(status, body)`` names answers the
        publisher means as "later". Raises SourceError; ``http.Refused``, a SourceError with ``status`` and ``body``, for 4xx.
        """

    def save(self, base: str, path: str, into: Path, *, accept: Sequence[str], limit: int = 1_000_000_000) -> Path:
        """The same, streamed to the file ``into``, which is complete or not there."""


@dataclass(frozen=True)
class Download:
    """Files of one vintage as downloaded, for the source's parser, with version and day where the files do not say them."""

    paths: tuple[Path, ...]
    version: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class Fetch:
    """How a source is fetched. ``bases``: name -> https address, moved by ``INDICATORS_<NAME>_URL``; ``hosts``: where
    redirects may lead; ``credential``: the environment variable that holds a token, or ``""``; ``download`` puts files
    into a folder and raises only SourceError. Within one refresh every source is given the same ``Web``, from whichever thread:
    sources that share a publisher's file know by it that the other has it already.
    """

    bases: Mapping[str, str]
    hosts: tuple[str, ...]
    download: Callable[[Web, Path], Sequence[Download]] = field(repr=False, compare=False)
    credential: str = ""
    on_request: bool = False  # fetched only where it is named: large, or of unsettled terms


@dataclass(frozen=True)
class Kind:
    """How the files of a source are kept: ``folder`` within the data folder, ``format``, whether they are edited by hand
    (then the one file stands for all vintages), whether every vintage is kept or the newest alone.
    """

    folder: str
    format: Literal["csv", "geojson"] = "csv"
    edited: bool = False
    keeps_vintages: bool = True


SNAPSHOT = Kind("snapshots")
CURATED = Kind("curated", edited=True, keeps_vintages=False)
OUTLINES = Kind("geo", format="geojson", keeps_vintages=False)
EDITED = "curated"  # the version of a table edited by hand


@dataclass(frozen=True)
class Source:
    """A publisher's table, or one of the project's own curated ones. Fields without a default are required."""

    key: str
    title: Text
    publisher: Text
    url: str
    licence: Licence
    citation: str
    cadence: str
    coverage: str
    credentials: str
    lag_months: int  # from the end of a period to its publication, as declared; used by ``reconstruct``
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    kind: Kind
    parse: Parser | None = field(repr=False, compare=False)
    fetch: Fetch | None = field(default=None, repr=False, compare=False)  # None: imported by hand or curated
    begins: tuple[str, ...] = ()  # of a curated table: columns of days on the latest of which a row's fact began; (): ``dated``
    closes: str = ""  # of a curated table: the column of the day on which what a row tells ended, empty while it lasts
    joined: bool = False  # vintages are read together, a later one replacing what it covers; else the newest stands alone
    relations: tuple[Relation, ...] = ()  # what the columns of every row promise each other
    absence: Absence | None = None  # None: a row that is not there is unknown
    rewrite: Rewrite = SEEN_ONCE
    step: Step | None = None  # how far a new period may stand from the one before

    @property
    def dated(self) -> str | None:
        """The column that says when a row's period ends; None where a table is about no period."""
        return next((name for name in _DATED if name in self.columns), None)

    def path(self, version: str, published: str) -> str:
        """Path of a vintage within the data folder."""
        if self.kind.keeps_vintages:
            return f"{self.kind.folder}/{self.key}/{published}_{version}.csv"
        return f"{self.kind.folder}/{self.key}.{self.kind.format}"

    @property
    def entity(self) -> str | None:
        """The column that says whom a row is about: the country, else the first of the key that is no date; None where none is."""
        return next((name for name in ("country", *self.primary_key) if name in self.columns and name != self.dated), None)

    @property
    def columns(self) -> list[str]:
        """Names of the stored table's columns, in order."""
        return [item.name for item in self.fields]


@dataclass(frozen=True)
class Snapshots:
    """What is known: for each source the vintages visible, oldest first. The only argument a measuring function reads."""

    vintages: Mapping[str, Sequence[Vintage]]  # the store's are read at first access
    as_of: str | None = None
    reconstructed: bool = False
    absent: tuple[str, ...] = ()  # declared sources without a visible vintage

    def newest(self, source: str) -> Vintage | None:
        """The newest visible vintage of a source, or None where nothing was published yet."""
        found = self.vintages.get(source, ())
        return found[-1] if len(found) else None

    def all(self, source: str) -> tuple[Vintage, ...]:
        """Every visible vintage of a source, oldest first."""
        return tuple(self.vintages.get(source, ()))


@dataclass(frozen=True)
class Results:
    """What is published from a set of snapshots: columns OBSERVATION_COLUMNS, and SCORE_COLUMNS of the three others."""

    observations: pd.DataFrame = field(repr=False, compare=False)
    scores: pd.DataFrame = field(repr=False, compare=False)
    world: pd.DataFrame = field(repr=False, compare=False)
    pulse: pd.DataFrame = field(repr=False, compare=False)


Measure = Callable[[Snapshots, Sequence[str], str, str], "pd.DataFrame"]
"""``measure(snapshots, countries, start, end)`` -> native observations, columns NATIVE_COLUMNS.

One row per country and month in which the source has a value (annual values in December of their year, never before),
``start <= period <= end`` as YYYY-MM; a measure may return months before ``start``, from which values are carried. Nothing
where the source is silent. ``low <= best <= high``. Pure: the same snapshots give the same rows, and a row of month t uses
only what is dated t or before.
"""


Draw = Callable[["Snapshots", str, Sequence[int], Callable[[int], "npt.NDArray[np.float64]"]], "npt.NDArray[np.float64]"]


@dataclass(frozen=True)
class Errors:
    """How far the score of one indicator may be from the truth, for ``scoring.uncertainty``; everything in points of score.

    ``bounds`` says what low and high of the measure are: ``range``, ends between which the value lies, most likely at best
    (triangular); ``interval``, the 5 % and the 95 % quantile; ``deviation``, one standard deviation either side; ``reading``,
    another definition and no error. Of a provisional figure they are 5 % and 95 % quantiles whatever stands here.
    ``least`` is the half-width of a 90 % interval that a figure has at least, where the publisher gives none or too narrow a one.
    ``narrowed`` is the share of the bounds' widths that is drawn.
    ``ageing`` are pairs (months, change): nine of ten changes of the score over so many months were no larger.
    ``shared`` is the correlation between the errors of two figures that have no month in common, ``window`` the months a figure
    sums over; indicators of one ``family`` rest on the same figures and share their errors.
    ``drawn`` simulates the raw values where low and high do not say enough: (snapshots, country, months, normals) -> (months,
    draws), ``normals(n)`` being (n, draws).
    """

    argument: str
    bounds: Literal["range", "interval", "deviation", "reading"] = "range"
    least: float = 0.0
    narrowed: float = 1.0
    ageing: tuple[tuple[int, float], ...] = ()
    shared: float = 0.5
    window: int = 1
    family: str = ""
    drawn: Draw | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Window:
    """The trailing months a value is about. ``monthly(snapshots, country, first, last)`` gives what is added up: a series by
    month number (float64, NaN where not known), or None where a value is no sum of its months.
    """

    months: int
    monthly: Callable[[Snapshots, str, int, int], pd.Series] | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Contested:
    """Both readings of an indicator whose sign the literature or the parties dispute."""

    as_risk: Text
    as_protection: Text


@dataclass(frozen=True)
class Indicator:
    """One quantity, its place in the composite and the argument for it."""

    key: str
    name: Text
    dimension: str
    unit: Text
    kind: Literal["stock", "flow"]
    scale: Literal["linear", "log"]
    goalposts: tuple[float, float]  # raw value scored 0, raw value scored 100; reversed where more is better
    weight: float
    max_carry: int  # months a value may be carried; 0 = never
    sources: tuple[str, ...]
    measure: Measure = field(repr=False, compare=False)
    argument: Text  # why it is a sign of risk, and what it does not mean
    goalposts_argument: Text
    errors: Errors
    contested: Contested | None = None
    compare: Measure | None = field(default=None, repr=False, compare=False)  # yearly, every country; None: not compared
    window: Window | None = None
    # of its curated tables' rows those that can move ``best``; None: every row
    reads: Callable[[pd.DataFrame], pd.DataFrame] | None = field(default=None, repr=False, compare=False)

    @property
    def higher_is_risk(self) -> bool:
        """Whether a larger raw value means more risk."""
        return self.goalposts[1] > self.goalposts[0]


@dataclass(frozen=True)
class Dimension:
    """A group of indicators and its weight in the index.

    ``short`` is its name on pages and charts, ``colours`` its one colour on light and on dark paper, everywhere.
    """

    key: str
    name: Text
    short: Text
    colours: tuple[str, str]
    weight: float
    argument: Text


@dataclass(frozen=True)
class Reading:
    """Another way to weigh the same observations: indicator and dimension weights that replace the declared ones.

    ``scores`` names the dimension whose own reading is published as well (key ``<dimension>.<reading>``), or None.
    """

    key: str
    name: Text
    argument: Text
    dimension_weights: Mapping[str, float] = field(default_factory=dict)
    indicator_weights: Mapping[str, float] = field(default_factory=dict)
    scores: str | None = None
