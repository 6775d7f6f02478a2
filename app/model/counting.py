"""How many of what, in the English of the commands."""


def counted(count: int, what: str) -> str:
    """Return "1 row", "2 rows", "0 rows"; `what` is one of them, and its plural ends with "s"."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
