"""Adapters: where a patient's record comes from."""
