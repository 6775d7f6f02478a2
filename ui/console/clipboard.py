"""What was copied from a patient's case leaves the clipboard when the case is left."""

from PySide6.QtGui import QGuiApplication

from app.room.state import RoomState


class ClipboardGuard:
    """Clears only what this program has put there."""

    def __init__(self) -> None:
        self._case = ""

    def present(self, state: RoomState) -> None:
        """Clear the clipboard when another case, or none, is on stage."""
        case = state.on_stage.case if state.on_stage is not None else ""
        before, self._case = self._case, case
        if before and before != case:
            clear()


def clear() -> None:
    """Clear the clipboard if what is on it is ours."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
