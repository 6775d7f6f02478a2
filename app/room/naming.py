"""What care providers are called whose information is blocked: records often tell HSA-ids only.

The host's directory is asked, once for each, and only about those that the console may hear of.
"""

from app.model.errors import HostError
from app.room.desk import Desk
from app.room.ports import CaseEvent, CaseProgress, MeetingHost
from app.tasks import TaskOwner


class Naming:
    """Asks the host; without an answer the HSA-id stands."""

    def __init__(self, desk: Desk, host: MeetingHost, tasks: TaskOwner) -> None:
        """Take where names are kept, and who knows them."""
        self._desk, self._host, self._tasks = desk, host, tasks
        self._asked: set[str] = set()

    def heard(self, event: CaseEvent) -> None:
        """Ask for the names that a case process could not tell."""
        told = event.blocked_by if isinstance(event, CaseProgress) else ()
        nameless = {each.hsa_id for each in told if each.name in ("", each.hsa_id)}
        if new := nameless - self._asked:
            self._asked |= new
            self._tasks.start("name providers", self._learn(tuple(sorted(new))))

    async def _learn(self, hsa_ids: tuple[str, ...]) -> None:
        try:
            names = await self._host.names_of(hsa_ids)
        except HostError:
            self._asked.difference_update(hsa_ids)
        else:
            self._desk.change(names={**self._desk.memory.names, **names})
