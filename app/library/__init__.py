"""Adapter: all non-personal things kept on disk, their signed updates, screening."""
