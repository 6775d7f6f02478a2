"""The filter: SQL-on-FHIR v2 ViewDefinitions and FHIRPath, compiled to closures over plain dicts.

`compile_view` and `View` are the way in, `narrow` derives a FHIR search from a view. Pure: nothing
here reads a file or a socket; resources are what `app.model.jsontext` reads.
"""

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
    "run_views",
]
