"""What is known of a commitment's follow-through, and who says so."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import (
    BearsOn,
    Comparator,
    EvidenceKind,
    MeasurementBasis,
    Publication,
)
from commitments.models.base import in_vocabulary, refreshes_summary, tracked, word_field
from commitments.models.commitments import CHANGED_COMMITMENT, Commitment
from commitments.models.documents import Document
from commitments.models.rules import needs_evidence, raise_violation


@tracked()
class Publisher(models.Model):
    """An outlet or body that publishes; outlets of one owner group count as one voice."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    owner_group = models.CharField(
        _("owner group"),
        max_length=200,
        help_text=_("The ultimate owner in words; sources of one owner count once."),
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(owner_group=""),
                name="publisher_has_owner_group",
                violation_error_message=_("Name the owner, or say that it is unknown."),
            )
        ]
        triggers = refreshes_summary(
            "SELECT e.commitment_id FROM commitments_evidence e "
            "JOIN {rows} r ON r.id = e.publisher_id"
        )

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """Return the slug: fixtures and imports know a publisher by it."""
        return (self.slug,)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence; start at ``public()`` for anything a stranger may see."""

    def public(self) -> EvidenceQuerySet:
        """Return published evidence on published commitments, from published documents."""
        return self.filter(
            Q(document__isnull=True) | Q(document__publication=Publication.PUBLISHED),
            publication=Publication.PUBLISHED,
            commitment__publication=Publication.PUBLISHED,
        )


class PublicEvidence(models.Manager["Evidence"]):
    """What readers may see of evidence."""

    def get_queryset(self) -> EvidenceQuerySet:
        """Return public evidence."""
        return EvidenceQuerySet(self.model, using=self._db).public()


@tracked()
class Evidence(models.Model):
    """One claim about what became of a commitment, with the page it comes from.

    The claim is in the tracker's own words. ``own_statement`` marks the pledger's own word
    (its government, state media or the host), which never counts as independent proof.
    """

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="evidence", verbose_name=_("commitment")
    )
    key = models.CharField(_("key"), max_length=16, help_text=_("Within the commitment: E01."))
    claim = models.TextField(_("claim"))
    kind = word_field(EvidenceKind, _("kind"))
    bears_on = word_field(BearsOn, _("bears on"))
    own_statement = models.BooleanField(_("the pledger's own statement"))
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, help_text=_("The year it bears on, where known.")
    )
    dated = models.DateField(_("date of what it reports"), null=True, blank=True)
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("document"),
    )
    url = models.URLField(_("address"), max_length=2000, blank=True)
    url_normalised = models.CharField(
        _("address, normalised"), max_length=2000, blank=True, editable=False
    )
    publisher = models.ForeignKey(
        Publisher, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("publisher")
    )
    publisher_as_given = models.CharField(_("publisher as given"), max_length=300, blank=True)
    title = models.CharField(_("title of the page"), max_length=500, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    published_note = models.CharField(_("note on the date"), max_length=200, blank=True)
    retrieved_on = models.DateField(_("read on"), null=True, blank=True)
    reliability = models.TextField(_("reliability"), blank=True)
    publication = word_field(Publication, _("publication"), default=Publication.DRAFT)
    withdrawn_reason = models.TextField(_("why withdrawn"), blank=True)

    objects = EvidenceQuerySet.as_manager()
    public = PublicEvidence()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["commitment", "key"]
        default_manager_name = "objects"
        permissions = [
            ("publish_evidence", "Can publish evidence"),
            ("withdraw_evidence", "Can withdraw evidence"),
        ]
        constraints = [
            in_vocabulary("kind", EvidenceKind, "evidence_kind_known"),
            in_vocabulary("bears_on", BearsOn, "evidence_bears_on_known"),
            in_vocabulary("publication", Publication, "evidence_publication_known"),
            models.UniqueConstraint(
                fields=["commitment", "key"],
                name="evidence_key_once",
                violation_error_message=_("This commitment has evidence with that key already."),
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(url=""),
                name="evidence_names_its_source",
                violation_error_message=_("Evidence needs a source: a document or an address."),
            ),
            models.CheckConstraint(
                condition=~Q(claim=""),
                name="evidence_has_claim",
                violation_error_message=_("Say in your own words what the evidence shows."),
            ),
            models.CheckConstraint(
                condition=~Q(publication="withdrawn") | ~Q(withdrawn_reason=""),
                name="evidence_withdrawn_with_reason",
                violation_error_message=_("Say why the evidence is withdrawn."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_never_deleted",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.publication IN ('published', 'withdrawn')"),
                func=raise_violation(
                    "evidence_published_never_deleted",
                    "Published evidence cannot be deleted, only withdrawn with a reason.",
                ),
            ),
            pgtrigger.Trigger(
                name="needs_evidence",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("publication"),
                timing=pgtrigger.Deferred,
                func=needs_evidence(
                    "SELECT assessment_id FROM commitments_assessmentevidence "
                    "WHERE evidence_id = NEW.id"
                ),
            ),
            *refreshes_summary(CHANGED_COMMITMENT),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.claim[:80]}"


@tracked()
class Measurement(models.Model):
    """A number that one piece of evidence states.

    ``value`` is in whole units. Numbers are compared with a target only where unit,
    measure and scope fit, and overlapping periods are never added up.
    """

    evidence = models.ForeignKey(
        Evidence, on_delete=models.CASCADE, related_name="measurements", verbose_name=_("evidence")
    )
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6)
    unit = models.CharField(_("unit"), max_length=80)
    as_given = models.CharField(_("as given"), max_length=200, blank=True)
    qualifier = word_field(Comparator, _("qualifier"), default=Comparator.EXACTLY)
    basis = word_field(MeasurementBasis, _("basis"), default=MeasurementBasis.OTHER)
    scope = models.CharField(
        _("scope"), max_length=300, blank=True, help_text=_("Which group or things were counted.")
    )
    as_of = models.DateField(_("as of"), null=True, blank=True)
    period_start = models.DateField(_("from"), null=True, blank=True)
    period_end = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["evidence", "id"]
        constraints = [
            in_vocabulary("qualifier", Comparator, "measurement_qualifier_known"),
            in_vocabulary("basis", MeasurementBasis, "measurement_basis_known"),
            models.CheckConstraint(
                condition=~Q(unit=""),
                name="measurement_has_unit",
                violation_error_message=_("A number needs its unit."),
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_start__lte=F("period_end")),
                name="measurement_period_in_order",
                violation_error_message=_("The period cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.as_given or f"{self.value} {self.unit}"
