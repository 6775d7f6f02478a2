"""A patient's record from a FHIR R4 server: `RecordSource`."""

from app.wire.fhir import FhirClient


class FhirRecordSource:
    """One FHIR R4 server as the source `name` (in words)."""

    def __init__(self, client: FhirClient, name: str) -> None:
        """Take the client, which the caller closes."""
        self._client, self._name = client, name
