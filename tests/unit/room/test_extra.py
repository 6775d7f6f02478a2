"""The extra case: Ctrl+N, a personnummer, the name checked, the case added at the host."""

import msgspec
import pytest

from app.model.case import CaseState
from app.model.errors import HostSilent, HostTrouble
from app.room.state import ExtraCase, Lookup, NoticeKind
from tests.fakes.room import NEW_NUMBER, NEW_PATIENT, PALLIATIVE, SURGEON, World, a_case, settle


def extra(world: World) -> ExtraCase:
    found = world.room.state.extra
    assert found is not None
    return found


async def test_a_patient_is_looked_up_checked_and_added(world: World) -> None:
    await world.open(SURGEON.id)
    world.room.look_up(NEW_NUMBER)
    assert extra(world).lookup is Lookup.SEARCHING
    await settle()
    assert (extra(world).lookup, extra(world).patient) == (Lookup.FOUND, NEW_PATIENT)
    world.room.add_extra(" Palliativ vård? ", PALLIATIVE.url)
    assert extra(world).lookup is Lookup.ADDING
    await settle()
    assert world.room.state.extra is None
    *_, line = world.room.state.lines
    assert line.case == world.host.case("case-4")
    assert (line.case.question.text, line.case.definition) == ("Palliativ vård?", PALLIATIVE.url)
    assert world.room.state.selected == "case-4"
    assert world.log.kinds("case-4") == ["preview"]
    await world.show("case-4")
    assert world.shown_case() == "case-4"
    assert world.host.case("case-4").state is CaseState.STARTED


@pytest.mark.parametrize("written", ["", "200001252387", "Nya Testsson", "2000-01-25"])
async def test_what_is_no_number_is_not_asked_for(world: World, written: str) -> None:
    await world.open()
    world.room.look_up(written)
    assert extra(world).lookup is Lookup.NO_NUMBER
    await settle()
    assert "find_patient" not in world.host.names()


async def test_a_number_that_the_host_does_not_know(world: World) -> None:
    world.host.patients = []
    await world.open()
    world.room.look_up(NEW_NUMBER)
    await settle()
    assert extra(world).lookup is Lookup.NOT_FOUND
    world.room.add_extra("Operation?")
    assert extra(world).lookup is Lookup.NOT_FOUND


async def test_a_patient_who_is_on_the_agenda_by_number_or_by_record(world: World) -> None:
    await world.open()
    number = world.meeting.cases[0].patient.number
    assert number is not None
    world.room.look_up(number.value)
    assert (extra(world).lookup, extra(world).case) == (Lookup.ON_AGENDA, "case-1")
    assert "find_patient" not in world.host.names()
    world.host.set_cases(*world.meeting.cases)
    known = a_case(2).patient
    world.host.patients = [
        NEW_PATIENT.__class__(reference=known.reference, number=NEW_PATIENT.number)
    ]
    world.room.look_up(NEW_NUMBER)
    await settle()
    assert (extra(world).lookup, extra(world).case) == (Lookup.ON_AGENDA, "case-2")


async def test_a_host_that_does_not_answer_is_told_and_asked_again(world: World) -> None:
    world.faults.fail("find_patient", HostSilent())
    await world.open()
    world.room.look_up(NEW_NUMBER)
    await settle()
    assert (extra(world).lookup, extra(world).error) == (Lookup.FAILED, HostSilent.code)
    world.room.add_extra("Operation?")  # nobody was found
    assert extra(world).lookup is Lookup.FAILED
    world.room.look_up(NEW_NUMBER)
    await settle()
    assert extra(world).lookup is Lookup.FOUND


async def test_adding_is_tried_again_and_adds_one_case(world: World) -> None:
    await world.open()
    world.room.look_up(NEW_NUMBER)
    await settle()
    world.room.add_extra("  ")
    assert extra(world).lookup is Lookup.FOUND
    world.faults.fail("add_case", HostTrouble(503), after=True)
    world.room.add_extra("Operation?", "https://example.org/unknown")
    await settle()
    assert (extra(world).lookup, extra(world).patient) == (Lookup.FAILED, NEW_PATIENT)
    world.room.add_extra("Operation?")
    await settle()
    assert [line.case.id for line in world.room.state.lines][3:] == ["case-4"]
    assert len(world.host.state.meeting.cases) == 4
    assert world.host.case("case-4").definition == ""


async def test_a_case_that_came_with_the_agenda_meanwhile_is_not_added_twice(
    world: World,
) -> None:
    held = await world.find_and_hold_adding()
    world.room.add_extra("Operation?")
    await settle()
    added = msgspec.structs.replace(a_case(4), patient=NEW_PATIENT)
    world.host.set_cases(*world.meeting.cases, added)
    world.room.move("case-1", 1)
    await settle()
    held.set()
    await settle()
    assert [line.case.id for line in world.room.state.lines].count("case-4") == 1
    assert world.room.state.selected == "case-4"


async def test_a_case_that_is_being_added_comes_although_the_chair_has_gone_on(
    world: World,
) -> None:
    held = await world.find_and_hold_adding()
    world.room.add_extra("Operation?")
    world.room.add_extra("Operation?")
    await settle()
    world.room.forget_extra()
    world.room.select("case-2")
    held.set()
    await settle()
    assert [line.case.id for line in world.room.state.lines][3:] == ["case-4"]
    assert world.room.state.selected == "case-2"
    assert world.host.names().count("add_case") == 1


async def test_a_case_that_could_not_be_added_is_told_although_the_chair_has_gone_on(
    world: World,
) -> None:
    held = await world.find_and_hold_adding()
    world.faults.fail("add_case", HostSilent())
    world.room.add_extra("Operation?")
    await settle()
    world.room.look_up("19121212-1212")
    held.set()
    await settle()
    assert [one.kind for one in world.room.state.notices] == [NoticeKind.PLAN_NOT_SAVED]
    assert extra(world).lookup is not Lookup.FAILED


async def test_who_was_looked_up_is_forgotten(world: World) -> None:
    await world.open()
    held = world.faults.hold("find_patient")
    world.room.look_up(NEW_NUMBER)
    await settle()
    world.room.forget_extra()
    held.set()
    await settle()
    assert world.room.state.extra is None
