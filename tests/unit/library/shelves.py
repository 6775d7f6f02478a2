"""Texts, releases and local texts to put into a store."""

from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import resources
from app.library.release import Release
from app.model.local_text import LocalText
from app.model.outcome import StandardText

PUBLISHED = datetime(2026, 11, 1, 8, tzinfo=UTC)


def a_text(number: int = 1, **more: Any) -> StandardText:
    """Return a text that nothing is wrong with."""
    usual = {
        "url": f"https://example.org/texts/{number}",
        "version": "2026.1",
        "title": f"Koloncancer, text {number}",
        "text": "Kirurgi med kurativt syfte, {sida!}.",
        "status": "active",
    }
    return StandardText(**{**usual, **more})


def a_local(title: str = "Lokal rutin", **more: Any) -> LocalText:
    """Return a local text that nobody has kept yet."""
    usual = {
        "url": "",
        "version": "",
        "title": title,
        "text": "Remiss till {enhet!}.",
        "status": "",
    }
    return LocalText(text=StandardText(**{**usual, **more}))


def a_definition(name: str = "general") -> bytes:
    """Return a definition's file."""
    return files(resources).joinpath("definitions", f"{name}.json").read_bytes()


def a_release(version: int = 1, *texts: StandardText, **more: Any) -> Release:
    """Return a release with these texts, or one."""
    usual = {"definitions": (("general.json", a_definition()),)}
    return Release(
        version=version, published=PUBLISHED, texts=texts or (a_text(),), **{**usual, **more}
    )
