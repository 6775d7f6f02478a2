"""How the practice host says no: a refusal, and the OperationOutcome that words it."""

import msgspec


class Refusal(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The host says no.

    `status` is the HTTP status, `code` one of FHIR's issue types, `words` what went wrong and what
    would help, in English and without any value of a resource.
    """

    def __init__(self, status: int, code: str, words: str) -> None:
        """Take HTTP status, FHIR issue type and words."""
        super().__init__(words)
        self.status, self.code, self.words = status, code, words

    @property
    def outcome(self) -> bytes:
        """Return the OperationOutcome as JSON."""
        return outcome("error", self.code, self.words)


def outcome(severity: str, code: str, words: str) -> bytes:
    """Return an OperationOutcome with one issue as JSON."""
    issue = {"severity": severity, "code": code, "diagnostics": words}
    return msgspec.json.encode({"resourceType": "OperationOutcome", "issue": [issue]})
