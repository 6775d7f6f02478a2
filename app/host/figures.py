"""A meeting's figures as a MeasureReport: counts and minutes, nobody's. Pure.

Mapping: docs/host.md, "Figures".
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from app.host import codes
from app.host.people import organisation_reference
from app.host.times import instant
from app.model.case import Meeting
from app.model.figures import CaseFigures, MeetingFigures
from app.overview.shape import Json

KIND = "figures"
MEASURE = "https://samsyn.se/fhir/Measure/conference"
_UCUM = "http://unitsofmeasure.org"


def unique(meeting_id: str) -> tuple[str, str]:
    """Return the identifier by which a meeting's report is found."""
    return codes.RESOURCE_ID, codes.resource_id(meeting_id, "", KIND, 0)


def measure_report(meeting: Meeting, figures: MeetingFigures, at: datetime) -> Json:
    """Return the report. `at`: when it is made, UTC. It names nobody, no case and no reason."""
    system, value = unique(meeting.id)
    report: Json = {
        "resourceType": "MeasureReport",
        "identifier": [{"system": system, "value": value}],
        "status": "complete",
        "type": "summary",
        "measure": MEASURE,
        "date": instant(at),
        "period": {
            "start": instant(meeting.start),
            "end": instant(meeting.start + timedelta(seconds=figures.seconds)),
        },
        "group": _groups(figures),
    }
    reporter = organisation_reference(meeting.unit)
    return report | {"reporter": reporter} if reporter else report


def _groups(figures: MeetingFigures) -> list[Json]:
    cases = figures.cases
    missing = (kind for case in cases for kind in case.missing)
    postponed = (case.postponed for case in cases if case.postponed)
    return [
        _group("meeting-duration") | {"measureScore": _minutes(figures.seconds)},
        _counted("people", figures.people),
        _counted("cases", len(cases)) | _stratified("case-state", (case.state for case in cases)),
        _group("case-duration") | _durations(cases),
        _group("missing-information") | _stratified("information-kind", missing),
        _group("postponed") | _stratified("postpone-reason", postponed),
        _group("missing-competence")
        | _stratified("competence", figures.competences_missing, in_words=True),
    ]


def _group(code: str) -> Json:
    return {"code": codes.concept(codes.FIGURE, code)}


def _counted(code: str, count: int) -> Json:
    return _group(code) | {"population": [{"count": count}]}


def _stratified(code: str, values: Iterable[str], *, in_words: bool = False) -> Json:
    """Return how often each value occurs, for a group; nothing where there is no value."""
    counts = Counter(map(str, values))
    strata = [
        {
            "value": {"text": value} if in_words else codes.concept(codes.FIGURE, value),
            "population": [{"count": count}],
        }
        for value, count in sorted(counts.items())
    ]
    return _stratifier(code, strata)


def _durations(cases: Iterable[CaseFigures]) -> Json:
    """Return the minutes of each case that was shown, by its place on the agenda."""
    strata = [
        {"value": {"text": str(case.number)}, "measureScore": _minutes(case.seconds)}
        for case in cases
        if case.seconds
    ]
    return _stratifier("place-on-agenda", strata)


def _stratifier(code: str, strata: list[Json]) -> Json:
    if not strata:
        return {}
    return {"stratifier": [{"code": [codes.concept(codes.FIGURE, code)], "stratum": strata}]}


def _minutes(seconds: int) -> Json:
    return {"value": round(seconds / 60, 1), "unit": "min", "system": _UCUM, "code": "min"}
