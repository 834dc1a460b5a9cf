"""Saving and removing the parts of a commitment, and the vocabularies."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from commitments.actions.base import Actor, action, lock, store, touch
from commitments.models import Assessment, Citation, Commitment, Evidence, Measurement

Record = TypeVar("Record", bound=models.Model)


def commitment_of(record: models.Model) -> Commitment | None:
    """Return the commitment a record belongs to, or None for vocabularies and documents."""
    if isinstance(record, Commitment):
        return record
    if isinstance(record, Measurement):
        return record.evidence.commitment
    if isinstance(record, Citation) and record.evidence is not None:
        return record.evidence.commitment
    owner = getattr(record, "commitment", None) or getattr(record, "source", None)
    return owner if isinstance(owner, Commitment) else None


@action
def save_record(
    *, record: Record, by: Actor, reason: str = "", expected_revision: int | None = None
) -> Record:
    """Save a record that an editor filled in: a party, a theme, a target, a measurement.

    Assessments and citations have verbs of their own; they are refused here. Raises
    ValidationError with the field that is wrong, Conflict when the commitment has moved on.
    """
    if isinstance(record, Assessment):
        raise TypeError("Assessments are proposed and approved, not saved.")
    owner = commitment_of(record)
    if owner is not None and owner.pk is not None:
        lock(commitment=owner, expected_revision=expected_revision)
    if isinstance(record, Commitment) and record.pk is not None:
        record.revision = Commitment.objects.values_list("revision", flat=True).get(pk=record.pk)
    store(record)
    if owner is not None:
        touch(owner)
    return record


@action
def remove_record(*, record: models.Model, by: Actor, reason: str = "") -> None:
    """Delete a record that was never public; what was public is refused by the database."""
    owner = commitment_of(record)
    if isinstance(record, Commitment):
        # Assessments hold on to their evidence, so they go first.
        for assessment in record.assessments.all():
            assessment.delete()
    record.delete()
    if owner is not None and not isinstance(record, Commitment):
        touch(owner)


@action
def withdraw_evidence(*, evidence: Evidence, by: Actor, reason: str) -> Evidence:
    """Take a published piece of evidence back; it stays on record with the reason."""
    evidence.publication = "withdrawn"
    evidence.withdrawn_reason = reason
    store(evidence)
    touch(evidence.commitment)
    return evidence
