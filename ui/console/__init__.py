"""The chair's window."""
