"""Who takes part in a conference, in what role, and from which organisation."""

from enum import StrEnum

from app.model.base import Private, Value


class Role(StrEnum):
    """What somebody does in the conference; the value is the code stored at the host."""

    CHAIR = "chair"
    PRESENTER = "presenter"
    COORDINATOR = "coordinator"
    PARTICIPANT = "participant"
    STUDENT = "student"
    OBSERVER = "observer"
    COMPANY = "company-representative"
    PATIENT = "patient"
    GUARDIAN = "guardian"


class OrganisationKind(StrEnum):
    """What kind of organisation somebody comes from: it decides what they may see."""

    CARE_PROVIDER = "care-provider"
    CONNECTED_SOCIAL_CARE = "connected-social-care"  # elder and disability care, lag 2022:913
    SOCIAL_SERVICES = "social-services"
    SCHOOL = "school"
    INSURANCE_AGENCY = "insurance-agency"  # Försäkringskassan
    COMPANY = "company"
    NONE = "none"  # patients and their next of kin


class Channel(StrEnum):
    """How somebody takes part."""

    IN_ROOM = "in-room"
    REMOTE_PERSON = "remote-person"
    REMOTE_ROOM = "remote-room"


class Organisation(Value, frozen=True, kw_only=True):
    """A care provider or a unit; `hsa_id` is its national identifier ("" where it has none)."""

    hsa_id: str = ""
    name: str = ""


class Actor(Private, frozen=True, kw_only=True):
    """Somebody as the national services know them: the HSA-ids of person, unit and provider."""

    employee: str
    unit: str
    provider: str


class Person(Private, frozen=True, kw_only=True):
    """Somebody who is invited to, or walks into, the conference room.

    `id` is stable within the meeting: the host's reference (`PractitionerRole/ab12`) for the
    invited, a `urn:uuid:` for a walk-in.
    """

    id: str
    name: str
    role: Role = Role.PARTICIPANT
    profession: str = ""  # the competence in words: "kirurg", "patolog"
    unit: Organisation = Organisation()
    provider: Organisation = Organisation()
    hsa_id: str = ""
    organisation: OrganisationKind = OrganisationKind.CARE_PROVIDER
    channel: Channel = Channel.IN_ROOM
    for_case: str = ""  # the one case that a patient or guardian belongs to
    responsible: str = ""  # of a remote room: who answers for everybody in it, by name

    @property
    def actor(self) -> Actor | None:
        """How the national services know this person; None where some HSA-id is missing."""
        ids = (self.hsa_id, self.unit.hsa_id, self.provider.hsa_id)
        return Actor(employee=ids[0], unit=ids[1], provider=ids[2]) if all(ids) else None
