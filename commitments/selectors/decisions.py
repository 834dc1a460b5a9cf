"""Editors' decisions as data to measure and train the extraction with. Names of people stay out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from commitments.core.vocabulary import CandidateState
from commitments.models import Candidate

_LABELS = {
    CandidateState.ACCEPTED.value: True,
    CandidateState.MERGED.value: True,
    CandidateState.REJECTED.value: False,
}


def decisions() -> Iterator[dict[str, Any]]:
    """Yield one decided candidate after the other, in text order, ready for JSON.

    ``label`` says whether the words are what ``type`` says (for a sample: whether they hold a
    pledge); ``extracted`` is what the machine read, ``decided`` what the editor made of it.
    Offsets count code points of the document whose text has ``sha256``.
    """
    found = (
        Candidate.objects.exclude(state=CandidateState.NEW)
        .select_related("document", "commitment", "split_from")
        .defer("document__raw_text", "split_from__exact")
        .order_by("document__slug", "document__version", "start", "end", "pk")
    )
    for one in found.iterator(chunk_size=500):
        decided = {name: value for name, value in one.decided.items() if name != "revision"}
        yield {
            "document": one.document.slug,
            "version": one.document.version,
            "sha256": one.document.sha256,
            "dated": one.document.dated and one.document.dated.isoformat(),
            "type": one.type,
            "language": one.language,
            "start": one.start,
            "end": one.end,
            "text": one.exact,
            "sentence_start": one.sentence_start,
            "sentence_end": one.sentence_end,
            "label": _LABELS[one.state],
            "state": one.state,
            "reason": one.reject_reason,
            "words": one.reject_words,
            "score": one.score,
            "extracted": one.extracted,
            "decided": decided,
            "commitment": one.commitment.reference if one.commitment else None,
            "split_from": one.split_from
            and {"start": one.split_from.start, "end": one.split_from.end},
            "extractor_version": one.extractor_version,
            "decided_at": one.decided_at and one.decided_at.isoformat(),
        }
