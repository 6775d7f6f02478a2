"""Pictures, PDFs and other contents that came within records: kept here until they are asked for.

Only what a page needs leaves the source, and no more than a case may have.
"""

from app.model.errors import HostMissing, TooMuch
from app.overview.shape import Json, string
from app.record.limits import ALL_CONTENTS, LARGEST_CONTENT

BINARY = "Binary"


class Contents:
    """The Binary resources of one case, by id."""

    def __init__(self) -> None:
        self._held: dict[str, Json] = {}
        self._too_large: set[str] = set()
        self._left = ALL_CONTENTS

    def hold(self, own: str, content: Json) -> None:
        """Keep a content; of one that is too large, or one too many, only that it was there."""
        size = len(string(content, "data")) * 3 // 4
        if own in self._held:
            return
        if size > min(LARGEST_CONTENT, self._left):
            self._too_large.add(own)
            return
        self._left -= size
        self._held[own] = content

    def take(self, own: str) -> Json:
        """Return a content. Raises HostMissing for one that did not come, TooMuch."""
        if own in self._too_large:
            raise TooMuch("a content larger than a room needs")
        if own not in self._held:
            raise HostMissing("no such content")
        return self._held[own]
