"""The command line: one sub-command per module; only starting the windows imports Qt."""

import sys
from importlib.metadata import version


def main() -> int:
    """Run the `samsyn` command."""
    sys.stdout.write(f"samsyn {version('samsyn')}\n")
    return 0
