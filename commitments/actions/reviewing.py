"""A reviewer's decisions that take several steps, made at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User

from commitments.actions.assessing import approve_assessment
from commitments.actions.base import action
from commitments.actions.publishing import publish_commitment, publish_evidence
from commitments.core.vocabulary import Publication
from commitments.models import Assessment, Commitment


@action
def approve_with_evidence(*, assessment: Assessment, by: User, reason: str = "") -> Assessment:
    """Approve a proposed assessment, and make the evidence it rests on public with it.

    Raises ValidationError, also when the commitment itself is not public yet.
    """
    for link in assessment.evidence_links.select_related("evidence__commitment"):
        if link.evidence.publication == Publication.DRAFT:
            publish_evidence(evidence=link.evidence, by=by)
    return approve_assessment(assessment=assessment, by=by)


@action
def publish_reviewed(
    *, commitment: Commitment, approve: Sequence[Assessment], by: User, reason: str = ""
) -> Commitment:
    """Publish a commitment together with those proposed assessments that were approved.

    All of it or nothing: one assessment that cannot be approved stops the publication.
    """
    published = publish_commitment(commitment=commitment, by=by)
    for assessment in approve:
        approve_assessment(assessment=assessment, by=by)
    return published
