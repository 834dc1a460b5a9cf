"""Deciding a candidate: accept, join, attach as evidence, split, reject. Undo is next door."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.actions.base import action, lock, store, touch
from commitments.actions.queue.drafting import cite_span, make_draft
from commitments.actions.queue.matching import rematch
from commitments.core.vocabulary import (
    CandidateState,
    CandidateType,
    CitationRole,
    Publication,
    RejectReason,
)
from commitments.models import Candidate, Citation, Commitment
from commitments.selectors.defaults import defaults_of
from commitments.selectors.proposing import Draft, draft_of, joined_role


class AlreadyDecided(ValidationError):
    """Somebody else was faster; ``candidate`` is how it stands now."""

    def __init__(self, candidate: Candidate) -> None:
        """Say who decided what, and when."""
        self.candidate = candidate
        super().__init__(
            _("%(who)s decided this on %(when)s: %(state)s. Nothing of yours was saved."),
            code="decided",
            params={
                "who": candidate.decided_by,
                "when": candidate.decided_at and candidate.decided_at.strftime("%Y-%m-%d %H:%M"),
                "state": candidate.get_state_display(),
            },
        )


@action
def accept_candidate(*, candidate: Candidate, by: User, draft: Draft | None = None) -> Candidate:
    """Make a draft commitment of a candidate, with its quote, target, parties and theme.

    Without ``draft`` the proposal is taken as it stands. A progress claim that is right but
    bears on nothing here yet is accepted without making anything. Raises AlreadyDecided, or
    ValidationError naming the field.
    """
    current = open_candidate(candidate)
    if current.type == CandidateType.PROGRESS_CLAIM and draft is None:
        return decide(current, by, CandidateState.ACCEPTED)
    made = draft or draft_of(current, defaults_of(current.document))
    _check_span(current, made.start, made.end)
    commitment, citation = make_draft(current, made, by)
    current.commitment, current.citation = commitment, citation
    # Undo compares the revision: a draft somebody has worked on since is not thrown away.
    current.decided = {**made.as_json(), "revision": commitment.revision}
    return decide(current, by, CandidateState.ACCEPTED)


@action
def join_candidate(
    *,
    candidate: Candidate,
    commitment: Commitment,
    by: User,
    role: str = "",
    differences: Sequence[str] = (),
) -> Candidate:
    """Cite a candidate's words as a further version of a commitment that is there already.

    ``differences`` in wording are added to a commitment that is not public yet; what is
    public changes on its own page, where a reason is given. Words that are cited already are
    not cited twice. Raises AlreadyDecided or ValidationError.
    """
    current = open_candidate(candidate)
    owner = lock(commitment=commitment)
    if owner.publication == Publication.WITHDRAWN:
        raise ValidationError(_("This commitment is withdrawn: nothing can be joined to it."))
    languages = set(owner.citations.values_list("language", flat=True))
    chosen = role or joined_role(current, languages)
    current.citation = _cited(current, owner)
    new = current.citation is None
    if new:
        current.citation = cite_span(
            current, current.start, current.end, CitationRole.of(chosen).value, commitment=owner
        )
    kept = [one for one in differences if one.strip() and one not in owner.wording_differences]
    if kept and owner.publication != Publication.PUBLISHED:
        owner.wording_differences = [*owner.wording_differences, *kept]
        store(owner)
    if new or kept:
        touch(owner)
    current.commitment = owner
    current.decided = {
        "reference": owner.reference,
        "role": chosen,
        "differences": list(differences),
        "added": kept if owner.publication != Publication.PUBLISHED else [],
        "cited_new": new,
        "revision": owner.revision,
    }
    return decide(current, by, CandidateState.MERGED)


@action
def reject_candidates(
    *, candidates: Iterable[Candidate], why: str, by: User, words: str = ""
) -> list[Candidate]:
    """Reject one candidate or many for the same reason, taken back together by one undo.

    ``why`` is a word of RejectReason; ``other`` needs ``words``. All or nothing: raises
    AlreadyDecided when somebody else has decided one of them, ValidationError otherwise.
    """
    try:
        reason = RejectReason.of(why)
    except ValueError:
        raise ValidationError({"why": _("Choose why it is rejected.")}) from None
    if reason == RejectReason.SPLIT:
        raise ValidationError({"why": _("Split it where its second part begins.")})
    if reason == RejectReason.OTHER and not words.strip():
        raise ValidationError({"words": _("Say in words why it is rejected.")})
    decision = uuid.uuid4()
    # In one order for everybody, so that two editors' bulk decisions cannot wait for each other.
    chosen = [open_candidate(one) for one in sorted(candidates, key=lambda one: one.pk)]
    if not chosen:
        raise ValidationError(_("Choose at least one candidate."))
    for one in chosen:
        one.reject_reason, one.reject_words = reason.value, words.strip()
        decide(one, by, CandidateState.REJECTED, decision, match_again=False)
    # A match that a rejected find had claimed is free for another.
    for document in {one.document_id: one.document for one in chosen if one.match_id}.values():
        rematch(document)
    return chosen


@action
def split_candidate(*, candidate: Candidate, at: int, by: User) -> list[Candidate]:
    """Put two candidates in the place of one that holds two pledges.

    ``at`` is where the second begins, in code points of the document's text. Both parts
    keep the extracted fields that belong to their words. Raises AlreadyDecided or
    ValidationError.
    """
    current = open_candidate(candidate)
    at = min(max(at, current.start), current.end)
    spans = [
        trimmed(current.document.raw_text, current.start, at),
        trimmed(current.document.raw_text, at, current.end),
    ]
    if any(start >= end for start, end in spans):
        raise ValidationError(_("Split it inside its words, so that both parts hold some."))
    parts = []
    for start, end in spans:
        part = Candidate(
            document=current.document,
            run=current.run,
            type=current.type,
            start=start,
            end=end,
            exact=current.document.raw_text[start:end],
            sentence_start=current.sentence_start,
            sentence_end=current.sentence_end,
            language=current.language,
            extracted=_fields_within(current.extracted, start, end, current.document.raw_text),
            score=current.score,
            cues=current.cues,
            hedges=current.hedges,
            extractor_version=current.extractor_version,
            split_from=current,
        )
        store(part)
        parts.append(part)
    current.reject_reason = RejectReason.SPLIT.value
    decide(current, by, CandidateState.REJECTED)
    return parts


def open_candidate(candidate: Candidate) -> Candidate:
    """Take a candidate for this transaction. Raises AlreadyDecided when it is not open."""
    current = (
        # Who decided is asked for after the lock: a join would remember the time before it.
        Candidate.objects.select_for_update(of=("self",))
        .select_related("document")
        .get(pk=candidate.pk)
    )
    if current.state != CandidateState.NEW:
        raise AlreadyDecided(current)
    return current


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the spaces, commas and "and" at its edges."""
    while start < end and text[start] in " \n\t,;，；、。.":
        start += 1
    for word in ("and ", "以及", "并且", "并"):
        if text.startswith(word, start, end):
            start += len(word)
            break
    while end > start and text[end - 1] in " \n\t,;，；、":
        end -= 1
    if text.endswith(" and", start, end):
        end = start + len(text[start : end - 4].rstrip(" ,"))
    return start, end


def decide(
    candidate: Candidate,
    by: User,
    state: CandidateState,
    decision: uuid.UUID | None = None,
    *,
    match_again: bool = True,
) -> Candidate:
    """Note a decision and propose matches anew for what is left. A step of other verbs."""
    candidate.state = state.value
    candidate.decided_by, candidate.decided_at = by, timezone.now()
    candidate.decision = decision or uuid.uuid4()
    # One keystroke, one answer: the database checks each rule once, when it saves.
    store(candidate, leave_rules_to_database=True)
    if match_again:
        rematch(candidate.document)
    return candidate


def _check_span(candidate: Candidate, start: int, end: int) -> None:
    if not 0 <= start < end <= len(candidate.document.raw_text):
        raise ValidationError({"words": _("These words are not in the document.")})


def _cited(candidate: Candidate, commitment: Commitment) -> Citation | None:
    """Return the commitment's citation of these very words, if it has one."""
    return commitment.citations.filter(
        document=candidate.document, start__lt=candidate.end, end__gt=candidate.start
    ).first()


def _fields_within(fields: dict[str, Any], start: int, end: int, text: str) -> dict[str, Any]:
    """Keep the amounts that stand in a part; a shared period goes to both."""
    kept = [
        one
        for one in fields.get("quantities") or ()
        if start <= one.get("start", -1) and one.get("end", -1) <= end
    ]
    named = [one for one in fields.get("beneficiaries") or () if one in text[start:end]]
    return {**fields, "quantities": kept, "beneficiaries": named}
