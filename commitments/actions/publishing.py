"""From draft to public and back: submit, publish, return, withdraw."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.actions.base import action, lock, settle, store, touch
from commitments.core.vocabulary import Publication
from commitments.models import Commitment, Document, Evidence


def missing_for_publication(commitment: Commitment) -> list[str]:
    """Return what a commitment still lacks before it can be published, in words."""
    lacks = []
    if not commitment.actor_links.exists():
        lacks.append(_("an actor"))
    if not commitment.theme_links.exists():
        lacks.append(_("a theme"))
    if not commitment.citations.healthy().filter(document__publication="published").exists():
        lacks.append(_("a citation that stands in a published document"))
    if not commitment.criteria_fulfilled.strip():
        lacks.append(_("what would count as fulfilled"))
    return lacks


@action
def submit_commitment(*, commitment: Commitment, by: User, reason: str = "") -> Commitment:
    """Hand a draft to a second person. Raises ValidationError naming what is missing."""
    current = lock(commitment=commitment)
    if current.publication != Publication.DRAFT:
        raise ValidationError(_("Only a draft can be submitted for review."))
    _refuse_incomplete(current)
    current.publication, current.submitted_by = Publication.IN_REVIEW, by
    store(current)
    touch(current)
    return current


@action
def publish_commitment(*, commitment: Commitment, by: User, reason: str = "") -> Commitment:
    """Make a commitment public, with the evidence that came with it.

    Whoever submitted it cannot publish it. Draft assessments stay drafts: each is approved
    by itself. Raises ValidationError.
    """
    current = lock(commitment=commitment)
    if current.publication != Publication.IN_REVIEW:
        raise ValidationError(_("Only a commitment in review can be published."))
    if current.submitted_by == by:
        raise ValidationError(
            _("Whoever submits a commitment cannot publish it: a second person must.")
        )
    _refuse_incomplete(current)
    current.publication = Publication.PUBLISHED
    current.published_by, current.published_at = by, timezone.now()
    store(current)
    for evidence in current.evidence.filter(publication=Publication.DRAFT):
        evidence.publication = Publication.PUBLISHED
        store(evidence)
    touch(current)
    settle()
    return current


@action
def return_commitment(*, commitment: Commitment, by: User, reason: str) -> Commitment:
    """Send a commitment in review back to its author, saying why."""
    current = lock(commitment=commitment)
    if current.publication != Publication.IN_REVIEW:
        raise ValidationError(_("Only a commitment in review can be returned."))
    current.publication = Publication.DRAFT
    store(current)
    touch(current)
    return current


@action
def withdraw_commitment(*, commitment: Commitment, by: User, reason: str) -> Commitment:
    """Take a published commitment back. It leaves every list; its page says why."""
    current = lock(commitment=commitment)
    if current.publication != Publication.PUBLISHED:
        raise ValidationError(_("Only a published commitment can be withdrawn."))
    if not reason.strip():
        raise ValidationError(_("Say why the commitment is withdrawn."))
    current.publication, current.withdrawn_reason = Publication.WITHDRAWN, reason
    store(current)
    touch(current)
    return current


@action
def publish_evidence(*, evidence: Evidence, by: User, reason: str = "") -> Evidence:
    """Make evidence that was added to a published commitment public."""
    if evidence.publication != Publication.DRAFT:
        raise ValidationError(_("Only draft evidence can be published."))
    evidence.publication = Publication.PUBLISHED
    store(evidence)
    touch(evidence.commitment)
    return evidence


@action
def publish_document(*, document: Document, by: User | None, reason: str = "") -> Document:
    """Make a source text public."""
    document.publication = Publication.PUBLISHED
    document.revision += 1
    store(document)
    return document


@action
def withdraw_document(*, document: Document, by: User, reason: str) -> Document:
    """Take a source text back. Refused while a published commitment rests on it alone."""
    document.publication, document.withdrawn_reason = Publication.WITHDRAWN, reason
    document.revision += 1
    store(document)
    settle()
    return document


def _refuse_incomplete(commitment: Commitment) -> None:
    lacks = missing_for_publication(commitment)
    if lacks:
        raise ValidationError(
            _("Before it can be published, the commitment needs: %(what)s."),
            params={"what": ", ".join(lacks)},
        )
