"""The history page of a record: who changed what, when and why, by any path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.selectors.changes import ChangeSet, FieldChange, changes_of, names_of

#: What the verbs of the history are called; one that is missing shows its own name.
VERBS = {
    "save_commitment": gettext_lazy("Edited"),
    "submit_commitment": gettext_lazy("Submitted for review"),
    "publish_commitment": gettext_lazy("Published"),
    "publish_reviewed": gettext_lazy("Published after review"),
    "return_commitment": gettext_lazy("Returned to its author"),
    "withdraw_commitment": gettext_lazy("Withdrawn"),
    "propose_assessment": gettext_lazy("Assessment proposed"),
    "revise_draft": gettext_lazy("Proposed assessment edited"),
    "approve_assessment": gettext_lazy("Assessment approved"),
    "approve_with_evidence": gettext_lazy("Assessment approved"),
    "withdraw_assessment": gettext_lazy("Assessment withdrawn"),
    "save_evidence": gettext_lazy("Evidence edited"),
    "publish_evidence": gettext_lazy("Evidence published"),
    "withdraw_evidence": gettext_lazy("Evidence withdrawn"),
    "add_document": gettext_lazy("Document added"),
    "save_document": gettext_lazy("Document edited"),
    "add_document_version": gettext_lazy("New version of the text"),
    "publish_document": gettext_lazy("Document published"),
    "withdraw_document": gettext_lazy("Document withdrawn"),
    "save_record": gettext_lazy("Edited"),
    "save_party": gettext_lazy("Edited"),
    "remove_record": gettext_lazy("Deleted"),
    "cite": gettext_lazy("Quote added"),
    "accept_candidate": gettext_lazy("Drafted from the review queue"),
    "join_candidate": gettext_lazy("Quote joined in the review queue"),
    "attach_as_evidence": gettext_lazy("Evidence from the review queue"),
    "undo_last_decision": gettext_lazy("Decision taken back"),
    "bring_in": gettext_lazy("Source brought in"),
    "confirm_metadata": gettext_lazy("Description confirmed"),
    "load_reference": gettext_lazy("Shipped data loaded"),
}
KINDS = {
    "insert": gettext_lazy("added"),
    "update": gettext_lazy("changed"),
    "delete": gettext_lazy("deleted"),
}
Names = Mapping[tuple[type[models.Model], Any], str]


class HistoryAdmin(admin.ModelAdmin):
    """A ModelAdmin whose history page reads the history tables instead of the admin's log."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show every change to the record and its parts, newest first."""
        record = self.get_object(request, object_id)
        if record is None:
            return not_found(self, request, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        sets = changes_of(record)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %s") % record,
            "opts": self.opts,
            "original": record,
            "entries": list(entries(sets)),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/commitments/history.html", context)


def not_found(modeladmin: Any, request: HttpRequest, key: str | None) -> HttpResponse:
    """Answer as the admin does for a record that is not there: say so, go to the first page."""
    answer: HttpResponse = modeladmin._get_obj_does_not_exist_redirect(  # noqa: SLF001
        request, modeladmin.opts, key
    )
    return answer


def entries(sets: list[ChangeSet]) -> Iterator[dict[str, Any]]:
    """Yield what the page prints for each change."""
    names = names_of(sets)
    for one in sets:
        yield {
            "at": one.at,
            "who": _("directly in the database") if one.direct else one.who or _("the tracker"),
            "direct": one.direct,
            "verb": VERBS.get(one.verb, one.verb.replace("_", " ")),
            "why": one.why,
            "records": [
                {
                    "what": record.model._meta.verbose_name,
                    "name": record.name,
                    "kind": KINDS[record.kind],
                    "removed": record.kind == "delete",
                    "fields": [
                        (
                            change.column.verbose_name,
                            shown(change, change.old, names),
                            shown(change, change.new, names),
                        )
                        for change in record.fields
                    ],
                }
                for record in one.records
            ],
        }


def shown(change: FieldChange, value: Any, names: Names) -> str:
    """Return a stored value as a reader's words."""
    column = change.column
    if value is None or value in ("", []):
        return ""
    if column.related_model is not None:
        target: Any = column.related_model
        return names.get((target, value), f"#{value}")
    return _plain(column, value)


def _plain(column: models.Field[Any, Any], value: Any) -> str:
    if column.flatchoices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        value = date_format(localtime(value), "Y-m-d H:i")
    elif isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return str(value)
