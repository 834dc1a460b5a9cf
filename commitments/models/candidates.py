"""What the extraction proposes, what an editor decided, and what came of it."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import CandidateState, CandidateType, RejectReason
from commitments.models.base import in_vocabulary, tracked, word_field
from commitments.models.citations import Citation
from commitments.models.commitments import Commitment
from commitments.models.documents import Document
from commitments.models.evidence import Evidence
from commitments.models.extraction_runs import ExtractionRun
from commitments.models.rules import raise_violation

_TAKEN = [CandidateState.ACCEPTED.value, CandidateState.MERGED.value]


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """Candidates are for editors only: no reader ever sees one."""

    def waiting(self) -> CandidateQuerySet:
        """Return those nobody has decided."""
        return self.filter(state=CandidateState.NEW)

    def finds(self) -> CandidateQuerySet:
        """Return what the extraction itself proposed: no samples, no parts of a split."""
        return self.exclude(type=CandidateType.SAMPLE).filter(split_from__isnull=True)


@tracked()
class Candidate(models.Model):
    """A stretch of a document put before an editor: a find of the extraction, or a sample.

    ``start`` and ``end`` count code points of the document's raw text, end exclusive; a
    trigger refuses words that are not those of the text. ``extracted`` is what the machine
    read out of the words, ``decided`` what the editor made of it; both are kept, as
    evaluation data. A decision writes a draft, never anything public.
    """

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="candidates", verbose_name=_("document")
    )
    run = models.ForeignKey(
        ExtractionRun, on_delete=models.CASCADE, related_name="candidates", verbose_name=_("run")
    )
    type = word_field(CandidateType, _("type"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    exact = models.TextField(_("exact words"))
    sentence_start = models.PositiveIntegerField(_("start of the sentence"))
    sentence_end = models.PositiveIntegerField(_("end of the sentence"))
    language = models.CharField(_("language"), max_length=10)
    #: ``actor, beneficiaries, strength, kind, theme, quantities, period``; empty for a sample.
    extracted = models.JSONField(_("extracted fields"), default=dict, blank=True)
    score = models.FloatField(_("score"), null=True, blank=True)
    #: ``{"name", "words", "weight"}``: what spoke for it (cues) and against it (hedges).
    cues = models.JSONField(_("cues"), default=list, blank=True)
    hedges = models.JSONField(_("hedges"), default=list, blank=True)
    extractor_version = models.CharField(_("extractor version"), max_length=40)
    split_from = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("split from"),
    )
    match = models.ForeignKey(
        Commitment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposed_candidates",
        verbose_name=_("may be the same as"),
    )
    match_score = models.FloatField(_("how alike"), null=True, blank=True)
    match_reasons = models.JSONField(_("why alike"), default=list, blank=True)
    match_differences = models.JSONField(_("wording differences"), default=list, blank=True)

    state = word_field(CandidateState, _("state"), default=CandidateState.NEW)
    reject_reason = word_field(RejectReason, _("why rejected"), blank=True)
    reject_words = models.TextField(_("why, in words"), blank=True)
    decided = models.JSONField(_("fields as decided"), default=dict, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_candidates",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    #: Candidates decided by one keystroke share it: undo takes them back together.
    decision = models.UUIDField(_("decision"), null=True, blank=True, editable=False)
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="from_candidates",
        verbose_name=_("became"),
    )
    evidence = models.ForeignKey(
        Evidence,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="from_candidates",
        verbose_name=_("became evidence"),
    )
    citation = models.ForeignKey(
        Citation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="from_candidates",
        verbose_name=_("citation"),
    )

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["document", "start", "end", "id"]
        constraints = [
            in_vocabulary("type", CandidateType, "candidate_type_known"),
            in_vocabulary("state", CandidateState, "candidate_state_known"),
            in_vocabulary("reject_reason", RejectReason, "candidate_reason_known", blank=True),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="candidate_span_in_order",
                violation_error_message=_("The words end after they start."),
            ),
            models.CheckConstraint(
                condition=Q(sentence_start__lte=F("start"), sentence_end__gte=F("end")),
                name="candidate_inside_its_sentence",
                violation_error_message=_("The sentence must hold all the words."),
            ),
            models.CheckConstraint(
                condition=Q(type="sample", score__isnull=True)
                | (~Q(type="sample") & Q(score__isnull=False, score__gte=0, score__lte=1)),
                name="candidate_find_has_score",
                violation_error_message=_("A find has a score from 0 to 1; a sample has none."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state="new",
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                    decision__isnull=True,
                )
                | (
                    ~Q(state="new")
                    & Q(decided_by__isnull=False, decided_at__isnull=False, decision__isnull=False)
                ),
                name="candidate_decision_is_signed",
                violation_error_message=_("A decision says who decided and when."),
            ),
            models.CheckConstraint(
                condition=(Q(state="rejected") & ~Q(reject_reason=""))
                | (~Q(state="rejected") & Q(reject_reason="")),
                name="candidate_rejected_says_why",
                violation_error_message=_("Give a reason when you reject, and only then."),
            ),
            models.CheckConstraint(
                condition=~Q(reject_reason="other") | ~Q(reject_words=""),
                name="candidate_other_reason_in_words",
                violation_error_message=_("Say in words why it is rejected."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=_TAKEN)
                | Q(commitment__isnull=True, evidence__isnull=True, citation__isnull=True),
                name="candidate_only_taken_became_something",
                violation_error_message=_("Only an accepted or joined candidate becomes a record."),
            ),
            # Also answers: which candidates does this document have, in text order?
            models.UniqueConstraint(
                fields=["document", "start", "end", "type"],
                name="candidate_once",
                violation_error_message=_("These words are a candidate already."),
            ),
        ]
        indexes = [
            # Which decisions does undo take back, and which did somebody make last?
            models.Index(fields=["decided_by", "-decided_at"], name="candidate_by_decision"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="words_of_the_text",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=(
                    "IF NEW.exact IS DISTINCT FROM (SELECT substr(raw_text, NEW.start + 1, "
                    'NEW."end" - NEW.start) FROM commitments_document '
                    "WHERE id = NEW.document_id) THEN "
                    + raise_violation(
                        "candidate_words_of_the_text",
                        "The words are not what the document says at that place.",
                    )
                    + " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.exact[:100]

    @property
    def is_sample(self) -> bool:
        """Whether this is a sentence drawn by chance, not a find."""
        return self.type == CandidateType.SAMPLE

    @property
    def is_claim(self) -> bool:
        """Whether this tells of something done."""
        return self.type == CandidateType.PROGRESS_CLAIM
