"""The way to a meeting: practice or the hospital's host, sign-in, which meeting, led or prepared.

What cannot be done is said in the window, with a way to try again. Leaves out the room itself
(`ui.main`).
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec
from PySide6.QtCore import QCoreApplication

from app import logs
from app.config import Config, HostConfig, RecordConfig
from app.host.host import FhirHost, chair_of
from app.model.case import Meeting
from app.model.errors import HostError, HostRefused, NotInvited
from app.model.people import OrganisationKind, Person, Role
from app.practice.process import PracticeHost, start_practice_host
from app.practice.settings import rivta_record
from app.room.ports import MeetingHeader
from app.room.state import Purpose
from app.signin.account import Account
from app.wire.fhir import FhirClient
from ui import words
from ui.console.purpose_pages import PersonPage, PurposePage
from ui.console.start_pages import MeetingPage, StartPage, TroublePage, WaitPage
from ui.console.window import ConsoleWindow
from ui.signing_in import WayIn
from ui.translatable import QT_TRANSLATE_NOOP

_PRACTICE_STARTS = QT_TRANSLATE_NOOP(
    "opening", "The practice meeting is being prepared. It begins anew each time."
)
_MEETINGS_FETCHED = QT_TRANSLATE_NOOP("opening", "The meetings are being fetched …")
_NO_MEETING = QT_TRANSLATE_NOOP(
    "opening", "There is no meeting today, and none in the days to come."
)
_PLAN_IT = QT_TRANSLATE_NOOP("opening", "Plan it in the record system, then try again.")
_CHECK_NETWORK = QT_TRANSLATE_NOOP(
    "opening", "Check that this computer is on the hospital's network, then try again."
)

_STAFF = (Role.CHAIR, Role.COORDINATOR, Role.PRESENTER, Role.PARTICIPANT)


def tr(source: str) -> str:
    """Return a text of this module in the interface's language."""
    return QCoreApplication.translate("opening", source)


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """A meeting that can be opened: where it is, with which token, and who chairs it.

    `source` is what the host calls itself, for the settings that give it no name. Preparing,
    `chair` is whoever prepares.
    """

    client: FhirClient
    host: FhirHost
    token: str
    meeting: Meeting
    chair: Person
    source: str
    purpose: Purpose = Purpose.MEETING


class Opening:
    """Asks the chair for what is missing, in the console's window."""

    def __init__(self, window: ConsoleWindow, host: HostConfig, way_in: WayIn) -> None:
        """Take the window, where the host is, and how to get in there."""
        self._window, self._host, self._way_in = window, host, way_in
        self._client: FhirClient | None = None

    async def find(self) -> Found:
        """Return the meeting that the chair wants, however many tries it takes."""
        trouble = token = ""
        while True:
            token = token or await self._way_in.token(trouble)
            try:
                return await self._look(token)
            except HostRefused as error:
                logs.failure("sign-in", error)
                trouble, token = words.error(error.code), ""
            except HostError as error:
                logs.failure("opening", error)
                await self._ask(TroublePage(words.error(error.code), tr(_CHECK_NETWORK)))
            await self.close()

    async def close(self) -> None:
        """Close the connection to the host, if there is one."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _look(self, token: str) -> Found:
        self._window.show_page(WaitPage(tr(_MEETINGS_FETCHED)))
        self._client = client = FhirClient(self._host.url, token)
        host = FhirHost(client, unit=self._host.unit, provider=self._host.provider)
        meetings = await host.meetings()
        while not meetings:
            await self._ask(TroublePage(tr(_NO_MEETING), tr(_PLAN_IT)))
            meetings = await host.meetings()
        chosen = await self._choose(meetings)
        meeting = (await host.read(chosen)).meeting
        source = await _own_name(client) or urlsplit(self._host.url).hostname or ""
        if (account := self._way_in.account) is None:
            purpose, person = await self._ask_what_for(meeting)
        else:
            person = await _invited_as(account, host, meeting)
            purpose = Purpose(await self._ask(PurposePage(meeting, person)))
        return Found(client, host, token, meeting, person, source, purpose)

    async def _ask_what_for(self, meeting: Meeting) -> tuple[Purpose, Person]:
        """Return whether the meeting is led or prepared, and by whom: no sign-in tells."""
        chair = chair_of(meeting)
        while True:
            purpose = Purpose(await self._ask(PurposePage(meeting, chair)))
            if purpose is Purpose.MEETING:
                return purpose, chair
            staff = [one for one in meeting.invited if _may_prepare(one)]
            answered = await self._ask(PersonPage(staff))
            found = next((one for one in staff if one.id == answered), None)
            if found is not None:
                return purpose, found

    async def _choose(self, meetings: Sequence[MeetingHeader]) -> str:
        if len(meetings) == 1:
            return meetings[0].id
        return await self._ask(MeetingPage(meetings))

    async def _ask(self, page: StartPage) -> str:
        self._window.show_page(page)
        page.setFocus()
        return await page.answer()


def _may_prepare(person: Person) -> bool:
    """Tell whether somebody is invited as health-care staff with a reason to read beforehand."""
    return person.role in _STAFF and person.organisation is OrganisationKind.CARE_PROVIDER


async def _invited_as(account: Account, host: FhirHost, meeting: Meeting) -> Person:
    """Return as whom the signed-in person is invited, as chair before anything else.

    Raises NotInvited.
    """
    found = await host.invited_as(meeting.id, hsa_id=account.hsa_id, fhir_user=account.fhir_user)
    staff = sorted(filter(_may_prepare, found), key=lambda one: _STAFF.index(one.role))
    if not staff:
        raise NotInvited
    return staff[0]


async def _own_name(client: FhirClient) -> str:
    try:
        return await client.name()
    except HostError as error:  # the meeting does not need its CapabilityStatement
        logs.failure("capabilities", error)
        return ""


def practice_config(practice: PracticeHost, name: str, *, rivta: bool) -> Config:
    """Return the settings of a practice meeting."""
    told = rivta_record(practice.base_url) if rivta else {}
    return Config(
        host=HostConfig(url=practice.base_url, name=name),
        record=msgspec.convert(told, RecordConfig),
    )


async def practice_host(window: ConsoleWindow, *, rivta: bool) -> PracticeHost:
    """Start the practice host beside the console; say that it begins anew each time."""
    window.show_page(WaitPage(tr(_PRACTICE_STARTS)))
    while True:
        try:
            return await asyncio.to_thread(start_practice_host, rivta=rivta)
        except HostError as error:
            logs.failure("practice-host", error)
            page = TroublePage(words.error(error.code))
            window.show_page(page)
            await page.answer()
