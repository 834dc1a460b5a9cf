"""Numbers promised, and how one commitment stands to another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import Comparator, LinkKind, Measure
from commitments.models.base import in_vocabulary, refreshes_summary, tracked, word_field
from commitments.models.commitments import CHANGED_COMMITMENT, Commitment


@tracked()
class Target(models.Model):
    """A number the pledge names: how much of what, and how to read the number.

    ``quantity`` is in whole units (2000000000, not "2 billion"); money carries its ISO 4217
    code as ``unit``. The first target is the commitment's main one.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="targets")
    indicator = models.CharField(_("indicator"), max_length=200)
    quantity = models.DecimalField(
        _("quantity"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    quantity_text = models.CharField(_("number as spoken"), max_length=100, blank=True)
    unit = models.CharField(
        _("unit"), max_length=80, blank=True, help_text=_("For money, the ISO 4217 code.")
    )
    comparator = word_field(Comparator, _("comparator"), default=Comparator.EXACTLY)
    measure = word_field(Measure, _("measure"), default=Measure.CUMULATIVE)
    baseline = models.CharField(_("baseline"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["position", "id"]
        constraints = [
            in_vocabulary("comparator", Comparator, "target_comparator_known"),
            in_vocabulary("measure", Measure, "target_measure_known"),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True, unit="")
                | (Q(quantity__isnull=False) & ~Q(unit="")),
                name="target_unit_and_quantity_together",
                violation_error_message=_(
                    "A quantity needs its unit, and a unit needs its quantity."
                ),
            ),
            models.UniqueConstraint(
                fields=["commitment", "position"],
                name="target_position_once",
                violation_error_message=_("Two targets cannot have the same place."),
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = refreshes_summary(CHANGED_COMMITMENT)

    def __str__(self) -> str:
        return f"{self.quantity_text or self.quantity or ''} {self.unit}".strip() or self.indicator


@tracked()
class CommitmentLink(models.Model):
    """How one commitment stands to another."""

    source = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="links", verbose_name=_("from")
    )
    target = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="linked_from", verbose_name=_("to")
    )
    kind = word_field(LinkKind, _("kind"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("link between commitments")
        verbose_name_plural = _("links between commitments")
        ordering = ["source", "kind", "target"]
        constraints = [
            in_vocabulary("kind", LinkKind, "link_kind_known"),
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="link_not_to_itself",
                violation_error_message=_("A commitment cannot be linked to itself."),
            ),
            models.UniqueConstraint(
                fields=["source", "target", "kind"],
                name="link_once",
                violation_error_message=_("These two are linked in this way already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.reference} {self.get_kind_display()} {self.target.reference}"
