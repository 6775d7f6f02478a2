"""Benchmarks of the filter engine: `python -m benchmarks.fhirpath`."""
