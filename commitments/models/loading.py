"""What was loaded from shipped files, so that loading again changes only what changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedItem(models.Model):
    """One item of a fixture file as it was last loaded.

    Loading compares three things: the file now, the file as last loaded (this row) and the
    record. What editors changed in the tracker since is never overwritten unnoticed.
    """

    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("key"), max_length=200)
    content = models.JSONField(_("content"))
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    class Meta:
        verbose_name = _("loaded item")
        verbose_name_plural = _("loaded items")
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                name="loaded_item_once",
                violation_error_message=_("This item has been loaded already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
