"""Who sits at the console: a token that was given, or a sign-in in the system's browser.

Both are asked for a token by `ui.opening`, again and again if the host refuses it. A sign-in is
kept alive during the meeting, asked for anew below the pages where that does not go, and ended
with the program. Leaves out the protocol (`app.signin`).
"""

import asyncio
import math
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from datetime import datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from app import logs
from app.model.errors import HostError, HostRefused, SignInLeft, SignInRefused, SignInUntrusted
from app.model.sign_in import IdentityProvider
from app.room.ports import Timer
from app.signin.account import Account
from app.signin.loopback import Words
from app.signin.session import Attempt, Session, SignIn, keep
from app.tasks import TaskOwner
from ui import words
from ui.console.foot_strip import FootStrip, StripView
from ui.console.sign_in_pages import BrowserPage, SignInPage, TokenPage
from ui.console.start_pages import StartPage, WaitPage
from ui.console.window import ConsoleWindow
from ui.translatable import QT_TRANSLATE_NOOP

_GOES_TO = QT_TRANSLATE_NOOP("opening", "The sign-in is being opened …")
_BACK = QT_TRANSLATE_NOOP("opening", "Go back to Samsyn. This window can be closed.")
_REFUSED = QT_TRANSLATE_NOOP("opening", "Nobody was signed in. Go back to Samsyn to try again.")
_STRANGER = QT_TRANSLATE_NOOP(
    "opening", "This does not belong to the sign-in that Samsyn waits for."
)
_ENDS = QT_TRANSLATE_NOOP("opening", "Your sign-in ends at {time}.")
_GO_ON = QT_TRANSLATE_NOOP("opening", "Sign in again and the meeting goes on as it is.")
_AGAIN = QT_TRANSLATE_NOOP("opening", "Sign in again")
_IN_BROWSER = QT_TRANSLATE_NOOP("opening", "Sign in in the browser, then come back here.")
_OPEN_AGAIN = QT_TRANSLATE_NOOP("opening", "Open the browser again")
_UNREACHABLE = QT_TRANSLATE_NOOP(
    "opening",
    "The sign-in does not answer as it should. Check that this computer is on the hospital's "
    "network, then try again.",
)
_SOMEBODY_ELSE = QT_TRANSLATE_NOOP(
    "opening", "Somebody else signed in. This meeting is open in {name}'s name."
)

_LEAVE_S = 5.0  # that closing the program waits for a provider which does not answer
_MENDED_S = 60.0  # a host that refuses the renewed token, too, does so for another reason


class WayIn(Protocol):
    """How the program gets to ask the host."""

    @property
    def account(self) -> Account | None:
        """Who has signed in, None where nobody proves that."""
        ...

    async def token(self, trouble: str) -> str:
        """Return a token. `trouble`: why the one before was not accepted, "" at first."""
        ...

    def keep(self, renewed: Callable[[str], None]) -> None:
        """Stay signed in from now on; `renewed` is told every new token."""
        ...

    def refused(self) -> None:
        """Hear that the host does not accept the token any more."""
        ...

    async def aclose(self) -> None:
        """Sign out."""
        ...


class ByToken:
    """A token by hand, where the settings name no identity provider, or of the practice host."""

    account = None

    def __init__(self, window: ConsoleWindow, host_name: str, token: str) -> None:
        """Take the window, the host's name in words, and the token, "" to ask for it."""
        self._window, self._host_name, self._token = window, host_name, token

    async def token(self, trouble: str) -> str:
        """Return the token that was given, else ask for one."""
        given, self._token = self._token, ""
        return given or await _ask(self._window, TokenPage(self._host_name, trouble))

    def keep(self, renewed: Callable[[str], None]) -> None:
        """Leave it as it is: it ends when it ends."""

    def refused(self) -> None:
        """Leave it at what the meeting says of it."""

    async def aclose(self) -> None:
        """Leave it to whoever has given it."""


class ByBrowser:
    """A sign-in at the hospital's identity provider."""

    def __init__(
        self,
        window: ConsoleWindow,
        provider: IdentityProvider,
        *,
        host_name: str,
        host_url: str,
        clock: Timer,
        language: str,
    ) -> None:
        """Take the window, the provider, and for which host the token is."""
        self._window, self._host_name, self._clock = window, host_name, clock
        self._way = SignIn(provider, _words(language), audience=host_url)
        self._session: Session | None = None
        self._tasks = TaskOwner(logs.failure)
        self._renewed: Callable[[str], None] = lambda _token: None
        self._strip: FootStrip | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._mending: asyncio.Task[None] | None = None
        self._address = self._why = ""
        self._mended = -math.inf

    @property
    def account(self) -> Account | None:
        """Who has signed in."""
        return self._session.account if self._session else None

    async def token(self, trouble: str) -> str:
        """Have somebody sign in, however many tries it takes; return the token."""
        await self._leave()
        while True:
            if trouble:
                await _ask(self._window, SignInPage(self._host_name, trouble))
            self._window.show_page(WaitPage(_tr(_GOES_TO)))
            try:
                self._session = session = await self._attempt()
            except HostError as error:
                logs.failure("sign-in", error)
                trouble = _sentence(error)
            else:
                _to_front(self._window)
                return session.token

    async def _attempt(self) -> Session:
        async with self._way.attempt() as attempt:
            page = BrowserPage(self._host_name, lambda: _open(attempt.address), attempt.address)
            self._window.show_page(page)
            page.setFocus()
            page.opened(well=_open(attempt.address))
            return await _first(attempt, page)

    def keep(self, renewed: Callable[[str], None]) -> None:
        """Renew the token for as long as that goes, then have it asked for anew."""
        self._renewed = renewed
        if self._session is not None:
            self._keeping = self._tasks.start("sign-in", self._keep(self._session))

    async def _keep(self, session: Session) -> None:
        await keep(session, self._clock, renewed=self._renewed, ends=self._ends)

    def refused(self) -> None:
        """Renew the token before its time, or have it asked for anew."""
        idle = self._mending is None or self._mending.done()
        if self._session is not None and self._strip is None and idle:
            self._mending = self._tasks.start("sign-in-refused", self._mend(self._session))

    async def _mend(self, session: Session) -> None:
        before, self._mended = self._mended, self._clock.monotonic()
        if session.can_renew and self._mended - before > _MENDED_S:
            try:
                await session.renew()
            except HostError as error:
                logs.failure("sign-in", error)
            else:
                self._renewed(session.token)
                return
        self._ends(words.error(HostRefused.code))

    async def aclose(self) -> None:
        """Sign out, at the provider and in the browser, too."""
        await self._tasks.close()
        with suppress(HostError, TimeoutError):
            async with asyncio.timeout(_LEAVE_S):
                await self._leave(browser=True)
        await self._way.aclose()

    async def _leave(self, *, browser: bool = False) -> None:
        session, self._session = self._session, None
        for task in filter(None, (self._keeping, self._mending)):
            task.cancel()
        if session is None:
            return
        way_out = await session.leave()
        if browser and way_out:
            _open(way_out)

    # --- signing in again, during the meeting -----------------------------------------------------

    def _ends(self, why: str = "") -> None:
        """Have a strip below the pages say it, once; `why` in place of when it ends."""
        if self._session is None or self._strip is not None:
            return
        left = self._session.left or 0
        at = (datetime.now().astimezone() + timedelta(seconds=max(0, left))).strftime("%H:%M")
        self._why = why or _tr(_ENDS).format(time=at)
        self._strip = FootStrip(self._pressed)
        self._window.set_foot(self._strip)
        self._say_it_ends()

    def _say_it_ends(self, trouble: str = "") -> None:
        self._say(self._why, trouble or _tr(_GO_ON), _tr(_AGAIN), tone="warn")

    def _say(self, sentence: str, more: str, action: str, *, tone: str = "") -> None:
        if self._strip is not None:
            view = StripView(sentence=sentence, more=more, tone=tone, action=action)
            self._strip.present(view)

    def _pressed(self) -> None:
        if self._address:
            _open(self._address)
        else:
            self._tasks.start("sign-in-again", self._again())

    async def _again(self) -> None:
        before = self._session
        if before is None:
            return
        try:
            async with self._way.attempt() as attempt:
                self._address = attempt.address
                _open(attempt.address)
                self._say(_tr(_IN_BROWSER), "", _tr(_OPEN_AGAIN))
                session = await attempt.finish()
        except HostError as error:
            logs.failure("sign-in", error)
            self._say_it_ends(_sentence(error))
        else:
            if session.account.subject == before.account.subject:
                self._goes_on(session)
                with suppress(HostError):
                    await before.leave()
            else:
                name = before.account.name
                self._say_it_ends(_tr(_SOMEBODY_ELSE).format(name=name))
                with suppress(HostError):
                    await session.leave()
        finally:
            self._address = ""

    def _goes_on(self, session: Session) -> None:
        self._session, self._strip = session, None
        self._window.set_foot(None)
        _to_front(self._window)
        self._renewed(session.token)
        self.keep(self._renewed)


async def _first(attempt: Attempt, page: BrowserPage) -> Session:
    """Return who has signed in; raises SignInLeft when the page is left first."""
    came = asyncio.ensure_future(attempt.finish())
    left = asyncio.ensure_future(page.answer())
    async with AsyncExitStack() as stack:
        stack.callback(came.cancel)
        stack.callback(left.cancel)
        await asyncio.wait({came, left}, return_when=asyncio.FIRST_COMPLETED)
        if not came.done():
            raise SignInLeft("left at the console")
        return came.result()


def _sentence(error: HostError) -> str:
    """Say what went wrong; what other errors say is about the record system."""
    own = isinstance(error, SignInRefused | SignInUntrusted)
    return words.error(error.code) if own else _tr(_UNREACHABLE)


async def _ask(window: ConsoleWindow, page: StartPage) -> str:
    window.show_page(page)
    page.setFocus()
    return await page.answer()


def _open(address: str) -> bool:
    """Open an address in the system's browser; tell whether there was one."""
    return QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))


def _to_front(window: ConsoleWindow) -> None:
    window.raise_()
    window.activateWindow()


def _words(language: str) -> Words:
    return Words(
        language=language,
        back=_tr(_BACK),
        refused=_tr(_REFUSED),
        stranger=_tr(_STRANGER),
    )


def _tr(source: str) -> str:
    return QCoreApplication.translate("opening", source)
