# ruff: noqa: FBT001, FBT003 -- the room's toggles; pytest gives its values by name
"""Other eyes: the shared screen and its banner, remote viewers, another system, covers, films."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from app.model.attendance import Attendance, Attendee, Interval
from app.model.banner import BannerPolicy
from app.model.people import Channel, OrganisationKind, Person
from app.room import sight
from app.room.gate import Policy, Refusal
from app.room.ports import FilmState, PageShown, Slot
from app.room.stage_view import RecommendationView, ScreenMode
from app.room.state import NoticeKind, SlotView
from tests.fakes.room import CHAIR, NURSE, OTHER, OWN, START, SURGEON, World, settle

FULL, SHARED = BannerPolicy.FULL, BannerPolicy.SHARED
CALLER = Person(
    id="PractitionerRole/caller",
    name="Rolf Radiolog",
    provider=OWN,
    channel=Channel.REMOTE_PERSON,
)
GUEST = msgspec.structs.replace(CALLER, id="PractitionerRole/guest", provider=OTHER)
FAR_ROOM = Person(
    id="PractitionerRole/far-room",
    name="Konferensrum Norr",
    provider=OWN,
    channel=Channel.REMOTE_ROOM,
)


def banners(world: World) -> list[object]:
    return [what for name, what in world.journal if name == "banner"]


def mode(world: World) -> ScreenMode:
    return world.stage.view.mode


def on_stage(world: World) -> SlotView:
    view = world.room.state.on_stage
    assert view is not None
    return view


def large(world: World) -> RecommendationView | None:
    return world.stage.view.recommendation


def identity_shown(world: World) -> bool:
    return world.room.state.identity_shown


def kinds(world: World) -> list[NoticeKind]:
    return [notice.kind for notice in world.room.state.notices]


def shown_to(world: World, kind: str) -> list[list[tuple[str, Interval]]]:
    return [
        [(person.id, interval) for person, interval in entry.shown_to]
        for entry in world.log.entries.values()
        if entry.kind == kind
    ]


async def live(world: World, *people: Person, shared: bool | None = None) -> None:
    """Show case 1 with these people confirmed beside the chair and the surgeon."""
    await world.open(SURGEON.id)
    if shared is not None:
        world.room.attest(shared=shared)
    for person in people:
        world.room.add_walk_in(person)
        world.room.confirm(person.id)
    await world.show("case-1")


# --- sharing and the banner -----------------------------------------------------------------------


async def test_the_attestation_says_whether_the_screen_is_shared(world: World) -> None:
    await world.open()
    said = [world.room.state.shared]
    world.room.attest(shared=True)
    assert world.room.state.attested
    said.append(world.room.state.shared)
    world.room.set_shared(False)
    said.append(world.room.state.shared)
    assert said == [None, True, False]


@pytest.mark.parametrize(("shared", "banner"), [(True, SHARED), (False, FULL), (None, FULL)])
async def test_a_case_is_loaded_with_the_banner_of_now(
    world: World, shared: bool | None, banner: BannerPolicy
) -> None:
    await live(world, shared=shared)
    (order,) = [order for order in world.slots.orders.values() if order.case.id == "case-1"]
    assert order.banner is banner


async def test_sharing_paints_waiting_before_any_message_and_the_page_only_anew(
    world: World,
) -> None:
    await live(world)
    world.journal.clear()
    world.room.set_shared(True)
    assert world.journal[:2] == [("paint", ScreenMode.WAITING), ("banner", SHARED)]
    view = world.stage.view
    assert (view.mode, view.generation) == (ScreenMode.WAITING, None)
    await settle()
    assert world.shown_case() == "case-1"
    assert mode(world) is ScreenMode.LIVE


async def test_a_frame_with_the_old_banner_is_not_waited_for(world: World) -> None:
    await live(world)
    world.room.next_page()  # asked for with the old banner
    world.slots.mute = True  # nothing more is drawn; what was drawn still comes
    world.room.set_shared(True)
    await settle()
    assert world.shown_case() == ""


async def test_the_time_of_the_case_goes_on_while_it_is_drawn_anew(world: World) -> None:
    await live(world)
    started = world.room.state.timers.case_started
    await world.clock.advance(10)
    world.room.set_shared(True)
    await settle()
    line = world.room.state.line("case-1")
    assert line is not None
    assert line.case.shown == (Interval(start=START),)
    assert world.room.state.timers.case_started == started


async def test_a_frozen_screen_is_frozen_again_with_the_new_banner(world: World) -> None:
    await live(world)
    world.room.freeze()
    world.room.set_shared(True)
    assert mode(world) is ScreenMode.WAITING
    await settle()
    assert mode(world) is ScreenMode.FROZEN
    assert world.shown_case() == "case-1"


async def test_a_covered_screen_stays_covered_while_it_is_drawn_anew(world: World) -> None:
    await live(world)
    world.room.black()
    world.room.set_shared(True)
    assert mode(world) is ScreenMode.BLACK
    world.room.black()
    assert mode(world) is ScreenMode.WAITING
    await settle()
    assert world.shown_case() == "case-1"


async def test_a_case_that_stops_while_it_is_drawn_anew_is_gone(world: World) -> None:
    await live(world)
    world.room.set_shared(True)
    world.slots.stop(Slot.ON_STAGE)
    await settle()
    assert mode(world) is ScreenMode.WAITING
    world.room.reopen()
    await settle()
    assert world.shown_case() == "case-1"


async def test_a_recommendation_has_the_banner_of_now_and_waits_with_the_page(
    world: World,
) -> None:
    await live(world)
    world.room.set_text("Operation.")
    world.room.show_recommendation(True)
    assert (view := large(world)) is not None
    assert view.banner is FULL
    world.room.set_shared(True)
    assert large(world) is None
    await settle()
    assert (view := large(world)) is not None
    assert view.banner is SHARED


async def test_what_changes_nothing_draws_nothing(world: World) -> None:
    await live(world, shared=False)
    world.journal.clear()
    world.room.set_shared(False)
    assert world.journal == []


async def test_an_organisation_may_tell_everything_on_a_shared_screen() -> None:
    world = World(policy=Policy(shared_banner=FULL))
    await live(world, shared=False)
    world.slots.intimate = {1}
    world.room.set_shared(True)
    await settle()
    assert banners(world) == [FULL]  # for the covers
    assert world.shown_case() == "case-1"
    world.room.set_shared(False)
    assert banners(world) == [FULL]
    await world.room.close()


# --- the identity check ---------------------------------------------------------------------------


async def test_the_identity_is_shown_for_a_while(world: World) -> None:
    await live(world, shared=True)
    world.room.show_identity(True)
    assert identity_shown(world)
    assert mode(world) is ScreenMode.WAITING
    await settle()
    assert (world.slots.banner, world.shown_case()) == (FULL, "case-1")
    await world.clock.advance(14.9)
    assert identity_shown(world)
    await world.clock.advance(0.2)
    assert not identity_shown(world)
    assert (world.slots.banner, world.shown_case()) == (SHARED, "case-1")


async def test_the_key_takes_it_back_as_well(world: World) -> None:
    await live(world, shared=True)
    world.room.show_identity(True)
    world.room.show_identity(True)
    world.room.show_identity(False)
    await world.clock.advance(60)
    assert banners(world)[-2:] == [FULL, SHARED]


async def test_a_page_turn_takes_it_back_before_the_next_page_is_asked_for(world: World) -> None:
    await live(world, shared=True)
    world.room.show_identity(True)
    await settle()
    world.journal.clear()
    world.room.next_page()
    names = [name for name, _ in world.journal]
    assert names == ["paint", "banner", "turn on-stage"]
    await settle()
    assert world.stage.view.page == 2
    assert not identity_shown(world)


async def test_another_case_never_opens_with_it(world: World) -> None:
    await live(world, shared=True)
    world.room.show_identity(True)
    await world.show("case-2")
    assert not identity_shown(world)
    assert world.slots.banner is SHARED
    assert {order.banner for order in world.slots.orders.values()} >= {SHARED}
    assert world.shown_case() == "case-2"


async def test_leaving_and_sharing_take_it_back(world: World) -> None:
    await live(world, shared=True)
    world.room.show_identity(True)
    world.room.waiting()
    assert not identity_shown(world)
    world.room.show_identity(True)
    world.room.set_shared(False)
    assert not identity_shown(world)
    await world.clock.advance(20)
    assert world.slots.banner is FULL


async def test_a_full_banner_needs_no_key(world: World) -> None:
    await live(world, shared=False)
    world.room.show_identity(True)
    assert not identity_shown(world)


# --- remote viewers -------------------------------------------------------------------------------


async def test_who_takes_part_by_voice_is_in_the_note_and_not_in_the_log(world: World) -> None:
    await live(world, GUEST, shared=False)  # of another provider, without a consent
    assert world.shown_case() == "case-1"
    await world.clock.advance(10)
    world.room.waiting()
    await settle()
    assert [[p for p, _ in seen] for seen in shown_to(world, "show")] == [[CHAIR.id, SURGEON.id]]
    assert [[p for p, _ in seen] for seen in shown_to(world, "shown")] == [[CHAIR.id, SURGEON.id]]
    attendance = world.host.state.attendance
    during = attendance.during(world.host.case("case-1").shown)
    assert GUEST.id in [attendee.person.id for attendee, _ in during]


async def test_until_somebody_says_otherwise_the_screen_may_be_shared(world: World) -> None:
    await world.open(SURGEON.id)
    world.room.add_walk_in(GUEST)
    world.room.confirm(GUEST.id)
    await world.show("case-1")
    (notice,) = world.room.state.notices
    assert notice.kind is NoticeKind.SHOW_REFUSED
    assert notice.decision is not None
    assert notice.decision.objections[0].people == (GUEST.id,)
    world.room.attest(shared=False)
    assert world.room.state.notices == ()
    await world.show("case-1")
    assert world.shown_case() == "case-1"


async def test_sharing_logs_at_once_who_sees_it_from_now_on(world: World) -> None:
    await live(world, CALLER, shared=False)
    await world.clock.advance(30)
    world.room.set_shared(True)
    await settle()
    now = START + timedelta(seconds=30)
    assert shown_to(world, "shown") == [[(CALLER.id, Interval(start=now))]]
    await world.clock.advance(30)
    world.room.set_shared(False)
    await world.clock.advance(30)
    world.room.waiting()
    await settle()
    *_, whole = shown_to(world, "shown")
    saw = dict(whole)
    assert saw[CALLER.id] == Interval(start=now, end=now + timedelta(seconds=30))
    assert saw[SURGEON.id] == Interval(start=START, end=START + timedelta(seconds=90))


async def test_sharing_asks_the_gate_and_a_no_takes_the_case_off(world: World) -> None:
    official = msgspec.structs.replace(GUEST, organisation=OrganisationKind.CARE_PROVIDER)
    await live(world, official, shared=False)
    world.room.set_shared(True)
    assert mode(world) is ScreenMode.WAITING
    await settle()
    assert world.shown_case() == ""
    (notice,) = world.room.state.notices
    assert notice.kind is NoticeKind.GATE_CLOSED
    assert notice.decision is not None
    assert notice.decision.objections[0].refusal is Refusal.CONSENT_MISSING


async def test_a_reading_is_logged_even_when_everybody_only_listens(world: World) -> None:
    await world.room.open(world.meeting.id)
    world.room.attest(shared=False)
    world.room.untick(CHAIR.id)
    world.room.add_walk_in(CALLER)
    world.room.confirm(CALLER.id)
    await world.show("case-1")
    assert world.shown_case() == "case-1"
    assert shown_to(world, "show") == [[]]


async def test_after_a_kill_remote_people_may_have_seen_what_was_shown(world: World) -> None:
    await live(world, CALLER, shared=False)
    await world.clock.advance(10)
    await world.kill()
    await world.room.open(world.meeting.id)
    await settle()
    *_, last = shown_to(world, "shown")
    assert CALLER.id in dict(last)
    assert world.room.state.shared is None


async def test_moving_from_the_room_to_a_telephone_keeps_what_was_seen(world: World) -> None:
    await live(world, NURSE, shared=False)
    await world.clock.advance(10)
    world.room.set_channel(NURSE.id, Channel.REMOTE_PERSON)
    await world.clock.advance(10)
    world.room.waiting()
    await settle()
    entries = shown_to(world, "shown")
    until = START + timedelta(seconds=10)
    assert [(NURSE.id, Interval(start=START, end=until))] in entries
    assert NURSE.id not in dict(entries[-1])
    assert world.host.state.attendance == world.room.state.attendance


async def test_moving_into_the_room_is_logged_as_joining(world: World) -> None:
    await live(world, CALLER, shared=False)
    await world.clock.advance(10)
    world.room.set_channel(CALLER.id, Channel.IN_ROOM)
    await settle()
    assert CALLER.id in [person for seen in shown_to(world, "shown") for person, _ in seen]
    world.room.undo()
    attendee = world.room.state.attendance.find(CALLER.id)
    assert attendee is not None
    assert attendee.person.channel is Channel.REMOTE_PERSON


async def test_nobody_stands_for_a_remote_room_unnamed(world: World) -> None:
    await world.open()
    world.room.add_walk_in(FAR_ROOM)
    world.room.confirm_ticked()
    assert kinds(world) == [NoticeKind.REMOTE_ROOM_NEEDS_NAME]
    assert [a.person.id for a in world.room.state.attendance.newcomers] == [FAR_ROOM.id]
    world.room.set_channel(FAR_ROOM.id, Channel.REMOTE_ROOM, "Lena Läkare")
    assert kinds(world) == []
    world.room.confirm(FAR_ROOM.id)
    found = world.room.state.attendance.find(FAR_ROOM.id)
    assert found is not None
    assert found.is_here
    assert found.person.responsible == "Lena Läkare"


async def test_who_is_here_does_not_become_a_nameless_room(world: World) -> None:
    await world.open(SURGEON.id)
    before = world.room.state.attendance
    world.room.set_channel(SURGEON.id, Channel.REMOTE_ROOM)
    assert world.room.state.attendance == before
    assert kinds(world) == [NoticeKind.REMOTE_ROOM_NEEDS_NAME]
    world.room.set_channel(SURGEON.id, Channel.IN_ROOM)
    world.room.set_channel("nobody", Channel.IN_ROOM)
    assert world.room.state.attendance == before


# --- another system has the screen ----------------------------------------------------------------


async def test_another_system_has_the_screen_and_the_case_goes_on(world: World) -> None:
    await live(world)
    world.room.next_page()
    await settle()
    world.room.elsewhere()
    assert mode(world) is ScreenMode.ELSEWHERE
    await world.clock.advance(220)
    assert NoticeKind.TIME_SOON_UP in kinds(world)
    line = world.room.state.line("case-1")
    assert line is not None
    assert line.case.shown[-1].end is None
    world.room.elsewhere()
    assert mode(world) is ScreenMode.LIVE
    assert world.stage.view.page == 2


async def test_the_screen_can_be_elsewhere_without_any_case(world: World) -> None:
    await world.open()
    world.room.elsewhere()
    assert mode(world) is ScreenMode.ELSEWHERE
    world.room.elsewhere()
    assert mode(world) is ScreenMode.WAITING


async def test_the_gates_no_takes_the_screen_back(world: World) -> None:
    await live(world, shared=False)
    world.room.elsewhere()
    world.room.add_walk_in(msgspec.structs.replace(GUEST, channel=Channel.IN_ROOM))
    world.room.confirm(GUEST.id)
    assert mode(world) is ScreenMode.WAITING
    assert Slot.ON_STAGE not in world.slots.in_slot


async def test_a_case_that_stops_leaves_the_screen_to_the_other_system(world: World) -> None:
    await live(world)
    world.room.elsewhere()
    world.slots.stop(Slot.ON_STAGE)
    assert mode(world) is ScreenMode.ELSEWHERE


async def test_showing_a_case_takes_the_screen_through_waiting(world: World) -> None:
    await live(world)
    world.room.elsewhere()
    await world.show("case-2")
    modes = [what for name, what in world.journal if name == "paint"]
    assert modes[modes.index(ScreenMode.ELSEWHERE) + 1] is not ScreenMode.LIVE
    assert world.shown_case() == "case-2"


# --- intimate pictures and films ------------------------------------------------------------------


async def test_an_intimate_picture_is_uncovered_by_a_press(world: World) -> None:
    world.slots.intimate = {1}
    await live(world, shared=False)
    assert on_stage(world).covered
    world.room.uncover()
    await settle()
    assert not on_stage(world).covered
    assert ("uncover on-stage", 1) in world.journal
    world.journal.clear()
    world.room.uncover()
    assert world.journal == []


@pytest.mark.parametrize("shared", [True, None])
async def test_while_the_screen_is_shared_it_is_asked_first(
    world: World, shared: bool | None
) -> None:
    world.slots.intimate = {1}
    await live(world, shared=shared)
    world.room.uncover()
    assert kinds(world) == [NoticeKind.INTIMATE_WHILE_SHARED]
    assert not any(name.startswith("uncover") for name, _ in world.journal)
    world.room.uncover(sure=True)
    await settle()
    assert kinds(world) == []
    assert not on_stage(world).covered


async def test_sharing_covers_it_again(world: World) -> None:
    world.slots.intimate = {1}
    await live(world, shared=False)
    world.room.uncover()
    await settle()
    world.room.set_shared(True)
    await settle()
    assert on_stage(world).covered


async def test_the_question_goes_with_its_page(world: World) -> None:
    world.slots.intimate = {1}
    await live(world, shared=True)
    world.room.uncover()
    world.room.next_page()
    await settle()
    assert kinds(world) == []


async def test_in_the_preview_it_is_the_chairs_own_matter(world: World) -> None:
    world.slots.intimate = {1}
    await world.open()
    world.room.attest(shared=True)
    world.room.uncover()
    world.room.select("case-2")
    await settle()
    world.room.uncover()
    await settle()
    assert ("uncover in-the-wings", 1) in world.journal
    assert world.room.state.wings is not None
    assert not world.room.state.wings.covered


async def test_nothing_is_uncovered_of_a_case_that_stopped(world: World) -> None:
    world.slots.intimate = {1}
    await world.open()
    world.room.select("case-2")
    await settle()
    world.slots.stop(Slot.IN_THE_WINGS)
    world.room.uncover()
    assert not any(name.startswith("uncover") for name, _ in world.journal)


async def test_a_film_is_played_paused_and_stops_when_it_is_not_seen(world: World) -> None:
    world.slots.films = {1}
    await live(world)
    assert on_stage(world).film is FilmState.STILL
    world.room.play(True)
    await settle()
    assert on_stage(world).film is FilmState.PLAYING
    world.room.black()
    assert on_stage(world).film is FilmState.STILL
    assert [what for name, what in world.journal if name == "play"] == [True, False]
    world.room.play(True)  # nobody would see it
    assert [what for name, what in world.journal if name == "play"] == [True, False]


async def test_a_page_without_a_film_is_not_played(world: World) -> None:
    await world.open()
    world.room.play(True)
    await world.show("case-1")
    world.room.play(True)
    assert not any(name == "play" for name, _ in world.journal)


async def test_what_stands_on_the_page_is_told(world: World) -> None:
    await live(world)
    generation = on_stage(world).generation
    world.slots.emit(PageShown(generation=generation, page=1, film=FilmState.PLAYING))
    assert on_stage(world).film is FilmState.PLAYING


# --- who saw what, as a function ------------------------------------------------------------------


def at(minutes: int) -> datetime:
    return datetime(2026, 11, 23, 12, minutes, tzinfo=UTC)


def test_who_saw_what() -> None:
    here = Interval(start=at(0), end=at(50))
    room, caller = (
        Attendee(
            person=Person(id=channel, name=channel, channel=channel),
            confirmed_at=at(0),
            presences=(here,),
        )
        for channel in (Channel.IN_ROOM, Channel.REMOTE_PERSON)
    )
    attendance = Attendance(attendees=(room, caller))
    shown = (Interval(start=at(10), end=at(40)),)
    sharing = (Interval(start=at(0), end=at(15)), Interval(start=at(30), end=at(35)))
    assert sight.seen(attendance, sharing, shown) == (
        (room, shown[0]),
        (caller, Interval(start=at(10), end=at(15))),
        (caller, Interval(start=at(30), end=at(35))),
    )
    assert sight.seen(attendance, (), shown) == ((room, shown[0]),)
    assert sight.seen(attendance, sight.NOT_SAID, shown) == ((room, shown[0]), (caller, shown[0]))


def test_the_times_of_sharing() -> None:
    said = sight.shared_from_now(sight.NOT_SAID, at(5), shared=False)
    assert not sight.is_shared(said)
    again = sight.shared_from_now(said, at(9), shared=True)
    assert again[-1] == Interval(start=at(9))
    assert sight.shared_from_now(again, at(11), shared=True) == again
    assert not sight.is_shared(())
