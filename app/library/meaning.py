"""What a file of the library says wrongly although its shape is right, or probably does not mean.

Each function takes a value and yields every fault with its place. Pure. Leaves out: what several
files must agree on, such as the conferences that texts belong to.
"""

import copy
import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any

from msgspec import Meta

from app.library.faults import Fault
from app.model.base import Value
from app.model.blanks import find_blanks, has_stray_brace
from app.model.definition import (
    ConferenceDefinition,
    RowOrder,
    SectionDefinition,
    SectionKind,
    StatementText,
    Title,
)
from app.model.errors import ExpressionError
from app.model.outcome import StandardText
from app.overview.columns import COLUMNS, KEY_COLUMN
from app.overview.preparing import prepare_view

_OWN_ORDER = frozenset((SectionKind.ALERTS, SectionKind.TIMELINE))
_MOST_FAULTS = 50  # of one view
_EXPRESSION = re.compile(r"^(?P<list>.*)\[(?P<index>\d+)\](\.(path|name))?$")


class TextFile(Value, frozen=True, kw_only=True):
    """A file of standard texts."""

    texts: Annotated[tuple[StandardText, ...], Meta(description="the texts; each url stands once")]


# --- conference definitions -----------------------------------------------------------------------


def faults_of_definition(definition: ConferenceDefinition) -> Iterator[Fault]:
    """Yield what is wrong with a definition as a whole."""
    sections = definition.sections
    if not sections or sections[0].kind is not SectionKind.ALERTS:
        cure = "begin with a section of the kind alerts: nobody shall overlook a hypersensitivity"
        yield Fault(where="sections", reason="the first section must be the alerts", cure=cure)
    yield from _titles({"title": definition.title})
    yield from _twice("section", "sections", "key", [each.key for each in sections])
    lists = definition.checklists
    for moment, items in (("before", lists.before), ("during", lists.during)):
        yield from _checks(f"checklists.{moment}", [each.text for each in items])
    yield from _checks("checklists.after", [each.text for each in lists.after])
    if double := repeated(each.key for each in lists.all):
        cure = "what is ticked is kept under its key: give each line one of its own"
        yield Fault(where="checklists", reason=f"two of the same line: {double}", cure=cure)
    names = [each.name for each in definition.competences]
    yield from _twice("competence", "competences", "name", names)
    yield from _never_ready(definition)


def _checks(where: str, titles: list[Title]) -> Iterator[Fault]:
    yield from _titles({f"{where}[{n}].text": title for n, title in enumerate(titles)})


def _never_ready(definition: ConferenceDefinition) -> Iterator[Fault]:
    informed = {kind for section in definition.sections for kind in section.informs}
    for place, kind in enumerate(definition.requires):
        if kind not in informed:
            yield Fault(
                where=f"requires[{place}]",
                reason=f"no section informs of {kind.value}: no case would ever be ready",
                cure=f'add "{kind.value}" to the informs of the section that shows it',
            )


def faults_of_section(section: SectionDefinition, where: str) -> Iterator[Fault]:
    """Yield what is wrong with a section, and with each of its views."""
    yield from _titles({f"{where}.title": section.title})
    if section.order is not RowOrder.STANDARD and section.kind in _OWN_ORDER:
        reason = f"a section of {section.kind.value} has an order of its own"
        yield Fault(where=f"{where}.order", reason=reason, cure="take order away")
    if section.empty is not None:
        yield from _titles({f"{where}.empty": section.empty})
        if section.kind is SectionKind.ALERTS:
            reason = "what no alerts mean is never worded by a definition"
            yield Fault(where=f"{where}.empty", reason=reason, cure="take empty away")
    full = section.text is StatementText.FULL
    if full and section.kind is not SectionKind.STATEMENTS:
        reason = "text is only heard of in a section of statements"
        yield Fault(where=f"{where}.text", reason=reason, cure="take text away", refused=False)
    if not section.views:
        yield Fault(where=f"{where}.views", reason="the section shows nothing", cure="add a view")
    for place, view in enumerate(section.views):
        yield from _faults_of_view(view, section.kind, f"{where}.views[{place}]")


def _faults_of_view(view: dict[str, Any], kind: SectionKind, where: str) -> Iterator[Fault]:
    """Yield one fault after the other: what is wrong is put right in a copy, and read on from."""
    mended = copy.deepcopy(view)
    for _ in range(_MOST_FAULTS):
        try:
            prepared = prepare_view(mended, kind, where)
        except ExpressionError as error:
            yield Fault(where=error.where, reason=error.bare, cure=_cure(error, kind))
            if not _mend(mended, error.where.removeprefix(where)):
                return
        else:
            for warning in prepared.view.warnings:
                place, _, reason = warning.partition(": ")
                yield Fault(where=place, reason=reason, refused=False)
            return


def _cure(error: ExpressionError, kind: SectionKind) -> str:
    if error.where.endswith(".resource"):
        return "name a resource type such as Observation"
    if "reads no column" not in error.bare:
        return ""
    known = (*COLUMNS[kind], KEY_COLUMN)
    strange = error.bare.rpartition(" column ")[2].split(", ")[0]
    near = get_close_matches(strange, known, 1)
    return f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"


def _mend(view: dict[str, Any], path: str) -> bool:
    """Let a condition hold always, or a column be a text, where they cannot be read; else False."""
    found = _EXPRESSION.match(path)
    holder: Any = view
    if found is None:
        return False
    for step in re.findall(r"[^.\[\]]+", found["list"]):
        holder = holder[int(step) if step.isdigit() else step]
    kind, index = found["list"].rpartition(".")[2], int(found["index"])
    if kind == "where" and holder[index] != {"path": "true"}:
        holder[index] = {"path": "true"}
        return True
    sound = {"name": f"mended{index}", "path": "'mended'"}
    if kind == "column" and isinstance(holder[index], dict):
        sound["name"] = str(holder[index].get("name", ""))
    if kind == "column" and holder[index] != sound:
        holder[index] = sound
        return True
    return False


# --- standard texts -------------------------------------------------------------------------------


def faults_of_texts(file: TextFile) -> Iterator[Fault]:
    """Yield what is wrong with a file of texts as a whole."""
    yield from _twice("text", "texts", "url", [each.url for each in file.texts])


def faults_of_text(text: StandardText, where: str) -> Iterator[Fault]:
    """Yield what is wrong with a standard text."""
    if has_stray_brace(text.text):
        cure = "write {dose} or {side!}, each brace closed and none inside another"
        yield Fault(where=f"{where}.text", reason="a brace that belongs to no blank", cure=cure)
    sound = True
    for name, day in (("valid_from", text.valid_from), ("valid_to", text.valid_to)):
        if day and not _is_date(day):
            sound = False
            yield Fault(where=f"{where}.{name}", reason="there is no such day", cure="2026-01-31")
    if sound and text.valid_to and text.valid_to < text.valid_from:
        reason = "it ends before it begins to be valid"
        yield Fault(where=f"{where}.valid_to", reason=reason, cure="change one of the two days")
    yield from _holes(text, where)


def _holes(text: StandardText, where: str) -> Iterator[Fault]:
    """Remark on blanks that may stay empty in the midst of a sentence."""
    for blank in find_blanks(text.text):
        before, _, after = text.text.partition(f"{{{blank.name}}}")
        whole = (not before or before.endswith(". ")) and after[:1] in ("", ".", " ")
        if not blank.mandatory and not whole:
            yield Fault(
                where=f"{where}.text",
                reason=f"{{{blank.name}}} may stay empty, which leaves a hole in the sentence",
                cure=f"write {{{blank.name}!}}, or make it a sentence of its own",
                refused=False,
            )


def _is_date(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


# --- both -----------------------------------------------------------------------------------------


def repeated(names: Iterable[str]) -> str:
    """Return the first name that is there twice, "" when all are distinct."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""


def _twice(what: str, where: str, key: str, names: list[str]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for place, name in enumerate(names):
        if first.setdefault(name, place) != place:
            reason = f"two of the same {what}: {name}"
            cure = f"the first is {where}[{first[name]}]"
            yield Fault(where=f"{where}[{place}].{key}", reason=reason, cure=cure)


def _titles(titles: dict[str, Title]) -> Iterator[Fault]:
    for where, title in titles.items():
        for language, words in (("sv", title.sv), ("en", title.en)):
            if not words.strip():
                yield Fault(where=f"{where}.{language}", reason="there are no words")
