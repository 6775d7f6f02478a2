"""The certificate of the national services: its passphrase is asked for until it opens."""

import asyncio
from pathlib import Path
from unittest.mock import Mock, create_autospec

import pytest
import trustme
from PySide6.QtWidgets import QLabel, QLineEdit

from app.config import RecordConfig
from app.host.rivta.log import BothLogs
from app.model.record import NATIONAL_SECURITY
from tests.fakes.room import FakeLog, Faults
from tests.unit.wire.test_certificate import PASSPHRASE, pkcs12
from ui.console.start_pages import PassphrasePage
from ui.console.window import ConsoleWindow
from ui.national import National, national_services

pytestmark = pytest.mark.usefixtures("english")


def a_record(certificate: Path | str = "") -> RecordConfig:
    return RecordConfig(
        kind="rivta",
        url="https://esb.example.org/vp",
        own_address="SE-own",
        consumer_hsa_id="SE-samsyn",
        certificate=str(certificate),
    )


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "room.p12"
    path.write_bytes(pkcs12(trustme.CA().issue_cert("rum.example.org")))
    return path


@pytest.fixture
def window() -> Mock:
    made: Mock = create_autospec(ConsoleWindow, instance=True)
    return made


async def opened(window: Mock, record: RecordConfig, passphrase: str) -> National | None:
    return await national_services(window, record, "token", passphrase)


async def test_records_of_a_fhir_server_need_none(window: Mock) -> None:
    assert await opened(window, RecordConfig(), "") is None
    window.show_page.assert_not_called()


@pytest.mark.parametrize("with_certificate", [False, True])
async def test_what_opens_is_not_asked_about(
    window: Mock, certificate: Path, *, with_certificate: bool
) -> None:
    record = a_record(certificate if with_certificate else "")
    national = await opened(window, record, PASSPHRASE)
    assert national is not None
    assert national.access.passphrase == PASSPHRASE
    assert (national.access.consumer, national.access.token) == ("SE-samsyn", "token")
    assert national.access.security_address == NATIONAL_SECURITY
    assert isinstance(national.log_beside(FakeLog(Faults())), BothLogs)
    window.show_page.assert_not_called()
    await national.aclose()


async def test_the_passphrase_is_asked_for_until_it_is_right(
    window: Mock, certificate: Path
) -> None:
    pages: asyncio.Queue[PassphrasePage] = asyncio.Queue()
    window.show_page.side_effect = pages.put_nowait
    opening = asyncio.ensure_future(opened(window, a_record(certificate), ""))
    texts: list[set[str]] = []
    for typed in ("fel", PASSPHRASE):
        page = await pages.get()
        texts.append({each.text() for each in page.findChildren(QLabel)})
        field = page.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.setText(typed)
        field.returnPressed.emit()
    national = await opening
    assert national is not None
    assert national.access.passphrase == PASSPHRASE
    trouble = "The certificate could not be opened. Is the passphrase right, and the file there?"
    assert [trouble in said for said in texts] == [False, True]
    await national.aclose()
