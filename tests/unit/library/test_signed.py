"""The verifier meets whatever can stand in a file; and another program reads what is published."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tuf.ngclient import Updater

from app.library.signed import Evidence, SignedRelease, verify
from app.model.errors import LibraryKeysUnreadable, LibraryUntrusted, LibraryUnusable
from tests.fakes.publishers import Publishers, text_file
from tests.fakes.raw_http import RawServer, Request, ok
from tests.unit.library.shelves import a_text

NOW = datetime.now(UTC)
PARTS = ("timestamp", "snapshot", "targets")
GOOD = text_file(a_text(1))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
USUAL = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Proof:
    """What proves a release, and the release that it proves."""

    def __init__(self, publishers: Publishers) -> None:
        served = publishers.served()
        self.root = publishers.root
        self.evidence = Evidence(
            timestamp=served["/metadata/timestamp.json"],
            snapshot=served["/metadata/1.snapshot.json"],
            targets=served["/metadata/1.targets.json"],
        )
        self.release = verify(self.root, self.evidence, NOW)

    def with_part(self, part: str, data: bytes) -> Evidence:
        return msgspec.structs.replace(self.evidence, **{part: data})

    def holds(self, root: bytes, evidence: Evidence) -> None:
        """Whatever it is, it is refused, or it is the same release."""
        try:
            found: SignedRelease = verify(root, evidence, NOW)
        except (LibraryKeysUnreadable, LibraryUntrusted, LibraryUnusable):
            return
        assert found == self.release


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    publishers = Publishers(tmp_path_factory.mktemp("proof"))
    publishers.sign("anna", "bo")
    publishers.release(colorectal=GOOD)
    return Proof(publishers)


@USUAL
@given(part=st.sampled_from(PARTS), at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_any_byte_of_a_proof_may_be_another_one(
    proof: Proof, part: str, at: int, byte: int
) -> None:
    data = bytearray(getattr(proof.evidence, part))
    data[at % len(data)] = byte
    proof.holds(proof.root, proof.with_part(part, bytes(data)))


@USUAL
@given(part=st.sampled_from(PARTS), at=st.integers(0, 1000), value=JSON)
@example(part="timestamp", at=1, value=10**400)
def test_any_value_of_a_proof_may_be_another_one(
    proof: Proof, part: str, at: int, value: Any
) -> None:
    tree = msgspec.json.decode(getattr(proof.evidence, part))
    places = list(_places(tree))
    holder, key = places[at % len(places)]
    holder[key] = value
    proof.holds(proof.root, proof.with_part(part, json.dumps(tree).encode()))


@USUAL
@given(data=st.binary(max_size=200) | JSON.map(lambda each: msgspec.json.encode(str(each))))
def test_a_root_may_be_anything(proof: Proof, data: bytes) -> None:
    with pytest.raises(LibraryKeysUnreadable):
        verify(data, proof.evidence, NOW)
    with pytest.raises(LibraryUntrusted):
        verify(proof.root, msgspec.structs.replace(proof.evidence, roots=(data,)), NOW)


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield where a value stands, for every value below a tree's top."""
    keys: Any = tree if isinstance(tree, dict) else range(len(tree))
    for key in keys:
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from _places(tree[key])


async def test_another_program_reads_what_is_published(tmp_path: Path) -> None:
    """python-tuf as it comes, with its own HTTP client: what others would use."""
    publishers = Publishers(tmp_path)
    publishers.sign("anna", "bo")
    publishers.release(colorectal=GOOD)
    files = publishers.release(colorectal=text_file(a_text(1), a_text(2)))

    def answer(request: Request) -> bytes:
        found = files.get(request.path)
        return ok(b"", status="404 Not Found") if found is None else ok(found)

    def read(url: str) -> bytes:
        updater = Updater(
            metadata_dir=str(tmp_path / "theirs"),
            metadata_base_url=f"{url}/metadata/",
            target_dir=str(tmp_path),
            target_base_url=f"{url}/targets/",
            bootstrap=publishers.root,
        )
        info = updater.get_targetinfo("texts/colorectal.json")
        assert info is not None
        return Path(updater.download_target(info)).read_bytes()

    async with RawServer(answer) as server:
        found = await asyncio.to_thread(read, server.base_url)
    assert found == text_file(a_text(1), a_text(2))
