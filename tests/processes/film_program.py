"""A console that only shows a film to its end, beginning to end twice, and tells what it saw.

Arguments: the practice host's address, its token, and the case as JSON.
"""

import asyncio
import sys

import msgspec

from app.model.case import Case
from app.room.ports import FilmState, Slot
from tests.processes.real import now, on_stage, order_of, real_theatre, turned


async def main(base_url: str, token: str, case: Case) -> None:
    theatre = real_theatre(base_url, token)
    pages = await on_stage(theatre, order_of(case, "rare"))
    for page in range(1, pages + 1):
        if (await turned(theatre, page)).film is FilmState.STILL:
            break
    theatre.slots.play(playing=True)
    await theatre.until(lambda: now(theatre).film is FilmState.PLAYING)
    await theatre.until(lambda: now(theatre).film is FilmState.STILL)
    theatre.slots.leave(Slot.ON_STAGE)
    sys.stdout.write(f"{len(theatre.seen) - page}\n")
    theatre.slots.close()


if __name__ == "__main__":
    address, secret, described = sys.argv[1:]
    asyncio.run(main(address, secret, msgspec.json.decode(described, type=Case)))
