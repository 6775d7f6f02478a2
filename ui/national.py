"""The national security services for one meeting: made where records come by service contracts.

Asks for the certificate's passphrase until it opens. Leaves out the records themselves, which the
case processes read.
"""

from PySide6.QtCore import QCoreApplication

from app import logs
from app.config import RecordConfig
from app.host.rivta.care import SECURITY_LIMITS, NationalCare
from app.host.rivta.log import BothLogs, NationalLog
from app.model.errors import HostRefused
from app.model.record import ContractAccess
from app.room.ports import AccessLog
from app.wire.soap import SoapClient, client_for
from ui.console.start_pages import PassphrasePage
from ui.console.window import ConsoleWindow
from ui.translatable import QT_TRANSLATE_NOOP

_NOT_OPENED = QT_TRANSLATE_NOOP(
    "opening", "The certificate could not be opened. Is the passphrase right, and the file there?"
)


class National:
    """The services behind one integration platform."""

    def __init__(self, access: ContractAccess, client: SoapClient) -> None:
        """Take how the services are called, and the client, which is closed here."""
        self.access, self._client = access, client
        self.care = NationalCare(client)

    def log_beside(self, own: AccessLog) -> AccessLog:
        """Return the host's access log and the national one as one."""
        national = NationalLog(self._client, self.access.security_address, self.access.consumer)
        return BothLogs(own, national)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()


async def national_services(
    window: ConsoleWindow, record: RecordConfig, token: str, passphrase: str
) -> National | None:
    """Return the services; None where all records are the host's.

    Asks in the window for the certificate's passphrase, however many tries it takes.
    """
    while (access := record.contracts(token, passphrase)) is not None:
        try:
            return National(access, client_for(access, limits=SECURITY_LIMITS))
        except HostRefused as error:
            logs.failure("certificate", error)
            trouble = QCoreApplication.translate("opening", _NOT_OPENED) if passphrase else ""
            page = PassphrasePage(trouble)
            window.show_page(page)
            page.setFocus()
            passphrase = await page.answer()
    return None
