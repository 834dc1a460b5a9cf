"""Who pledges, who benefits, who belongs to what since when."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import PartyKind
from commitments.models.base import in_vocabulary, refreshes_summary, tracked, word_field


class PartyQuerySet(models.QuerySet["Party"]):
    """Parties hold no drafts: every party may be shown where a public record names it."""

    def members_of(self, group: Party, on: date) -> PartyQuerySet:
        """Return the members a group had on a date.

        >>> Party.objects.members_of(sco, date(2021, 9, 17)).count()  # doctest: +SKIP
        8
        """
        return self.filter(
            Q(memberships__ended_on__isnull=True) | Q(memberships__ended_on__gt=on),
            memberships__group=group,
            memberships__started_on__lte=on,
        ).order_by("name_en")


@tracked()
class Party(models.Model):
    """A country, organisation, group or person that can pledge, benefit or speak."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = word_field(PartyKind, _("kind"))
    name_en = models.CharField(_("name in English"), max_length=200)
    name_zh = models.CharField(_("name in Chinese"), max_length=200, blank=True)
    iso_code = models.CharField(
        _("ISO code"), max_length=2, blank=True, help_text=_("ISO 3166-1 alpha-2, countries only.")
    )
    note = models.TextField(_("note"), blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["name_en"]
        constraints = [
            in_vocabulary("kind", PartyKind, "party_kind_known"),
            models.CheckConstraint(
                condition=Q(iso_code="") | Q(iso_code__regex="^[A-Z]{2}$", kind="country"),
                name="party_iso_code_of_country",
                violation_error_message=_("Only a country has an ISO code: two capital letters."),
            ),
            models.UniqueConstraint(
                fields=["iso_code"],
                condition=~Q(iso_code=""),
                name="party_iso_code_unique",
                violation_error_message=_("Another country has this ISO code already."),
            ),
        ]
        triggers = refreshes_summary(
            "SELECT a.commitment_id FROM commitments_commitmentactor a "
            "JOIN {rows} r ON r.id = a.party_id UNION "
            "SELECT b.commitment_id FROM commitments_commitmentbeneficiary b "
            "JOIN {rows} r ON r.id = b.party_id"
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, English where there is no other."""
        chinese = (get_language() or "").startswith("zh")
        return self.name_zh if chinese and self.name_zh else self.name_en

    def natural_key(self) -> tuple[str]:
        """Return the slug: fixtures and imports know a party by it."""
        return (self.slug,)


@tracked()
class Membership(models.Model):
    """A party's membership in a group, by date: who counted as a member when."""

    member = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("member")
    )
    group = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="member_links", verbose_name=_("group")
    )
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(
        _("to"), null=True, blank=True, help_text=_("First day on which it was no longer a member.")
    )
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["group", "started_on", "member"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
                name="membership_starts_before_it_ends",
                violation_error_message=_("A membership ends after it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(member=F("group")),
                name="membership_not_of_itself",
                violation_error_message=_("A party cannot be a member of itself."),
            ),
            ExclusionConstraint(
                name="membership_no_overlap",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    ("group", RangeOperators.EQUAL),
                    (
                        Func("started_on", "ended_on", function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("This party already belongs to the group in that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.group}"
