"""Code systems that more than one part of the program knows by name, as FHIR writes them."""

KVA = "urn:oid:1.2.752.116.1.3.2.1.4"  # klassifikation av vårdåtgärder
SNOMED_CT = "http://snomed.info/sct"
