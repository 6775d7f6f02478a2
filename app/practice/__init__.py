"""The embedded practice host: a small FHIR R4 server of our own, and a practice meeting in it."""
