"""`samsyn`: the meetings of the configured host; the practice meeting when none is configured."""

import argparse


def run(args: argparse.Namespace) -> int:
    """Open the console and the room screen; return when the chair has closed them."""
    from ui.main import Start, run_console  # noqa: PLC0415 -- Qt is loaded for windows only

    return run_console(Start(config=args.config, language=args.language))
