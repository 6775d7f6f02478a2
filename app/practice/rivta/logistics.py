"""GetCareContacts 3 and GetCarePlans 2."""

from app.overview.shape import Json, child, children, string
from app.practice.rivta.codes import local, words
from app.practice.rivta.headers import document_id, summary_header
from app.practice.rivta.parts import Part, part
from app.practice.rivta.record import Record
from app.practice.rivta.texts import encoded, notes
from app.practice.rivta.times import stamp


def contacts(record: Record) -> list[Part | None]:
    """Return the patient's contacts with care."""
    return [_contact(each, record) for each in record.all("Encounter")]


def _contact(encounter: Json, record: Record) -> Part | None:
    period, unit = child(encounter, "period"), record.writer(encounter).unit
    return part(
        "r:careContact",
        summary_header("careContactHeader", encounter, record),
        part(
            "careContactBody",
            local("careContactCode", words(encounter, "type")),
            part(
                "careContactOrgUnit",
                part("orgUnitHSAId", unit.hsa_id),
                part("orgUnitName", unit.name),
            ),
            part(
                "careContactTimePeriod",
                part("start", stamp(string(period, "start"))),
                part("end", stamp(string(period, "end"))),
            ),
            local("careContactStatus", "Avslutad"),
        ),
    )


def plans(record: Record) -> list[Part | None]:
    """Return the patient's plans, each as a text."""
    return [
        part(
            "r:carePlan",
            summary_header("carePlanHeader", each, record, string(each, "title"), _since(each)),
            part(
                "carePlanBody",
                part(
                    "content",
                    part("id", document_id(each)),
                    part("mediaType", "text/plain"),
                    part("value", encoded(_lines(each))),
                ),
                part("typeOfCarePlanEnum", "VP"),
            ),
        )
        for each in record.all("CarePlan")
    ]


def _since(plan: Json) -> str:
    return string(child(plan, "period"), "start")


def _lines(plan: Json) -> str:
    activities = (child(each, "detail") for each in children(plan, "activity"))
    return "\n".join(filter(None, (*(string(e, "description") for e in activities), notes(plan))))
