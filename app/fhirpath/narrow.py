"""From a view's conditions, a FHIR search that asks the server for less and never loses a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.fhirpath.viewtext import Place, resource_type


@dataclass(frozen=True, slots=True)
class Search:
    """A search on one resource type; `parameters` are (name, value) pairs that all hold."""

    resource: str
    parameters: tuple[tuple[str, str], ...]


def narrow(view: Mapping[str, Any]) -> Search:
    """Return a search whose answer holds every resource that may give a row."""
    return Search(resource_type(view, Place("", [])), ())
