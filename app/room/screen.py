"""The one mode of the room screen and how it changes. Pure; ELSEWHERE is not entered from here."""

from app.model.base import Value
from app.room.stage_view import ScreenMode


class Screen(Value, frozen=True, kw_only=True):
    """The mode, and what BLACK covers: the mode that comes back when black is taken away."""

    mode: ScreenMode = ScreenMode.WAITING
    covered: ScreenMode = ScreenMode.WAITING


WAITING = Screen()


def page_ready(screen: Screen) -> Screen:
    """Return the screen when a case's first page stands: LIVE, behind the black if there is one."""
    return _beneath(screen, ScreenMode.LIVE)


def case_gone(screen: Screen) -> Screen:
    """Return the screen when its case is taken away: WAITING, but a black screen stays black."""
    return _beneath(screen, ScreenMode.WAITING)


def toggle_black(screen: Screen) -> Screen:
    """Return a black screen, or the one that the black covered."""
    if screen.mode is ScreenMode.BLACK:
        return Screen(mode=screen.covered)
    return Screen(mode=ScreenMode.BLACK, covered=screen.mode)


def toggle_freeze(screen: Screen) -> Screen:
    """Return LIVE frozen or FROZEN live; every other mode has nothing to freeze."""
    match screen.mode:
        case ScreenMode.LIVE:
            return Screen(mode=ScreenMode.FROZEN)
        case ScreenMode.FROZEN:
            return Screen(mode=ScreenMode.LIVE)
        case _:
            return screen


def uncover(screen: Screen) -> Screen:
    """Return what "show" makes of a case that is on stage already: seen and going on."""
    beneath = screen.covered if screen.mode is ScreenMode.BLACK else screen.mode
    return Screen(mode=ScreenMode.LIVE if beneath is ScreenMode.FROZEN else beneath)


def _beneath(screen: Screen, mode: ScreenMode) -> Screen:
    if screen.mode is ScreenMode.BLACK:
        return Screen(mode=ScreenMode.BLACK, covered=mode)
    return Screen(mode=mode)
