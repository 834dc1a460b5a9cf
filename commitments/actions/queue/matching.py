"""Proposing, for what is still to decide, the commitments it may be another wording of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from commitments.core.vocabulary import CandidateState, CandidateType
from commitments.extraction.matching import Known, Match, assign, claims_on
from commitments.models import Candidate, Commitment, Document
from commitments.selectors.wordings import found_wording, known_pledge, pledges_to_compare

CITED_HERE = "these words are cited for it already"


def rematch(document: Document) -> None:
    """Propose matches anew for a document's undecided candidates. A step of other verbs.

    Called whenever the pledges to compare with have changed: after reading, and after every
    decision, so that the Chinese half of a speech finds the drafts its English half made.
    """
    waiting = list(
        Candidate.objects.filter(document=document, state=CandidateState.NEW).exclude(
            type=CandidateType.SAMPLE
        )
    )
    if not waiting:
        return
    pledges = {one.reference: one for one in pledges_to_compare(document)}
    known = {reference: known_pledge(one) for reference, one in pledges.items()}
    matches: dict[int, Match | None] = {}
    by_language: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in waiting:
        if candidate.type != CandidateType.PLEDGE:
            made = found_wording(candidate, document.dated)
            matches[candidate.pk] = next(iter(claims_on(made, known.values())), None)
            continue
        cited = _cited_here(candidate, document, pledges.values())
        if cited is not None:
            matches[candidate.pk] = Match(cited.reference, 1.0, (CITED_HERE,))
        else:
            by_language[candidate.language].append(candidate)
    for language, candidates in by_language.items():
        free = _not_cited(document, language, pledges.values(), known)
        wordings = [
            found_wording(
                one, document.dated, document.raw_text[one.sentence_start : one.sentence_end]
            )
            for one in candidates
        ]
        for candidate, match in zip(candidates, assign(wordings, free), strict=True):
            matches[candidate.pk] = match
    for candidate in waiting:
        _propose(candidate, matches.get(candidate.pk), pledges)


def _cited_here(
    candidate: Candidate, document: Document, pledges: Iterable[Commitment]
) -> Commitment | None:
    """Return the commitment that cites most of these very words."""
    best: tuple[float, Commitment | None] = (0.5, None)
    for pledge in pledges:
        for one in pledge.citations.all():
            if one.document_id != document.pk:
                continue
            shared = min(one.end, candidate.end) - max(one.start, candidate.start)
            share = shared / min(one.end - one.start, candidate.end - candidate.start)
            if share > best[0]:
                best = (share, pledge)
    return best[1]


def _not_cited(
    document: Document, language: str, pledges: Iterable[Commitment], known: dict[str, Known]
) -> list[Known]:
    """Leave out what this document has said already in this language: once is enough."""
    return [
        known[pledge.reference]
        for pledge in pledges
        if not any(
            one.document_id == document.pk and one.language == language
            for one in pledge.citations.all()
        )
    ]


def _propose(candidate: Candidate, match: Match | None, pledges: dict[str, Commitment]) -> None:
    proposed = (
        (pledges[match.key].pk, match.score, list(match.reasons), list(match.differences))
        if match
        else (None, None, [], [])
    )
    stored = (
        candidate.match_id,
        candidate.match_score,
        candidate.match_reasons,
        candidate.match_differences,
    )
    if proposed != stored:
        (
            candidate.match_id,
            candidate.match_score,
            candidate.match_reasons,
            candidate.match_differences,
        ) = proposed
        candidate.save(update_fields=["match", "match_score", "match_reasons", "match_differences"])
