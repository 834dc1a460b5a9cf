"""Taking back one's last decision, with everything it made."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.actions.base import action, lock, store, touch
from commitments.actions.queue.matching import rematch
from commitments.core.vocabulary import CandidateState, Publication, RejectReason
from commitments.models import Candidate, Citation, Commitment, Document, Evidence


@action
def undo_last_decision(*, document: Document, by: User) -> list[Candidate]:
    """Put what one's last decision in a document decided back before the editors.

    A draft it made is deleted if nobody has touched it since; a quote or evidence it added
    is taken off again. Raises ValidationError when there is nothing to undo, or when others
    have built on it.
    """
    mine = Candidate.objects.filter(document=document, decided_by=by)
    last = mine.order_by("-decided_at").values_list("decision", flat=True).first()
    if last is None:
        raise ValidationError(_("There is no decision of yours to take back here."))
    candidates = list(mine.select_for_update().filter(decision=last).order_by("pk"))
    for candidate in candidates:
        _take_back(candidate)
    rematch(document)
    return candidates


def _take_back(candidate: Candidate) -> None:
    was = candidate.reject_reason, candidate.commitment, candidate.evidence, candidate.citation
    reason, commitment, evidence, citation = was
    merged, decided = candidate.state == CandidateState.MERGED, candidate.decided
    if reason == RejectReason.SPLIT:
        _join_parts(candidate)
    candidate.state = CandidateState.NEW.value
    candidate.reject_reason, candidate.reject_words, candidate.decided = "", "", {}
    candidate.decided_by = candidate.decided_at = candidate.decision = None
    candidate.commitment = candidate.evidence = candidate.citation = None
    store(candidate)
    if commitment is None:
        return
    if merged:
        _take_off(commitment, evidence, citation, decided)
    else:
        _delete_draft(commitment, decided)


def _join_parts(candidate: Candidate) -> None:
    parts = list(candidate.parts.select_for_update())
    if any(part.state != CandidateState.NEW for part in parts):
        raise ValidationError(_("One of the parts has been decided: take that back first."))
    for part in parts:
        part.delete()


def _delete_draft(commitment: Commitment, decided: dict[str, Any]) -> None:
    current = lock(commitment=commitment)
    if current.publication != Publication.DRAFT or current.revision != decided.get("revision"):
        raise ValidationError(
            _("%s has been worked on since: change it on its own page instead.") % current
        )
    current.delete()


def _take_off(
    commitment: Commitment,
    evidence: Evidence | None,
    citation: Citation | None,
    decided: dict[str, Any],
) -> None:
    current = lock(commitment=commitment)
    untouched = current.revision == decided.get("revision")
    changed = False
    if evidence is not None:
        evidence.delete()
        changed = True
    elif citation is not None and decided.get("cited_new"):
        citation.delete()
        changed = True
    added = set(decided.get("added") or ())
    if added:
        current.wording_differences = [
            one for one in current.wording_differences if one not in added
        ]
        store(current)
        changed = True
    if changed and untouched:
        # What it was before: the draft's own decision can then be taken back too.
        Commitment.objects.filter(pk=current.pk).update(revision=current.revision - 1)
    elif changed:
        touch(current)
