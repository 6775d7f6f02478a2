"""Records of many care providers: what is asked, read on which terms, and logged."""

import msgspec
import pytest

from app.model.case import AssertionKind, LegalGround, NumberKind, PersonNumber
from app.model.errors import HostRefused, HostSilent, HostTrouble, SharedLogDown
from app.model.people import Actor, Channel, Organisation, OrganisationKind, Person, Role
from app.model.record import Reach, Reading
from app.room.gate import Decision, Limit, Refusal
from app.room.ports import Slot
from app.room.stage_view import ScreenMode
from app.room.state import NoticeKind, Purpose
from tests.fakes.room import CHAIR, OTHER, OWN, FakeShared, World, a_meeting, settle

SURGERY = Organisation(hsa_id="SE-surgery", name="Kirurgkliniken")
DOCTOR = msgspec.structs.replace(CHAIR, hsa_id="SE-doctor", unit=SURGERY)
PATHOLOGIST = Person(
    id="PractitionerRole/pathologist",
    name="Petra Patolog",
    provider=OWN,
    hsa_id="SE-pathologist",
    unit=Organisation(hsa_id="SE-pathology"),
)
GUEST = Person(
    id="PractitionerRole/guest",
    name="Gunnar Gäst",
    provider=OTHER,
    hsa_id="SE-guest",
    unit=Organisation(hsa_id="SE-clinic"),
)
NAMELESS = Person(id="urn:uuid:nameless", name="Nils Namnlös", provider=OWN)
VOICE = msgspec.structs.replace(GUEST, id="urn:uuid:voice", channel=Channel.REMOTE_PERSON)
READER = Actor(employee="SE-doctor", unit="SE-surgery", provider=OWN.hsa_id)
CONSENT, EMERGENCY = AssertionKind.CONSENT, AssertionKind.EMERGENCY


def a_world(*, purpose: Purpose = Purpose.MEETING, chair: Person = DOCTOR) -> World:
    """Return a meeting whose records come from many providers, with relation and consent."""
    people = (DOCTOR, PATHOLOGIST, GUEST, NAMELESS, VOICE)
    meeting = msgspec.structs.replace(a_meeting(), invited=people)
    world = World(meeting, chair=chair, shared=True, purpose=purpose)
    care(world).relations |= {"SE-doctor", "SE-guest"}
    care(world).consents |= {"SE-surgery", "SE-clinic"}
    return world


def care(world: World) -> FakeShared:
    assert world.shared is not None
    return world.shared


def read_on(world: World, slot: Slot = Slot.ON_STAGE) -> Reading:
    """Return the terms on which the case in that slot was read."""
    return world.slots.orders[world.slots.in_slot[slot]].reading


def decided(world: World, case: str = "case-1") -> Decision:
    line = world.room.state.line(case)
    assert line is not None
    assert line.decision is not None
    return line.decision


async def closing(world: World) -> None:
    await world.room.close()
    assert world.tasks.names == ()


async def test_with_relation_and_consent_everything_is_read() -> None:
    world = a_world()
    await world.open(DOCTOR.id)
    await world.show("case-1")
    assert world.shown_case() == "case-1"
    assert read_on(world) == Reading(actors=(READER,))
    assert (decided(world).reach, decided(world).limits) == (Reach.ALL, ())
    assert {what for what, _ in care(world).asked} == {"relation", "consent"}
    line = world.room.state.line("case-1")
    assert line is not None
    assert line.shared
    await closing(world)


@pytest.mark.parametrize(
    ("missing", "limit"),
    [("relations", Limit.RELATION_MISSING), ("consents", Limit.CONSENT_MISSING)],
)
async def test_without_one_of_them_the_case_opens_with_the_own_providers(
    missing: str, limit: Limit
) -> None:
    world = a_world()
    getattr(care(world), missing).clear()
    await world.open(DOCTOR.id)
    await world.show("case-1")
    assert world.shown_case() == "case-1"
    assert read_on(world).reach is Reach.OWN
    assert decided(world).limits == (limit,)
    await closing(world)


async def test_a_service_that_does_not_answer_opens_the_own_providers_only() -> None:
    world = a_world()
    world.faults.keep_failing("has_consent", HostSilent())
    world.faults.keep_failing("has_relation", HostTrouble(500))
    await world.open(DOCTOR.id)
    await world.show("case-1")
    assert read_on(world).reach is Reach.OWN
    assert decided(world).limits == (Limit.RELATION_UNKNOWN, Limit.CONSENT_UNKNOWN)
    await closing(world)


async def test_blocks_are_asked_for_every_unit_whose_people_see_it() -> None:
    world = a_world()
    await world.open(DOCTOR.id, PATHOLOGIST.id, GUEST.id, NAMELESS.id, VOICE.id)
    world.room.set_shared(False)
    await world.show("case-1")
    units = [(actor.employee, actor.unit) for actor in read_on(world).actors]
    assert units == [
        ("SE-doctor", "SE-surgery"),
        ("SE-pathologist", "SE-pathology"),
        ("SE-guest", "SE-clinic"),
        (OWN.hsa_id, OWN.hsa_id),  # of no known unit: whatever is blocked within Region Ett, is
    ]
    await closing(world)


async def test_in_an_emergency_whatever_is_blocked_for_anybody_is_so_for_a_stranger() -> None:
    world = a_world()
    stranger = Person(id="urn:uuid:stranger", name="Frida Främling")
    parent = Person(
        id="urn:uuid:parent",
        name="Mor",
        role=Role.GUARDIAN,
        organisation=OrganisationKind.NONE,
        for_case="case-1",
    )
    await world.open(DOCTOR.id)
    for person in (stranger, parent):
        world.room.add_walk_in(person)
        world.room.confirm(person.id)
    world.room.register_consent("case-1", EMERGENCY, "Medvetslös")
    await settle()
    await world.show("case-1")
    assert [actor.provider for actor in read_on(world).actors] == [OWN.hsa_id, "-"]
    await closing(world)


async def test_a_guest_without_a_consent_of_their_own_closes_the_case() -> None:
    world = a_world()
    care(world).consents.remove("SE-clinic")
    await world.open(DOCTOR.id, GUEST.id)
    await world.show("case-1")
    assert world.shown_case() == ""
    (objection,) = decided(world).objections
    assert (objection.refusal, objection.people) == (Refusal.VIEWERS_WITHOUT_CONSENT, (GUEST.id,))
    await closing(world)


async def test_somebody_of_another_unit_who_comes_has_the_record_read_anew() -> None:
    world = a_world()
    await world.open(DOCTOR.id)
    await world.show("case-1")
    first = world.slots.in_slot[Slot.ON_STAGE]
    world.room.tick(PATHOLOGIST.id)
    await settle()
    assert world.slots.in_slot[Slot.ON_STAGE] == first  # not confirmed: what is shown stays
    world.room.confirm_ticked()
    assert world.room.state.stage.mode is ScreenMode.WAITING  # at once
    await settle()
    assert world.shown_case() == "case-1"
    assert read_on(world).units == {(OWN.hsa_id, "SE-surgery"), (OWN.hsa_id, "SE-pathology")}
    again = world.slots.in_slot[Slot.ON_STAGE]
    world.room.leave(PATHOLOGIST.id)
    await settle()
    assert world.slots.in_slot[Slot.ON_STAGE] == again  # what was left out for them stays away
    await closing(world)


async def test_a_guest_who_comes_is_asked_about_before_they_see_it() -> None:
    world = a_world()
    care(world).consents.remove("SE-clinic")
    await world.open(DOCTOR.id)
    await world.show("case-1")
    world.room.tick(GUEST.id)
    world.room.confirm_ticked()
    await settle()
    assert ("consent", "SE-guest") in care(world).asked
    assert world.shown_case() == ""
    assert {n.kind for n in world.room.state.notices} == {NoticeKind.SHOW_REFUSED}
    world.room.leave(GUEST.id)
    world.room.show()
    await settle()
    assert world.shown_case() == "case-1"
    await closing(world)


async def test_what_was_previewed_on_other_terms_is_read_anew_for_the_room() -> None:
    world = a_world()
    care(world).consents.clear()
    await world.open(DOCTOR.id)
    world.room.select("case-1")
    await settle()
    assert read_on(world, Slot.IN_THE_WINGS).reach is Reach.OWN
    care(world).consents.add("SE-surgery")
    world.room.show()
    await settle()
    assert world.shown_case() == "case-1"
    assert read_on(world).reach is Reach.ALL
    await closing(world)


async def test_what_is_previewed_follows_what_is_known_by_now() -> None:
    world = a_world()
    await world.open(DOCTOR.id)
    world.room.select("case-1")
    await settle()
    care(world).consents.clear()
    world.room.recheck()
    await settle()
    assert read_on(world, Slot.IN_THE_WINGS).reach is Reach.OWN
    assert world.room.state.wings is not None
    assert world.room.state.wings.previewed
    await closing(world)


async def test_preparing_is_for_the_readers_own_eyes() -> None:
    world = a_world(purpose=Purpose.PREPARATION)
    await world.open()
    world.room.select("case-1")
    await settle()
    assert read_on(world, Slot.IN_THE_WINGS) == Reading(actors=(READER,))
    await closing(world)


async def test_a_chair_whom_the_services_do_not_know_is_shown_nothing() -> None:
    world = a_world(chair=CHAIR)
    await world.open(DOCTOR.id)
    await world.show("case-1")
    assert world.slots.orders == {}
    assert [one.refusal for one in decided(world).objections] == [Refusal.READER_UNKNOWN]
    assert care(world).asked == []
    await closing(world)


async def test_a_service_that_falls_silent_takes_nothing_off_the_screen() -> None:
    world = a_world()
    await world.open(DOCTOR.id)
    await world.show("case-1")
    stage = world.slots.in_slot[Slot.ON_STAGE]
    world.faults.keep_failing("has_consent", HostSilent())
    world.faults.keep_failing("has_relation", HostSilent())
    world.room.browse(True)  # noqa: FBT003 -- a toggle
    await settle()
    assert world.shown_case() == "case-1"
    assert world.slots.in_slot[Slot.ON_STAGE] == stage
    world.room.select("case-2")  # another one has not been asked about before
    await settle()
    assert read_on(world, Slot.IN_THE_WINGS).reach is Reach.OWN
    await closing(world)


async def test_a_consent_that_is_withdrawn_is_obeyed_as_soon_as_it_is_known() -> None:
    world = a_world()
    await world.open(DOCTOR.id)
    await world.show("case-1")
    care(world).consents.clear()
    world.room.browse(True)  # noqa: FBT003
    await settle()
    assert world.shown_case() == "case-1"
    assert read_on(world).reach is Reach.OWN
    await closing(world)


async def test_what_more_may_be_seen_by_now_waits_until_the_chair_asks() -> None:
    world = a_world()
    care(world).consents.clear()
    await world.open(DOCTOR.id)
    await world.show("case-1")
    stage = world.slots.in_slot[Slot.ON_STAGE]
    care(world).consents.add("SE-surgery")  # registered elsewhere
    world.room.browse(True)  # noqa: FBT003
    await settle()
    assert world.slots.in_slot[Slot.ON_STAGE] == stage  # the page that the room reads stays
    world.room.recheck()
    await settle()
    assert read_on(world).reach is Reach.ALL
    await closing(world)


async def test_unable_to_consent_opens_it_at_once() -> None:
    world = a_world()
    care(world).consents.clear()
    await world.open(DOCTOR.id)
    await world.show("case-1")
    world.room.claim_ground("case-1", LegalGround.UNABLE, "Svår demens")
    await settle()
    assert read_on(world).reach is Reach.ALL
    await closing(world)


# --- the national access log ----------------------------------------------------------------------


async def test_the_national_log_down_shows_the_own_providers_and_the_entry_waits() -> None:
    world = a_world()
    await world.open(DOCTOR.id)
    world.faults.keep_failing("record", SharedLogDown())
    await world.show("case-1")
    assert world.shown_case() == "case-1"
    assert read_on(world).reach is Reach.OWN
    assert decided(world).limits == (Limit.LOG_DOWN,)
    assert world.room.state.waiting_deliveries > 0
    assert NoticeKind.SHARED_LOG_DOWN in {n.kind for n in world.room.state.notices}
    world.faults.keep_failing("record", None)
    await world.clock.advance(60)
    assert world.room.state.waiting_deliveries == 0
    assert "show" in world.log.kinds("case-1")
    world.room.recheck()  # both logs take entries again
    await settle()
    assert read_on(world).reach is Reach.ALL
    await closing(world)


async def test_the_hosts_log_down_shows_nothing() -> None:
    world = a_world()
    await world.open(DOCTOR.id)
    world.faults.keep_failing("record", HostSilent())
    await world.show("case-1")
    assert world.slots.orders == {}
    assert NoticeKind.LOG_DOWN in {n.kind for n in world.room.state.notices}
    world.faults.keep_failing("record", None)
    await closing(world)


# --- a consent, or an emergency, is registered ----------------------------------------------------


async def test_a_consent_is_logged_registered_and_then_everything_is_read() -> None:
    world = a_world()
    care(world).consents.clear()
    await world.open(DOCTOR.id)
    await world.show("case-1")
    assert read_on(world).reach is Reach.OWN
    mother = PersonNumber(value="189002029800", kind=NumberKind.PERSONNUMMER)
    held = world.faults.hold("register")
    world.room.register_consent(
        "case-1", CONSENT, " Sagt vid besöket ", asked_by="SE-nurse", on_behalf=mother
    )
    await settle()
    assert [line.registering for line in world.room.state.lines] == [True, False, False]
    held.set()
    await settle()
    assert not any(line.registering for line in world.room.state.lines)
    (assertion,) = care(world).registered
    assert (assertion.kind, assertion.actor, assertion.asked_by) == (CONSENT, READER, "SE-nurse")
    assert (assertion.reason, assertion.on_behalf) == ("Sagt vid besöket", mother)
    assert assertion.at == world.clock.now()
    assert assertion.until.isoformat() == "2026-11-23T23:59:59+01:00"
    (entry,) = [e for e in world.log.entries.values() if e.kind == "registered"]
    assert (entry.id, entry.assertion, entry.reader) == (assertion.id, assertion, DOCTOR)
    assert world.shown_case() == "case-1"
    assert read_on(world) == Reading(actors=(READER,))
    assert not read_on(world).names_blocks
    await closing(world)


async def test_the_chair_is_who_asked_when_nobody_else_is_named() -> None:
    world = a_world()
    await world.open(DOCTOR.id)
    world.room.register_consent("case-1", CONSENT, "Sagt idag")
    await settle()
    assert [one.asked_by for one in care(world).registered] == ["SE-doctor"]
    await closing(world)


async def test_an_emergency_names_whose_information_is_blocked() -> None:
    world = a_world()
    care(world).consents.clear()
    world.slots.blocked = (OTHER,)
    await world.open(DOCTOR.id)
    await world.show("case-1")
    view = world.room.state.on_stage
    assert view is not None
    assert (view.blocked, view.blocked_by) == (True, ())
    world.room.claim_ground("case-1", LegalGround.EMERGENCY, "Medvetslös")  # it is registered
    assert read_on(world).reach is Reach.OWN
    world.room.register_consent("case-1", EMERGENCY, "Medvetslös")
    await settle()
    assert read_on(world) == Reading(actors=(READER,), names_blocks=True)
    view = world.room.state.on_stage
    assert view is not None
    assert view.blocked_by == (OTHER,)
    last = [e for e in world.log.entries.values() if e.kind == "show"][-1]
    assert last.ground is not None
    assert (last.ground.ground, last.ground.reason) == (LegalGround.EMERGENCY, "Medvetslös")
    world.room.drop_ground("case-1")
    await settle()
    assert not read_on(world).names_blocks
    await closing(world)


async def test_a_provider_whose_name_no_record_tells_is_asked_for_once() -> None:
    world = a_world()
    world.slots.blocked = (Organisation(hsa_id=OTHER.hsa_id, name=OTHER.hsa_id), OWN)
    await world.open(DOCTOR.id)
    await world.show("case-1")
    assert "names_of" not in world.host.names()  # whose it is may not be told yet
    world.faults.fail("names_of", HostSilent())
    world.room.register_consent("case-1", EMERGENCY, "Medvetslös")
    await settle()
    assert world.room.state.names == {}
    for case in ("case-2", "case-1", "case-2"):
        world.room.register_consent(case, EMERGENCY, "Medvetslös")
        await settle()
        await world.show(case)
    assert world.room.state.names == {OTHER.hsa_id: OTHER.name}
    assert [what for name, what in world.host.calls if name == "names_of"][-1] == (OTHER.hsa_id,)
    assert world.host.names().count("names_of") == 2  # the first time nobody answered
    await closing(world)


@pytest.mark.parametrize("method", ["record", "register"])
async def test_what_cannot_be_logged_or_registered_is_said_and_changes_nothing(method: str) -> None:
    world = a_world()
    care(world).consents.clear()
    await world.open(DOCTOR.id)
    await world.show("case-1")
    world.faults.fail(method, HostRefused())
    world.room.register_consent("case-1", EMERGENCY, "Medvetslös")
    await settle()
    (notice,) = [n for n in world.room.state.notices if n.kind == "consent-not-registered"]
    assert (notice.case, notice.error) == ("case-1", "host-refused")
    assert care(world).registered == []
    assert read_on(world).reach is Reach.OWN
    line = world.room.state.line("case-1")
    assert line is not None
    assert line.ground is None
    world.room.register_consent("case-1", EMERGENCY, "Medvetslös")
    await settle()
    assert [n for n in world.room.state.notices if n.kind == "consent-not-registered"] == []
    assert read_on(world).reach is Reach.ALL
    await closing(world)


async def test_an_answer_that_is_lost_is_asked_for_again_without_registering_twice() -> None:
    world = a_world()
    await world.open(DOCTOR.id)
    world.faults.fail("register", HostSilent(), after=True)
    for _ in range(2):
        world.room.register_consent("case-1", CONSENT, "Sagt idag")
        await settle()
    assert len(care(world).registered) == 1
    assert world.log.kinds("case-1").count("registered") == 1
    world.room.register_consent("case-1", CONSENT, "Sagt igår")
    await settle()
    assert len(care(world).registered) == 2
    await closing(world)


async def test_nothing_is_registered_without_words_a_case_or_a_service() -> None:
    world = a_world()
    await world.open(DOCTOR.id)
    world.room.register_consent("case-1", CONSENT, "  ")
    world.room.register_consent("case-9", CONSENT, "Sagt idag")
    await settle()
    assert care(world).registered == []
    await closing(world)
    world = World()
    await world.open()
    world.room.register_consent("case-1", CONSENT, "Sagt idag")
    await settle()
    assert world.log.entries == {}
    await closing(world)
