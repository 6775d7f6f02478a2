"""The practice host's child process: `python -m app.practice`.

Reads one JSON line `{"token": …, "empty": …, "rivta": …}` from stdin, writes one `{"address": …}`
to stdout, and ends when stdin ends.
"""

import json
import os
import sys
import threading

from app.practice.serving import bind, practice_store, serve


def main() -> int:
    """Serve until stdin ends."""
    words = json.loads(sys.stdin.readline() or "{}")
    if "token" not in words:
        sys.stderr.write("This is started by samsyn. By hand: samsyn practice-host\n")
        return 2
    told = {name: words.get(name, False) for name in ("empty", "rivta")}
    store, listener = practice_store(**told), bind(0)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    serve(store, words["token"], listener, ready=_tell)
    return 0


def _tell(address: str) -> None:
    sys.stdout.write(json.dumps({"address": address}) + "\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
