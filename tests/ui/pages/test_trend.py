from decimal import Decimal

from msgspec.structs import replace

from app.model.overview import TrendPoint
from tests.ui.pages.examples import analysis, trend
from ui.pages.trend import MOST_POINTS, series, shape, window

SPAN = ("2023-01-01", "2026-11-18")


def test_the_newest_value_stands_to_the_right() -> None:
    row = analysis(1, "P-K", "4.2", "mmol/L", trend=trend("4.0", "4.1"))
    drawn = shape(row, SPAN)
    assert drawn is not None
    assert [round(x, 2) for x, _ in drawn.points] == [0.02, 0.09, 1.0]


def test_the_axis_is_not_stretched_to_the_data() -> None:
    row = analysis(
        1, "P-K", "4.2", "mmol/L", low=Decimal("3.5"), high=Decimal("4.4"), trend=trend("4.0")
    )
    drawn = shape(row, SPAN)
    assert drawn is not None
    assert drawn.band is not None
    low, high = drawn.band
    assert 0.4 < high - low < 0.6
    assert all(low < y < high for _, y in drawn.points)
    bare = shape(replace(row, low=None, high=None), SPAN)
    assert bare is not None
    assert bare.band is None
    assert all(y > 0.8 for _, y in bare.points)


def test_everything_stays_inside_whatever_is_recorded() -> None:
    for value, low, high in (("900", "1", "2"), ("-5", "1", "2"), ("0", "0", "0"), ("3", "9", "2")):
        row = analysis(
            1, "P", value, "g", low=Decimal(low), high=Decimal(high), trend=trend("1", "2")
        )
        drawn = shape(row, SPAN)
        assert drawn is not None
        assert all(0 <= y <= 1 for _, y in drawn.points)


def test_one_value_makes_no_trend() -> None:
    row = analysis(1, "P-K", "4.2", "mmol/L")
    assert shape(row, SPAN) is None
    assert window([row]) is None


def test_undatable_infinite_and_too_many_values_are_left_out() -> None:
    points = (
        TrendPoint(at="i våras", value=Decimal(1)),
        TrendPoint(at="2024-01-01", value=Decimal("1e400")),
        TrendPoint(at="2024-01-01", value=Decimal("Infinity")),
    )
    assert len(series(analysis(1, "P", "1", "g", trend=points))) == 1
    many = tuple(TrendPoint(at=f"2024-01-{n % 28 + 1:02}", value=Decimal(n)) for n in range(900))
    assert len(series(analysis(1, "P", "1", "g", trend=many))) == MOST_POINTS


def test_all_trends_share_the_time_from_first_to_last() -> None:
    rows = [
        analysis(1, "P", "1", "g", trend=(TrendPoint(at="2021-03", value=Decimal(1)),)),
        analysis(2, "Q", "1", "g", trend=trend("1", "2")),
    ]
    assert window(rows) == ("2021-03", "2026-11-18T07:40:00+01:00")
