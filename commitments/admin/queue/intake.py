"""Two pages that bring a source in: the text or file, then what it says of itself."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from commitments.actions.base import action
from commitments.actions.queue.extracting import ask_for_extraction
from commitments.actions.queue.intake import (
    Confirmed,
    Received,
    add_event,
    add_person,
    bring_in,
    confirm_metadata,
)
from commitments.actions.sources import DuplicateText
from commitments.admin.queue.forms import IntakeForm, MetadataForm
from commitments.extraction.metadata import propose
from commitments.models import Candidate, Document, Event, ExtractionRun, Party
from commitments.selectors.intake import event_like, party_named


def intake(request: HttpRequest) -> HttpResponse:
    """Take a text or a file in, or say why not; the same one again leads to what is there."""
    _allow(request)
    sent = request.method == "POST"
    form = IntakeForm(
        request.POST if sent else None, request.FILES if sent else None, label_suffix=""
    )
    status = 200
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        by: Any = request.user
        try:
            document = bring_in(
                text=form.cleaned_data["text"],
                file=Received(file.name, file.read()) if file else None,
                url=form.cleaned_data["url"],
                by=by,
            )
        except DuplicateText as error:
            form.add_error(None, _known(error.existing))
            status = 409
        except ValidationError as error:
            _refuse(form, error)
            status = 422
        else:
            return HttpResponseRedirect(
                reverse("admin:commitments_candidate_confirm", args=[document.pk])
            )
    elif sent:
        status = 422
    context = {
        **admin.site.each_context(request),
        "title": _("Bring in a source"),
        "opts": Candidate._meta,
        "form": form,
    }
    return TemplateResponse(request, "admin/commitments/queue/intake.html", context, status=status)


def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the text says of itself; once confirmed, have it read for pledges."""
    _allow(request)
    document = get_object_or_404(Document, pk=pk)
    if document.publication != "draft":
        raise PermissionDenied
    said = propose(document.raw_text)
    form = MetadataForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(document, said),
        label_suffix="",
    )
    new = _unknown(form) if request.method == "GET" else []
    if request.method == "POST" and form.is_valid():
        told = set(json.loads(form.cleaned_data["told_new"] or "[]"))
        new = [(kind, name) for kind, name in _unknown(form) if name not in told]
        if not new:
            by: Any = request.user
            try:
                _confirm(document=document, values=form.cleaned_data, by=by)
            except ValidationError as error:
                _refuse(form, error)
            else:
                return HttpResponseRedirect(
                    reverse("admin:commitments_candidate_review", args=[document.pk])
                )
    context = {
        **admin.site.each_context(request),
        "title": _("Confirm what it is"),
        "opts": Candidate._meta,
        "document": document,
        "form": form,
        "said": said,
        "new": new,
        "new_meeting": any(kind == _("meeting") for kind, _name in new),
        "new_names": json.dumps([name for _kind, name in new]),
        "people": Party.objects.filter(kind="person").order_by("name_en"),
        "events": Event.objects.order_by("-starts_on"),
        "opening": document.raw_text[:2500],
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/commitments/queue/confirm.html", context, status=status)


@action
def _confirm(*, document: Document, values: dict[str, Any], by: Any) -> ExtractionRun:
    """Add the names that are new, save the metadata, ask for the reading: all or nothing."""
    day: date | None = values["dated"]
    event = _event(values, day, by) if values["event"] else None
    speaker = None
    if values["speaker"]:
        speaker = party_named(values["speaker"]) or add_person(name=values["speaker"], by=by)
    confirm_metadata(
        document=document,
        confirmed=Confirmed(
            title=values["title"],
            kind=values["kind"],
            languages=values["languages"],
            dated=day,
            date_stated=values["date_stated"],
            date_reason=values["date_reason"],
            event=event,
            speaker=speaker,
            speaker_as_given=document.speaker_as_given,
            url=document.url,
        ),
        by=by,
    )
    return ask_for_extraction(document=document, by=by)


def _event(values: dict[str, Any], day: date | None, by: Any) -> Event:
    known = _known_event(values["event"], day)
    if known is not None:
        return known
    if day is None:
        raise ValidationError({"dated": _("A new meeting needs its day.")})
    return add_event(
        name=values["event"],
        day=day,
        organisation=values["organisation"],
        format_=values["format"],
        by=by,
    )


def _known_event(name: str, day: date | None) -> Event | None:
    return Event.objects.filter(slug=name).first() or event_like(name, day)


def _initial(document: Document, said: Any) -> dict[str, Any]:
    event, speaker = document.event, document.speaker
    return {
        "title": document.title,
        "kind": document.kind,
        "languages": document.languages,
        "dated": document.dated,
        "date_stated": document.date_stated,
        "date_reason": document.date_reason,
        "speaker": speaker.name_en if speaker else (said.speaker.value if said.speaker else ""),
        "event": event.name_en if event else (said.event.value if said.event else ""),
        "organisation": said.organisation,
        "format": "video" if "video" in document.raw_text[:3000] else "in_person",
    }


def _unknown(form: MetadataForm) -> list[tuple[str, str]]:
    """Return the names that confirming would add, so that the page can say so first."""
    values = form.cleaned_data if form.is_bound else form.initial
    found = []
    if values.get("speaker") and party_named(values["speaker"]) is None:
        found.append((_("person"), values["speaker"]))
    if values.get("event") and _known_event(values["event"], values.get("dated")) is None:
        found.append((_("meeting"), values["event"]))
    return found


def _known(existing: Document) -> str:
    """Return the sentence that leads to the document that is there already."""
    address = reverse("admin:commitments_candidate_review", args=[existing.pk])
    return format_html(
        '{} <a href="{}">{}</a>', _("This is here already:"), address, existing.title
    )


def _refuse(form: Any, error: ValidationError) -> None:
    by_field = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    for name, problems in by_field.items():
        texts = [message for problem in problems for message in problem.messages]
        form.add_error(name if name in form.fields else None, texts)


def _allow(request: HttpRequest) -> None:
    if not request.user.has_perm("commitments.add_document"):
        raise PermissionDenied


def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a document read for pledges, for the first time or once more."""
    _allow(request)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:commitments_candidate_queue"))
    document = get_object_or_404(Document, pk=pk)
    by: Any = request.user
    try:
        ask_for_extraction(document=document, by=by)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(reverse("admin:commitments_candidate_review", args=[pk]))
