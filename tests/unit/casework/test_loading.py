"""Answers are taken as they come and composed in good time."""

import asyncio
from collections.abc import Callable

import pytest

from app.casework import loading
from app.casework.loading import Loading
from app.model.case import Pick
from app.model.overview import Overview
from app.model.record import Need
from tests.fakes.casework import NEEDS, NOW, CountingComposer, HandSource, PromptSource, answer
from tests.fakes.link import an_order

PATIENT = an_order().case.patient


def a_loading(
    source: HandSource | PromptSource, composer: CountingComposer, show: Callable[[Overview], None]
) -> Loading:
    return Loading(PATIENT, source, composer, show=show, blocked=print, now=lambda: NOW)


async def test_prompt_answers_are_composed_once() -> None:
    composer, shown = CountingComposer(), list[Overview]()
    await a_loading(PromptSource(), composer, shown.append).run()
    assert [overview.is_complete for overview in shown] == [False, True]


async def test_late_answers_do_not_hold_back_those_that_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loading, "_QUIET_S", 0.01)
    source, shown = HandSource(), asyncio.Queue[Overview]()
    task = asyncio.create_task(a_loading(source, CountingComposer(), shown.put_nowait).run())
    await shown.get()
    source.answers.put_nowait(answer(NEEDS[0]))
    partly = await shown.get()
    assert [section.answer.value for section in partly.sections] == ["known", "loading"]
    source.answers.put_nowait(answer(NEEDS[1]))
    source.answers.put_nowait(None)
    assert (await shown.get()).is_complete
    await task


async def test_no_answer_waits_long_for_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_QUIET_S", 3600.0)
    monkeypatch.setattr(loading, "_LONGEST_S", 0.01)
    source, shown = HandSource(), asyncio.Queue[Overview]()
    task = asyncio.create_task(a_loading(source, CountingComposer(), shown.put_nowait).run())
    await shown.get()
    source.answers.put_nowait(answer(NEEDS[0]))
    source.answers.put_nowait(answer(NEEDS[0]))
    assert not (await shown.get()).is_complete
    task.cancel()


async def test_what_the_answers_point_to_is_asked_once() -> None:
    more = (Need(resource_type="Medication", ids=("m1",)),)
    source, composer = HandSource(), CountingComposer(further=more)
    for given in (answer(NEEDS[0]), answer(NEEDS[1]), None, answer(more[0]), None):
        source.answers.put_nowait(given)
    await a_loading(source, composer, lambda _overview: None).run()
    assert source.asked == [NEEDS, more]


async def test_a_case_that_is_given_up_composes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_QUIET_S", 0.0)
    source, composer, first = HandSource(), CountingComposer(), asyncio.Event()
    task = asyncio.create_task(a_loading(source, composer, lambda _overview: first.set()).run())
    await first.wait()
    source.answers.put_nowait(answer(NEEDS[0]))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert composer.composed == 1


PICKS = (Pick(reference="Procedure/1"),)
PICKED = Need(resource_type="Procedure", ids=("1",))


async def test_picks_are_composed_at_once_and_only_what_they_need_is_asked() -> None:
    source, composer, shown = HandSource(), CountingComposer(), list[Overview]()
    case = a_loading(source, composer, shown.append)
    for given in (answer(NEEDS[0]), answer(NEEDS[1]), None, answer(PICKED), None):
        source.answers.put_nowait(given)
    await case.run()
    case.set_picks(PICKS)
    assert case.has_to_ask
    await case.run()
    assert [each.is_complete for each in shown] == [False, True, False, True]
    assert source.asked == [NEEDS, (PICKED,)]


async def test_picks_that_are_there_are_not_asked_for_again() -> None:
    source, composer, shown = HandSource(), CountingComposer(), list[Overview]()
    case = a_loading(source, composer, shown.append)
    for given in (answer(NEEDS[0]), answer(NEEDS[1]), None, answer(PICKED), None):
        source.answers.put_nowait(given)
    await case.run()
    case.set_picks(PICKS)
    await case.run()
    for picks in ((), PICKS):
        case.set_picks(picks)
        assert not case.has_to_ask
        assert shown[-1].is_complete
        assert len(shown[-1].sections) == 2 + len(picks)


async def test_picks_while_sources_still_answer_are_asked_when_they_have() -> None:
    source, composer, shown = HandSource(), CountingComposer(), list[Overview]()
    case = a_loading(source, composer, shown.append)
    task = asyncio.create_task(case.run())
    await asyncio.sleep(0)
    case.set_picks(PICKS)
    for given in (answer(NEEDS[0]), answer(NEEDS[1]), None, answer(PICKED), None):
        source.answers.put_nowait(given)
    await task
    assert shown[-1].is_complete
    assert source.asked == [NEEDS, (PICKED,)]


async def test_picks_before_anything_was_asked_are_asked_with_the_rest() -> None:
    composer, shown = CountingComposer(), list[Overview]()
    case = a_loading(PromptSource(), composer, shown.append)
    case.set_picks(PICKS)
    assert shown == []
    await case.run()
    assert shown[-1].is_complete
    assert len(shown[-1].sections) == 3


async def test_of_several_picks_only_the_new_ones_are_asked_for() -> None:
    source, composer = HandSource(), CountingComposer()
    both = Need(resource_type="Procedure", ids=("1", "2"))
    case = a_loading(source, composer, lambda _overview: None)
    for given in (answer(NEEDS[0]), answer(NEEDS[1]), None, answer(PICKED), None, None):
        source.answers.put_nowait(given)
    await case.run()
    case.set_picks(PICKS)
    await case.run()
    composer.more = (both,)
    case.set_picks(PICKS)
    await case.run()
    assert source.asked[2:] == [(Need(resource_type="Procedure", ids=("2",)),)]
