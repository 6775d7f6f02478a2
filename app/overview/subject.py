"""Whose resource is this: the check that no other patient's information comes into an overview."""

from collections.abc import Mapping

from app.model.base import Private
from app.model.case import Patient
from app.overview.references import key_of, subject_of
from app.overview.shape import Json, child, string

_WHOLE_NUMBER = 12  # digits of a personnummer in full


class Subject(Private, frozen=True, kw_only=True):
    """The names by which a record's resources may refer to the patient."""

    key: str = ""  # Patient/123; "" lets everything through
    number: str = ""
    full_urls: Mapping[str, str] = {}

    @classmethod
    def of(cls, patient: Patient, full_urls: Mapping[str, str]) -> "Subject":
        """Return how a record refers to this patient."""
        number = patient.number.value if patient.number else ""
        return cls(key=key_of(patient.reference), number=number, full_urls=full_urls)

    def owns(self, resource: Json) -> bool:
        """Tell whether a resource is about this patient, or about no patient at all."""
        if not self.key:
            return True
        if resource.get("resourceType") == "Patient":
            return self.key == f"Patient/{string(resource, 'id')}"
        reference = subject_of(resource)
        if literal := string(reference, "reference"):
            if literal == self.key:
                return True
            key = key_of(self.full_urls.get(literal, literal))
            return key == self.key or not key.startswith(("Patient/", "urn:"))
        return self._numbered(reference)

    def _numbered(self, reference: Json) -> bool:
        number = string(child(reference, "identifier"), "value")
        digits = number.replace("-", "").replace(" ", "")
        unknown = len(digits) != _WHOLE_NUMBER or not self.number
        return unknown or digits == self.number
