"""The browser of whoever signs in, without a screen: redirects, cookies, forms.

It does what people and scripts do on the provider's pages, and opens whatever comes after them.
As a program it stands in for the desktop's browser: python -m tests.signin.browser LOGIN ADDRESS
"""

import argparse
import asyncio
import shlex
import sys
from collections.abc import Callable
from http.cookiejar import LWPCookieJar
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

import httpx2
from lxml import html

_SECONDS = 60.0  # of one request: the program that is called back may ask a provider first
_MOST_STEPS = 30
_ROOT = Path(__file__).parents[2]
_GET_AGAIN = frozenset({301, 302, 303})
_SAME_AGAIN = frozenset({307, 308})


class BrowserError(Exception):
    """A page on the way was not what it should be."""


class RefusedError(BrowserError):
    """The provider asks once more for a login name: it did not take the first one."""


class Page:
    """What an answer shows."""

    def __init__(self, response: httpx2.Response) -> None:
        self.response = response
        self.address = str(response.url)
        is_html = response.headers.get("content-type", "").startswith("text/html")
        self._root = html.document_fromstring(response.text) if is_html and response.text else None

    @property
    def text(self) -> str:
        """Return the words that a person sees, one blank between them."""
        if self._root is None:
            return self.response.text
        seen = self._root.xpath("//body//text()[not(ancestor::script or ancestor::style)]")
        assert isinstance(seen, list)
        return " ".join(" ".join(map(str, seen)).split())

    @property
    def forms(self) -> list[html.FormElement]:
        return [] if self._root is None else list(self._root.forms)

    @property
    def submits_itself(self) -> bool:
        """Tell whether a script sends the page's one form."""
        if self._root is None or len(self.forms) != 1:
            return False
        return bool(self._root.xpath("//script | //body[@onload]"))

    def form(self, name: str) -> html.FormElement | None:
        return next((form for form in self.forms if form.get("id") == name), None)

    def sent(self, form: html.FormElement, **fields: str) -> httpx2.Request:
        """Return what a browser sends when the form is filled in so."""
        values = dict(form.form_values())
        action = self.response.url.join(form.get("action") or "")
        content = urlencode({**values, **fields})
        if form.method != "POST":
            return httpx2.Request("GET", action.copy_with(query=content.encode()))
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return httpx2.Request("POST", action, content=content, headers=headers)


Answer = Callable[[Page], httpx2.Request | None]


class Browser:
    """One person's browser. `cookies`: a file that keeps them for the next program.

    `visited`: method and address, without the query, of every request so far. `page`: the last one.
    """

    def __init__(self, cookies: Path | None = None) -> None:
        self._file = cookies
        self._jar = LWPCookieJar(cookies)
        if cookies and cookies.exists():
            self._jar.load(ignore_discard=True)
        self._client = httpx2.AsyncClient(cookies=self._jar, timeout=_SECONDS, trust_env=False)
        self.visited: list[str] = []
        self.page: Page | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close it, and keep the cookies if there is a file for them."""
        await self._client.aclose()
        if self._file:
            self._jar.save(ignore_discard=True)

    async def sign_in(self, address: str, login: str) -> str:
        """Sign in with that name, agree to all, and return the words of the last page.

        Raises RefusedError when the provider does not know the name.
        """
        asked = False

        def answer(page: Page) -> httpx2.Request | None:
            nonlocal asked
            form = page.form("login")
            if form is None:
                return _agreed(page)
            if asked:
                raise RefusedError(page.text)
            asked = True
            return page.sent(form, login=login, password="any")

        return await self._go(address, answer)

    async def cancel(self, address: str) -> str:
        """Press Cancel on the provider's first page, and return the words of the last page."""

        def answer(page: Page) -> httpx2.Request | None:
            form = page.form("cancel")
            return None if form is None else page.sent(form)

        return await self._go(address, answer)

    async def open(self, address: str) -> str:
        """Open it, sign out if the provider asks so, and return the words of the last page."""
        return await self._go(address, _signed_out)

    async def _go(self, address: str, answer: Answer) -> str:
        request: httpx2.Request | None = httpx2.Request("GET", address)
        for _ in range(_MOST_STEPS):
            if request is None:
                assert self.page is not None
                return self.page.text
            response = await self._send(request)
            request = _redirected(request, response)
            if request is None:
                self.page = page = Page(response)
                request = page.sent(page.forms[0]) if page.submits_itself else answer(page)
        raise BrowserError(f"still on the way after {_MOST_STEPS} requests")

    async def _send(self, request: httpx2.Request) -> httpx2.Response:
        bare = request.url.copy_with(query=None, fragment=None)
        self.visited.append(f"{request.method} {bare}")
        kind = request.headers.get("content-type")
        return await self._client.request(
            request.method,
            request.url.copy_with(fragment=None),
            content=request.content,
            headers={"Content-Type": kind} if kind else {},
        )


def _redirected(request: httpx2.Request, response: httpx2.Response) -> httpx2.Request | None:
    where = response.headers.get("location")
    if where is None:
        return None
    address = response.url.join(where)
    if response.status_code in _GET_AGAIN:
        return httpx2.Request("GET", address)
    if response.status_code in _SAME_AGAIN:
        return httpx2.Request(
            request.method, address, content=request.content, headers=request.headers
        )
    return None


def _signed_out(page: Page) -> httpx2.Request | None:
    form = page.form("op.logoutForm")
    return None if form is None else page.sent(form, logout="yes")


def _agreed(page: Page) -> httpx2.Request | None:
    form = page.form("consent")
    return _signed_out(page) if form is None else page.sent(form)


def browser_program(folder: Path, login: str) -> Path:
    """Write a program for the BROWSER variable that signs in so; cookies are kept in the folder.

    Its addresses may be those of a sign-out as well. What it saw is in browser.log there.
    """
    program = folder / "browser"
    program.write_text(
        "#!/bin/sh\n"
        f"PYTHONPATH={shlex.quote(str(_ROOT))} exec {shlex.quote(sys.executable)}"
        f" -m tests.signin.browser --cookies {shlex.quote(str(folder / 'cookies'))}"
        f' {shlex.quote(login)} "$@" >>{shlex.quote(str(folder / "browser.log"))} 2>&1\n',
        encoding="utf-8",
    )
    program.chmod(0o700)
    return program


async def _visit(login: str, address: str, cookies: Path | None) -> str:
    async with Browser(cookies) as browser:
        return await browser.sign_in(address, login)


def main() -> int:
    """Sign in, say what the last page says, and tell by 1 that the name was refused."""
    parser = argparse.ArgumentParser(prog="python -m tests.signin.browser")
    parser.add_argument("login")
    parser.add_argument("address")
    parser.add_argument("--cookies", type=Path)
    given = parser.parse_args()
    try:
        said = asyncio.run(_visit(given.login, given.address, given.cookies))
    except RefusedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
