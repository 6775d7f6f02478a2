"""An aggregating service that answers as the practice host does, until a test spoils an answer."""

from collections.abc import Awaitable, Callable
from typing import Any

from app.practice.rivta.face import RivtaFace
from app.practice.store import Store
from app.wire.envelope import SOAP, Interaction
from tests.fakes.raw_http import RawServer, Request, ok

Writer = Any
Spoil = Callable[[str], "str | bytes | Callable[[Writer], Awaitable[None]]"]

BOMB = (
    '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)


class Aggregator(RawServer):
    """Answers every contract from a practice store; `spoilt` says what becomes of an answer.

    A spoiler takes the sound envelope and returns another text, whole bytes of HTTP, or whoever
    writes them. `asked` tells the interactions in the order in which they came.
    """

    def __init__(self, store: Store) -> None:
        """Take the store of the practice meeting."""
        super().__init__(self._decide)
        self._face = RivtaFace(store)
        self._sound: dict[tuple[str, str], tuple[int, str]] = {}  # asked again it answers at once
        self.spoilt: dict[str, Spoil] = {}
        self.asked: list[str] = []

    def spoil(self, interaction: Interaction, spoil: Spoil) -> None:
        """Have every answer to that interaction spoilt from now on."""
        self.spoilt[interaction.name] = spoil

    def _decide(self, request: Request) -> Any:
        path = request.path.removeprefix("/")
        name = path.split("/")[-3]
        self.asked.append(name)
        key = path, request.form
        if key not in self._sound:
            self._sound[key] = self._face.answer(path, request.form.encode("latin-1"))
        status, text = self._sound[key]
        made: Any = self.spoilt[name](text) if name in self.spoilt else text
        if not isinstance(made, str):
            return made
        kind = "200 OK" if status == 200 else "500 Internal Server Error"
        return ok(made.encode(), "Content-Type: text/xml; charset=utf-8", status=kind)


# --- what can be wrong ----------------------------------------------------------------------------


def fault(code: str) -> Spoil:
    """Answer with a SOAP fault of the service platform."""
    body = f"<e:Fault><faultcode>e:Server</faultcode><faultstring>{code} x</faultstring></e:Fault>"
    text = f'<e:Envelope xmlns:e="{SOAP}"><e:Body>{body}</e:Body></e:Envelope>'
    return lambda _sound: ok(text.encode(), status="500 Internal Server Error")


def half(sound: str) -> str:
    """End in the middle of the envelope."""
    return sound[: len(sound) // 2]


def bomb(sound: str) -> str:
    """Begin with entities that unfold to a gigabyte."""
    declaration, rest = sound.split("?>", 1)
    return f"{declaration}?>{BOMB}{rest.replace('</e:Body>', '<x>&j;</x></e:Body>')}"


def of_another_patient(number: str, other: str) -> Spoil:
    """Have the first record be somebody else's."""
    return lambda sound: sound.replace(f">{number}<", f">{other}<", 1)


def in_another_namespace(sound: str) -> str:
    """Answer by a later major version."""
    return sound.replace("Responder:", "Responder:9", 1)


def at_impossible_times(sound: str) -> str:
    """Give times that no calendar has."""
    return sound.replace("<c:start>20", "<c:start>20160230000000", 1)


def with_huge_content(size: int) -> Spoil:
    """Have that many bytes of base64 in it."""
    return lambda sound: sound.replace("</e:Header>", f"<x>{'QUJD' * (size // 3)}</x></e:Header>")


def without(element: str) -> Spoil:
    """Leave out the first element of that name, and what is in it."""

    def spoil(sound: str) -> str:
        start = sound.index(f"<c:{element}>")
        end = sound.index(f"</c:{element}>") + len(f"</c:{element}>")
        return sound[:start] + sound[end:]

    return spoil


def partly(silent: str) -> Spoil:
    """Say that one more source was asked and did not answer."""
    told = (
        f"<s:ProcessingStatusList><s:logicalAddress>{silent}</s:logicalAddress>"
        "<s:statusCode>NoDataSynchFailed</s:statusCode>"
        "<s:isResponseFromCache>false</s:isResponseFromCache>"
        "<s:isResponseInSynch>false</s:isResponseInSynch></s:ProcessingStatusList>"
    )
    return lambda sound: sound.replace("</s:ProcessingStatus>", f"{told}</s:ProcessingStatus>")


def silence(_sound: str) -> Callable[[Writer], Awaitable[None]]:
    """Never answer."""

    async def hold(writer: Writer) -> None:
        await writer.wait_closed()

    return hold
