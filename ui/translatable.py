"""Marks a text for lupdate without translating it yet, with a type (PySide6 says `object`)."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001, N802 -- the name lupdate knows
    """Return the text; `QCoreApplication.translate(context, text)` translates it when shown."""
    return text
