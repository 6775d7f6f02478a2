"""The practice host's RIV-TA face: the same practice patients through the contracts of NPÖ.

Plain FHIR of the store in, schema-valid answers of the national contracts out, and the services of
consent, relation, blocks and log. What RIV-TA has no place for is left out here as it is in care.
"""
