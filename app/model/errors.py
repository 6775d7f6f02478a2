"""The error tree. Whatever goes wrong in Samsyn is one of these.

    SamsynError
    ├─ ConfigError            the settings file: names file, key and cure
    ├─ ContentError           something that was handed to us cannot be used
    │  ├─ RecordUnreadable    a record (Bundle) as a whole
    │  │  └─ RecordTooDeep    nested deeper than any FHIR resource
    │  ├─ DefinitionError     a conference definition
    │  └─ ExpressionError     a FHIRPath expression or a ViewDefinition
    ├─ LibraryError           the library on disk cannot be read or written: `code` tells why
    │  ├─ LibraryUnreachable  no contact with the address of its updates, or too slow
    │  ├─ LibraryUntrusted    a release that is not signed as it must be, or was altered
    │  ├─ LibraryKeysUnreadable  the file of the publishers' keys is none
    │  ├─ LibraryExpired      signatures that are too old by this computer's clock
    │  └─ LibraryUnusable     rightly signed, but this program cannot use what is in it
    │     └─ LibraryTooNew    it is made for a newer program
    ├─ PersonalText           a text tells who somebody is: it is never kept
    ├─ HostError              a server of the hospital's
    │  ├─ HostUnreachable     no connection, or it broke
    │  ├─ HostSilent          no whole answer before the deadline
    │  ├─ HostRefused         401 and 403: the sign-in is not (or no longer) accepted
    │  │  └─ SignInRefused    the identity provider says no: `reason` is its code
    │  │     ├─ SignInLeft    whoever was to sign in has left it, or may not
    │  │     └─ NotInvited    signed in, but not among the meeting's invited staff
    │  ├─ HostConflict        409 and 412: somebody else was first
    │  ├─ HostMissing         404 and 410
    │  ├─ HostTrouble         any other answer that says no (status, OperationOutcome)
    │  ├─ SharedLogDown       the national access log took no entry that the host has
    │  ├─ BlocksUnknown       nobody can say what the patient has blocked
    │  └─ HostNonsense        an answer that is not what the standard says it must be
    │     ├─ SignInUntrusted  an answer of the sign-in that is not proven to be the provider's
    │     ├─ OtherPatient     a resource that belongs to another patient
    │     └─ TooMuch          more bytes, depth or pages than the cap allows
    ├─ PublishError           the publishers' command: one line that says what to do next
    └─ LinkBroken             the case process: died, hung, or spoke garbage

An error never carries a value from a record, an address with a query, or anything else personal:
its `str` may stand in a log. What people read is worded in one place, `ui.words`, by type and
`code`; `reason` is a short technical phrase in English for logs and the curious.
"""

from collections.abc import Sequence
from typing import ClassVar

from app.model.local_text import Finding


class SamsynError(Exception):
    """Anything that Samsyn itself reports."""

    code: ClassVar[str] = "error"

    def __init__(self, reason: str = "") -> None:
        """Keep a short technical reason that holds nothing personal."""
        super().__init__(f"{self.code}: {reason}" if reason else self.code)
        self.reason = reason


class ConfigError(SamsynError):
    """The settings cannot be used; `str` is one line that names file, key and cure."""

    code = "config"

    def __init__(self, file: str, key: str, cure: str) -> None:
        """Take the file's path, the dotted key (or "") and what to do."""
        super().__init__(f"{file}: {f'[{key}] ' if key else ''}{cure}")
        self.file, self.key, self.cure = file, key, cure

    def __str__(self) -> str:
        """Return the one line that is shown on the command line."""
        return self.reason


class ContentError(SamsynError):
    """Something that was handed to us cannot be used."""

    code = "content"


class RecordUnreadable(ContentError):
    """A record file or answer is not a FHIR R4 Bundle that can be shown."""

    code = "record-unreadable"


class RecordTooDeep(RecordUnreadable):
    """JSON that is nested deeper than any FHIR resource."""


class DefinitionError(ContentError):
    """A conference definition is wrong; `where` is the place in it (`sections[2].view`)."""

    code = "definition"

    def __init__(self, reason: str, *, definition: str = "", where: str = "") -> None:
        """Take the reason, the definition's name and the place in it."""
        place = ": ".join(part for part in (definition, where) if part)
        super().__init__(f"{place}: {reason}" if place else reason)
        self.definition, self.where = definition, where


class ExpressionError(ContentError):
    """A FHIRPath expression or ViewDefinition is refused when compiled, or fails on a resource."""

    code = "expression"

    def __init__(self, reason: str, *, where: str = "", column: int | None = None) -> None:
        """Take the reason, the place in the view and the 1-based column in the expression."""
        at = f" (column {column})" if column is not None else ""
        super().__init__(f"{where}: {reason}{at}" if where else f"{reason}{at}")
        self.where, self.column = where, column
        self.bare = f"{reason}{at}"  # without the place


class LibraryError(SamsynError):
    """The library's file cannot be read or written; what was kept before is kept still."""

    code = "library"


class LibraryNewer(LibraryError):
    """A newer Samsyn wrote the file; it is left as it is."""

    code = "library-newer"


class LibraryDamaged(LibraryError):
    """The file is no library, or a part of it is broken; it is left as it is."""

    code = "library-damaged"


class LibraryFull(LibraryError):
    """There is no room left on the disk."""

    code = "library-full"


class LibraryReadOnly(LibraryError):
    """The file or its folder may not be written, or not be read at all."""

    code = "library-read-only"


class LibraryBusy(LibraryError):
    """Another program has held the file for too long."""

    code = "library-busy"


class LibraryConflict(LibraryError):
    """Somebody else changed the same text first."""

    code = "library-conflict"


class LibraryUnreachable(LibraryError):
    """No contact with the library's address, no whole answer in time, or a refusal."""

    code = "library-unreachable"


class LibraryUntrusted(LibraryError):
    """What was answered, or is kept, is not signed as it must be; nothing of it is used."""

    code = "library-untrusted"


class LibraryKeysUnreadable(LibraryError):
    """The root that the settings name is none, so that no release can be held against it."""

    code = "library-keys"


class LibraryExpired(LibraryError):
    """The signatures are too old by this computer's clock; or the clock is wrong."""

    code = "library-expired"


class LibraryUnusable(LibraryError):
    """A release is rightly signed, but a file of it cannot be used; nothing of it is used."""

    code = "library-unusable"


class LibraryTooNew(LibraryUnusable):
    """A release is made for a newer program."""

    code = "library-too-new"


class LibraryFileExists(LibraryError):
    """There is a file of that name already, and it is not written over."""

    code = "library-file-exists"


class LibraryFileMissing(LibraryError):
    """There is no file of that name."""

    code = "library-file-missing"


class PersonalText(SamsynError):
    """A text that tells who somebody is; `places` says where, never what stands there.

    `places`: the text's number among those that were to be kept, from 0, with what was found in it.
    """

    code = "personal-text"

    def __init__(self, places: Sequence[tuple[int, Finding]]) -> None:
        """Take at least one place."""
        self.places = tuple(places)
        super().__init__(self.told[0])

    @property
    def told(self) -> tuple[str, ...]:
        """The places in words for whoever writes such files: nothing of what stands there."""
        return tuple(
            f"texts[{number}].{found.field}, character {found.start + 1}: {found.kind.value}"
            for number, found in self.places
        )


class HostError(SamsynError):
    """A server of the hospital's did not do what was asked."""

    code = "host"


class HostUnreachable(HostError):
    """No connection, or the connection broke."""

    code = "host-unreachable"


class HostSilent(HostError):
    """No whole answer came before the deadline."""

    code = "host-silent"


class HostRefused(HostError):
    """401 or 403: the sign-in is not, or no longer, accepted."""

    code = "host-refused"


class SignInRefused(HostRefused):
    """The identity provider says no, or does not know the sign-in any more."""

    code = "sign-in-refused"


class SignInLeft(SignInRefused):
    """Whoever was to sign in has left it, or the provider has denied it to them."""

    code = "sign-in-left"


class NotInvited(SignInRefused):
    """Whoever has signed in is not among the meeting's invited staff."""

    code = "not-invited"


class HostConflict(HostError):
    """409 or 412: somebody else changed it first."""

    code = "host-conflict"


class HostMissing(HostError):
    """404 or 410: it is not there."""

    code = "host-missing"


class HostTrouble(HostError):
    """Any other refusal; `status` is the HTTP status, `retry_after` in seconds when it was told."""

    code = "host-trouble"

    def __init__(self, status: int, reason: str = "", *, retry_after: float | None = None) -> None:
        """Take the HTTP status and the issue codes of an OperationOutcome, never its texts."""
        super().__init__(f"HTTP {status}{' ' + reason if reason else ''}")
        self.status, self.retry_after = status, retry_after


class SharedLogDown(HostError):
    """The host has acknowledged an entry of the access log, and the national log has not."""

    code = "shared-log-down"


class BlocksUnknown(HostError):
    """Whether the patient has blocked something could not be checked, so it is not shown."""

    code = "blocks-unknown"


class HostNonsense(HostError):
    """An answer that is not what the standard says it must be."""

    code = "host-nonsense"


class SignInUntrusted(HostNonsense):
    """An answer that is not proven to be the identity provider's, and to be for this sign-in."""

    code = "sign-in-untrusted"


class OtherPatient(HostNonsense):
    """An answer held a resource of another patient; nothing of the answer is used."""

    code = "other-patient"


class TooMuch(HostNonsense):
    """An answer was larger, deeper or longer than the cap."""

    code = "too-much"


class PublishError(SamsynError):
    """What `samsyn-publish` was asked cannot be done; `str` says why and what to do next."""

    code = "publish"

    def __str__(self) -> str:
        """Return the one line that is shown on the command line."""
        return self.reason


class LinkBroken(SamsynError):
    """A case process died, hung or spoke garbage."""

    code = "link-broken"
