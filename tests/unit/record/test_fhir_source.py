"""A record's source: one answer per need, whatever the server says to any of them."""

import asyncio
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.record import Need, SourceAnswer
from app.record import fhir
from app.record.fhir import FhirRecordSource
from app.record.merging import merged
from app.wire.fhir import FhirClient
from app.wire.http import Limits
from tests.fakes.raw_http import RawServer, Request, ok, resource, searchset

LIMITS = Limits(deadline=1.0, tries=1)
CONDITIONS = Need(resource_type="Condition")
LABORATORY = Need(resource_type="Observation", parameters=(("code", "a"), ("category", "lab")))
MINE, OTHERS = "Patient/1", "Patient/2"


def about(own_id: str, patient: str = MINE, kind: str = "Condition") -> dict[str, object]:
    return {"resourceType": kind, "id": own_id, "subject": {"reference": patient}}


async def ask(
    answer: object, *needs: Need, patient: str = MINE
) -> tuple[dict[Need, SourceAnswer], list[Request]]:
    async with (
        RawServer(answer) as server,
        FhirClient(server.base_url, limits=LIMITS) as client,
    ):
        source = FhirRecordSource(client, "Provregistret")
        assert source.sources == ("Provregistret",)
        answers = {each.need: each async for each in source.ask(patient, needs)}
    return answers, server.requests


async def test_each_need_has_its_answer_and_a_failure_is_one() -> None:
    def by_type(request: Request) -> bytes:
        found = request.path == "/Condition/_search"
        return searchset(about("c")) if found else ok(b"<html>")

    answers, requests = await ask(by_type, CONDITIONS, LABORATORY)

    assert answers[CONDITIONS].resources == (about("c"),)
    assert (answers[CONDITIONS].error, answers[LABORATORY].error) == ("", "host-nonsense")
    forms = {request.path: parse_qs(request.form) for request in requests}
    form = forms["/Observation/_search"]
    assert (form["patient"], form["code"], form["category"]) == (["Patient/1"], ["a"], ["lab"])


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (searchset(about("a"), about("b", OTHERS)), "other-patient"),
        (searchset(about("a"), about("b", f"https://x.example/{OTHERS}")), "other-patient"),
        (resource({"resourceType": "OperationOutcome"}), "host-nonsense"),
        (resource({"resourceType": "OperationOutcome"}, status="403 No"), "host-refused"),
        (b"", "host-unreachable"),
    ],
    ids=["other patient", "other patient elsewhere", "outcome", "refused", "nothing"],
)
async def test_a_bad_answer_is_told_and_nothing_of_it_is_used(answer: bytes, error: str) -> None:
    answers, _ = await ask(answer, CONDITIONS)
    assert (answers[CONDITIONS].error, answers[CONDITIONS].resources) == (error, ())


async def test_another_patients_patient_resource_is_refused() -> None:
    need = Need(resource_type="Patient")
    answers, _ = await ask(searchset({"resourceType": "Patient", "id": "2"}), need)
    assert answers[need].error == "other-patient"


async def test_a_resource_that_cannot_be_read_is_counted() -> None:
    page = (
        b'{"resourceType":"Bundle","type":"searchset","entry":['
        b'{"resource":{"resourceType":"Condition","id":"a","subject":{"reference":"Patient/1"}}},'
        b'{"resource":{"resourceType":"Condition","id":"b","id":"c"}},'
        b'{"resource":{"resourceType":"Condition","x":1e400}},'
        b'{"resource":{"resourceType":"Procedure"}},'
        b'{"resource":{"resourceType":"OperationOutcome"},"search":{"mode":"outcome"}}]}'
    )
    answers, _ = await ask(ok(page), CONDITIONS)
    assert [each["id"] for each in answers[CONDITIONS].resources] == ["a"]
    assert (answers[CONDITIONS].unreadable, answers[CONDITIONS].error) == (3, "")


async def test_picks_are_read_by_id_and_a_lost_one_is_counted() -> None:
    picks = Need(resource_type="Condition", ids=("a", "b"))
    answers, requests = await ask(searchset(about("a"), about("z")), picks)
    assert [each["id"] for each in answers[picks].resources] == ["a"]
    assert answers[picks].unreadable == 1
    assert parse_qs(requests[0].form)["_id"] == ["a,b"]


async def test_without_a_patient_nobody_is_asked() -> None:
    answers, requests = await ask(searchset(), CONDITIONS, patient="")
    assert answers[CONDITIONS].error == "host-nonsense"
    assert not requests


async def test_what_belongs_to_no_patient_is_only_read_by_id() -> None:
    need = Need(resource_type="Practitioner")
    answers, requests = await ask(searchset(), need)
    assert (answers[need].resources, requests) == ((), [])


async def test_needs_that_differ_in_one_value_are_asked_once() -> None:
    other = Need(resource_type="Observation", parameters=(("code", "b"), ("category", "lab")))
    found = about("o", kind="Observation")
    answers, requests = await ask(searchset(found), LABORATORY, other)
    assert set(answers) == {LABORATORY, other}
    assert [each.resources for each in answers.values()] == [(found,), ()]
    assert parse_qs(requests[0].form)["code"] == ["a,b"]
    assert len(requests) == 1


async def test_who_stops_listening_leaves_nothing_behind() -> None:
    async with (
        RawServer(searchset(about("a"))) as server,
        FhirClient(server.base_url, limits=LIMITS) as client,
    ):
        answers = FhirRecordSource(client, "x").ask(MINE, (CONDITIONS, LABORATORY))
        await anext(answers)
        await answers.aclose()


def content_of(own: str) -> Need:
    return Need(resource_type="Binary", parameters=(("_id", own),))


def a_content(own: str, data: str = "QUJD", **more: object) -> bytes:
    return resource({"resourceType": "Binary", "id": own, "data": data, **more})


async def test_each_content_is_read_by_its_id_and_fails_alone() -> None:
    def by_id(request: Request) -> bytes:
        found = request.path == "/Binary/a"
        return a_content("a") if found else resource({}, status="404 Not Found")

    answers, requests = await ask(by_id, content_of("a"), content_of("b"), content_of("../x"))
    assert [each["data"] for each in answers[content_of("a")].resources] == ["QUJD"]
    errors = [answers[content_of(own)].error for own in ("a", "b", "../x")]
    assert errors == ["", "host-missing", "host-nonsense"]
    assert {(r.method, r.path) for r in requests} == {("GET", "/Binary/a"), ("GET", "/Binary/b")}
    assert "application/fhir+json" in requests[0].head
    assert answers[content_of("a")].base.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (a_content("a", securityContext={"reference": OTHERS}), "other-patient"),
        (a_content("a", securityContext={"reference": MINE}), ""),
        (a_content("b"), "host-nonsense"),
        (ok(b"\x89PNG", "Content-Type: image/png"), "host-nonsense"),
    ],
    ids=["other patient", "mine", "other id", "not FHIR"],
)
async def test_a_content_that_is_none_of_this_patients_is_not_used(
    answer: bytes, error: str
) -> None:
    answers, _ = await ask(answer, content_of("a"))
    assert answers[content_of("a")].error == error
    assert bool(answers[content_of("a")].resources) is not bool(error)


async def test_a_case_has_only_so_many_bytes_of_contents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fhir, "LARGEST_CONTENT", 6)
    monkeypatch.setattr(fhir, "ALL_CONTENTS", 9)

    def by_id(request: Request) -> bytes:
        own = request.path.removeprefix("/Binary/")
        return a_content(own, "QUJD" * (3 if own == "large" else 1))

    needs = [content_of(own) for own in ("large", "b", "c", "d", "e")]
    answers, requests = await ask(by_id, *needs)
    errors = [answers[need].error for need in needs]
    assert errors == ["too-much", "", "", "", "too-much"]
    assert len(requests) == 4  # what cannot be had is not asked for


async def test_only_a_few_contents_are_read_at_once() -> None:
    busy, most = 0, 0

    def by_id(request: Request) -> object:
        async def later(writer: asyncio.StreamWriter) -> None:
            nonlocal busy, most
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0.01)
            busy -= 1
            writer.write(a_content(request.path.removeprefix("/Binary/")))
            await writer.drain()

        return later

    answers, _ = await ask(by_id, *(content_of(own) for own in "abcdef"))
    assert [each.error for each in answers.values()] == [""] * 6
    assert most == 2


VALUES = st.lists(st.sampled_from("abc"), min_size=1, max_size=2).map(",".join)
NEEDS = st.builds(
    Need,
    resource_type=st.sampled_from(["Condition", "Observation"]),
    parameters=st.dictionaries(st.sampled_from(["code", "category", "date"]), VALUES).map(
        lambda held: tuple(held.items())
    ),
    ids=st.sampled_from([(), ("1",)]),
)


def finds(need: Need, values: dict[str, str]) -> bool:
    return all(values[name] in value.split(",") for name, value in need.parameters)


@given(
    st.lists(NEEDS, max_size=6),
    st.fixed_dictionaries(dict.fromkeys(["code", "category", "date"], st.sampled_from("abc"))),
)
def test_merging_loses_no_row(needs: list[Need], values: dict[str, str]) -> None:
    asked = merged(needs)
    answered = [need for each in asked for need in each.answers]
    assert sorted(map(str, answered)) == sorted(map(str, set(needs)))
    for each in asked:
        for need in each.answers:
            assert (need.resource_type, need.ids) == (each.need.resource_type, each.need.ids)
            assert finds(each.need, values) or not finds(need, values)
        if finds(each.need, values):  # and asks for nothing that nobody asked for
            assert any(finds(need, values) for need in each.answers)
