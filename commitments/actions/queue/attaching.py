"""Making a progress claim evidence: what the actor itself says became of its pledge."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.actions.base import action, lock, store, touch
from commitments.actions.citing import place
from commitments.actions.queue.deciding import decide, open_candidate
from commitments.core.quotes import Span
from commitments.core.vocabulary import (
    BearsOn,
    CandidateState,
    CitationHealth,
    CitationRole,
    Comparator,
    EvidenceKind,
    Publication,
)
from commitments.models import Candidate, Citation, Commitment, Evidence, Measurement, Publisher
from commitments.selectors.defaults import next_evidence_keys
from commitments.selectors.wordings import day_of

#: Who published a source that does not say: one voice, never counted as independent.
UNNAMED = "not-named-in-the-source"


@action
def attach_as_evidence(
    *,
    candidate: Candidate,
    commitment: Commitment,
    by: User,
    claim: str,
    bears_on: str = BearsOn.PROGRESS,
    own_statement: bool = True,
) -> Candidate:
    """Make a candidate's words draft evidence on a commitment, quoted, with its number.

    ``claim`` says in the tracker's own words what the source shows. Raises AlreadyDecided or
    ValidationError.
    """
    current = open_candidate(candidate)
    owner = lock(commitment=commitment)
    if owner.publication == Publication.WITHDRAWN:
        raise ValidationError(_("This commitment is withdrawn: nothing can be joined to it."))
    document = current.document
    evidence = Evidence(
        commitment=owner,
        key=next_evidence_keys(owner.evidence.values_list("key", flat=True), 1)[0],
        claim=claim.strip(),
        kind=EvidenceKind.SOURCE_DOCUMENT.value,
        bears_on=bears_on,
        own_statement=own_statement,
        year=document.dated.year if document.dated else None,
        dated=document.dated,
        document=document,
        publisher=document.publisher or _unnamed(),
        title=document.title,
    )
    store(evidence)
    citation = place(
        Citation(document=document, evidence=evidence, role=CitationRole.ORIGIN.value),
        Span(current.start, current.end, CitationHealth.EXACT),
        language=current.language,
        sentence=(current.sentence_start, current.sentence_end),
    )
    store(citation)
    _measure(evidence, current.extracted)
    touch(owner)
    current.commitment, current.evidence, current.citation = owner, evidence, citation
    current.decided = {
        "reference": owner.reference,
        "key": evidence.key,
        "claim": evidence.claim,
        "bears_on": bears_on,
        "own_statement": own_statement,
        "revision": owner.revision,
    }
    return decide(current, by, CandidateState.MERGED)


def _measure(evidence: Evidence, fields: dict[str, Any]) -> None:
    """Store the number the words state, with the period it is said to cover."""
    for one in fields.get("quantities") or ():
        try:
            value = Decimal(str(one["value"]))
        except (InvalidOperation, KeyError):
            continue
        unit = str(one.get("unit") or "").strip()
        if not unit:
            continue
        period = fields.get("period") or {}
        start, end = day_of(period.get("start")), day_of(period.get("end"))
        if start and end and evidence.dated and start <= evidence.dated:
            # "This year" ends, for a count, on the day of counting.
            end = min(end, evidence.dated)
        store(
            Measurement(
                evidence=evidence,
                value=value,
                unit=unit[:80],
                as_given=str(one.get("text") or "")[:200],
                qualifier=str(one.get("qualifier") or Comparator.EXACTLY.value),
                as_of=evidence.dated,
                period_start=start,
                period_end=end,
            )
        )
        return


def _unnamed() -> Publisher:
    publisher = Publisher.objects.filter(slug=UNNAMED).first()
    if publisher is None:
        publisher = Publisher(
            slug=UNNAMED,
            name="Not named in the source",
            owner_group="Unknown: not named in the source",
        )
        store(publisher)
    return publisher
