"""Tests of the adapters of the national security services."""
