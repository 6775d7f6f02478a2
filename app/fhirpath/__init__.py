"""The filter: SQL-on-FHIR v2 ViewDefinitions and FHIRPath, compiled to closures over plain dicts.

`compile_view` and `View` are the way in, `parse_json` reads resources so that numbers keep their
precision, `narrow` derives a FHIR search from a view. Pure: nothing here reads a file or a socket.
"""

from app.fhirpath.jsontext import parse_json
from app.fhirpath.narrow import Search, narrow
from app.fhirpath.select import Column
from app.fhirpath.view import View, ViewResult, compile_view, run_views

__all__ = [
    "Column",
    "Search",
    "View",
    "ViewResult",
    "compile_view",
    "narrow",
    "parse_json",
    "run_views",
]
