"""The tracker's own subject vocabulary, with its crosswalks."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commitments.models.base import refreshes_summary, tracked


@tracked()
class Theme(models.Model):
    """A subject a commitment is about; one commitment may have several."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name_en = models.CharField(_("name in English"), max_length=120)
    name_zh = models.CharField(_("name in Chinese"), max_length=120, blank=True)
    description = models.TextField(_("description"), blank=True)
    cap_codes = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("CAP major topics"),
        default=list,
        blank=True,
        help_text=_("Comparative Agendas Project major topic codes."),
    )
    sdg = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("SDGs"),
        default=list,
        blank=True,
        help_text=_("United Nations Sustainable Development Goals, by number."),
    )

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name_en"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sdg__contained_by=list(range(1, 18))),
                name="theme_sdg_1_to_17",
                violation_error_message=_("The Sustainable Development Goals run from 1 to 17."),
            )
        ]
        triggers = refreshes_summary(
            "SELECT t.commitment_id FROM commitments_commitmenttheme t "
            "JOIN {rows} r ON r.id = t.theme_id"
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, English where there is no other."""
        chinese = (get_language() or "").startswith("zh")
        return self.name_zh if chinese and self.name_zh else self.name_en

    def natural_key(self) -> tuple[str]:
        """Return the slug: fixtures and imports know a theme by it."""
        return (self.slug,)
