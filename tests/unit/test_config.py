"""The settings file: every mistake is one line that names file, key and cure."""

import re
from pathlib import Path

import pytest

from app.config import FILE_NAME, find_config, load, parse, usual_library_folder
from app.keyboard import FIXED, Action
from app.model.banner import BannerPolicy
from app.model.errors import ConfigError
from app.model.room_profile import RoomProfile

EXAMPLE = Path(__file__).parents[2] / "docs" / "config.example.toml"
HOST = '[host]\nurl = "https://fhir.example.org/r4"\n'


def test_the_example_is_sound() -> None:
    config = load(EXAMPLE)
    assert config.host.url == config.record_url == "https://fhir.example.org/r4"
    assert config.host.provider.hsa_id == "SE0000000000-P000"
    assert config.room.banner is BannerPolicy.FULL
    assert round(config.room.screen.profile.image_height_mm) == 934


def test_the_example_tells_every_key() -> None:
    text = EXAMPLE.read_text("utf-8")
    config = load(EXAMPLE)
    parts = (config.host, config.sign_in, config.record, config.room, config.library)
    for part in (*parts, config.room.screen):
        for name in part.__struct_fields__:
            assert name in text


def test_people_sign_in_where_the_settings_say() -> None:
    sign_in = '[sign_in]\nissuer = "https://idp.example.org/"\nclient_id = "samsyn"\n'
    provider = parse((HOST + sign_in).encode(), "f.toml").sign_in
    assert provider.issuer == "https://idp.example.org/", "sign by sign as it names itself"
    assert (provider.client_id, provider.scope, provider.port) == ("samsyn", "openid profile", 0)
    assert not parse(HOST.encode(), "f.toml").sign_in.issuer


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('client_id = "samsyn"', "[sign_in.issuer] is missing: add it"),
        ('issuer = "https://idp.example.org"', "[sign_in.client_id] is missing: add it"),
        (
            'issuer = "https://idp.example.org"\nclient_id = "a"\nscope = "profile"',
            "[sign_in.scope] write openid among them",
        ),
        (
            'issuer = "http://idp.example.org"\nclient_id = "a"',
            (
                "[sign_in.issuer] use https: "
                "without TLS only this very machine (127.0.0.1) is accepted"
            ),
        ),
        (
            'issuer = "https://idp.example.org"\nclient_id = "a"\nport = 70000',
            "[sign_in.port] expected `int` <= 65535: mend it",
        ),
        (
            'issuer = "https://idp.example.org"\nclient_id = "a"\nclient_secret = "s"',
            (
                "[sign_in.client_secret] take it out: nothing secret stands in this file; "
                "SAMSYN_TOKEN or a prompt gives it"
            ),
        ),
    ],
)
def test_a_sign_in_that_cannot_be_is_told(lines: str, words: str) -> None:
    with pytest.raises(ConfigError) as told:
        parse(f"{HOST}[sign_in]\n{lines}\n".encode(), "f.toml")
    assert str(told.value) == f"f.toml: {words}"


def test_a_host_is_enough() -> None:
    config = parse(HOST.encode(), "f.toml")
    assert (config.room.language, config.room.theme) == ("sv", "light")
    usual, assumed = config.room.screen.profile, RoomProfile()
    assert (usual.body_px, usual.width_px) == (assumed.body_px, assumed.width_px)


def test_records_may_come_from_elsewhere() -> None:
    text = HOST + '[record]\nurl = "https://records.example.org/"\nname = "Arkivet"\n'
    assert parse(text.encode(), "f.toml").record_url == "https://records.example.org"


def test_records_may_come_by_service_contracts() -> None:
    record = """
        [record]
        kind = "rivta"
        url = "https://esb.example.org/vp/"
        own_address = "SE0000000000-S000"
        consumer_hsa_id = "SE0000000000-C000"
        certificate = "room.p12"
    """
    access = parse((HOST + record).encode(), "f.toml").record.contracts("t", "p")
    assert access is not None
    assert (access.base_url, access.token) == ("https://esb.example.org/vp", "t")
    assert (
        access.logical_address == "5565594230"
    )  # the national services, where nothing else is said
    assert (access.own_address, access.consumer) == ("SE0000000000-S000", "SE0000000000-C000")
    assert (access.certificate, access.passphrase) == ("room.p12", "p")
    assert parse(HOST.encode(), "f.toml").record.contracts("t", "p") is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "f.toml: [host] is missing: add it"),
        ("[host]", "f.toml: [host.url] is missing: add it"),
        ("x = ", "f.toml: is not TOML (at end of document): see docs/config.example.toml"),
        (HOST + "colour = 1", "f.toml: [host.colour] is no known key: take it out, or mend it"),
        (HOST + "[rum]", "f.toml: [rum] is no known key: take it out, or mend it"),
        (
            HOST + "[room.screen]\nsize = 1",
            "f.toml: [room.screen.size] is no known key: take it out, or mend it",
        ),
        ("[host]\nurl = 3", "f.toml: [host.url] expected `str`, got `int`: mend it"),
        (HOST + '[room]\ntheme = "pink"', "f.toml: [room.theme] write light or dark"),
        (HOST + '[room]\nlanguage = "no"', "f.toml: [room.language] write sv or en"),
        (HOST + '[room]\nbanner = "x"', "f.toml: [room.banner] write full or shared"),
        (HOST + '[record]\nkind = "cda"', "f.toml: [record.kind] write fhir or rivta"),
        (
            HOST + '[record]\nkind = "rivta"\nurl = "https://esb.example.org/vp"',
            "f.toml: [record.own_address] is missing: add it",
        ),
        (
            HOST + "[room.screen]\ndistance_m = 0",
            "f.toml: [room.screen.distance_m] expected `float` >= 0.5: mend it",
        ),
        (
            '[host]\nurl = "http://fhir.example.org"',
            (
                "f.toml: [host.url] use https: without TLS only this very machine (127.0.0.1) is "
                "accepted"
            ),
        ),
        (
            '[host]\nurl = "https://a:b@fhir.example.org"',
            "f.toml: [host.url] take user and password out of the address",
        ),
        (
            HOST + '[record]\nurl = "records"',
            "f.toml: [record.url] write a whole address, such as https://fhir.example.org/r4",
        ),
        (
            HOST + 'token = "hemlig"',
            (
                "f.toml: [host.token] take it out: nothing secret stands in this file; "
                "SAMSYN_TOKEN or a prompt gives it"
            ),
        ),
        (
            'Client-Secret = "hemlig"\n' + HOST,
            (
                "f.toml: [Client-Secret] take it out: nothing secret stands in this file; "
                "SAMSYN_TOKEN or a prompt gives it"
            ),
        ),
        (
            HOST + '[keys]\nblak = "B"',
            "f.toml: [keys.blak] is no known action: docs/config.example.toml tells them",
        ),
        (
            HOST + '[keys]\nback = "F9"',
            "f.toml: [keys.back] is no known action: docs/config.example.toml tells them",
        ),
        *(
            (
                HOST + f'[keys]\nblack = "{wrong}"',
                "f.toml: [keys.black] is no key's name: write one such as Ctrl+Shift+K or F9",
            )
            for wrong in ("", "B B", "Control+B", "Ctrl+Ctrl+B", "F25", "3", "Esc", "Tab", "Ctrl+")
        ),
        (
            HOST + '[keys]\nblack = "F9"\nfreeze = ["K", "f9"]',
            "f.toml: [keys.freeze] has the same key as black: choose another",
        ),
    ],
)
def test_a_mistake_is_one_line_with_file_key_and_cure(text: str, line: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text.encode(), "f.toml")
    assert str(caught.value) == line
    assert "hemlig" not in str(caught.value)


def test_keys_are_read_in_any_spelling_of_their_names() -> None:
    text = HOST + '[keys]\nshow = ["pageup", "shift+ctrl+k", "å"]\nfreeze = "Ctrl+1"\nsend = []'
    assert parse(text.encode(), "f.toml").remapped == {
        Action.SHOW: ("PgUp", "Ctrl+Shift+K", "Å"),
        Action.FREEZE: ("Ctrl+1",),
        Action.SEND: (),
    }


def test_the_example_tells_every_action() -> None:
    text = EXAMPLE.read_text("utf-8").partition("[keys]")[2]
    told = set(re.findall(r"[a-z]+(?:-[a-z]+)*", text))
    assert {action.value for action in Action} - FIXED <= told


def test_a_file_that_is_not_utf_8_says_so() -> None:
    with pytest.raises(ConfigError, match="save it as UTF-8"):
        parse(HOST.encode("utf-16"), "f.toml")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "none.toml")
    assert str(caught.value).startswith(f"{tmp_path / 'none.toml'}: there is no such file")


def test_a_folder_or_a_giant_is_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)
    giant = tmp_path / "giant.toml"
    giant.write_bytes(b"#" * 2_000_000)
    with pytest.raises(ConfigError, match="too large"):
        load(giant)


def test_the_users_file_comes_before_the_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, machine = tmp_path / "user", tmp_path / "machine"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(user))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(machine))
    assert find_config() is None
    assert load() is None
    for folder in (machine, user):
        path = folder / "samsyn" / FILE_NAME
        path.parent.mkdir(parents=True)
        path.write_text(HOST, "utf-8")
        assert find_config() == path
    assert load(None) is not None


LIBRARY = '[library]\nurl = "{url}"\nroot = "{root}"\n'


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://library.example.org/samsyn/", "https://library.example.org/samsyn"),
        ("file:///srv/samsyn/", "file:///srv/samsyn"),
        ("file://server/share/samsyn", "file://server/share/samsyn"),
    ],
)
def test_a_library_comes_from_a_server_or_a_share(url: str, kept: str, tmp_path: Path) -> None:
    root = tmp_path / "root.json"
    root.write_bytes(b"{}")
    config = parse((HOST + LIBRARY.format(url=url, root=root)).encode(), "f.toml")
    assert config.library.url == kept
    assert config.read_library_root() == b"{}"
    root.unlink()
    with pytest.raises(ConfigError, match="ask whoever publishes the library"):
        config.read_library_root()


@pytest.mark.parametrize(
    ("url", "root", "words"),
    [
        ("http://library.example.org", "/root.json", r"\[library.url\] use https"),
        ("ftp://library.example.org", "/root.json", r"\[library.url\] write a whole address"),
        ("https://library.example.org", "", r"\[library.root\] write the whole path"),
        ("https://library.example.org", "root.json", r"\[library.root\] write the whole path"),
    ],
)
def test_a_library_that_cannot_be_trusted(url: str, root: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        parse((HOST + LIBRARY.format(url=url, root=root)).encode(), "f.toml")


def test_the_librarys_folder_is_the_users_unless_a_whole_path_is_given(tmp_path: Path) -> None:
    usual = parse(HOST.encode(), "room.toml").library_folder
    assert usual == usual_library_folder()
    assert usual.name == "samsyn"
    named = parse((HOST + f"[library]\nfolder = '{tmp_path}'\n").encode(), "room.toml")
    assert named.library_folder == tmp_path
    with pytest.raises(ConfigError, match=r"\[library.folder\] write the whole path"):
        parse((HOST + '[library]\nfolder = "texts"\n').encode(), "room.toml")
