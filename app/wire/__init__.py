"""How we speak to others: HTTP with deadlines, caps and retries; FHIR REST. Knows no meeting."""
