"""What is wrong with a file of the library, or probably not meant: where, why, and a cure."""

from app.model.base import Value


class Fault(Value, frozen=True, kw_only=True):
    """One thing to mend. `where` is the place in the file (`sections[2].title`), "" for all of it.

    `line` counts from 1. What is not `refused` is a remark: the file can be used as it is.
    """

    where: str
    reason: str
    cure: str = ""
    line: int = 0
    refused: bool = True
