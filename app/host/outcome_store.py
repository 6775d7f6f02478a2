"""Outcomes at the host: drafts, revisions delivered once, and what is held of them.

Mapping: docs/host.md, "Outcome".
"""

from collections.abc import Iterable

from app.host import codes, delivery, outcomes
from app.host.delivery import Held
from app.host.writes import ATTEMPTS, change, ensure, is_unclear
from app.model.errors import HostConflict, HostError
from app.model.outcome import Outcome
from app.overview.shape import Json, children, string
from app.room.ports import OutcomeContext
from app.wire.fhir import FhirClient
from app.wire.together import together


class OutcomeStore:
    """Reads and writes the resources of ours that belong to cases."""

    def __init__(self, client: FhirClient) -> None:
        """Take the client, which the caller closes."""
        self._client = client

    async def of_cases(self, kind: str, meeting: str, case_ids: Iterable[str]) -> list[Json]:
        """Return the resources of that type that we made for these cases."""
        values = {codes.same_uuid(meeting, each) for each in case_ids}
        if not values:
            return []
        wanted = ",".join(f"{codes.CASE_ID}|{each}" for each in sorted(values))
        found = await self._client.search(kind, [("identifier", wanted)])
        return [each for each in found if _case_ids(each) & values]

    async def save_draft(self, outcome: Outcome, context: OutcomeContext) -> None:
        """Keep the outcome as a draft.

        Raises HostConflict when the revision is delivered already, with another content.
        """
        held = Held(plans=tuple(await self._of_case("CarePlan", outcome)))
        if delivery.is_delivered(held, outcome, context):
            return
        draft = outcomes.care_plan(outcome, context, outcomes.DRAFT)
        kept = await ensure(self._client, draft, outcomes.unique(outcome))
        await change(self._client, kept, lambda now: _redrafted(now, draft))

    async def deliver(
        self, outcome: Outcome, context: OutcomeContext, meeting_encounter: str
    ) -> None:
        """Deliver one revision, once, in one transaction.

        Delivering the same revision again changes nothing. Raises HostConflict when the host
        holds another content for this revision, or a newer revision.
        """
        unclear: HostError = HostConflict("somebody else was first")
        for attempt in range(ATTEMPTS):
            held = await self._held(outcome, meeting_encounter)
            if delivery.is_delivered(held, outcome, context):
                return
            try:
                await self._client.transaction(delivery.delivery(held, outcome, context))
            except HostError as error:
                # A conflict may be our own first try, repeated on the way: so look once more.
                if not is_unclear(error) and not isinstance(error, HostConflict):
                    raise
                unclear = error
                await self._client.backoff.pause(attempt)
            else:
                return
        raise unclear

    async def _held(self, outcome: Outcome, meeting_encounter: str) -> Held:
        plans = tuple(await self._of_case("CarePlan", outcome))
        if outcome.revision == 1:
            return Held(plans=plans, meeting_encounter=meeting_encounter)
        kinds = ("Task", "DocumentReference", "ServiceRequest")
        tasks, notes, referrals = await together([self._of_case(k, outcome) for k in kinds])
        return Held(
            plans=plans,
            tasks=tuple(tasks),
            notes=tuple(notes),
            referrals=tuple(referrals),
            meeting_encounter=meeting_encounter,
        )

    async def _of_case(self, kind: str, outcome: Outcome) -> list[Json]:
        return await self.of_cases(kind, outcome.meeting, [outcome.case])


def _case_ids(resource: Json) -> set[str]:
    identifiers = children(resource, "identifier")
    return {string(each, "value") for each in identifiers if each.get("system") == codes.CASE_ID}


def _redrafted(now: Json, draft: Json) -> Json:
    if now.get("status") != outcomes.DRAFT:
        raise HostConflict("the draft has become a recommendation")
    return now if outcomes.says_the_same(now, draft) else outcomes.rewritten(now, draft)
