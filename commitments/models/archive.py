"""The files as they came in: every byte kept, so that a text can be read again from them."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from commitments.models.base import tracked
from commitments.models.documents import Document
from commitments.models.rules import raise_violation


class Sha256OfBytes(Func):
    """SHA-256 of a binary column in hex, by PostgreSQL's own function."""

    template = "encode(sha256(%(expressions)s), 'hex')"
    output_field = models.CharField()


@tracked(exclude=["content"])
class DocumentFile(models.Model):
    """The bytes a document's text was read from; they never change.

    A text pasted by hand has none: its text is the original. History leaves the bytes out
    because they cannot change.
    """

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="files", verbose_name=_("document")
    )
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(_("media type"), max_length=100)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, editable=False)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)

    class Meta:
        verbose_name = _("file of a document")
        verbose_name_plural = _("files of documents")
        ordering = ["document", "id"]
        constraints = [
            # Also answers: did this file come in before?
            models.UniqueConstraint(
                fields=["sha256"],
                name="document_file_once",
                violation_error_message=_("Exactly this file came in before."),
            ),
            models.CheckConstraint(
                condition=Q(sha256=Sha256OfBytes(F("content"))),
                name="document_file_sha256_of_content",
                violation_error_message=_("The hash is not that of the file."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=(
                    "IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM commitments_document "
                    "WHERE id = OLD.document_id AND publication <> 'draft') THEN "
                    + raise_violation(
                        "document_file_never_changes",
                        "A file that came in is kept as it is.",
                    )
                    + " END IF; RETURN OLD;"
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name
