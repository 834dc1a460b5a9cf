"""What the screen shows on which candidates are decided: the text, the list, the one in hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet

from commitments.core.spans import Segment, cover
from commitments.core.vocabulary import CandidateState, CandidateType
from commitments.models import Candidate, Document, ExtractionRun

#: How much of a long text is shown around the candidate in hand (characters on each side).
WINDOW = 20_000


@dataclass(frozen=True, slots=True)
class Screen:
    """One document's candidates in the order they are decided, and the one in hand.

    ``low`` and ``high`` bound the part of the text that is shown; ``segments`` cover it, with
    marks that are indices into ``shown``.
    """

    document: Document
    candidates: list[Candidate]
    current: Candidate | None
    run: ExtractionRun | None
    low: int
    high: int
    shown: list[Candidate]
    segments: list[Segment]
    can_undo: bool

    @property
    def number(self) -> int:
        """The place of the candidate in hand in the list, from 1."""
        return self.candidates.index(self.current) + 1 if self.current else 0

    @property
    def previous(self) -> Candidate | None:
        """The candidate before the one in hand."""
        return self.candidates[self.number - 2] if self.number > 1 else None

    @property
    def following(self) -> Candidate | None:
        """The candidate after the one in hand."""
        return self.candidates[self.number] if self.number < len(self.candidates) else None

    @property
    def counts(self) -> dict[str, int]:
        """How many candidates are in each state."""
        found = Counter(one.state for one in self.candidates)
        return {state.value: found[state.value] for state in CandidateState}

    @property
    def decided(self) -> int:
        """How many are decided."""
        return len(self.candidates) - self.counts[CandidateState.NEW.value]

    @property
    def pieces(self) -> list[tuple[str, list[Candidate], bool]]:
        """The text shown in runs: words, their candidates (innermost first), a beginning or not."""
        raw = self.document.raw_text
        made = []
        for segment in self.segments:
            marks = sorted(
                (self.shown[index] for index in segment.marks), key=lambda one: one.end - one.start
            )
            words = raw[self.low + segment.start : self.low + segment.end]
            made.append((words, marks, bool(segment.opens)))
        return made


def screen_of(document: Document, user: User, chosen: int | None = None) -> Screen:
    """Return the screen for a document; ``chosen`` is a candidate's key, or the first to decide."""
    candidates = sorted(
        Candidate.objects.filter(document=document).select_related(
            "match", "commitment", "evidence", "decided_by"
        ),
        key=lambda one: (one.type == CandidateType.SAMPLE, one.start, one.end, one.pk),
    )
    waiting = (one for one in candidates if one.state == CandidateState.NEW)
    current = next((one for one in candidates if one.pk == chosen), None) or next(waiting, None)
    if current is None and candidates:
        current = candidates[-1]
    for one in candidates:
        one.document = document  # one text in memory, however many candidates
    low, high = _window(document, current)
    shown = [one for one in candidates if low <= one.start and one.end <= high]
    return Screen(
        document=document,
        candidates=candidates,
        current=current,
        run=document.runs.first(),
        low=low,
        high=high,
        shown=shown,
        segments=cover(high - low, [(one.start - low, one.end - low) for one in shown]),
        can_undo=any(one.decided_by_id == user.pk for one in candidates),
    )


def next_to_decide(document: Document, after: Candidate | None = None) -> Candidate | None:
    """Return the next undecided candidate behind one, or else the first there is."""
    waiting = sorted(
        Candidate.objects.filter(document=document, state=CandidateState.NEW),
        key=lambda one: (one.type == CandidateType.SAMPLE, one.start, one.end, one.pk),
    )
    if after is not None:
        place = (after.type == CandidateType.SAMPLE, after.start, after.end, after.pk)
        for one in waiting:
            if (one.type == CandidateType.SAMPLE, one.start, one.end, one.pk) > place:
                return one
    return waiting[0] if waiting else None


def queue() -> QuerySet[Document]:
    """Return the documents of the queue with their counts, the ones with work first."""

    def counted(**which: object) -> Count:
        return Count("candidates", filter=Q(**{f"candidates__{k}": v for k, v in which.items()}))

    finds = ~Q(candidates__type=CandidateType.SAMPLE)
    return (
        Document.objects.newest()
        .defer("raw_text")
        .prefetch_related("runs")
        .annotate(
            waiting=Count("candidates", filter=finds & Q(candidates__state="new")),
            accepted=counted(state="accepted"),
            merged=counted(state="merged"),
            rejected=counted(state="rejected"),
            samples_waiting=counted(type="sample", state="new"),
            all_candidates=Count("candidates"),
        )
        .order_by("-waiting", "-samples_waiting", "-pk")
    )


def _window(document: Document, current: Candidate | None) -> tuple[int, int]:
    length = len(document.raw_text)
    if length <= 2 * WINDOW:
        return 0, length
    middle = (current.start + current.end) // 2 if current else 0
    low = max(0, min(middle - WINDOW, length - 2 * WINDOW))
    high = min(length, low + 2 * WINDOW)
    if current is not None:
        low, high = min(low, current.start), max(high, current.end)
    return low, high
