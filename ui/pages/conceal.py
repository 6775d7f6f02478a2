"""Hides what tells where a person with a protected identity lives (sekretessmarkering).

Name, number, units, authors and the sources' names go before anything is laid out; a care unit
tells where somebody lives. Leaves out free text: no program can find every place that it names.
"""

from collections.abc import Callable

from msgspec.structs import replace

from app.model.overview import Origin, Overview, Section
from app.model.people import Organisation


def conceal(overview: Overview, name_source: Callable[[int], str]) -> Overview:
    """Return the overview without names and places; sources are called by number."""
    names = sorted({state.source for section in overview.sections for state in section.sources})
    called = {name: name_source(number) for number, name in enumerate(names, 1)}
    patient = replace(overview.patient, family="", given="", number=None, provider=Organisation())
    sections = tuple(_section(section, called) for section in overview.sections)
    return replace(overview, patient=patient, sections=sections)


def _section(section: Section, called: dict[str, str]) -> Section:
    sources = tuple(replace(state, source=called[state.source]) for state in section.sources)
    rows = tuple(replace(row, origin=Origin(recorded=row.origin.recorded)) for row in section.rows)
    return replace(section, sources=sources, rows=rows)
