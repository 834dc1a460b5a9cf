"""Rules that span tables, as PL/pgSQL run by triggers, each named like a constraint."""

from __future__ import annotations

from commitments.core.vocabulary import NEEDS_EVIDENCE

_NEEDING = ", ".join(f"'{status.value}'" for status in sorted(NEEDS_EVIDENCE))


def raise_violation(name: str, message: str) -> str:
    """Return PL/pgSQL that refuses a change as the named constraint would.

    Raised with the SQLSTATE of a check violation, so that Django turns it into an
    IntegrityError and callers need no special case.
    """
    text = message.replace("'", "''")
    return f"RAISE EXCEPTION '{text}' USING ERRCODE = '23514', CONSTRAINT = '{name}';"


def needs_healthy_citation(commitments: str) -> str:
    """Return the check, run at commit, that published commitments keep their proof.

    ``commitments`` is SQL for a list of commitment ids.
    """
    violation = raise_violation(
        "commitment_published_with_healthy_citation",
        "A published commitment needs at least one citation that stands in a published document.",
    )
    return f"""
        IF EXISTS (
            SELECT 1 FROM commitments_commitment c
            WHERE c.id IN ({commitments}) AND c.publication = 'published' AND NOT EXISTS (
                SELECT 1 FROM commitments_citation t
                JOIN commitments_document d ON d.id = t.document_id
                WHERE t.commitment_id = c.id AND t.health <> 'lost'
                AND d.publication = 'published'
            )
        ) THEN {violation} END IF; RETURN NULL;
    """


def needs_evidence(assessments: str) -> str:
    """Return the check, run at commit, that a status which needs evidence has some.

    ``assessments`` is SQL for a list of assessment ids.
    """
    violation = raise_violation(
        "assessment_status_needs_evidence",
        "This status needs at least one published piece of evidence.",
    )
    return f"""
        IF EXISTS (
            SELECT 1 FROM commitments_assessment a
            WHERE a.id IN ({assessments}) AND a.state = 'current'
            AND a.status IN ({_NEEDING}) AND NOT EXISTS (
                SELECT 1 FROM commitments_assessmentevidence l
                JOIN commitments_evidence e ON e.id = l.evidence_id
                WHERE l.assessment_id = a.id AND e.publication = 'published'
            )
        ) THEN {violation} END IF; RETURN NULL;
    """
