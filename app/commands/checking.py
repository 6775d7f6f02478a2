"""What the commands for those who write the library's files share: faults as lines."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.library.faults import Fault
from app.library.reading import LARGEST, MOST_FAULTS
from app.model.counting import counted
from app.model.errors import ConfigError
from app.model.local_text import Finding


def read_file(path: Path) -> bytes:
    """Return a file's bytes, of one that is too large no more than tells that. ConfigError."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise ConfigError(str(path), "", error.strerror or "cannot be read") from None


def told_of_person(where: str, found: Finding) -> Fault:
    """Return the fault of a text that tells who somebody is."""
    return Fault(
        where=where,
        reason=f"it tells who somebody is: {found.kind.value}, character {found.start + 1}",
        cure="take it out",
    )


def tell(path: Path, faults: Iterable[Fault], fine: str) -> int:
    """Print every fault, then how many there are, or that it is `fine`; return the exit code."""
    found = tuple(faults)
    sys.stdout.writelines(f"{line}\n" for fault in found for line in _lines(path, fault))
    refused = sum(fault.refused for fault in found)
    remarks = len(found) - refused
    told = [
        counted(count, what) for count, what in ((refused, "fault"), (remarks, "remark")) if count
    ]
    more = "at least " if len(found) >= MOST_FAULTS else ""
    said = more + ", ".join(told) if refused else ", ".join((fine, *told))
    sys.stdout.write(f"{path.name}: {said}\n")
    return 1 if refused else 0


def _lines(path: Path, fault: Fault) -> Iterator[str]:
    remark = "" if fault.refused else "remark: "
    where = f"{fault.where}: " if fault.where else ""
    yield f"{path.name}:{fault.line}: {remark}{where}{fault.reason}"
    if fault.cure:
        yield f"    {fault.cure}"
