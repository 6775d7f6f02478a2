"""Adapters: the meeting's host, consents, access log; outcomes and their delivery."""
