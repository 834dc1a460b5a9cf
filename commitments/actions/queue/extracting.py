"""Reading a document for pledges: asked for, run as a task, stored, or failed with a reason."""

from __future__ import annotations

import logging
import math
import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from commitments.actions.base import Actor, action, store
from commitments.actions.queue.matching import rematch
from commitments.core.vocabulary import CandidateState, CandidateType, RunState
from commitments.extraction import EXTRACTOR_VERSION
from commitments.extraction.english.model import ModelMissing
from commitments.extraction.reading import Sentence, read_sentences
from commitments.extraction.types import Find, Options, Reason
from commitments.models import Candidate, Document, ExtractionRun
from commitments.selectors.defaults import defaults_of

logger = logging.getLogger(__name__)

#: One sentence in so many of those without a find is drawn, and no more than so many.
SAMPLE_RATE, SAMPLE_MOST = 10, 30
#: Shorter "sentences" are headings and greetings: no population for a sample.
SHORTEST = {"en": 25, "zh": 8}
#: A run that has said nothing for so long has lost its process.
STALE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a text gave: finds, and the sentences in which there were none."""

    finds: list[Find]
    sentences: int
    unflagged: list[Sentence]


@action
def ask_for_extraction(
    *, document: Document, by: User | None, enqueue: bool = True
) -> ExtractionRun:
    """Ask for a document to be read; a task does it once this is committed.

    Without ``enqueue`` the caller runs :func:`read_document` itself. A run whose process died
    is closed first. Raises ValidationError while one is going on.
    """
    Document.objects.select_for_update().get(pk=document.pk)
    waiting = document.runs.filter(state__in=[RunState.QUEUED, RunState.RUNNING]).first()
    if waiting is not None:
        if not is_stale(waiting):
            raise ValidationError(_("This document is being read already."))
        _close(waiting, _("The process that read it ended before it was done."))
    run = ExtractionRun(
        document=document,
        extractor_version=EXTRACTOR_VERSION,
        # The text decides its own sample: nobody can draw again until it suits.
        seed=int(document.sha256[:15], 16),
        asked_by=by,
    )
    store(run)
    if enqueue:
        transaction.on_commit(lambda: read_document.enqueue(run.pk))
    return run


def is_stale(run: ExtractionRun) -> bool:
    """Whether an open run has been silent for so long that its process must be gone."""
    return run.is_open and timezone.now() - (run.started_at or run.asked_at) > STALE


@task()
def read_document(run_id: int) -> None:
    """Read the document of a run. Never raises: the run says how it ended."""
    run = ExtractionRun.objects.select_related("document", "asked_by").get(pk=run_id)
    by = run.asked_by
    try:
        begin_run(run=run, by=by)
    except ValidationError:
        logger.info("run %s is not waiting any more", run_id)
        return
    try:
        reading = read(run.document)
        finish_run(run=run, reading=reading, by=by)
    except ModelMissing as problem:
        fail_run(run=run, error=str(problem), by=by)
    except Exception as problem:  # whatever it was, the editor is told
        logger.exception("run %s failed", run_id)
        fail_run(run=run, error=f"{type(problem).__name__}: {problem}"[:1000], by=by)


def read(document: Document) -> Reading:
    """Run the extraction over a document's text; loads the language model when it must."""
    from commitments.extraction.pipeline import extract

    said = defaults_of(document)
    sentences = [one for one in read_sentences(document.raw_text) if one.language in SHORTEST]
    actor = said.actor.name_en if said.actor and said.actor.kind != "person" else ""
    finds = extract(document.raw_text, Options(spoken=said.made_on, actor=actor))
    flagged = sorted((find.sentence_start, find.sentence_end) for find in finds)
    return Reading(finds, len(sentences), _without(sentences, flagged))


@action
def begin_run(*, run: ExtractionRun, by: Actor) -> ExtractionRun:
    """Note that the reading has begun. Raises ValidationError when it is not waiting."""
    current = ExtractionRun.objects.select_for_update().get(pk=run.pk)
    if current.state != RunState.QUEUED:
        raise ValidationError(_("This run is not waiting any more."))
    current.state, current.started_at, current.progress = RunState.RUNNING, timezone.now(), 10
    store(current)
    return current


@action
def finish_run(*, run: ExtractionRun, reading: Reading, by: Actor) -> ExtractionRun:
    """Store what was found and the sample, and propose what is in the tracker already.

    What an editor has decided stays; undecided candidates of earlier runs give way.
    """
    current = ExtractionRun.objects.select_for_update().get(pk=run.pk)
    if current.state != RunState.RUNNING:
        raise ValidationError(_("This run was closed meanwhile."))
    document = current.document
    document.candidates.filter(state=CandidateState.NEW, split_from__isnull=True).delete()
    taken = set(document.candidates.values_list("start", "end", "type"))
    for find in reading.finds:
        _store_unless(taken, _candidate(current, find))
    for sentence in _drawn(current, reading.unflagged):
        _store_unless(taken, _sample(current, sentence))
    current.state, current.progress, current.finished_at = RunState.DONE, 100, timezone.now()
    current.found = len(reading.finds)
    current.sentences, current.unflagged = reading.sentences, len(reading.unflagged)
    store(current)
    rematch(document)
    return current


@action
def fail_run(*, run: ExtractionRun, error: str, by: Actor) -> ExtractionRun:
    """Note why a run failed. The document and all that was decided stay as they are."""
    current = ExtractionRun.objects.select_for_update().get(pk=run.pk)
    if current.is_open:
        _close(current, error or _("Unknown error."))
    return current


def _close(run: ExtractionRun, error: str) -> None:
    run.state, run.error, run.finished_at = RunState.FAILED, error, timezone.now()
    store(run)


def _store_unless(taken: set[tuple[int, int, str]], candidate: Candidate) -> None:
    key = (candidate.start, candidate.end, str(candidate.type))
    if key not in taken:
        taken.add(key)
        store(candidate, leave_rules_to_database=True)


def _candidate(run: ExtractionRun, find: Find) -> Candidate:
    return Candidate(
        document=run.document,
        run=run,
        type=find.type,
        start=find.start,
        end=find.end,
        exact=find.text,
        # A find mended over a page break may reach beyond where its sentence seems to end.
        sentence_start=min(find.sentence_start, find.start),
        sentence_end=max(find.sentence_end, find.end),
        language=find.language,
        extracted=extracted_fields(find),
        score=find.score,
        cues=[_reason(one) for one in find.reasons if one.weight > 0],
        hedges=[_reason(one) for one in find.reasons if one.weight < 0 and one.name != "base"],
        extractor_version=run.extractor_version,
    )


def extracted_fields(find: Find) -> dict[str, object]:
    """Return what the extraction read out of the words, as JSON can hold it exactly."""
    period = find.period
    other = period.alternative if period else None
    return {
        "actor": find.actor,
        "beneficiaries": list(find.beneficiaries),
        "strength": find.strength,
        "kind": find.kind,
        "theme": find.theme,
        "quantities": [
            {
                "value": format(one.value, "f"),
                "unit": one.unit,
                "text": one.text,
                "start": one.start,
                "end": one.end,
                "qualifier": one.qualifier,
            }
            for one in find.quantities
        ],
        "period": period
        and {
            "text": period.text,
            "start": period.start and period.start.isoformat(),
            "end": period.end and period.end.isoformat(),
            "other_start": other and other.start and other.start.isoformat(),
            "other_end": other and other.end and other.end.isoformat(),
        },
    }


def _reason(reason: Reason) -> dict[str, object]:
    return {"name": reason.name, "words": reason.words, "weight": reason.weight}


def _sample(run: ExtractionRun, sentence: Sentence) -> Candidate:
    exact = run.document.raw_text[sentence.start : sentence.end]
    return Candidate(
        document=run.document,
        run=run,
        type=CandidateType.SAMPLE,
        start=sentence.start,
        end=sentence.end,
        exact=exact,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        language=sentence.language,
        extractor_version=run.extractor_version,
    )


def _drawn(run: ExtractionRun, unflagged: Sequence[Sentence]) -> list[Sentence]:
    count = min(SAMPLE_MOST, math.ceil(len(unflagged) / SAMPLE_RATE))
    chance = random.Random(run.seed)  # noqa: S311 - a sample that can be drawn again, not a secret
    return sorted(chance.sample(unflagged, count), key=lambda one: one.start)


def _without(sentences: Sequence[Sentence], flagged: Sequence[tuple[int, int]]) -> list[Sentence]:
    """Return the sentences that no find's sentence overlaps."""
    merged: list[tuple[int, int]] = []
    for start, end in flagged:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    starts = [start for start, _ in merged]

    def is_free(one: Sentence) -> bool:
        before = bisect_left(starts, one.end) - 1
        return before < 0 or merged[before][1] <= one.start

    return [one for one in sentences if len(one.text) >= SHORTEST[one.language] and is_free(one)]
