"""How much of a person's identity the banner of every page tells."""

from enum import StrEnum


class BannerPolicy(StrEnum):
    """FULL: name, number, age, sex. SHARED: name, birth year and case number only.

    SHARED is for as long as the screen is shared with remote viewers. A protected identity hides
    the name under either policy.
    """

    FULL = "full"
    SHARED = "shared"
