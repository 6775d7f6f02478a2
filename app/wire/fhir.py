"""FHIR R4 REST."""

from app.wire.http import Limits


class FhirClient:
    """One FHIR R4 server. Use `async with`, or `aclose()` in the end."""

    def __init__(self, base_url: str, token: str = "", *, limits: Limits = Limits()) -> None:
        """Take the base address, the bearer token ("" for none) and the limits."""
        self.base_url = base_url.rstrip("/")
