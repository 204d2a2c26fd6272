"""Values and hierarchy in, every level out: an index by hand, the Human Development Index, the index of this project."""

from __future__ import annotations

import doctest

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.composite import aggregation, hierarchy, index, normalisation, sensitivity
from indicators.composite.index import build
from indicators.model import Results
from indicators.registry import DIMENSIONS, INDICATORS
from tests.bundled import bundled, bundled_results

TREE_COLUMNS = ["key", "parent", "weight", "direction", "level"]
# four indicators, three levels above them; b is reversed and weighs three times a, x twice y; z and q have one child
TREE = pd.DataFrame(
    [
        ("top", "", np.nan, 1, 4), ("q", "top", 1, 1, 3), ("p", "top", 1, 1, 3), ("z", "q", 5, 1, 2), ("y", "p", 1, 1, 2),
        ("x", "p", 2, 1, 2), ("a", "x", 1, 1, 1), ("d", "z", 7, 1, 1), ("b", "x", 3, -1, 1), ("c", "y", 1, 1, 1),
    ],
    columns=TREE_COLUMNS,
)  # fmt: skip
RAW = {"a": [0, 5, 10], "b": [1, 2, 3], "c": [10, 20, 15], "d": [4, 0, 2]}
SCORES = {
    "a": [0, 50, 100], "b": [100, 50, 0], "c": [0, 100, 50], "d": [100, 0, 50],
    "x": [75, 50, 25],  # (a + 3 b) / 4
    "y": [0, 100, 50], "z": [100, 0, 50],
    "p": [50, 200 / 3, 100 / 3],  # (2 x + y) / 3
    "q": [100, 0, 50],
    "top": [75, 100 / 3, 125 / 3],  # (p + q) / 2
}  # fmt: skip
HDI = pd.DataFrame(
    [
        ("le", "health", 1, 1, 1, 20, 85, "linear"), ("eys", "education", 1, 1, 1, 0, 18, "linear"),
        ("mys", "education", 1, 1, 1, 0, 15, "linear"), ("gnipc", "income", 1, 1, 1, 100, 75_000, "log"),
        ("health", "hdi", 1, 1, 2, None, None, None), ("education", "hdi", 1, 1, 2, None, None, None),
        ("income", "hdi", 1, 1, 2, None, None, None), ("hdi", None, None, None, 3, None, None, None),
    ],
    columns=[*TREE_COLUMNS, "lower", "upper", "scale"],
)  # fmt: skip


def values(raw: dict[str, list[float]] = RAW, units: str = "UVW") -> pd.DataFrame:
    return pd.DataFrame(
        [(unit, key, value) for key, row in raw.items() for unit, value in zip(units, row, strict=True)],
        columns=["unit", "indicator", "value"],
    )


def wide(frame: pd.DataFrame) -> dict[str, list[float]]:
    table = frame.pivot(index="key", columns="unit", values="score")
    return {str(key): row.tolist() for key, row in table.iterrows()}


def test_every_level_by_hand() -> None:
    found = build(values(), TREE)
    assert list(found.columns) == list(index.COLUMNS)
    assert found["level"].tolist() == [1] * 12 + [2] * 9 + [3] * 6 + [4] * 3
    assert found["unit"].tolist() == list("UVW") * 10
    assert dict(zip(found["key"], found["level"], strict=True)) == dict(zip(TREE["key"], TREE["level"], strict=True))
    table = wide(found)
    assert table.keys() == SCORES.keys()
    for key, expected in SCORES.items():
        assert table[key] == pytest.approx(expected), key


def test_siblings_stand_side_by_side_in_the_order_of_the_table() -> None:
    tree = hierarchy.read(TREE)
    # from the top: q before p as given, z under q, then y and x under p, then d of z, c of y, a and b of x
    assert tree.keys == ("d", "c", "a", "b", "z", "y", "x", "q", "p", "top")
    assert [tree.keys[tree.children(place)] for place in range(4, 10)] == [
        ("d",),
        ("c",),
        ("a", "b"),
        ("z",),
        ("y", "x"),
        ("q", "p"),
    ]
    assert tree.directions.tolist() == [1, 1, 1, -1]


def test_another_method_at_each_level() -> None:
    found = wide(build(values(), TREE, aggregate=["arithmetic", "geometric", "harmonic"], onto=(1, 100)))
    # onto 1 to 100 the middle is 50.5: x = (1 + 300) / 4, 50.5, (100 + 3) / 4; y 1, 100, 50.5; p is the cube root of x x y
    assert found["x"] == pytest.approx([75.25, 50.5, 25.75])
    assert found["p"] == pytest.approx([(75.25**2) ** (1 / 3), (50.5**2 * 100) ** (1 / 3), (25.75**2 * 50.5) ** (1 / 3)])
    assert found["top"][1] == pytest.approx(2 / (1 / found["p"][1] + 1))


def test_copeland_at_every_level() -> None:
    found = wide(build(values(), TREE, "rank", "copeland"))
    # ranks of a 1 2 3 and of b reversed 3 2 1: U is above in b, 3/4 of the weight, against both; W below
    assert found["x"] == pytest.approx([1.5, 1, 0.5])
    # y 0 2 1; x twice y: U against V 2/3, against W 2/3; V against W 1
    assert found["p"] == pytest.approx([4 / 3, 1 / 3 + 1, 1 / 3])


@pytest.mark.parametrize(
    ("min_share", "share_of", "expected"),
    [
        # b of U is missing, so b scores V 100, W 0 and x of U is a alone: 0; p = (2 x + y) / 3, top = (p + q) / 2
        (0, "children", {"x": [0, 87.5, 25], "p": [0, 275 / 3, 100 / 3], "top": [50, 275 / 6, 125 / 3]}),
        (0.5, "children", {"x": [0, 87.5, 25], "p": [0, 275 / 3, 100 / 3], "top": [50, 275 / 6, 125 / 3]}),
        # half of x is too little; of p then y is left, one of two, and of top q
        (0.6, "children", {"x": [None, 87.5, 25], "p": [None, 275 / 3, 100 / 3], "top": [None, 275 / 6, 125 / 3]}),
        ([0.6, 0, 0], "children", {"x": [None, 87.5, 25], "p": [0, 275 / 3, 100 / 3], "top": [50, 275 / 6, 125 / 3]}),
        # by weight a is a quarter of x, y a third of p, q half of top
        ([0.25, 0, 0], "weight", {"x": [0, 87.5, 25], "p": [0, 275 / 3, 100 / 3], "top": [50, 275 / 6, 125 / 3]}),
        ([0.3, 0.3, 0.5], "weight", {"x": [None, 87.5, 25], "p": [0, 275 / 3, 100 / 3], "top": [50, 275 / 6, 125 / 3]}),
        ([0.3, 0.4, 0.5], "weight", {"x": [None, 87.5, 25], "p": [None, 275 / 3, 100 / 3], "top": [100, 275 / 6, 125 / 3]}),
    ],
)
@pytest.mark.parametrize("absent", ["empty", "no row"])
def test_missing_values(absent: str, min_share, share_of: str, expected: dict[str, list[float | None]]) -> None:
    table = values()
    gone = (table["unit"] == "U") & (table["indicator"] == "b")
    table = table.assign(value=table["value"].mask(gone)) if absent == "empty" else table[~gone]
    frame = build(table, TREE, min_share=min_share, share_of=share_of)
    assert frame["score"].notna().all(), "a missing score has no row"
    found = wide(frame)
    for key, row in expected.items():
        assert found[key] == pytest.approx([np.nan if one is None else one for one in row], nan_ok=True), key


def test_missing_values_can_be_refused() -> None:
    assert len(build(values(), TREE, missing="refuse")) == 30
    with pytest.raises(ValueError, match="c of V is missing; add it, or leave missing values out with 'omit'"):
        build(values(RAW | {"c": [10, np.nan, 15]}), TREE, missing="refuse")
    with pytest.raises(ValueError, match="no policy 'impute' for missing values; there are omit, refuse"):
        build(values(), TREE, missing="impute")


def test_the_reference_is_named() -> None:
    found = wide(build(values(RAW | {"d": [4, 3, 1]}), TREE, "dist2ref", reference="V"))
    assert found["a"] == [0, 1, 2]  # 0, 5, 10 against 5
    assert found["b"] == [2, 1, 0]  # -1, -2, -3 against -2
    assert found["d"] == [1.5, 1, 0]  # 4, 3, 1 against 3


def test_a_reference_without_values_is_refused() -> None:
    with pytest.raises(ValueError, match="the reference unit 'X' has no values"):
        build(values(), TREE, "dist2ref", reference="X")
    with pytest.raises(ValueError, match="indicator d: the reference unit has the lowest value"):
        build(values(), TREE, "dist2ref", reference="V")


def test_a_mean_that_needs_positive_scores_names_the_unit() -> None:
    with pytest.raises(ValueError, match="a geometric mean needs values above 0: d of V has 0"):
        build(values(), TREE, aggregate="geometric")


@pytest.mark.parametrize("argument", [{"aggregate": ["arithmetic"]}, {"min_share": [0.5, 0.5]}])
def test_as_many_entries_as_levels(argument: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="one for each of the 3 levels above the indicators"):
        build(values(), TREE, **argument)  # type: ignore[arg-type]


@settings(deadline=None)
@given(st.permutations(range(10)), st.permutations(range(12)), st.integers(1, 90))
def test_the_order_of_rows_and_the_size_of_weights_do_not_count(keys, places, times: int) -> None:
    tree = TREE.iloc[list(keys)].assign(weight=TREE["weight"] * times / 7)
    found = wide(build(values().iloc[list(places)], tree))
    assert {key: pytest.approx(row) for key, row in SCORES.items()} == found


def changed(**cells: object) -> pd.DataFrame:
    """The hierarchy with the cells of the row of ``key`` changed."""
    tree = TREE.copy().astype("object")
    for column, value in cells.items():
        if column != "key":
            tree.loc[tree["key"] == cells["key"], column] = value
    return tree


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        (TREE.drop(columns="weight"), "the hierarchy has no column 'weight'; it needs key, parent"),
        (TREE.iloc[:0], "the hierarchy has no rows"),
        (pd.concat([TREE, TREE.tail(1)]), "this key stands twice: {'key': 'c'"),
        (changed(key="a", parent="w"), "the parent has no row of its own: {'key': 'a', 'parent': 'w'"),
        (changed(key="a", parent=""), "only the highest level has no parent: {'key': 'a'"),
        (changed(key="a", parent="p"), "the parent is not one level above: {'key': 'a', 'parent': 'p'"),
        (changed(key="a", level=1.5), "a level is a whole number from 1"),
        (changed(key="d", parent="y"), "nothing has this key as its parent: {'key': 'z'"),
        (changed(key="b", weight=-1), "a weight is a number, 0 or more: {'key': 'b'"),
        (changed(key="b", weight=np.nan), "a weight is a number, 0 or more: {'key': 'b'"),
        (changed(key="c", weight=0), "the weights among these siblings are all 0: {'key': 'c'"),
        (changed(key="b", direction=0), "a direction is 1 or -1: {'key': 'b'"),
        (changed(key="x", direction=-1), "only indicators are reversed; turn the indicators below instead: {'key': 'x'"),
        (TREE.assign(lower=9, upper=1), "the lower goalpost is below the upper; direction -1 reverses them"),
        (TREE.assign(lower=0, upper=1, scale="log"), "on a log scale the lower goalpost is above 0"),
        (TREE.assign(lower=0, upper=1, scale="root"), "a scale is linear or log"),
    ],
)
def test_a_hierarchy_that_breaks_a_rule_is_refused_with_its_row(tree: pd.DataFrame, message: str) -> None:
    with pytest.raises(ValueError) as told:  # noqa: PT011  # the message is compared below, without the signs of a pattern
        build(values(), tree)
    assert message in str(told.value)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (values().drop(columns="value"), "the values have no column 'value'"),
        (values(RAW | {"e": [1, 2, 3]}), "this indicator is not at level 1 of the hierarchy: {'unit': 'U', 'indicator': 'e'"),
        (values(RAW | {"x": [1, 2, 3]}), "this indicator is not at level 1 of the hierarchy: {'unit': 'U', 'indicator': 'x'"),
        (pd.concat([values(), values().tail(1)]), "this unit has two values of this indicator: {'unit': 'W', 'indicator': 'd'"),
        (values(RAW | {"c": [1, np.inf, 3]}), "the value is not finite: {'unit': 'V', 'indicator': 'c'"),
        (values({key: row for key, row in RAW.items() if key != "c"}), "the values have no row of the indicator 'c'"),
    ],
)
def test_values_that_do_not_fit_the_hierarchy_are_refused_with_their_row(table: pd.DataFrame, message: str) -> None:
    with pytest.raises(ValueError) as told:  # noqa: PT011  # as above
        build(table, TREE)
    assert message in str(told.value)


def test_levels_over_draws_are_those_of_each_draw() -> None:
    tree = hierarchy.read(TREE)
    random = np.random.default_rng(3)
    scores, weights = random.random((4, 4, 6)), random.random((10, 6))
    scores[1, 2, 5] = np.nan
    whole = index.climb(scores, tree, weights, aggregate=("arithmetic", "geometric", "median"))
    assert [level.shape for level in whole] == [(4, 4, 6), (4, 3, 6), (4, 2, 6), (4, 1, 6)]
    for draw in range(6):
        alone = index.climb(scores[:, :, draw], tree, weights[:, draw], aggregate=("arithmetic", "geometric", "median"))
        for level, expected in zip(whole, alone, strict=True):
            assert level[:, :, draw] == pytest.approx(expected, nan_ok=True)
    with pytest.raises(ValueError, match="weights have 4 rows for 10 keys"):
        index.climb(scores, tree, weights[:4])


def test_an_index_of_one_level_is_its_indicators() -> None:
    tree = pd.DataFrame([("a", "", 1, 1, 1), ("b", "", 1, -1, 1)], columns=TREE_COLUMNS)
    assert wide(build(values({key: RAW[key] for key in "ab"}), tree)) == {"a": [0, 50, 100], "b": [100, 50, 0]}


def components(chosen: pd.DataFrame, unit: pd.Series) -> pd.DataFrame:
    """Rows of the HDR snapshot whose four components are all there, as values."""
    parts = chosen.assign(unit=unit.astype("str")).dropna(subset=["le", "eys", "mys", "gnipc"])
    return parts.melt("unit", ["le", "eys", "mys", "gnipc"], "indicator", "value")


def test_the_human_development_index_of_mali_by_hand_and_as_published() -> None:
    frame = bundled().newest("hdr").frame
    mali = frame[(frame["country"] == "MLI") & (frame["year"] == 2023)]
    row = mali.iloc[0]
    assert (row["le"], row["mys"], row["hdi"]) == (60.439, 1.63, 0.419)
    found = build(components(mali, mali["country"]), HDI, "goalposts", ["arithmetic", "geometric"], onto=(0, 1)).set_index(
        "key"
    )["score"]
    # 40.439 of 65 years; 7.0113 of 18 and 1.63 of 15 years of school; ln 23.4158 of ln 750
    assert found["health"] == pytest.approx(0.62214, abs=1e-5)
    assert found["education"] == pytest.approx((0.38952 + 0.10867) / 2, abs=1e-5)
    assert found["income"] == pytest.approx(3.15341 / 6.62007, abs=1e-5)
    assert round(found["hdi"], 3) == row["hdi"]


def test_the_human_development_index_of_mali_in_every_published_year() -> None:
    frame = bundled().newest("hdr").frame
    mali = frame[frame["country"] == "MLI"].set_index("year")
    found = build(components(mali, mali.index.to_series()), HDI, "goalposts", ["arithmetic", "geometric"], onto=(0, 1))
    ours = found[found["key"] == "hdi"].set_index("unit")["score"]
    assert len(ours) >= 25
    assert {year: round(score, 3) for year, score in ours.items()} == {str(year): mali["hdi"][int(year)] for year in ours.index}


def test_the_index_of_this_project_is_a_case_of_this_one() -> None:
    """Fixed goalposts, weighted means, six tenths of a dimension's weight, every dimension for the index."""
    results = bundled_results()
    found = build(*as_tables(results), "goalposts", min_share=[0.6, 1.0], share_of="weight")
    ours = found[found["level"] > 1].set_index(["unit", "key"])["score"]
    stored = results.scores[results.scores["key"].isin(found.loc[found["level"] > 1, "key"])]
    theirs = stored.set_index(["period", "key"])["score"]
    assert (ours.reindex(theirs.index) - theirs).abs().max() < 1e-9
    # nothing else has a score, but for the index before its first published month
    first = stored.loc[stored["key"] == "index", "period"].min()
    assert {key for _, key in ours.index.difference(theirs.index)} == {"index"}
    assert max(period for period, _ in ours.index.difference(theirs.index)) < first


def as_tables(results: Results) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [
        (
            one.key,
            one.dimension,
            one.weight,
            1 if one.higher_is_risk else -1,
            1,
            min(one.goalposts),
            max(one.goalposts),
            one.scale,
        )
        for one in INDICATORS.values()
    ]
    rows += [(one.key, "index", one.weight, 1, 2, np.nan, np.nan, None) for one in DIMENSIONS.values()]
    rows.append(("index", "", 1, 1, 3, np.nan, np.nan, None))
    tree = pd.DataFrame(rows, columns=[*TREE_COLUMNS, "lower", "upper", "scale"])
    found = results.observations.rename(columns={"period": "unit", "best": "value"})
    found = found[found["indicator"].isin(INDICATORS)]  # the pulse stands beside the index
    return found[["unit", "indicator", "value"]], tree


@pytest.mark.parametrize(
    "module", [hierarchy, normalisation, aggregation, index, sensitivity], ids=lambda module: module.__name__
)
def test_the_examples_in_the_docstrings_run(module) -> None:
    assert doctest.testmod(module).failed == 0
