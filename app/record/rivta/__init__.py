"""A patient's record from RIV-TA service contracts, such as NPÖ's, as FHIR R4 resources."""
