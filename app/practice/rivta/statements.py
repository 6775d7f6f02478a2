"""GetImagingOutcome 1 and GetReferralOutcome 3: radiology's statements, and everybody else's."""

from app.overview.shape import Json, children, string
from app.practice.rivta.codes import national, words
from app.practice.rivta.headers import document_id, professional, summary_header
from app.practice.rivta.parts import Part, empty, part
from app.practice.rivta.record import Record, recorded
from app.practice.rivta.texts import attached_text, statement
from app.practice.rivta.times import stamp

_RADIOLOGY = "RAD"
_EXAMINED = "1.2.752.129.2.2.2.35"


def imaging(record: Record) -> list[Part | None]:
    """Return radiology's statements."""
    return [_examination(e, record) for e in record.all("DiagnosticReport") if is_radiology(e)]


def _examination(report: Json, record: Record) -> Part | None:
    title = words(report, "code")
    return part(
        "r:imagingOutcome",
        summary_header("imagingOutcomeHeader", report, record, title),
        part(
            "imagingOutcomeBody",
            part("typeOfResult", "DEF"),
            part("resultTime", stamp(string(report, "issued"))),
            part("resultReport", string(report, "conclusion") or title),
            part("resultComment", attached_text(report, "presentedForm")),
            part(
                "imageRecording",
                national("examinationActivity", document_id(report), _EXAMINED, title),
                part(
                    "examinationTimePeriod",
                    part("start", stamp(string(report, "effectiveDateTime"))),
                ),
                part("examinationStatus", "Avklarad"),
            ),
        ),
    )


def referral_outcomes(record: Record) -> list[Part | None]:
    """Return the answers to other referrals: pathology, endoscopy, genetics and more."""
    return [_outcome(e, record) for e in record.all("DiagnosticReport") if not is_radiology(e)]


def _outcome(report: Json, record: Record) -> Part | None:
    title = words(report, "code")
    examined = stamp(string(report, "effectiveDateTime"))
    return part(
        "r:referralOutcome",
        summary_header("referralOutcomeHeader", report, record, title),
        part(
            "referralOutcomeBody",
            part("referralOutcomeTypeCode", "SS"),
            part("referralOutcomeTitle", words(report, "category")),
            part("referralOutcomeText", _text(report)),
            part("act", part("actText", title), part("actTime", examined)),
            part(
                "referral",
                part("referralId", f"{document_id(report)}-remiss"),
                empty("referralReason"),
                part("referralTime", examined),
                professional("referralAuthor", record.writer(report), stamp(recorded(report))),
            ),
        ),
    )


def is_radiology(report: Json) -> bool:
    """Tell whether a report is radiology's."""
    codings = (c for each in children(report, "category") for c in children(each, "coding"))
    return any(string(coding, "code") == _RADIOLOGY for coding in codings)


def _text(report: Json) -> str:
    return statement(attached_text(report, "presentedForm"), string(report, "conclusion"))
