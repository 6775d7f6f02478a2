"""Adapters: the national security services, by RIV-TA service contracts."""
