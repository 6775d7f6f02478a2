"""A conference definition made ready: views compiled once, and what has to be asked for."""

from functools import lru_cache
from typing import NamedTuple

import msgspec

from app.fhirpath import View, compile_view, narrow
from app.model.definition import ConferenceDefinition, SectionDefinition, SectionKind
from app.model.errors import DefinitionError, ExpressionError
from app.model.record import Need
from app.overview.columns import strange_columns
from app.overview.shape import Json


class PreparedView(NamedTuple):
    """One compiled view and the need it makes."""

    resource_type: str
    view: View
    need: Need


class PreparedSection(NamedTuple):
    """One section with its compiled views."""

    definition: SectionDefinition
    views: tuple[PreparedView, ...]

    @property
    def resource_types(self) -> frozenset[str]:
        """Return the types that the section chooses from."""
        return frozenset(view.resource_type for view in self.views)

    def concerns(self, need: Need) -> bool:
        """Tell whether the answer to a need may hold rows of this section."""
        return any(covers(need, view.need) for view in self.views)


class Prepared(NamedTuple):
    """A definition ready to be composed with; sections in the order of the room screen."""

    definition: ConferenceDefinition
    sections: tuple[PreparedSection, ...]

    @property
    def needs(self) -> tuple[Need, ...]:
        """Return what must be asked for: each view's need, but for those that another covers."""
        made = (view.need for section in self.sections for view in section.views)
        needs = tuple(dict.fromkeys(made))
        return tuple(
            need
            for need in needs
            if not any(other != need and covers(other, need) for other in needs)
        )

    @property
    def resource_types(self) -> frozenset[str]:
        """Return all types that any section chooses from."""
        return frozenset(t for section in self.sections for t in section.resource_types)


def covers(asked: Need, need: Need) -> bool:
    """Tell whether the answer to one need holds everything that another one asks for."""
    wider = set(asked.parameters) <= set(need.parameters)
    return asked.resource_type == need.resource_type and wider and not asked.ids


def prepare(definition: ConferenceDefinition) -> Prepared:
    """Return the definition ready for use; the same one is only compiled once.

    Raises DefinitionError, which names the definition and the place in it.
    """
    return _prepare(msgspec.json.encode(definition))


@lru_cache(maxsize=16)
def _prepare(encoded: bytes) -> Prepared:
    definition = msgspec.json.decode(encoded, type=ConferenceDefinition)
    sections = tuple(
        _section(section, definition.name, f"sections[{place}]")
        for place, section in enumerate(definition.sections)
    )
    return Prepared(definition, tuple(sorted(sections, key=_alerts_first)))


def _alerts_first(section: PreparedSection) -> bool:
    return section.definition.kind is not SectionKind.ALERTS


def _section(section: SectionDefinition, name: str, where: str) -> PreparedSection:
    try:
        views = tuple(
            prepare_view(view, section.kind, f"{where}.views[{place}]")
            for place, view in enumerate(section.views)
        )
    except ExpressionError as error:
        raise DefinitionError(error.bare, definition=name, where=error.where) from error
    return PreparedSection(section, views)


def prepare_view(view: Json, kind: SectionKind, where: str) -> PreparedView:
    """Return a view of a section compiled; the same one at the same place is only compiled once.

    `where` is its place in the definition. Raises ExpressionError, which names the place within.
    """
    return _prepare_view(msgspec.json.encode(view), kind, where)


@lru_cache(maxsize=1024)
def _prepare_view(encoded: bytes, kind: SectionKind, where: str) -> PreparedView:
    view = msgspec.json.decode(encoded)
    compiled = compile_view(view, where=where)
    search = narrow(view, where=where)
    strange = strange_columns(kind, [column.name for column in compiled.columns])
    if strange:
        words = f"a section of {kind.value} reads no column {', '.join(strange)}"
        raise ExpressionError(words, where=where)
    need = Need(resource_type=search.resource, parameters=search.parameters)
    return PreparedView(search.resource, compiled, need)
