"""The steps of a programme group: what they do, what they refuse, and what they say is next."""

import shlex
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tuf.api.metadata import Root, Snapshot, Targets, Timestamp

from app.commands import publish
from app.library.files import alone
from app.model.errors import PublishError
from app.publishing import keys, releasing, roles, steps
from app.publishing.roles import Group, Members
from app.publishing.workshop import Workshop
from tests.fakes.publishers import Publishers, text_file
from tests.unit.library.shelves import a_definition, a_text

GUIDE = Path(__file__).parents[3] / "docs" / "publishing.md"
GOOD = text_file(a_text(1))


@pytest.fixture
def publishers(tmp_path: Path) -> Publishers:
    return Publishers(tmp_path)


@pytest.fixture
def workshop(publishers: Publishers) -> Workshop:
    """A repository with one release."""
    publishers.sign("anna", "bo")
    publishers.release(colorectal=GOOD)
    return publishers.workshop


def add(publishers: Publishers, **files: bytes) -> list[str]:
    paths = [publishers.file(f"{name}.json", data) for name, data in files.items()]
    return steps.add(publishers.workshop, paths)


def release(publishers: Publishers, days: int = 30) -> list[str]:
    return releasing.release(publishers.workshop, publishers.keys["publisher"], days)


# --- from nothing to a release --------------------------------------------------------------------


def test_each_step_says_what_waits_for_whom(publishers: Publishers) -> None:
    assert steps.status(publishers.workshop) == [
        "Nothing is published yet.",
        "Root 1: signed by nobody; 2 more of: anna, bo, cia.",
        "Next, each of them: samsyn-publish sign FOLDER --key THEIR.p12",
    ]
    assert add(publishers, colorectal=GOOD)[0] == "  + text: Koloncancer, text 1"
    said = publishers.sign("cia")
    assert "Root 1: signed by cia; 1 more of: anna, bo." in said
    said = publishers.sign("anna")
    assert "Root 1: signed by anna, cia, which is enough." in said
    assert "Targets 1: signed by anna; 1 more of: bo." in said
    with pytest.raises(PublishError, match=r"Targets 1: signed by anna; 1 more of: bo\. Next: "):
        release(publishers)
    assert publishers.sign("bo")[-1] == "Next: samsyn-publish release FOLDER --key PUBLISHER.p12"
    assert release(publishers)[1] == "  + text: Koloncancer, text 1"
    assert "The release has 1 text and 0 definitions." in steps.status(publishers.workshop)


def test_texts_for_practice_only_are_told(publishers: Publishers) -> None:
    said = add(publishers, x=text_file(a_text(1, status="practice"), a_text(2)))
    assert "1 text has the status 'practice', for rooms in practice only." in said


def test_a_release_says_again_that_it_is_the_newest(
    publishers: Publishers, workshop: Workshop
) -> None:
    before = workshop.timestamp()
    assert release(publishers, 60)[1] == "  nothing has changed in it"
    after = workshop.timestamp()
    assert before is not None
    assert after is not None
    assert after.signed.version == before.signed.version + 1
    assert after.signed.expires - before.signed.expires > timedelta(days=29)


def test_a_text_is_changed_and_a_file_withdrawn(publishers: Publishers, workshop: Workshop) -> None:
    changed = text_file(a_text(1, version="2026.2", text="Annat."), a_text(2))
    said = add(publishers, colorectal=changed, general=a_definition())
    assert said[:3] == [
        "  + text: Koloncancer, text 2",
        "  ~ text: Koloncancer, text 1",
        "  + definition: definitions/general.json",
    ]
    publishers.sign("anna", "bo")
    release(publishers)
    said = steps.remove(workshop, ["texts/colorectal.json"])
    assert said[0] == "  - text: Koloncancer, text 1"
    publishers.sign("anna", "bo")
    release(publishers)
    targets = workshop.targets()
    assert targets is not None
    assert list(targets.signed.targets) == ["definitions/general.json"]


def test_what_is_published_already_need_not_be_signed(
    publishers: Publishers, workshop: Workshop
) -> None:
    add(publishers, other=text_file(a_text(2)))
    said = steps.remove(workshop, ["texts/other.json"])
    assert said[0].startswith("This is what is published already")
    assert workshop.targets_draft() is None


def test_a_file_that_is_added_meanwhile_voids_the_signatures(publishers: Publishers) -> None:
    add(publishers, colorectal=GOOD)
    publishers.sign("anna", "bo")
    said = add(publishers, other=text_file(a_text(2)))
    assert "Targets 1: signed by nobody; 2 more of: anna, bo." in said
    publishers.sign("anna")
    said = add(publishers, other=text_file(a_text(2)))  # the same again
    assert "Targets 1: signed by anna; 1 more of: bo." in said


# --- what is refused ------------------------------------------------------------------------------


def with_view(path: str) -> bytes:
    definition = msgspec.json.decode(a_definition())
    definition["sections"][1]["views"][0]["select"][0]["column"][0]["path"] = path
    return msgspec.json.encode(definition)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x", b"{", "this is no JSON object"),
        ("x", b"[]", "this is no JSON object"),
        ("x", b'{"a": 1}', "neither standard texts nor a conference definition"),
        ("Kolon", GOOD, "rename it"),
        ("x", text_file(a_text(1, text="{sida")), r"texts/x\.json: .*mend it"),
        ("x", text_file(a_text(1), a_text(1)), "two of the same text"),
        ("x", with_view("code.("), r"definitions/x\.json: sections\[1\]"),
        ("x", b'{"texts": []}' + b" " * 3_000_000, "larger than 2048 KiB"),
        (
            "x",
            text_file(a_text(1), a_text(2, title="Två", text="Ring 070-174 06 05.")),
            r"'Två', text, character \d+: telephone\. This tells who somebody is",
        ),
    ],
)
def test_a_file_that_rooms_could_not_use(
    publishers: Publishers, name: str, data: bytes, words: str
) -> None:
    with pytest.raises(PublishError, match=words):
        add(publishers, **{name: data})
    assert publishers.workshop.files() == {}
    assert publishers.workshop.targets_draft() is None


def test_a_changed_text_needs_a_new_version(publishers: Publishers, workshop: Workshop) -> None:
    with pytest.raises(PublishError, match="with the version of before: Koloncancer, text 1"):
        add(publishers, colorectal=text_file(a_text(1, text="Annat.")))
    assert workshop.files() == {"texts/colorectal.json": GOOD}


def test_one_text_in_two_files(publishers: Publishers, workshop: Workshop) -> None:
    with pytest.raises(PublishError, match="two of the same text"):
        add(publishers, other=GOOD)
    assert list(workshop.files()) == ["texts/colorectal.json"]


def test_files_of_the_same_name(publishers: Publishers, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    other = tmp_path / "a" / "x.json"
    other.write_bytes(GOOD)
    with pytest.raises(PublishError, match="the same name"):
        steps.add(publishers.workshop, [other, publishers.file("x.json", GOOD)])


def test_a_file_that_was_changed_by_hand(publishers: Publishers) -> None:
    add(publishers, colorectal=GOOD)
    publishers.sign("anna")
    publishers.workshop.put_file("texts/colorectal.json", text_file(a_text(7)))
    with pytest.raises(PublishError, match="changed by hand"):
        publishers.sign("bo")
    publishers.workshop.put_file("texts/colorectal.json", GOOD)
    publishers.sign("bo")
    publishers.workshop.put_file("texts/colorectal.json", text_file(a_text(7)))
    with pytest.raises(PublishError, match="changed after it was signed"):
        release(publishers)
    assert publishers.workshop.timestamp() is None


def test_who_has_no_part_in_it_signs_nothing(publishers: Publishers, workshop: Workshop) -> None:
    add(publishers, other=text_file(a_text(2)))
    for name in ("cia", "stranger", "publisher"):
        with pytest.raises(PublishError, match="nothing waits for this key"):
            publishers.sign(name)
    publishers.sign("anna", "bo")
    with pytest.raises(PublishError, match="not the publisher's key; whose it is: publisher"):
        releasing.release(workshop, publishers.keys["anna"], 30)


@pytest.mark.parametrize("step", [steps.status, steps.renew, lambda w: steps.add(w, [])])
def test_a_folder_that_is_no_repository(tmp_path: Path, step: Callable[[Workshop], object]) -> None:
    with pytest.raises(PublishError, match="no repository yet: samsyn-publish init"):
        step(Workshop(tmp_path / "empty"))


def test_a_release_of_nothing(publishers: Publishers) -> None:
    publishers.sign("anna", "bo")
    with pytest.raises(PublishError, match="nothing to release: samsyn-publish add"):
        release(publishers)


def test_a_repository_is_founded_once(publishers: Publishers, workshop: Workshop) -> None:
    members = {group: publishers.members("anna", needed=1) for group in Group}
    with pytest.raises(PublishError, match="is a repository already"):
        steps.init(workshop, members)


@pytest.mark.parametrize(
    ("names", "needed", "words"),
    [
        (("anna", "anna"), 1, "the same key is given twice"),
        (("anna", "bo"), 3, "3 signatures are needed of 2 keys"),
        (("anna",), 0, "0 signatures are needed of 1 keys"),
    ],
)
def test_groups_that_cannot_be(
    publishers: Publishers, workshop: Workshop, names: tuple[str, ...], needed: int, words: str
) -> None:
    with pytest.raises(PublishError, match=words):
        steps.change_members(workshop, {Group.EDITORS: publishers.members(*names, needed=needed)})
    assert workshop.root_draft() is None


# --- time, and keys that change -------------------------------------------------------------------


def test_what_ends_soon_is_renewed(
    publishers: Publishers, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert steps.renew(workshop) == ["Nothing ends within 60 days."]
    monkeypatch.setattr(steps, "_SOON", 366)
    said = steps.renew(workshop)
    assert said[0] == "Drafted anew: targets."
    publishers.sign("anna", "bo")
    monkeypatch.setattr(steps, "_SOON", 800)
    assert steps.renew(workshop)[0] == "Drafted anew: root."
    publishers.sign("anna", "cia")
    release(publishers)
    root, targets = workshop.root(), workshop.targets()
    assert root is not None
    assert targets is not None
    assert (root.signed.version, targets.signed.version) == (2, 2)


def test_the_status_tells_what_ends_soon(publishers: Publishers, workshop: Workshop) -> None:
    assert not any("soon" in line for line in steps.status(workshop))
    release(publishers, 7)
    assert "The release ends soon. Next: samsyn-publish release FOLDER --key PUBLISHER.p12" in (
        steps.status(workshop)
    )


def test_the_status_tells_which_signatures_end_soon(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_SOON", 400)
    assert "Ends soon: targets. Next: samsyn-publish renew FOLDER" in steps.status(workshop)


def test_what_has_ended_is_not_released(
    publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.publishing.drafts.TARGETS_DAYS", -1)
    publishers.sign("anna", "bo")
    add(publishers, colorectal=GOOD)
    publishers.sign("anna", "bo")
    with pytest.raises(PublishError, match="targets has ended: samsyn-publish renew"):
        release(publishers)


def test_an_editor_is_replaced_and_the_release_signed_anew(
    publishers: Publishers, workshop: Workshop
) -> None:
    change = {Group.EDITORS: publishers.members("anna", "stranger", needed=2)}
    said = steps.change_members(workshop, change)
    assert "Targets 2: signed by nobody; 2 more of: anna, stranger." in said
    publishers.sign("anna", "cia")
    with pytest.raises(PublishError, match="nothing waits for this key"):
        steps.sign(publishers.workshop, publishers.keys["publisher"])
    said = publishers.sign("stranger")
    assert said[-1].startswith("Next: samsyn-publish release")
    release(publishers)


def test_the_root_changes_hands(publishers: Publishers, workshop: Workshop) -> None:
    steps.change_members(workshop, {Group.ROOT: publishers.members("stranger", needed=1)})
    publishers.sign("stranger")
    with pytest.raises(PublishError, match="2 more of: anna, bo, cia"):
        release(publishers)
    publishers.sign("bo", "cia")
    release(publishers)
    assert workshop.root_of(2).signed.roles["root"].threshold == 1


def test_a_publisher_is_replaced(publishers: Publishers, workshop: Workshop) -> None:
    steps.change_members(workshop, {Group.PUBLISHER: publishers.members("stranger", needed=1)})
    publishers.sign("anna", "bo")
    with pytest.raises(PublishError, match="not the publisher's key; whose it is: stranger"):
        release(publishers)
    releasing.release(workshop, publishers.keys["stranger"], 30)


# --- stopped in the middle ------------------------------------------------------------------------


def test_a_release_that_stops_anywhere_is_whole_the_next_time(
    publishers: Publishers, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes before each write in turn; rooms meanwhile have the release before."""
    before = workshop.timestamp()
    add(publishers, other=text_file(a_text(2)))
    steps.change_members(workshop, {Group.PUBLISHER: publishers.members("publisher", needed=1)})
    publishers.sign("anna", "bo")
    done = keys_written = 0
    write: Any = Workshop.publish.__globals__["write_whole"]

    def failing(path: Path, data: bytes) -> None:
        nonlocal done
        if done >= keys_written:
            raise KeyboardInterrupt
        done += 1
        write(path, data)

    monkeypatch.setitem(Workshop.publish.__globals__, "write_whole", failing)
    while True:
        done = 0
        try:
            release(publishers)
        except KeyboardInterrupt:
            keys_written += 1
            assert before is not None
            assert workshop.timestamp() == before
        else:
            break
    assert keys_written == 6  # both files, targets, snapshot, root, timestamp
    assert list(workshop.files()) == ["texts/colorectal.json", "texts/other.json"]
    assert workshop.root_draft() is None
    assert workshop.targets_draft() is None


def test_drafts_that_were_published_wait_for_nobody(
    publishers: Publishers, workshop: Workshop
) -> None:
    add(publishers, other=text_file(a_text(2)))
    publishers.sign("anna", "bo")
    draft = workshop.targets_draft()
    release(publishers)
    assert draft is not None
    workshop.keep_draft(draft)  # as if it had stopped just before it was taken away
    assert not any("Targets" in line for line in steps.status(workshop))
    assert release(publishers)[1] == "  nothing has changed in it"


@pytest.mark.parametrize("kind", [Root, Targets, Snapshot, Timestamp])
def test_a_file_of_the_repository_that_is_damaged(workshop: Workshop, kind: Any) -> None:
    (path,) = (workshop.public / "metadata").glob(f"*{kind.type}.json")
    for data in (b"{", b'{"signed": {}, "signatures": []}'):
        path.write_bytes(data)
        with pytest.raises(PublishError, match="is damaged: take it from a copy"):
            steps.status(workshop)
    others = {path.name: path.read_bytes() for path in path.parent.iterdir() if path.name != kind}
    path.write_bytes(next(data for name, data in others.items() if kind.type not in name))
    with pytest.raises(PublishError, match="take it from a copy"):
        steps.status(workshop)


def test_two_who_work_at_once(workshop: Workshop) -> None:
    with (
        alone(workshop.folder / "lock"),
        pytest.raises(PublishError, match="somebody else"),
        workshop.alone(),
    ):
        pass
    with workshop.alone():
        pass


# --- keys -----------------------------------------------------------------------------------------


def test_a_key_is_encrypted_and_never_written_over(tmp_path: Path) -> None:
    private, public = keys.make_key(tmp_path, "anna", "fem ord ur en bok")
    assert b"PRIVATE" not in private.read_bytes()
    assert private.stat().st_mode & 0o077 == 0
    signer = keys.open_private(private, "fem ord ur en bok")
    assert signer.public_key.keyid == keys.read_public(public).keyid
    for path, phrase in ((private, "fel ord ur en bok"), (public, "fem ord ur en bok")):
        with pytest.raises(PublishError, match="the passphrase is wrong, or this is no private"):
            keys.open_private(path, phrase)
    with pytest.raises(PublishError, match="is there already"):
        keys.make_key(tmp_path, "anna", "fem ord ur en bok")
    with pytest.raises(PublishError, match="cannot be read"):
        keys.open_private(tmp_path / "none.p12", "")


@pytest.mark.parametrize("name", ["", "../anna", "a/b", ".anna", "anna ", "x" * 65])
def test_names_that_are_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(PublishError, match="no name for a key"):
        keys.make_key(tmp_path, name, "fem ord ur en bok")


def test_a_short_passphrase(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="at least 12 characters"):
        keys.make_key(tmp_path, "anna", "kort")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b'{"holder": "x", "keyid": "1", "key": {}}',
        b'{"holder": "x", "keyid": "1", "key": {"keytype": "rsa", "scheme": "x", "keyval": {}}}',
    ],
)
def test_public_keys_that_are_none(tmp_path: Path, publishers: Publishers, data: bytes) -> None:
    path = tmp_path / "x.pub"
    path.write_bytes(data)
    with pytest.raises(PublishError, match="public key"):
        steps.change_members(
            publishers.workshop, {Group.ROOT: Members(keys=(keys.read_public(path),), needed=1)}
        )


# --- the guide, word by word ----------------------------------------------------------------------


def test_the_guide_is_true_word_by_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(publish.PASSPHRASE_VARIABLE, "fem ord ur en bok")
    monkeypatch.setattr(keys, "_ROUNDS", 1000)
    Path("colorectal.json").write_bytes(GOOD)
    Path("penile.json").write_bytes(text_file(a_text(2)))
    blocks = GUIDE.read_text("utf-8").split("```sh\n")[1:]
    commands = [line for block in blocks for line in block.split("```")[0].splitlines()]
    assert len(commands) > 15
    for command in commands:
        program, *arguments = shlex.split(command)
        assert program == "samsyn-publish"
        assert publish.main(arguments) == 0, command
    said = capsys.readouterr()
    assert said.err == ""
    workshop = Workshop(Path("library"))
    root, targets = workshop.root(), workshop.targets()
    assert root is not None
    assert targets is not None
    holders = {roles.holder(root.signed, each) for each in root.signed.roles["targets"].keyids}
    assert holders == {"anna", "dan"}
    assert list(targets.signed.targets) == ["texts/colorectal.json"]


def test_the_command_says_in_one_line_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish.main(["status", str(tmp_path / "none")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("samsyn-publish: ")
    assert said.count("\n") == 1
    assert not (tmp_path / "none").exists()
    monkeypatch.delenv(publish.PASSPHRASE_VARIABLE, raising=False)
    given = iter(["fem ord ur en bok", "sex ord ur en bok"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(given))
    assert publish.main(["key", "anna", "--folder", str(tmp_path)]) == 1
    assert "the two differ: begin again" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        publish.main(["release", str(tmp_path), "--key", "x.p12", "--days", "400"])
    assert "a number from 1 to 90" in capsys.readouterr().err
