"""Reading what is rarer: forms, family history, plans, studies, documents, attachments."""

import base64

import pytest

from app.overview.attachments import attachment_text
from app.overview.facts import heading, telling
from app.overview.index import RecordIndex
from app.overview.statements import read_statement
from tests.unit.overview.records import PATIENT, Json, answered, concept, resource


def encoded(text: str, encoding: str = "utf-8") -> str:
    return base64.b64encode(text.encode(encoding)).decode()


@pytest.mark.parametrize(
    ("attachment", "text"),
    [
        ({"contentType": "text/plain", "data": encoded("Å i UTF-8")}, "Å i UTF-8"),
        ({"contentType": "text/plain", "data": encoded("Å i Latin-1", "cp1252")}, "Å i Latin-1"),
        ({"contentType": "text/html", "data": encoded("<p>a</p><p>b</p>")}, "a\nb"),
        ({"contentType": "text/plain", "data": "*"}, ""),
        ({"contentType": "text/plain", "data": "å"}, ""),
        ({"contentType": "application/pdf", "title": "Svar"}, "Svar (application/pdf)"),
        ({"title": "Svar"}, "Svar"),
        ({}, ""),
    ],
)
def test_an_attachment_in_words(attachment: Json, text: str) -> None:
    assert attachment_text(attachment) == text


def test_a_form_is_question_and_answer_in_its_order() -> None:
    form = resource(
        "QuestionnaireResponse",
        "f",
        item=[
            {
                "text": "Boende",
                "item": [
                    {"text": "Bor", "answer": [{"valueString": "Ensam"}]},
                    {"text": "Hjälp", "answer": [{"valueBoolean": True}, {"valueInteger": 2}]},
                ],
            },
            {"text": "Ej besvarad"},
            {"answer": [{"valueCoding": {"display": "Rullator"}}]},
        ],
    )
    assert telling(form) == "Bor: Ensam\nHjälp: Ja, 2\nRullator"


@pytest.mark.parametrize(
    ("told", "title", "text"),
    [
        (
            resource(
                "FamilyMemberHistory",
                "x",
                relationship=concept("Mor"),
                condition=[{"code": concept("Bröstcancer")}, {"code": concept("Diabetes")}],
            ),
            "Mor",
            "Bröstcancer\nDiabetes",
        ),
        (
            resource(
                "CarePlan",
                "x",
                title="Min vårdplan",
                activity=[
                    {"detail": {"description": "Kontakt var tredje månad"}},
                    {"detail": {"code": concept("Rehabilitering")}},
                ],
            ),
            "Min vårdplan",
            "Kontakt var tredje månad\nRehabilitering",
        ),
        (
            resource("Goal", "x", description=concept("Slippa stomi")),
            "Slippa stomi",
            "",
        ),
        (
            resource("Basic", "x", text={"div": "<div><p>Rubrik</p><p>Text</p></div>"}),
            "Rubrik",
            "Text",
        ),
        (resource("Basic", "x"), "Basic", ""),
        (
            resource(
                "DocumentReference",
                "x",
                type=concept("Vårdvilja"),
                content=[{"attachment": {"contentType": "text/plain", "data": encoded("Nej.")}}],
            ),
            "Vårdvilja",
            "Nej.",
        ),
    ],
)
def test_a_fact_of_any_type(told: Json, title: str, text: str) -> None:
    assert (heading(told), telling(told)) == (title, text)


@pytest.mark.parametrize(
    ("told", "conclusion", "text"),
    [
        (
            resource(
                "DocumentReference",
                "x",
                description="Epikris",
                content=[
                    {"attachment": {"contentType": "text/plain", "data": encoded("Utskriven.")}}
                ],
            ),
            "Epikris",
            "Utskriven.",
        ),
        (
            resource(
                "ImagingStudy",
                "x",
                procedureCode=[concept("DT buk")],
                series=[{"description": "Portovenös fas"}, {"modality": {"code": "CT"}}],
            ),
            "",
            "DT buk\nPortovenös fas\nCT",
        ),
        (
            resource("Observation", "x", valueString="Adenokarcinom", note=[{"text": "Snabbsvar"}]),
            "Adenokarcinom",
            "Snabbsvar",
        ),
        (resource("Procedure", "x", outcome=concept("Radikal")), "Radikal", ""),
        (
            resource("DiagnosticReport", "x", text={"div": "<div>Bara text</div>"}),
            "",
            "Bara text",
        ),
        (
            resource("DiagnosticReport", "x", conclusionCode=[concept("pT3")])
            | {"result": [{"reference": "Observation/borta", "display": "Hb 98"}]},
            "pT3",
            "Hb 98",
        ),
    ],
)
def test_a_statement_of_any_type(told: Json, conclusion: str, text: str) -> None:
    (fields,) = read_statement(told, RecordIndex(answered(), PATIENT))
    assert (fields["conclusion"], fields["text"]) == (conclusion, text)
