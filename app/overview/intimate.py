"""Whether a picture must be covered until somebody uncovers it: the careful default.

By security labels, and by the SNOMED CT code of the body site: genitals, perineum, anus, breast.
Words are never interpreted: a site that is told in words only may be any, so it is covered.
"""

from app.model.code_systems import SNOMED_CT
from app.overview.shape import Json, child, children, string

_LABELS = frozenset(
    (
        ("http://terminology.hl7.org/CodeSystem/v3-ActCode", "SEX"),
        ("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "V"),
        ("https://samsyn.se/fhir/CodeSystem/media", "intimate"),
    )
)
_SITES = frozenset(
    (
        "21514008",  # Structure of genital system
        "90264002",  # Male genital structure
        "53065001",  # Female genital structure
        "18911002",  # Penile structure
        "265793009",  # Entire penis
        "52737000",  # Structure of bulb of penis
        "20233005",  # Scrotal structure
        "40689003",  # Testis structure
        "45292006",  # Vulval structure
        "76784001",  # Vaginal structure
        "38864007",  # Perineal structure
        "53505006",  # Anal structure
        "397158004",  # Anal and perianal structure
        "76752008",  # Breast structure
        "181131000",  # Entire breast
        "80248007",  # Left breast structure
        "73056007",  # Right breast structure
        "24142002",  # Nipple structure
        "70925003",  # Structure of central portion of breast
        "76365002",  # Structure of upper outer quadrant of breast
        "77831004",  # Structure of upper inner quadrant of breast
        "33564002",  # Structure of lower outer quadrant of breast
        "19100000",  # Structure of lower inner quadrant of breast
    )
)


def is_intimate(resource: Json) -> bool:
    """Tell whether a Media's or a DocumentReference's pictures are covered at first."""
    labels = [
        *children(child(resource, "meta"), "security"),
        *(
            coding
            for each in children(resource, "securityLabel")
            for coding in children(each, "coding")
        ),
    ]
    if any((string(label, "system"), string(label, "code")) in _LABELS for label in labels):
        return True
    site = child(resource, "bodySite")
    known = [
        string(c, "code") for c in children(site, "coding") if string(c, "system") == SNOMED_CT
    ]
    return bool(site) and (not any(known) or not _SITES.isdisjoint(known))
