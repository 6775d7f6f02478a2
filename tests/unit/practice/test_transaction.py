"""Bundles: everything or nothing, and entries that name each other."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.practice.bundles import Pages
from app.practice.refusal import Refusal
from app.practice.store import Store
from app.practice.transaction import Bundles

LOST = {
    "resource": {"resourceType": "Task", "focus": {"reference": "urn:uuid:nobody"}},
    "request": {"method": "POST", "url": "Task"},
}
FAILURES: list[Any] = [
    LOST,
    None,
    {"request": {"method": "PATCH", "url": "Task/1"}},
    {"request": {"method": "POST", "url": "Task"}},
    {"request": {"method": "GET", "url": "Task/none"}},
    {"request": {"method": "GET", "url": "Dragon"}},
    {"request": {"method": "DELETE", "url": "Task/kept", "ifMatch": 'W/"9"'}},
    {
        "resource": {"resourceType": "Task", "id": "kept"},
        "request": {"method": "PUT", "url": "Task/kept", "ifMatch": 'W/"9"'},
    },
    {
        "resource": {"resourceType": "Task", "for": {"reference": "Patient?identifier=nobody"}},
        "request": {"method": "POST", "url": "Task"},
    },
]


def _put(resource_id: str, **elements: Any) -> dict[str, Any]:
    resource = {"resourceType": "Task", "id": resource_id, **elements}
    return {"resource": resource, "request": {"method": "PUT", "url": f"Task/{resource_id}"}}


def _delete(resource_id: str) -> dict[str, Any]:
    return {"request": {"method": "DELETE", "url": f"Task/{resource_id}"}}


def _post(resource_id: str) -> dict[str, Any]:
    resource = {"resourceType": "Task", "description": resource_id}
    return {"resource": resource, "request": {"method": "POST", "url": "Task"}}


def _do(store: Store, *entries: Any, kind: str = "transaction") -> list[Any]:
    bundle = {"resourceType": "Bundle", "type": kind, "entry": list(entries)}
    return Bundles(store, Pages(), "http://host").process(bundle)[1]


def _filled() -> Store:
    store = Store()
    for name in ("kept", "a", "b"):
        store.put({"resourceType": "Task", "for": {"reference": "Patient/1"}}, name)
    store.delete("Task", "b")
    return store


def _everything(store: Store) -> dict[str, Any]:
    found = sorted(each.id for each in store.of_patients("Task", ["Patient/1"]))
    versions = {name: store.history("Task", name) for name in ("kept", "a", "b", "c")}
    return {"all": sorted(v.id for v in store.all("Task")), "patient": found, "each": versions}


WRITES = st.lists(
    st.sampled_from([_put("a", status="draft"), _delete("a"), _put("b"), _delete("b"), _put("c")]),
    max_size=3,
    unique_by=lambda entry: entry["request"]["url"],
)


@given(before=WRITES, failing=st.sampled_from(FAILURES), after=st.integers(0, 2))
def test_a_transaction_that_fails_anywhere_changes_nothing(
    before: list[Any], failing: Any, after: int
) -> None:
    store = _filled()
    then = _everything(store)
    with pytest.raises(Refusal):
        _do(store, *before, failing, *(_post(str(number)) for number in range(after)))
    assert _everything(store) == then


def test_entries_name_each_other_by_what_the_host_calls_them() -> None:
    store = Store()
    patient = {
        "fullUrl": "urn:uuid:p",
        "resource": {"resourceType": "Patient", "identifier": [{"value": "urn:uuid:p"}]},
        "request": {"method": "POST", "url": "Patient"},
    }
    task = {
        "fullUrl": "urn:uuid:t",
        "resource": {
            "resourceType": "Task",
            "for": {"reference": "urn:uuid:p"},
            "input": [{"valueReference": {"reference": "urn:uuid:t"}}],
        },
        "request": {"method": "POST", "url": "Task"},
    }
    replies = _do(store, task, patient)
    (kept,) = store.all("Task")
    (person,) = store.all("Patient")
    assert [reply.version for reply in replies] == [kept, person]
    assert kept.body is not None
    assert f'"for":{{"reference":"{person.reference}"}}'.encode() in kept.body
    assert kept.reference.encode() in kept.body
    assert b'"value":"urn:uuid:p"' in (person.body or b"")


def test_the_same_transaction_twice_is_there_once() -> None:
    store = Store()
    entries = [
        {
            "fullUrl": f"urn:uuid:{kind}",
            "resource": {
                "resourceType": kind,
                "identifier": [{"value": kind}],
                "basedOn": [{"reference": "urn:uuid:CarePlan"}],
            },
            "request": {"method": "POST", "url": kind, "ifNoneExist": f"identifier={kind}"},
        }
        for kind in ("CarePlan", "Task")
    ]
    first, second = _do(store, *entries), _do(store, *entries)
    assert [reply.status for reply in first] == [201, 201]
    assert [reply.status for reply in second] == [200, 200]
    assert [reply.version for reply in first] == [reply.version for reply in second]


def test_a_conditional_reference_becomes_what_it_finds() -> None:
    store = Store()
    store.put({"resourceType": "Patient", "identifier": [{"value": "7"}]}, "p")
    entry = _put("a", **{"for": {"reference": "Patient?identifier=7"}})
    _do(store, entry)
    assert [each.id for each in store.of_patients("Task", ["Patient/p"])] == ["a"]


def test_two_entries_may_not_write_the_same() -> None:
    with pytest.raises(Refusal, match="same resource"):
        _do(Store(), _put("a"), _delete("a"))
    once = {**_post("x"), "request": {"method": "POST", "url": "Task", "ifNoneExist": "code=1"}}
    with pytest.raises(Refusal, match="same resource"):
        _do(Store(), once, once)


def test_deletes_come_first_and_reads_see_what_was_written() -> None:
    store = _filled()
    search = {"request": {"method": "GET", "url": "Task?patient=1"}}
    read = {"request": {"method": "GET", "url": "Task/c"}}
    replies = _do(store, search, read, _put("c"), _delete("a"))
    assert b'"total":1' in (replies[0].body or b"")
    assert [reply.status for reply in replies] == [200, 200, 201, 204]


def test_in_a_batch_each_entry_stands_alone() -> None:
    store = _filled()
    replies = _do(store, _put("c"), *FAILURES[1:8], _post("new"), kind="batch")
    assert [reply.status for reply in replies] == [
        201, 400, 400, 400, 404, 404, 412, 412, 201
    ]  # fmt: skip
    assert store.current("Task", "c")


@pytest.mark.parametrize("bundle", [{"type": "collection"}, {}, {"type": "batch", "entry": 7}])
def test_other_bundles_are_refused(bundle: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        Bundles(Store(), Pages(), "").process({"resourceType": "Bundle", **bundle})


@pytest.mark.parametrize("own_id", [{}, {"id": "mine"}])
def test_an_update_by_condition_is_called_what_it_becomes(own_id: dict[str, str]) -> None:
    update = {
        "fullUrl": "urn:uuid:t",
        "resource": {"resourceType": "Task", "identifier": [{"value": "7"}], **own_id},
        "request": {"method": "PUT", "url": "Task?identifier=7"},
    }
    part = _put("part", partOf=[{"reference": "urn:uuid:t"}], input=[{"valueUrl": "urn:uuid:t"}])
    store = Store()
    for status in (201, 200):
        (written, _) = _do(store, update, part)
        assert written.status == status
        kept = store.current("Task", "part")
        assert kept is not None
        assert kept.index["part-of"] >= {written.version.reference}


def test_links_become_what_the_host_calls_them_too() -> None:
    store = Store()
    picture = {"resourceType": "Media", "content": {"url": "urn:uuid:b"}}
    entries = [
        {
            "fullUrl": "urn:uuid:b",
            "resource": {"resourceType": "Binary", "id": "b"},
            "request": {"method": "PUT", "url": "Binary/b"},
        },
        {"resource": picture, "request": {"method": "POST", "url": "Media"}},
        _put("a", instantiatesUri="urn:uuid:b", **{"for": {"reference": "http://else/Patient/1"}}),
    ]
    _, media, task = _do(store, *entries)
    assert b'"url":"Binary/b"' in media.version.body
    assert b'"http://else/Patient/1"' in task.version.body


def test_a_transaction_reads_versions_too() -> None:
    store = _filled()
    urls = ["Task/kept", "Task/kept/_history/1", "Task/b/_history/1"]
    replies = _do(store, *({"request": {"method": "GET", "url": url}} for url in urls))
    assert [reply.version.number for reply in replies] == [1, 1, 1]
    for url in ("Task/b/_history/2", "Task/b/_history/9", "Task/b/c", "Task/"):
        with pytest.raises(Refusal):
            _do(store, {"request": {"method": "GET", "url": url}})
