"""The one mode of the room screen and how it changes. Pure."""

from app.model.base import Value
from app.room.stage_view import ScreenMode


class Screen(Value, frozen=True, kw_only=True):
    """What the case itself gives the screen (WAITING, LIVE, FROZEN), and what covers it.

    `covers`: BLACK and ELSEWHERE, each once at most; the last one is on top.
    """

    beneath: ScreenMode = ScreenMode.WAITING
    covers: tuple[ScreenMode, ...] = ()

    @property
    def mode(self) -> ScreenMode:
        """The one mode that is seen."""
        return self.covers[-1] if self.covers else self.beneath


WAITING = Screen()


def page_ready(screen: Screen) -> Screen:
    """Return the screen when a case's first page stands: LIVE, behind what covers it."""
    return Screen(beneath=ScreenMode.LIVE, covers=screen.covers)


def case_gone(screen: Screen) -> Screen:
    """Return the screen when its case is taken away: WAITING, behind what covers it."""
    return Screen(covers=screen.covers)


def gate_closed(screen: Screen) -> Screen:
    """Return the screen when the gate takes its case away.

    A black screen stays black. Another system does not keep the screen: whoever may not see the
    case may not see it there either.
    """
    return Screen(covers=tuple(one for one in screen.covers if one is ScreenMode.BLACK))


def toggle(screen: Screen, cover: ScreenMode) -> Screen:
    """Return the screen with that cover (BLACK, ELSEWHERE) on top, or without it if it is."""
    others = tuple(one for one in screen.covers if one is not cover)
    covers = others if screen.mode is cover else (*others, cover)
    return Screen(beneath=screen.beneath, covers=covers)


def toggle_freeze(screen: Screen) -> Screen:
    """Return LIVE frozen or FROZEN live; every other mode has nothing to freeze."""
    match screen.mode:
        case ScreenMode.LIVE:
            return Screen(beneath=ScreenMode.FROZEN)
        case ScreenMode.FROZEN:
            return Screen(beneath=ScreenMode.LIVE)
        case _:
            return screen


def uncover(screen: Screen) -> Screen:
    """Return what "show" makes of a case that is on stage already: seen and going on."""
    frozen = screen.beneath is ScreenMode.FROZEN
    return Screen(beneath=ScreenMode.LIVE if frozen else screen.beneath)
