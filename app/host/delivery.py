"""A delivered outcome as one transaction: CarePlan, Tasks and note, and what a correction replaces.

Pure: what the host holds goes in, the entries of the Bundle come out. Mapping: docs/host.md.
"""

import base64
from typing import Any

from app.host import cases, codes, outcomes
from app.host.note import summary, title, write_note
from app.host.people import organisation_reference, reference_to
from app.host.times import instant
from app.model.base import Private
from app.model.errors import HostConflict
from app.model.outcome import Duty, Outcome
from app.overview.references import as_reference
from app.overview.shape import Json, child, string
from app.room.ports import OutcomeContext
from app.wire.fhir import Entry

NOTE_KIND, REFERRAL_KIND = "note", "referral"
_CONSULT_NOTE = codes.coding(codes.LOINC, "11488-4")
_RESTRICTED = codes.coding(codes.CONFIDENTIALITY, "R")


class Held(Private, frozen=True, kw_only=True):
    """What the host holds of a case's outcomes; all but `plans` is for corrections only."""

    plans: tuple[Json, ...] = ()
    tasks: tuple[Json, ...] = ()
    notes: tuple[Json, ...] = ()
    referrals: tuple[Json, ...] = ()
    meeting_encounter: str = ""  # its reference


def task_kind(duty: Duty) -> str:
    """Return how the Task of a duty is called in identifiers."""
    return f"task-{duty}"


def is_delivered(held: Held, outcome: Outcome, context: OutcomeContext) -> bool:
    """Tell whether the host has this revision with this content.

    Raises HostConflict when it has another content for it, or a newer revision.
    """
    by_revision = _by_revision(held.plans, outcome)
    plan = by_revision.get(outcome.revision, {})
    if plan and plan.get("status") != outcomes.DRAFT:
        if outcomes.says_the_same(plan, outcomes.care_plan(outcome, context, outcomes.ACTIVE)):
            return True
        raise HostConflict("another content for this revision")
    newer = (p for r, p in by_revision.items() if r > outcome.revision)
    if any(each.get("status") != outcomes.DRAFT for each in newer):
        raise HostConflict("a newer revision")
    return False


def delivery(held: Held, outcome: Outcome, context: OutcomeContext) -> list[Entry]:
    """Return the transaction that delivers a revision which the host does not have yet."""
    encounter = _case_encounter(held, outcome, context)
    plan = _plan(held, outcome, context, encounter.full_url)
    # A draft that becomes the recommendation has a reference already; a new one gets its in there.
    plan_reference = plan.full_url or f"CarePlan/{plan.resource['id']}"
    links = {"encounter": {"reference": encounter.full_url}, "plan": {"reference": plan_reference}}
    tasks = [_task(duty, outcome, context, links) for duty in Duty]
    referral = _referral(outcome, context, links)
    note = _note(held, outcome, context, links)
    return [encounter, plan, *tasks, *referral, note, *_replaced(held, outcome)]


def _urn(outcome: Outcome, kind: str) -> str:
    return f"urn:uuid:{codes.resource_id(outcome.meeting, outcome.case, kind, outcome.revision)}"


def _created(outcome: Outcome, kind: str, resource: Json) -> Entry:
    value = codes.resource_id(outcome.meeting, outcome.case, kind, outcome.revision)
    return Entry(
        resource=resource,
        full_url=_urn(outcome, kind),
        unique=(codes.RESOURCE_ID, value),
    )


def _identifiers(outcome: Outcome, kind: str) -> list[Json]:
    return codes.identifiers(outcome.meeting, outcome.case, kind, outcome.revision)


def _case_encounter(held: Held, outcome: Outcome, context: OutcomeContext) -> Entry:
    new = cases.new_encounter(outcome.meeting, context.case, held.meeting_encounter)
    resource = cases.with_discussion(new, context.case, context.took_part)
    unique = cases.unique(outcome.meeting, outcome.case)
    return Entry(resource=resource, full_url=f"urn:uuid:{unique[1]}", unique=unique)


def _plan(held: Held, outcome: Outcome, context: OutcomeContext, encounter: str) -> Entry:
    plan = outcomes.care_plan(outcome, context, outcomes.ACTIVE)
    plan["encounter"] = {"reference": encounter}
    if before := _before(held.plans, outcome):
        plan["replaces"] = [{"reference": f"CarePlan/{before['id']}"}]
    draft = _by_revision(held.plans, outcome).get(outcome.revision)
    if draft is None:
        return _created(outcome, outcomes.KIND, plan)
    return Entry(resource=outcomes.rewritten(draft, plan), etag=etag_of(draft))


def _task(duty: Duty, outcome: Outcome, context: OutcomeContext, links: dict[str, Json]) -> Entry:
    kind = task_kind(duty)
    task: Json = {
        "resourceType": "Task",
        "meta": {"security": [codes.HOLD_FROM_PATIENT]},
        "identifier": _identifiers(outcome, kind),
        "status": "requested",
        "intent": "order",
        "code": codes.concept(codes.DUTY, duty),
        "focus": links["plan"],
        "for": {"reference": context.case.patient.reference},
        "encounter": links["encounter"],
        "authoredOn": instant(context.at),
        "requester": reference_to(context.chair),
    }
    people = outcomes.people_in(context)
    named = {each.duty: people.get(each.person) for each in outcome.responsibilities}
    if owner := named.get(duty):
        task["owner"] = reference_to(owner)
    return _created(outcome, kind, task)


def _referral(outcome: Outcome, context: OutcomeContext, links: dict[str, Json]) -> list[Entry]:
    """Return the referral that was agreed on: a proposal, until whoever orders sends it."""
    if outcome.referral is None:
        return []
    request: Json = {
        "resourceType": "ServiceRequest",
        "meta": {"security": [codes.HOLD_FROM_PATIENT]},
        "identifier": _identifiers(outcome, REFERRAL_KIND),
        "status": "active",
        "intent": "proposal",
        "code": {"text": "Referral" if context.language == "en" else "Remiss"},
        "subject": {"reference": context.case.patient.reference},
        "encounter": links["encounter"],
        "basedOn": [links["plan"]],
        "authoredOn": instant(context.at),
        "requester": reference_to(context.chair),
        "performer": [{"display": outcome.referral.to.strip()}],
    }
    if reason := outcome.referral.reason.strip():
        request["reasonCode"] = [{"text": reason}]
    return [_created(outcome, REFERRAL_KIND, request)]


def _note(held: Held, outcome: Outcome, context: OutcomeContext, links: dict[str, Json]) -> Entry:
    shown = [as_reference(each.reference) for each in context.information]
    related = [{"reference": f"ServiceRequest/{outcome.case}"}, links["plan"], *shown]
    note: Json = {
        "resourceType": "DocumentReference",
        "identifier": _identifiers(outcome, NOTE_KIND),
        "status": "current",
        "docStatus": "preliminary",
        "type": {"coding": [_CONSULT_NOTE], "text": title(context.language)},
        "category": [codes.concept(codes.DOCUMENT, "conference-note")],
        "subject": {"reference": context.case.patient.reference},
        "date": instant(context.at),
        "author": [reference_to(context.chair)],
        "description": summary(outcome, context.language),
        "securityLabel": [{"coding": [_RESTRICTED]}, {"coding": [codes.HOLD_FROM_PATIENT]}],
        "content": [{"attachment": _attachment(outcome, context)}],
        "context": {"encounter": [links["encounter"]], "related": related},
    }
    if custodian := organisation_reference(context.meeting.provider):
        note["custodian"] = custodian
    if before := _before(held.notes, outcome, NOTE_KIND):
        target = {"reference": f"DocumentReference/{before['id']}"}
        note["relatesTo"] = [{"code": "replaces", "target": target}]
    return _created(outcome, NOTE_KIND, note)


def _attachment(outcome: Outcome, context: OutcomeContext) -> dict[str, Any]:
    text = write_note(outcome, context, outcomes.people_in(context)).encode()
    return {
        "contentType": "text/plain; charset=utf-8",
        "language": context.language,
        "data": base64.b64encode(text).decode(),
        "size": len(text),
        "title": title(context.language),
        "creation": instant(context.at),
    }


# --- what a correction replaces -------------------------------------------------------------------


def _replaced(held: Held, outcome: Outcome) -> list[Entry]:
    """Return the updates of the revision before: nothing is deleted."""
    changed = []
    if plan := _before(held.plans, outcome):
        changed.append(plan | {"status": outcomes.REVOKED})
    if note := _before(held.notes, outcome, NOTE_KIND):
        changed.append(note | {"status": "superseded"})
    referral = _before(held.referrals, outcome, REFERRAL_KIND)
    if referral and referral.get("status") == "active":
        changed.append(referral | {"status": "revoked"})
    for duty in Duty:
        task = _before(held.tasks, outcome, task_kind(duty))
        if task and task.get("status") == "requested":
            reason = {"statusReason": {"text": outcome.reason}} if outcome.reason else {}
            changed.append(task | {"status": "cancelled"} | reason)
    return [Entry(resource=each, etag=etag_of(each)) for each in changed]


def _before(resources: tuple[Json, ...], outcome: Outcome, kind: str = outcomes.KIND) -> Json:
    """Return the newest delivered one of the revisions before this, empty where there is none."""
    found = _by_revision(resources, outcome, kind)
    earlier = [
        r for r in found if r < outcome.revision and found[r].get("status") != outcomes.DRAFT
    ]
    return found[max(earlier)] if earlier else {}


def _by_revision(
    resources: tuple[Json, ...], outcome: Outcome, kind: str = outcomes.KIND
) -> dict[int, Json]:
    of = outcome.meeting, outcome.case
    return {r: each for each in resources if (r := outcomes.revision_of(each, *of, kind))}


def etag_of(resource: Json) -> str:
    """Return the ETag of a resource that came in a search, "" where the host has no versions."""
    version = string(child(resource, "meta"), "versionId")
    return f'W/"{version}"' if version else ""
