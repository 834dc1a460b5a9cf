"""Who and what a commitment names: its actors, its beneficiaries, its themes.

Models of their own rather than plain many-to-many tables, because their order and wording
matter and their history is kept.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models.base import refreshes_summary, tracked
from commitments.models.commitments import CHANGED_COMMITMENT, Commitment
from commitments.models.parties import Party
from commitments.models.themes import Theme


@tracked()
class CommitmentActor(models.Model):
    """Who pledges; several for a joint pledge, in order."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="actor_links")
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="actor_links", verbose_name=_("party")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "party"],
                name="actor_once_per_commitment",
                violation_error_message=_("This actor is named already."),
            )
        ]
        triggers = refreshes_summary(CHANGED_COMMITMENT)

    def __str__(self) -> str:
        return str(self.party)


@tracked()
class CommitmentBeneficiary(models.Model):
    """Who is to benefit, in the words of the pledge.

    When the party is a group, its members are those of the day the pledge was made;
    ``excludes_actor`` marks "other members": the pledger itself does not count.
    """

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="beneficiary_links"
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="beneficiary_links", verbose_name=_("party")
    )
    wording = models.CharField(_("as worded"), max_length=200, blank=True)
    excludes_actor = models.BooleanField(_("without the actor itself"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("beneficiary")
        verbose_name_plural = _("beneficiaries")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "party", "wording"],
                name="beneficiary_once_per_commitment",
                violation_error_message=_("This beneficiary is named already."),
            )
        ]
        triggers = refreshes_summary(CHANGED_COMMITMENT)

    def __str__(self) -> str:
        return self.wording or str(self.party)


@tracked()
class CommitmentTheme(models.Model):
    """A subject of the commitment; the first is its main one."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="commitment_links", verbose_name=_("theme")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("theme of a commitment")
        verbose_name_plural = _("themes of a commitment")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "theme"],
                name="theme_once_per_commitment",
                violation_error_message=_("This theme is named already."),
            )
        ]
        triggers = refreshes_summary(CHANGED_COMMITMENT)

    def __str__(self) -> str:
        return str(self.theme)
