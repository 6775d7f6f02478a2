"""The words of what the console paints on the room screen itself."""

from PySide6.QtCore import QCoreApplication

from app.model.outcome import Duty, Intention

translate = QCoreApplication.translate


def conference() -> str:
    """Name a conference that has no name."""
    return translate("Pages", "Multidisciplinary conference")


def patient_of(number: int, total: int) -> str:
    """Tell how far the meeting has come."""
    if not number:
        said = translate("Pages", "1 patient") if total == 1 else translate("Pages", "%2 patients")
    else:
        said = translate("Pages", "Patient %1 of %2")
    return said.replace("%1", str(number)).replace("%2", str(total))


def people(confirmed: int) -> str:
    """Tell how many people the chair has confirmed."""
    if not confirmed:
        return translate("Pages", "Nobody is confirmed yet")
    if confirmed == 1:
        return translate("Pages", "1 person confirmed")
    return translate("Pages", "%1 people confirmed").replace("%1", str(confirmed))


def over() -> str:
    """Say that the meeting is over."""
    return translate("Pages", "The conference is over. Thank you.")


def heading(*, delivered: bool, plan: bool) -> str:
    """Head what is read back: a recommendation or a care plan, proposed until it is sent."""
    if plan:
        return translate("Pages", "Plan") if delivered else translate("Pages", "Proposed plan")
    if delivered:
        return translate("Pages", "Recommendation")
    return translate("Pages", "Proposed recommendation")


def intention(code: Intention) -> str:
    """Name the intention of treatment."""
    return {
        Intention.CURATIVE: translate("Pages", "Curative intention"),
        Intention.CONVERTING: translate("Pages", "Converting intention"),
        Intention.PALLIATIVE: translate("Pages", "Palliative intention"),
        Intention.DIAGNOSTIC: translate("Pages", "Further investigation"),
    }[code]


def duty(code: Duty) -> str:
    """Name a duty."""
    return {
        Duty.DOCUMENT: translate("Pages", "Documents"),
        Duty.ORDER: translate("Pages", "Orders and refers"),
        Duty.TELL_PATIENT: translate("Pages", "Tells the patient"),
    }[code]


def nobody() -> str:
    """Say that a duty is nobody's yet."""
    return translate("Pages", "nobody named")


def no_reason() -> str:
    """Say that a deviation has no reason yet."""
    return translate("Pages", "yes, reason not given")


def deviation() -> str:
    """Head why a recommendation departs from the guideline."""
    return translate("Pages", "Departs from the guideline")


def wishes() -> str:
    """Head what the patient wants."""
    return translate("Pages", "The patient's wishes")


def referral() -> str:
    """Head a referral."""
    return translate("Pages", "Referral")


def new_conference() -> str:
    """Head whether the case comes back."""
    return translate("Pages", "New conference")


def yes() -> str:
    """Say yes."""
    return translate("Pages", "yes")


def measure(number: int) -> str:
    """Head a measure of a care plan."""
    return translate("Pages", "Measure %1").replace("%1", str(number))


def until(day: str) -> str:
    """Tell until when a measure is to be done."""
    return translate("Pages", "by %1").replace("%1", day)
