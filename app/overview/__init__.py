"""A record and a conference definition in, an overview out. Pure: no files, no sockets, no clock.

`needs` tells what to ask for, `Record` keeps what came, `compose` makes the overview of it, and
`read_bundle` reads a whole record from a FHIR Bundle. `columns` is the contract with authors of
definitions.
"""

from app.overview.bundle import BundleRead, read_bundle
from app.overview.compose import compose
from app.overview.needs import further, needs
from app.overview.patient import patient_of
from app.overview.preparing import prepare
from app.overview.record import Record, Waiting, failed

__all__ = [
    "BundleRead",
    "Record",
    "Waiting",
    "compose",
    "failed",
    "further",
    "needs",
    "patient_of",
    "prepare",
    "read_bundle",
]
