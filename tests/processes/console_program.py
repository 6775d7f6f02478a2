"""A console that only starts a case process, says its id, and waits to be killed."""

import asyncio
import sys

from tests.processes.conftest import PROGRAM, Theatre


async def main() -> None:
    theatre = Theatre(PROGRAM)
    await theatre.show()
    theatre.slots.boot()
    spare = theatre.slots._spare
    assert spare is not None
    heart = spare.session._heartbeat
    await theatre.until(lambda: heart.booted)  # before, it has not put its belts on
    pids = (next(iter(theatre.slots._places.values())).process.pid, spare.process.pid)
    sys.stdout.write(f"{pids[0]} {pids[1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


asyncio.run(main())
