"""Tests of the practice host and its meeting."""
