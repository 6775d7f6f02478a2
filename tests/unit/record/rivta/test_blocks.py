"""Blocks over a real socket: for whom they are asked, and what is shown when nobody answers."""

import pytest

from app.model.case import NumberKind, PersonNumber
from app.model.people import Actor
from app.model.record import NATIONAL_SECURITY, ContractAccess, Reading
from app.record.rivta.blocks import ALERTS, BlockCheck, Row, Verdict
from app.wire.http import Limits
from app.wire.soap import SoapClient
from app.wire.xmltext import Node
from tests.fakes.raw_http import RawServer, ok
from tests.fakes.services import Services

TOLVAN = PersonNumber(value="191212121212", kind=NumberKind.PERSONNUMMER)
CHAIR = Actor(employee="SE-chair", unit="SE-own-surgery", provider="SE-own")
PATHOLOGIST = Actor(employee="SE-pat", unit="SE-own-pathology", provider="SE-own")
GUEST = Actor(employee="SE-guest", unit="SE-other-clinic", provider="SE-other")
OWN = Row("SE-own", "SE-own-surgery", "2026-03-01T10:00:00+01:00")
OWN_ELSEWHERE = Row("SE-own", "SE-own-psychiatry", "2026-03-01T10:00:00+01:00")
OTHERS = Row("SE-third", "SE-third-clinic", "2026-03")
LIMITS = Limits(deadline=2.0, tries=1)
PERMITTED, BLOCKED, UNKNOWN = Verdict.PERMITTED, Verdict.BLOCKED, Verdict.UNKNOWN


def by_law(actor: Actor, row: Node) -> bool:
    """Block psychiatry for other units of the provider, and the third provider for all others."""
    unit, provider = row.value("informationCareUnitId"), row.value("informationCareProviderId")
    inner = unit == "SE-own-psychiatry" and actor.unit != unit
    return inner or (provider == "SE-third" and actor.provider != provider)


async def check(
    services: RawServer,
    *rows: Row,
    number: PersonNumber | None = TOLVAN,
    actors: tuple[Actor, ...] = (CHAIR,),
    trusting: bool = False,
) -> list[Verdict]:
    reading = Reading(actors=actors, own_unchecked=trusting)
    async with SoapClient(services.base_url, limits=LIMITS) as client:
        checker = BlockCheck(client, ContractAccess(base_url=""), number, reading)
        return await checker.check(rows)


async def test_each_row_has_its_own_verdict() -> None:
    async with Services() as services:
        services.blocks = by_law
        assert await check(services, OTHERS, OWN, OWN_ELSEWHERE) == [BLOCKED, PERMITTED, BLOCKED]
        assert services.addresses == [("CheckBlocks", NATIONAL_SECURITY)]


async def test_what_is_blocked_for_one_who_sees_it_is_shown_to_nobody() -> None:
    async with Services() as services:
        services.blocks = lambda actor, _row: actor == GUEST
        assert await check(services, OWN, actors=(CHAIR, PATHOLOGIST)) == [PERMITTED]
        assert await check(services, OWN, actors=(CHAIR, PATHOLOGIST, GUEST)) == [BLOCKED]
        assert services.asked("CheckBlocks") == 5  # once for each unit


async def test_the_same_is_asked_once_and_many_rows_in_portions() -> None:
    rows = [Row("SE-own", f"SE-unit-{n}", "2026-03-01") for n in range(1_200)]
    async with Services() as services:
        assert set(await check(services, *rows, *rows)) == {PERMITTED}
        assert services.asked("CheckBlocks") == 3


async def test_what_is_known_is_not_asked_again() -> None:
    reading = Reading(actors=(CHAIR,))
    async with Services() as services, SoapClient(services.base_url, limits=LIMITS) as client:
        checker = BlockCheck(client, ContractAccess(base_url=""), TOLVAN, reading)
        assert await checker.check([OWN]) == await checker.check([OWN]) == [PERMITTED]
        assert await checker.check([]) == []
        assert services.asked("CheckBlocks") == 1


async def test_without_an_answer_nothing_is_shown_but_what_cannot_be_blocked() -> None:
    async with Services() as services:
        services.broken = {"CheckBlocks"}
        both, guests = (CHAIR, PATHOLOGIST), (CHAIR, GUEST)
        rows = (OWN, OWN_ELSEWHERE, OTHERS)
        assert await check(services, *rows) == [PERMITTED, UNKNOWN, UNKNOWN]
        assert await check(services, *rows, actors=both) == [UNKNOWN] * 3
        trusted = await check(services, *rows, actors=both, trusting=True)
        assert trusted == [PERMITTED, PERMITTED, UNKNOWN]
        assert await check(services, *rows, actors=guests, trusting=True) == [UNKNOWN] * 3


async def test_nobody_reads_anything_on_terms_that_name_nobody() -> None:
    async with Services() as services:
        assert await check(services, OWN, OTHERS, actors=()) == [UNKNOWN, UNKNOWN]


async def test_a_patient_whom_the_service_does_not_know_has_no_verdicts() -> None:
    async with Services() as services:
        assert await check(services, OTHERS, number=None) == [UNKNOWN]
        assert await check(services, OTHERS, number=PersonNumber(value="x")) == [UNKNOWN]
        assert services.requests == []


@pytest.mark.parametrize("code", ["ERROR", "VALIDATIONERROR", "ACCESSDENIED", "NOTFOUND", "?"])
async def test_a_result_that_is_no_success_is_no_answer(code: str) -> None:
    async with Services() as services:
        services.codes["CheckBlocks"] = code
        assert await check(services, OTHERS) == [UNKNOWN]


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (((1, "OK"),), [PERMITTED, UNKNOWN]),
        (((2, "BLOCKED"), (1, "OK")), [PERMITTED, BLOCKED]),
        (((1, "OK"), (1, "BLOCKED"), (2, "OK"), (2, "VALIDATIONERROR")), [BLOCKED, UNKNOWN]),
        (((0, "OK"), (3, "OK"), ("-1", "OK"), ("", "OK"), ("١", "OK")), [UNKNOWN, UNKNOWN]),
        (((1, "FREE"), (2, "")), [UNKNOWN, UNKNOWN]),
    ],
)
async def test_rows_are_known_by_number(results: object, expected: list[Verdict]) -> None:
    space = "urn:riv:informationsecurity:authorization:blocking:CheckBlocksResponder:4"
    rows = "".join(
        f"<checkResults><status>{status}</status><rowNumber>{row}</rowNumber></checkResults>"
        for row, status in results  # type: ignore[attr-defined]
    )
    answer = (
        f'<CheckBlocksResponse xmlns="{space}"><checkBlocksResult><result><resultCode>INFO'
        f"</resultCode></result>{rows}</checkBlocksResult></CheckBlocksResponse>"
    )
    async with RawServer(ok(answer.encode())) as server:
        assert await check(server, OTHERS, OWN_ELSEWHERE) == expected


@pytest.mark.parametrize(
    ("start", "end", "sent"),
    [
        ("2026-03-01T10:00:00+01:00", "", ("2026-03-01T10:00:00", "2026-03-01T10:00:00")),
        ("2026-07-01T10:00:00Z", "", ("2026-07-01T12:00:00", "2026-07-01T12:00:00")),
        ("2026-07-01T10:00:00", "", ("2026-07-01T12:00:00", "2026-07-01T12:00:00")),
        ("2026-02", "2026-04-01", ("2026-02-01T00:00:00", "2026-04-01T23:59:59")),
        ("2026", "", ("2026-01-01T00:00:00", "2026-12-31T23:59:59")),
        ("", "", ("1800-01-01T00:00:00", "2999-12-31T23:59:59")),
        ("2026T", "kl 8", ("1800-01-01T00:00:00", "2999-12-31T23:59:59")),
    ],
)
async def test_times_are_told_as_wide_as_they_may_mean(
    start: str, end: str, sent: tuple[str, str]
) -> None:
    rows: list[Node] = []
    async with Services() as services:
        services.blocks = lambda _actor, row: bool(rows.append(row))  # type: ignore[func-returns-value]
        await check(services, Row("SE-third", "SE-unit", start, end, ALERTS))
    (row,) = rows
    times = row.value("informationStartDate"), row.value("informationEndDate")
    assert (times, row.value("informationType")) == (sent, "upp")
