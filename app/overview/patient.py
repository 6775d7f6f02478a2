"""Who the record is about: a FHIR Patient as the banner's value.

Leaves out address, telecom and relatives: nothing of them is ever shown.
"""

from datetime import date

from app.model.case import Patient, PersonNumber, Sex
from app.model.identity import identify
from app.model.people import Organisation
from app.overview.references import reference_of
from app.overview.shape import Json, child, children, string, strings
from app.overview.wording import clean

HSA_SYSTEMS = frozenset({"urn:oid:1.2.752.129.2.1.4.1", "urn:oid:1.2.752.29.4.19"})
_PROTECTED = frozenset(  # http://terminology.hl7.org/CodeSystem/v3-Confidentiality and -ActCode
    {
        "R",
        "V",
        "CEL",
        "PROTECT",
        "sekretessmarkering",
        "skyddad-folkbokforing",
        "skyddadfolkbokforing",
    }
)
_NAME_USES = ("official", "usual", "")


def patient_of(resource: Json, today: date) -> Patient:
    """Return the patient; what the resource does not hold stays empty."""
    name = _best_name(children(resource, "name"))
    family, given = clean(string(name, "family")), clean(" ".join(strings(name, "given")))
    if not family and not given:
        family = clean(string(name, "text"))
    sex = string(resource, "gender")
    return Patient(
        reference=reference_of(resource) or "Patient/",
        family=family,
        given=given,
        number=_number(children(resource, "identifier"), today),
        birth_date=string(resource, "birthDate"),
        sex=Sex(sex) if sex in set(Sex) else Sex.UNKNOWN,
        deceased=_deceased(resource),
        protected=_is_protected(resource),
        provider=_provider(child(resource, "managingOrganization")),
    )


def _best_name(names: list[Json]) -> Json:
    """Return the official name before the usual one before any that is not old."""
    for use in _NAME_USES:
        for name in names:
            if string(name, "use") == use:
                return name
    current = [name for name in names if string(name, "use") not in ("old", "maiden")]
    return next(iter(current or names), {})


def _number(identifiers: list[Json], today: date) -> PersonNumber | None:
    """Return the first Swedish number, else the first identifier there is."""
    held = [i for i in identifiers if string(i, "value") and string(i, "use") != "old"]
    for identifier in held:
        if number := identify(string(identifier, "system"), string(identifier, "value"), today):
            return number
    return PersonNumber(value=clean(string(held[0], "value"))) if held else None


def _deceased(resource: Json) -> str | None:
    if at := string(resource, "deceasedDateTime"):
        return at
    return "" if resource.get("deceasedBoolean") is True else None


def _is_protected(resource: Json) -> bool:
    labels = children(child(resource, "meta"), "security")
    return any(string(label, "code") in _PROTECTED for label in labels)


def _provider(reference: Json) -> Organisation:
    identifier = child(reference, "identifier")
    hsa_id = string(identifier, "value") if string(identifier, "system") in HSA_SYSTEMS else ""
    return Organisation(hsa_id=hsa_id, name=clean(string(reference, "display")))
