"""What the window shows until somebody has signed in: in the browser, or with a token."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication

from ui.console.start_pages import SecretPage, StartPage
from ui.console.widgets import button, label, row, say


class TokenPage(SecretPage):
    """Asks for the token, where the settings name no identity provider."""

    def __init__(self, host: str, trouble: str = "") -> None:
        heading = self.tr("Sign in to {host}").format(host=host) if host else self.tr("Sign in")
        super().__init__(heading, self.tr("Token"), self.tr("Sign in"), trouble)


class SignInPage(StartPage):
    """Says why nobody is signed in, and offers to try again."""

    def __init__(self, host: str, trouble: str) -> None:
        super().__init__("")
        heading = self.tr("Sign in to {host}").format(host=host) if host else self.tr("Sign in")
        self._add(label(heading, "title", wrap=True))
        self._add(label(trouble, tone="alarm", wrap=True))
        go = button(self.tr("Sign in"), partial(self._settle, ""), "primary")
        self._add(row(None, go))
        self.setFocusProxy(go)


class BrowserPage(StartPage):
    """Waits for the browser. Answers only when it is left."""

    def __init__(self, host: str, again: Callable[[], bool], address: str) -> None:
        super().__init__("")
        heading = self.tr("Sign in to {host}").format(host=host) if host else self.tr("Sign in")
        self._again, self._address = again, address
        self._add(label(heading, "title", wrap=True))
        self._what = label("", wrap=True)
        self._trouble = label("", tone="alarm", wrap=True)
        self._add(self._what)
        self._add(self._trouble)
        copy = button(self.tr("Copy the address"), self._copy)
        open_again = button(self.tr("Open the browser again"), self._open_again, "primary")
        leave = button(self.tr("Cancel"), partial(self._settle, ""))
        self._add(row(leave, None, copy, open_again))
        self.setFocusProxy(open_again)

    def opened(self, *, well: bool) -> None:
        """Say what to do, now that the browser was opened, or could not be."""
        said = self.tr("Sign in in the browser window that has opened, then come back here.")
        trouble = self.tr(
            "No browser could be opened. Copy the address and open it in one on this computer."
        )
        say(self._what, said if well else "")
        say(self._trouble, "" if well else trouble)

    def _open_again(self) -> None:
        self.opened(well=self._again())

    def _copy(self) -> None:
        """Put the address on the clipboard: nothing in it tells who anybody is."""
        QGuiApplication.clipboard().setText(self._address)
        say(self._what, self.tr("Copied. Open it in a browser on this computer and sign in."))
