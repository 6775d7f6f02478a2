"""Resource types that no section needs to show; everything else not shown is named as such."""

# Whom and what other resources refer to: they stand in the banner, in origins and in rows of those.
SUPPORTING = frozenset(
    (
        "Composition",
        "Location",
        "Medication",
        "Organization",
        "Patient",
        "Practitioner",
        "PractitionerRole",
        "Provenance",
    )
)

# Billing and bookkeeping: nothing clinical that does not stand in another resource, too. They are
# named with that as the reason (`NotShownReason.ADMINISTRATIVE`).
ADMINISTRATIVE = frozenset(
    (
        "Account",
        "Appointment",
        "AuditEvent",
        "ChargeItem",
        "Claim",
        "ClaimResponse",
        "Consent",
        "Coverage",
        "CoverageEligibilityRequest",
        "CoverageEligibilityResponse",
        "Endpoint",
        "EnrollmentRequest",
        "ExplanationOfBenefit",
        "HealthcareService",
        "Invoice",
        "MessageHeader",
        "OperationOutcome",
        "PaymentNotice",
        "PaymentReconciliation",
        "Schedule",
        "Slot",
        "Subscription",
    )
)
