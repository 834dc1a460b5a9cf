"""How good the extraction is, by what editors decided: precision, and recall from samples."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from commitments.core.intervals import Estimate, Sampled, recall, share
from commitments.core.vocabulary import CandidateState, CandidateType, RejectReason, RunState
from commitments.models import Candidate, Document, ExtractionRun

_TAKEN = (CandidateState.ACCEPTED.value, CandidateState.MERGED.value)


@dataclass(frozen=True, slots=True)
class Precision:
    """The decided finds of one type and language, and how many of them were right."""

    type: str
    language: str
    right: int
    decided: int
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Recall:
    """What samples say of the pledges that were missed; ``documents`` are fully decided ones."""

    documents: int
    found: int
    missed_in_samples: int
    estimate: Estimate | None


def precision() -> list[Precision]:
    """Return the share of right finds by type and language, with its interval.

    Right is what was accepted or joined; a find that was split is right when one of its parts
    was. Found twice says nothing about the words, and is left out.
    """
    parts = Candidate.objects.filter(split_from=OuterRef("pk"), state__in=_TAKEN)
    decided = (
        Candidate.objects.finds()
        .exclude(state=CandidateState.NEW)
        .exclude(reject_reason=RejectReason.DUPLICATE)
        .annotate(part_taken=Exists(parts))
    )
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for kind, language, state, part, commitment, evidence in decided.values_list(
        "type", "language", "state", "part_taken", "commitment", "evidence"
    ):
        right = state in _TAKEN or part
        if kind == CandidateType.PROGRESS_CLAIM and commitment and not evidence:
            right = False  # it was a pledge after all
        counts[kind, language][0] += right
        counts[kind, language][1] += 1
    found = []
    for (kind, language), (taken, total) in sorted(counts.items()):
        estimate = share(taken, total)
        if estimate is not None:
            found.append(Precision(kind, language, taken, total, estimate))
    return found


def pledge_recall() -> Recall:
    """Estimate the share of pledge sentences that were found, from fully decided documents.

    Only documents whose finds and samples are all decided count: a half-decided sample would
    hold what is easy to decide. Sentences are counted, because sentences are sampled.
    """
    waiting = Candidate.objects.filter(document=OuterRef("pk"), state=CandidateState.NEW)
    sampled = Candidate.objects.filter(document=OuterRef("pk"), type=CandidateType.SAMPLE)
    documents = list(
        Document.objects.filter(~Exists(waiting), Exists(sampled)).values_list("pk", flat=True)
    )
    population = dict(
        ExtractionRun.objects.filter(document__in=documents, state=RunState.DONE)
        .order_by("finished_at")
        .values_list("document", "unflagged")
    )
    drawn: dict[int, int] = defaultdict(int)
    hits: dict[int, int] = defaultdict(int)
    for document, state in Candidate.objects.filter(
        document__in=documents, type=CandidateType.SAMPLE
    ).values_list("document", "state"):
        drawn[document] += 1
        hits[document] += state in _TAKEN
    found = (
        Candidate.objects.filter(
            Q(split_from__isnull=True) | Q(split_from__type=CandidateType.PLEDGE),
            document__in=documents,
            type=CandidateType.PLEDGE,
            state__in=_TAKEN,
        )
        .values("document", "sentence_start")
        .distinct()
        .count()
    )
    samples = [
        Sampled(max(population.get(one, 0), drawn[one]), drawn[one], hits[one]) for one in documents
    ]
    return Recall(len(documents), found, sum(hits.values()), recall(found, samples))
