"""Who read what: AuditEvents at the host, `AccessLog`."""

from app.wire.fhir import FhirClient


class FhirAccessLog:
    """The access log at a FHIR R4 server."""

    def __init__(self, client: FhirClient) -> None:
        """Take the client, which the caller closes."""
        self._client = client
