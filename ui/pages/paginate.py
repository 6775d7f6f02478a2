"""Breaks flows of strips into pages. Pure arithmetic on heights: paints nothing.

Rules (room-screen.md): a section's heading repeats on its next page; a row is never split unless
it alone is taller than a page, and then it says how it goes on; nothing is left out.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.model.definition import Title
from app.model.outcome import ShownInformation
from ui.pages.marks import Strip

_LEAST_PART = 3  # strips of a split row that make it worth beginning on this page


@dataclass(frozen=True, slots=True)
class Item:
    """A resource of the record that a block shows, and where: all of the block unless told.

    `place`: left, top, width and height from the block's upper left corner, device pixels.
    """

    information: ShownInformation
    picked: bool = False
    place: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A row, or a statement about its section. `key` says what it is, whatever it looks like.

    `again` is its title, repeated where it flows on. `gap` is the empty room above it. One that
    `leads` never stands alone under its heading: the next one stands, or begins, on the same page.
    """

    key: Hashable
    strips: tuple[Strip, ...]
    again: tuple[Strip, ...] = ()
    gap: float = 0
    leads: bool = False
    items: tuple[Item, ...] = ()

    @property
    def height(self) -> float:
        """The height of all strips."""
        return _height(self.strips)


@dataclass(frozen=True, slots=True)
class Flow:
    """A section: its heading, the heading for its next pages, and its rows."""

    key: str
    title: Title
    heading: tuple[Strip, ...]
    heading_again: tuple[Strip, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip at its height on the page, from the top of the page's body."""

    y: float
    strip: Strip


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item of a block, or of a part of it, that stands there on the page."""

    y: float
    height: float
    item: Item


@dataclass(frozen=True, slots=True)
class Body:
    """What stands on one page between banner and footer.

    `taken` counts the strips of every block that stand here. `ended`: blocks whose end stands
    here; they are whole even if the same row has more strips when it is laid out anew.
    """

    placed: tuple[Placed, ...]
    titles: tuple[Title, ...]
    items: tuple[PlacedItem, ...]
    taken: Mapping[Hashable, int]
    ended: frozenset[Hashable]
    sections: frozenset[str]

    @property
    def shown(self) -> tuple[ShownInformation, ...]:
        """Return which resources stand here."""
        return tuple(dict.fromkeys(placed.item.information for placed in self.items))


@dataclass(frozen=True, slots=True)
class Frame:
    """The room for a body: `height`, the `gap` between sections, the sign for "goes on"."""

    height: float
    gap: float
    goes_on: Strip


def paginate(flows: Iterable[Flow], frame: Frame, kept: Iterable[Body] = ()) -> tuple[Body, ...]:
    """Return the bodies after those that are kept; what stands on these is not repeated."""
    taken: dict[Hashable, int] = {}
    ended: set[Hashable] = set()
    begun: set[str] = set()
    for body in kept:
        begun |= body.sections
        ended |= body.ended
        for key, count in body.taken.items():
            taken[key] = taken.get(key, 0) + count
    writer = _Writer(frame)
    for flow in flows:
        blocks = [block for block in flow.blocks if block.key not in ended]
        writer.section(flow, again=flow.key in begun)
        for number, block in enumerate(blocks):
            begin = min(taken.get(block.key, 0), len(block.strips) - 1)
            writer.block(block, begin, blocks[number + 1 :] if block.leads else ())
    return writer.finish()


@dataclass(slots=True)
class _Writer:
    """The page being filled."""

    frame: Frame
    bodies: list[Body] = field(default_factory=list)
    y: float = 0
    placed: list[Placed] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    items: list[PlacedItem] = field(default_factory=list)
    taken: dict[Hashable, int] = field(default_factory=dict)
    ended: set[Hashable] = field(default_factory=set)
    sections: set[str] = field(default_factory=set)
    flow: Flow | None = None
    heading: tuple[Strip, ...] = ()  # waits for the first row that it stands over
    led: bool = False  # what stands last on the page leads

    def section(self, flow: Flow, *, again: bool) -> None:
        """Begin a section; its heading is placed together with its first row."""
        self.flow = flow
        self.heading = flow.heading_again if again else flow.heading

    def block(self, block: Block, begin: int, led: Sequence[Block]) -> None:
        """Place a block from its strip number `begin` on, together with what it leads."""
        strips = block.strips[begin:]
        lead = block.again if begin else ()
        fresh = self.frame.height - self._again_height
        after = _led(led, fresh - _height(lead + strips))
        if self._needed(block, lead + strips) + after <= self._left:
            self._place(block, lead, strips, ends=True)
            return
        if _height(lead + strips) <= fresh and not self.led:
            self._turn()
            self._place(block, lead, strips, ends=True)
            return
        self._split(block, lead, strips)

    def finish(self) -> tuple[Body, ...]:
        """Return all pages."""
        if self.placed:
            self._turn()
        return tuple(self.bodies)

    @property
    def _left(self) -> float:
        return self.frame.height - self.y

    @property
    def _again_height(self) -> float:
        heading = self.flow.heading_again if self.flow else ()
        return _height(self.heading or heading)

    def _needed(self, block: Block, strips: tuple[Strip, ...]) -> float:
        gap = self.frame.gap if self.heading else block.gap
        return _height(self.heading) + (gap if self.placed else 0) + _height(strips)

    def _place(
        self, block: Block, lead: tuple[Strip, ...], strips: tuple[Strip, ...], *, ends: bool
    ) -> None:
        """Put a block, or a part of it, where the page is."""
        if self.placed:
            self.y += self.frame.gap if self.heading else block.gap
        self._put(self.heading)
        self.heading = ()
        begin = self.y
        self._put(lead)
        self._put(strips)
        self.items += [PlacedItem(begin, self.y - begin, item) for item in block.items]
        self.taken[block.key] = self.taken.get(block.key, 0) + len(strips)
        self.led = block.leads
        if ends:
            self.ended.add(block.key)
        if self.flow is not None:
            self.sections.add(self.flow.key)
            if self.flow.title not in self.titles:
                self.titles.append(self.flow.title)

    def _split(self, block: Block, lead: tuple[Strip, ...], strips: tuple[Strip, ...]) -> None:
        """Let a block that is taller than a page flow over as many as it needs."""
        least = self._needed(block, lead + strips[:_LEAST_PART] + (self.frame.goes_on,))
        if self.placed and least > self._left:
            self._turn()
        while strips:
            room = self._left - self._needed(block, lead)
            count = _fitting(strips, room)
            if count < len(strips):
                count = max(1, _fitting(strips, room - self.frame.goes_on.height))
                if len(strips) - count == 1 and count > _LEAST_PART:
                    count -= 1  # a last line does not stand alone on the next page
            self._place(block, lead, strips[:count], ends=count >= len(strips))
            strips = strips[count:]
            if strips:
                self._put((self.frame.goes_on,))
                self._turn()
                lead = block.again

    def _put(self, strips: tuple[Strip, ...]) -> None:
        for strip in strips:
            self.placed.append(Placed(self.y, strip))
            self.y += strip.height

    def _turn(self) -> None:
        """Finish the page; the next one begins with the section's heading."""
        if self.placed:
            self.bodies.append(
                Body(
                    placed=tuple(self.placed),
                    titles=tuple(self.titles),
                    items=tuple(self.items),
                    taken=self.taken,
                    ended=frozenset(self.ended),
                    sections=frozenset(self.sections),
                )
            )
        self.y, self.led = 0, False
        self.placed, self.titles, self.items = [], [], []
        begun = self.flow is not None and not self.heading
        if begun and self.flow is not None:
            self.heading = self.flow.heading_again
        self.taken, self.ended, self.sections = {}, set(), set()


def _led(blocks: Sequence[Block], room: float) -> float:
    """Return what is needed after a block that leads: all up to the first row, if a page has room.

    Else the row is split, and only its beginning is needed.
    """
    end = next((number for number, block in enumerate(blocks) if not block.leads), len(blocks))
    needed = sum(block.gap + block.height for block in blocks[: end + 1])
    if needed <= room or end == len(blocks):
        return needed
    row = blocks[end]
    return needed - row.height + _height(row.strips[:_LEAST_PART])


def _fitting(strips: tuple[Strip, ...], room: float) -> int:
    count, used = 0, 0.0
    for strip in strips:
        used += strip.height
        if used > room:
            break
        count += 1
    return count


def _height(strips: tuple[Strip, ...]) -> float:
    return sum(strip.height for strip in strips)
