"""The admin of a record that is edited on a page: stock lists, our form, actions that save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.options import csrf_protect_m
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.base import Conflict
from commitments.actions.records import remove_record
from commitments.admin.editor.forms import PageForm
from commitments.admin.editor.page import Page
from commitments.admin.editor.parts import PartKind
from commitments.admin.editor.telling import lines_of
from commitments.admin.history import HistoryAdmin, not_found
from commitments.admin.verbs import Verb, VerbAdmin, never


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a page: rows of its form's fields, parts, or both."""

    title: Any
    fields: tuple[tuple[str, ...], ...] = ()
    parts: tuple[str, ...] = ()
    help: Any = ""
    folded: bool = False


DELETE = Verb(
    "delete",
    gettext_lazy("Delete"),
    gettext_lazy("Deleted"),
    lambda record, by, _reason: remove_record(record=record, by=by),
    "",
    never,
    needs_reason=False,
    explanation=gettext_lazy("What belongs to it goes with it. What others name is refused."),
)


class PageAdmin(HistoryAdmin, VerbAdmin):
    """A ModelAdmin whose add and change pages are an editor's page.

    Subclasses name the form, the parts and the sections, and save through an action in
    ``save_page``. Nothing here writes.
    """

    page_form: ClassVar[type[PageForm]]
    part_kinds: ClassVar[tuple[PartKind, ...]] = ()
    sections: ClassVar[tuple[Section, ...]]
    page_template = "admin/commitments/editor/page.html"
    actions_on_bottom = False
    show_full_result_count = False
    list_per_page = 50

    def save_page(self, request: HttpRequest, page: Page) -> models.Model:
        """Save what the page says through an action; return the record."""
        raise NotImplementedError

    def proposals(self, request: HttpRequest) -> Mapping[str, Any]:
        """Return what a new record's page proposes."""
        return {}

    def initial_of(self, record: Any) -> Mapping[str, Any]:
        """Return values of a stored record that its form's own fields do not hold."""
        return {}

    def sections_for(self, record: Any) -> tuple[Section, ...]:
        """Return the sections of a record's page (None for a new one)."""
        return self.sections

    @csrf_protect_m
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show, receive and save the page."""
        del form_url
        # The record is held while its page is compared with what is stored, and saved.
        with transaction.atomic():
            record = None
            if object_id is not None:
                record = self.get_object(request, object_id)
                if record is None:
                    return not_found(self, request, object_id)
                if request.method == "POST":
                    record = self.model._default_manager.select_for_update().get(pk=record.pk)
            self._check_permission(request, record)
            page = self._page(request, record)
            if request.method == "POST" and page.receive(request.POST):
                saved = self._save(request, page)
                if saved is not None:
                    return self.after_saving(request, saved, new=record is None)
            elif request.method != "POST":
                page.show()
        return self.render_page(request, page, extra_context)

    def render_page(
        self, request: HttpRequest, page: Page, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Return the page as it stands."""
        record = page.record
        title = str(record) if record else _("New %s") % self.opts.verbose_name
        parts = {part.name: part for part in page.parts}
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "original": record,
            "page": page,
            "sections": [
                (section, [parts[name] for name in section.parts])
                for section in self.sections_for(record)
            ],
            "differences": list(lines_of(page)),
            "may_change": self._may_change(request, record),
            "may_delete": record is not None and self.has_delete_permission(request, record),
            "tools": self.tools(request, record) if record else [],
            "buttons": self.buttons(request, record),
            **(extra_context or {}),
        }
        status = 409 if page.differences else 200
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.page_template, context, status=status)

    def tools(self, request: HttpRequest, record: Any) -> list[tuple[str, str]]:
        """Return the links above the page: label and address."""
        return [(_("History"), self.url("history", record))]

    def buttons(self, request: HttpRequest, record: Any) -> list[tuple[str, str]]:
        """Return the ways to save: name and label, the usual one first."""
        return [("_save", _("Save")), ("_addanother", _("Save and add another"))]

    def after_saving(self, request: HttpRequest, record: Any, *, new: bool) -> HttpResponse:
        """Say what was saved and go on from there."""
        messages.success(request, _("Saved: %s") % record)
        if "_addanother" in request.POST:
            return HttpResponseRedirect(self.url("add"))
        return HttpResponseRedirect(self.url("changelist"))

    def url(self, name: str, record: Any = None) -> str:
        """Return the address of one of this model's admin pages."""
        return reverse(
            f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{name}",
            args=[record.pk] if record is not None else [],
        )

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Delete through the action, with who did it."""
        by: Any = request.user
        remove_record(record=obj, by=by)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask once, then delete; show a refusal as a sentence."""
        record = self.get_object(request, object_id)
        if record is None:
            return not_found(self, request, object_id)
        if not self.has_delete_permission(request, record):
            raise PermissionDenied
        problems: list[str] = []
        if request.method == "POST":
            name = str(record)
            try:
                self.delete_model(request, record)
            except ValidationError as error:
                problems = error.messages
            else:
                messages.success(request, _("Deleted: %s") % name)
                return HttpResponseRedirect(self.url("changelist"))
        return self.ask(request, DELETE, [record], problems=problems)

    def get_actions(self, request: HttpRequest) -> Any:
        """Leave out the bulk delete: records go one by one, if at all."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def _page(self, request: HttpRequest, record: Any) -> Page:
        initial = self.initial_of(record) if record else self.proposals(request)
        return Page(self.page_form, self.part_kinds, record, initial)

    def _save(self, request: HttpRequest, page: Page) -> models.Model | None:
        try:
            return self.save_page(request, page)
        except Conflict as error:
            # Saved between our look and our save; the next one shows the difference.
            page.main.add_error(None, error.messages)
        except ValidationError as error:
            page.refuse(error)
        return None

    def _check_permission(self, request: HttpRequest, record: Any) -> None:
        if request.method == "POST":
            allowed = self._may_change(request, record)
        elif record is None:
            allowed = self.has_add_permission(request)
        else:
            allowed = self.has_view_or_change_permission(request, record)
        if not allowed:
            raise PermissionDenied

    def _may_change(self, request: HttpRequest, record: Any) -> bool:
        if record is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, record)


def fill(form: PageForm, record: models.Model) -> None:
    """Set a form's cleaned values on a record; what is no field of the record is left out."""
    names = {field.name for field in record._meta.concrete_fields}
    for name, value in form.cleaned_data.items():
        if name in names:
            setattr(record, name, value)
