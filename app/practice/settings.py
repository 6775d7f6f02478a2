"""The settings with which a console finds the practice host's records through RIV-TA."""

from app.practice.rivta.face import PATH as RIVTA
from app.practice.server import PATH as FHIR

OWN_PROVIDER = "SE0000000001-P001"  # Region Övning, to which the practice meeting's chair belongs
CONSUMER = "SE0000000001-C001"


def rivta_record(base_url: str) -> dict[str, str]:
    """Return the `[record]` of the practice host with that FHIR base address, through RIV-TA."""
    return {
        "kind": "rivta",
        "url": base_url.removesuffix(FHIR) + RIVTA,
        "own_address": OWN_PROVIDER,
        "consumer_hsa_id": CONSUMER,
    }
