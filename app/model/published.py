"""What published things have in common: how they are named, versioned, and for whom they are."""

from typing import Annotated

from msgspec import Meta

Canonical = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9+.-]*:[^|\s]+$", max_length=200)]
"""A FHIR canonical without its version."""

Version = Annotated[str, Meta(pattern=r"^[^|\s]+$", max_length=60)]
"""What stands behind the `|` of a canonical."""

Key = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
"""A name within a file, or for the command line."""

Phrase = Annotated[str, Meta(pattern=r"\S", max_length=200)]
"""A few words."""

DiagnosisPrefix = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z]([0-9][0-9A-Z.]*)?$",
        max_length=10,
        description="as ICD-10-SE codes begin: C18, C20.9",
    ),
]
"""How an ICD-10-SE code begins: `C18`, `D01.0`."""

Day = Annotated[str, Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
"""An ISO date, or "" where it is open."""

Status = Annotated[str, Meta(pattern="^(practice|active|local|retired)$")]
"""practice: reviewed by nobody, refused outside practice; local: the organisation's own."""
