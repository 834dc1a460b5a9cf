"""Publishing, returning, withdrawing: verbs on one record or on many, with their reason.

Each verb is an action of the tracker. On many records it runs once per record, so that one
refusal stops one record and is reported with its name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.admin.history import not_found


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be decided about a record.

    ``run`` takes the record, ``by`` and ``reason``; ``applies`` says for which records it
    makes sense; ``permission`` is a codename of this app.
    """

    name: str
    label: Any
    done: Any
    run: Callable[[Any, Any, str], object]
    permission: str
    applies: Callable[[Any], bool]
    needs_reason: bool = True
    explanation: Any = ""

    def allowed(self, request: HttpRequest) -> bool:
        """Say whether this person may do it at all."""
        return bool(request.user.has_perm(f"commitments.{self.permission}"))


class VerbAdmin(admin.ModelAdmin):
    """A ModelAdmin with verbs: a page for one record, an action for many."""

    verbs: ClassVar[tuple[Verb, ...]] = ()

    def verbs_for(self, request: HttpRequest, record: Any) -> list[tuple[Any, str]]:
        """Return label and address of what this person may decide about the record."""
        return [
            (verb.label, f"../{verb.name}/")
            for verb in self.verbs
            if verb.allowed(request) and verb.applies(record)
        ]

    def get_urls(self) -> list[URLPattern]:
        """Add a page per verb."""
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(
                f"<int:pk>/{verb.name}/",
                self.admin_site.admin_view(partial(self.verb_view, verb=verb)),
                name=f"{stem}_{verb.name}",
            )
            for verb in self.verbs
        ]
        return [*own, *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> Any:
        """Offer the verbs for many records at once."""
        actions: dict[str, Any] = super().get_actions(request)
        for verb in self.verbs:
            if verb.allowed(request):
                actions[verb.name] = (partial(_many, verb=verb), verb.name, verb.label)
        return actions

    def verb_view(self, request: HttpRequest, pk: int, verb: Verb) -> HttpResponse:
        """Ask for the reason, then do it."""
        record = self.get_object(request, str(pk))
        if record is None:
            return not_found(self, request, str(pk))
        if not verb.allowed(request):
            raise PermissionDenied
        problems: list[str] = []
        reason = request.POST.get("reason", "").replace("\x00", "")
        if request.method == "POST":
            try:
                perform(verb, record, request.user, reason)
            except ValidationError as error:
                problems = error.messages
            else:
                messages.success(request, f"{verb.done}: {record}")
                return HttpResponseRedirect(self.after_verb(verb, record))
        return self.ask(request, verb, [record], reason, problems)

    def after_verb(self, verb: Verb, record: Any) -> str:
        """Return where to go when it is done."""
        return "../../"

    def ask(
        self,
        request: HttpRequest,
        verb: Verb,
        records: list[Any],
        reason: str = "",
        problems: list[str] | None = None,
    ) -> HttpResponse:
        """Show the page that asks for the reason."""
        context = {
            **self.admin_site.each_context(request),
            "title": verb.label,
            "opts": self.opts,
            "verb": verb,
            "records": records,
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "checkbox_name": ACTION_CHECKBOX_NAME,
            "reason": reason,
            "problems": problems or [],
            "cancel": "../change/" if len(records) == 1 and "action" not in request.POST else "",
        }
        return TemplateResponse(request, "admin/commitments/verb.html", context)


def never(record: Any) -> bool:  # noqa: ARG001 - the answer is the same for every record
    """Say no: the verb is offered for many records at once, or elsewhere."""
    return False


def perform(verb: Verb, record: Any, by: Any, reason: str) -> None:
    """Do it, unless the reason is missing. Raises ValidationError."""
    if verb.needs_reason and not reason.strip():
        raise ValidationError(_("Give the reason: it becomes part of the public history."))
    verb.run(record, by, reason.strip())


def _many(
    modeladmin: VerbAdmin, request: HttpRequest, queryset: QuerySet[Any], *, verb: Verb
) -> HttpResponse | None:
    if verb.needs_reason and "reason" not in request.POST:
        return modeladmin.ask(request, verb, list(queryset[:200]))
    reason = request.POST.get("reason", "").replace("\x00", "")
    if verb.needs_reason and not reason.strip():
        problem = _("Give the reason: it becomes part of the public history.")
        return modeladmin.ask(request, verb, list(queryset[:200]), problems=[problem])
    done = 0
    for record in queryset:
        try:
            perform(verb, record, request.user, reason)
        except ValidationError as error:
            messages.error(request, f"{record}: {' '.join(error.messages)}")
        else:
            done += 1
    if done:
        text = ngettext("%(what)s: %(count)d record", "%(what)s: %(count)d records", done)
        messages.success(request, text % {"what": verb.done, "count": done})
    return None
