"""Which medicine a DrugChoiceType means, as a contained Medication: product, substance, strength.

One of five choices is made: words, an article of trade, a package, a product, a substance. What
two substances have in one product is told in the unit (`20`, `mg/12.5 mg`).
"""

import re
from decimal import Decimal
from typing import NamedTuple

from app.overview.shape import Json
from app.record.rivta.codes import coding, words_of
from app.record.rivta.parts import filled, plain_number, said
from app.wire.xmltext import Node

_PRODUCTS = (("drugArticle", "nplPackId"), ("merchandise", "articleNumber"), ("drug", "nplId"))
_FURTHER = re.compile(r"(?P<unit>[^/]*?)\s*/\s*(?P<value>[0-9]+(?:[.,][0-9]+)?)\s*(?P<of>.+)")
_AMOUNTS = frozenset(("ml", "l", "dl", "dos", "g", "timme", "h", "dygn", "24 timmar", "cm2"))
_PIECE = "st"  # what a strength is of where nothing else is told
_AND = re.compile(r"\s+och\s+|\s+and\s+|\s*\+\s*|\s*/\s*")
_UNNAMED = "Läkemedlets namn saknas"


class _Strength(NamedTuple):
    """How much of a substance is in how much."""

    value: Decimal
    unit: str
    of: Decimal = Decimal(1)
    per: str = _PIECE

    @property
    def ratio(self) -> Json:
        """Return it as FHIR's Ratio."""
        return {
            "numerator": filled(value=self.value, unit=self.unit),
            "denominator": {"value": self.of, "unit": self.per},
        }


def medication(choice: Node, title: str, own: str = "medication") -> Json:
    """Return the medicine of a choice, to be contained as `#own`; `title` is the record's."""
    nodes = [choice.one(*path) for path in _PRODUCTS]
    atc = choice.one("drug", "atcCode")
    substance = said(choice, "generics", "substance") or words_of(atc)
    words = said(choice, "unstructuredDrugInformation", "unstructuredInformation")
    product = next(filter(None, map(words_of, nodes)), "") or words
    codes = [found for node in (atc, *nodes) if (found := coding(node))]
    form = said(choice, "drug", "pharmaceuticalForm") or said(choice, "generics", "form")
    strengths = _strengths(choice)
    return {
        "resourceType": "Medication",
        "id": own,
        "code": filled(coding=codes, text=product or substance or title or _UNNAMED),
        **filled(
            form={"text": form} if form else {},
            ingredient=_ingredients(substance or product, strengths) if strengths else [],
        ),
    }


def _ingredients(substance: str, strengths: list[_Strength]) -> list[Json]:
    """Return a substance with its strength, or each of several that the name counts up."""
    names = _AND.split(substance) if len(strengths) > 1 else [substance]
    if len(names) != len(strengths):
        names = [substance] * len(strengths)
    return [
        {"itemCodeableConcept": {"text": name or _UNNAMED}, "strength": strength.ratio}
        for name, strength in zip(names, strengths, strict=True)
    ]


def _strengths(choice: Node) -> list[_Strength]:
    product, generic = choice.one("drug"), choice.one("generics", "strength")
    value = plain_number(product.value("strength"))
    unit = said(product, "strengthUnit")
    if value is None:
        value, unit = plain_number(generic.value("value")), said(generic, "unit")
    return _read(value, unit) if value is not None else []


def _read(value: Decimal, unit: str) -> list[_Strength]:
    """Read `mg`, `mg/ml`, `mg/5 ml`, and `mg/12.5 mg` of two substances."""
    found = _FURTHER.fullmatch(unit)
    if found:
        more, of = plain_number(found["value"].replace(",", ".")), found["of"].strip()
        if more is not None and of.lower() in _AMOUNTS:
            return [_Strength(value, found["unit"], more, of)]
        if more is not None:
            others = _read(more, of)
            return [_Strength(value, found["unit"], others[-1].of, others[-1].per), *others]
    own, _, per = unit.partition("/")
    return [_Strength(value, own.strip(), Decimal(1), per.strip() or _PIECE)]
