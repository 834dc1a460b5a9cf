"""The exact words of a document, tied to what they prove."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import CitationHealth, CitationRole, Publication
from commitments.models.base import in_vocabulary, refreshes_summary, tracked, word_field
from commitments.models.commitments import Commitment
from commitments.models.documents import Document
from commitments.models.evidence import Evidence
from commitments.models.rules import needs_healthy_citation, raise_violation


class CitationQuerySet(models.QuerySet["Citation"]):
    """Citations; start at ``public()`` for anything a stranger may see."""

    def public(self) -> CitationQuerySet:
        """Return citations whose document and whose commitment or evidence are published."""
        return self.filter(
            Q(commitment__publication=Publication.PUBLISHED)
            | Q(
                # What makes evidence public (EvidenceQuerySet.public), one step further away.
                Q(evidence__document__isnull=True)
                | Q(evidence__document__publication=Publication.PUBLISHED),
                evidence__publication=Publication.PUBLISHED,
                evidence__commitment__publication=Publication.PUBLISHED,
            ),
            document__publication=Publication.PUBLISHED,
        )

    def healthy(self) -> CitationQuerySet:
        """Return citations whose words still stand in their document."""
        return self.exclude(health=CitationHealth.LOST)


class PublicCitations(models.Manager["Citation"]):
    """What readers may see of citations."""

    def get_queryset(self) -> CitationQuerySet:
        """Return public citations."""
        return CitationQuerySet(self.model, using=self._db).public()


@tracked()
class Citation(models.Model):
    """A document's exact words for a commitment, or for a piece of evidence.

    ``start`` and ``end`` count code points of the document's raw text, end exclusive;
    a trigger refuses any citation whose words are not those of the text at that place.
    """

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="citations", verbose_name=_("document")
    )
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("commitment"),
    )
    evidence = models.ForeignKey(
        Evidence,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("evidence"),
    )
    exact = models.TextField(_("exact words"))
    prefix = models.CharField(_("words before"), max_length=100, blank=True)
    suffix = models.CharField(_("words after"), max_length=100, blank=True)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    sentence_start = models.PositiveIntegerField(_("start of the sentence"))
    sentence_end = models.PositiveIntegerField(_("end of the sentence"))
    language = models.CharField(_("language"), max_length=10)
    role = word_field(CitationRole, _("role"), default=CitationRole.ORIGIN)
    health = word_field(CitationHealth, _("health"), default=CitationHealth.EXACT)

    objects = CitationQuerySet.as_manager()
    public = PublicCitations()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["document", "start", "id"]
        default_manager_name = "objects"
        constraints = [
            in_vocabulary("role", CitationRole, "citation_role_known"),
            in_vocabulary("health", CitationHealth, "citation_health_known"),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="citation_span_in_order",
                violation_error_message=_("A quote ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(sentence_start__lte=F("start"), sentence_end__gte=F("end")),
                name="citation_inside_its_sentence",
                violation_error_message=_("The sentence must hold the whole quote."),
            ),
            models.CheckConstraint(
                condition=Q(commitment__isnull=False, evidence__isnull=True)
                | Q(commitment__isnull=True, evidence__isnull=False),
                name="citation_of_one_thing",
                violation_error_message=_(
                    "A citation belongs to a commitment or to a piece of evidence, not to both."
                ),
            ),
            models.UniqueConstraint(
                fields=["commitment", "document", "start", "end"],
                name="citation_once_per_commitment",
                violation_error_message=_("These words are cited for this commitment already."),
            ),
            models.UniqueConstraint(
                fields=["evidence", "document", "start", "end"],
                name="citation_once_per_evidence",
                violation_error_message=_("These words are cited for this evidence already."),
            ),
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
                        "citation_words_of_the_text",
                        "The quote is not what the document says at that place.",
                    )
                    + " END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="healthy_citation",
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=needs_healthy_citation("OLD.commitment_id"),
            ),
            *refreshes_summary(
                "SELECT r.commitment_id FROM {rows} r WHERE r.commitment_id IS NOT NULL"
            ),
        ]

    def __str__(self) -> str:
        return self.exact[:100]

    @property
    def anchor(self) -> str:
        """The fragment under which the source page marks this quote: stable, by position."""
        return f"q{self.start}-{self.end}"

    def get_absolute_url(self) -> str:
        """Return the place in the source page where the quote is marked."""
        return f"{self.document.get_absolute_url()}#{self.anchor}"
