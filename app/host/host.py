"""The meeting's host as a FHIR server: `MeetingHost`."""

from collections.abc import Callable
from datetime import UTC, datetime

from app.model.people import Organisation
from app.wire.fhir import FhirClient


def utc_now() -> datetime:
    """Return the time of day, UTC, aware."""
    return datetime.now(UTC)


class FhirHost:
    """The meeting at a FHIR R4 server. `unit` and `provider` stand in where the host names none."""

    def __init__(
        self,
        client: FhirClient,
        *,
        unit: Organisation = Organisation(),
        provider: Organisation = Organisation(),
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """Take the client, which the caller closes."""
        self._client = client
