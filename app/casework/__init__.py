"""The case process's brain: load, filter, compose, answer the link."""
