"""Whether a resource may be shown at all: not taken back, not ruled out, not somebody else's."""

from app.model.overview import NotShownReason
from app.overview.shape import Json, string
from app.overview.subject import Subject
from app.overview.wording import status_code

TAKEN_BACK = "entered-in-error"


def set_aside(resource: Json, subject: Subject) -> NotShownReason | None:
    """Return why a resource is never shown; None for one that a section may choose."""
    if not subject.owns(resource):
        return NotShownReason.OTHER_PATIENT
    verification = ""
    if "verificationStatus" in resource:
        verification = status_code(resource, "verificationStatus")
    if TAKEN_BACK in (verification, string(resource, "status")):
        return NotShownReason.ENTERED_IN_ERROR
    return NotShownReason.REFUTED if verification == "refuted" else None
