"""A series of results as a shape in the unit square. Pure geometry.

The y axis is not stretched to the data (NHS CUI GTAB-182): it holds at least twice the reference
interval, or begins at zero where there is none. All trends of a section share one time axis.
"""

from collections.abc import Iterable
from decimal import Decimal

from app.model.identity import bounds_of
from app.model.overview import LaboratoryRow, TrendPoint
from ui.pages.marks import Trend

MOST_POINTS = 200
_MOST_DIGITS = 15


def series(row: LaboratoryRow) -> tuple[TrendPoint, ...]:
    """Return the datable results of a row, oldest first, the newest one included."""
    points = row.trend
    if row.value is not None and row.at and all(point.at != row.at for point in points):
        points = (*points, TrendPoint(at=row.at, value=row.value))
    usable = [point for point in points if bounds_of(point.at) and _drawable(point.value)]
    return tuple(sorted(usable, key=lambda point: point.at))[-MOST_POINTS:]


def window(rows: Iterable[LaboratoryRow]) -> tuple[str, str] | None:
    """Return the first and last FHIR date of all series of two points or more; None without."""
    dates = [point.at for row in rows if len(points := series(row)) > 1 for point in points]
    return (min(dates), max(dates)) if dates else None


def shape(row: LaboratoryRow, span: tuple[str, str]) -> Trend | None:
    """Return the row's series within the time span; None for fewer than two results."""
    points = series(row)
    if len(points) < 2:  # noqa: PLR2004 -- one result makes no trend
        return None
    low, high = _axis([float(point.value) for point in points], row.low, row.high)
    start, end = _day(span[0]), _day(span[1])
    days = max(1, end - start)

    def up(value: Decimal | float) -> float:
        return (float(value) - low) / (high - low)

    drawn = tuple(((_day(point.at) - start) / days, up(point.value)) for point in points)
    band = None
    if row.low is not None or row.high is not None:
        band = (
            0.0 if row.low is None else up(row.low),
            1.0 if row.high is None else up(row.high),
        )
    return Trend(points=drawn, band=band)


def _drawable(value: Decimal) -> bool:
    return value.is_finite() and value.adjusted() < _MOST_DIGITS


def _axis(values: list[float], lower: Decimal | None, upper: Decimal | None) -> tuple[float, float]:
    """Return the y axis' ends."""
    if lower is not None and upper is not None:
        half = abs(float(upper) - float(lower)) / 2
        ends = [float(lower) - half, float(upper) + half]
    elif upper is not None:
        ends = [0.0, float(upper) * 1.5]
    else:
        ends = [0.0, *([float(lower) * 1.5] if lower is not None else [])]
    low, high = min([*ends, *values]), max([*ends, *values])
    pad = (high - low) * 0.05 or 1.0
    return (low if low == 0 else low - pad), high + pad


def _day(recorded: str) -> int:
    bounds = bounds_of(recorded)
    return bounds[0].toordinal() if bounds else 0
