"""Addresses of servers: what may be used as a base address, and what lies on the same origin.

A base address is https, or http on this very machine; it holds no user, password, query or
fragment.
"""

import ipaddress
from urllib.parse import SplitResult, urljoin, urlsplit

_PORTS = {"http": 80, "https": 443}


class AddressError(ValueError):
    """An address that may not be used; its text is the cure, in a few words."""


def check_base_url(url: str) -> str:
    """Return the base address without a trailing slash; raises AddressError with the cure."""
    parts = _split(url)
    if parts is None or parts.scheme not in _PORTS or not parts.hostname:
        raise AddressError("write a whole address, such as https://fhir.example.org/r4")
    if "@" in parts.netloc:
        raise AddressError("take user and password out of the address")
    if parts.query or parts.fragment or "?" in url or "#" in url:
        raise AddressError("take '?' and '#' out of the address")
    if any(sign.isspace() for sign in url) or not url.isprintable():
        raise AddressError("take spaces out of the address")
    if parts.scheme == "http" and not is_loopback(url):
        raise AddressError("use https: without TLS only this very machine (127.0.0.1) is accepted")
    return url.rstrip("/")


def check_endpoint(url: str, base_url: str) -> None:
    """Raise AddressError unless the address is as safe as the base address that named it.

    It may have a query: an endpoint of a provider that lies elsewhere than its issuer.
    """
    parts = _split(url)
    if parts is None or parts.fragment or not url.isprintable() or any(map(str.isspace, url)):
        raise AddressError("an endpoint that is none")
    check_base_url(parts._replace(query="").geturl())
    if parts.scheme == "http" and not is_loopback(base_url):
        raise AddressError("an endpoint without TLS")


def is_loopback(url: str) -> bool:
    """Tell whether an address points at this very machine."""
    parts = _split(url)
    host = (parts.hostname or "") if parts else ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def on_same_origin(base_url: str, url: str) -> str | None:
    """Return the address, made absolute, when it lies on the base address's origin; else None."""
    try:
        parts, base = _split(urljoin(f"{base_url}/", url)), _split(base_url)
    except ValueError:
        return None
    if parts is None or base is None or _origin(parts) != _origin(base) or "@" in parts.netloc:
        return None
    return parts.geturl()


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 -- reading it is what checks it
    except ValueError:
        return None
    return parts


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)
