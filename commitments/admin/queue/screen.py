"""The screen on which candidates are decided: show it, receive a decision, show the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.actions.queue.attaching import attach_as_evidence
from commitments.actions.queue.deciding import (
    AlreadyDecided,
    accept_candidate,
    join_candidate,
    reject_candidates,
    split_candidate,
)
from commitments.actions.queue.extracting import is_stale
from commitments.actions.queue.undoing import undo_last_decision
from commitments.admin.queue.forms import DraftForm, EvidenceForm
from commitments.core.vocabulary import CandidateType, RejectReason
from commitments.models import Candidate, Commitment, Document, Party
from commitments.selectors.defaults import defaults_of
from commitments.selectors.proposing import draft_of
from commitments.selectors.review import Screen, next_to_decide, screen_of
from commitments.selectors.splits import split_places

#: The reasons offered for each type, in the order of their keys 1 to 9.
REASONS = {
    CandidateType.PLEDGE: (
        RejectReason.EXHORTATION, RejectReason.ATTITUDE, RejectReason.FORECAST,
        RejectReason.PAST_ACT, RejectReason.OTHERS_ACT, RejectReason.PROCESS, RejectReason.VAGUE,
        RejectReason.WRONG_WORDS, RejectReason.DUPLICATE,
    ),
    CandidateType.PROGRESS_CLAIM: (
        RejectReason.NO_PROGRESS, RejectReason.PROCESS, RejectReason.OTHERS_ACT,
        RejectReason.ATTITUDE, RejectReason.FORECAST, RejectReason.WRONG_WORDS,
        RejectReason.DUPLICATE,
    ),
    CandidateType.SAMPLE: (RejectReason.NO_PLEDGE, RejectReason.FURNITURE),
}  # fmt: skip


class Shown:
    """One request for the screen: what is in hand, its forms, and what went wrong."""

    def __init__(self, request: HttpRequest, document: Document) -> None:
        self.request, self.document = request, document
        self.by: Any = request.user
        self.problems: list[str] = []
        self.status = 200
        self.form: DraftForm | None = None
        self.evidence: EvidenceForm | None = None
        self.chosen = _number(request.POST.get("candidate") or request.GET.get("candidate"))

    def candidate(self) -> Candidate:
        """Return the candidate a decision is about."""
        found = self.document.candidates.filter(pk=self.chosen or 0).first()
        if found is None:
            raise ValidationError(_("This candidate is no longer there: the text was read again."))
        found.document = self.document
        return found

    def decide(self) -> str:
        """Carry out the verb that was sent; return what to tell."""
        for verb, carry_out in _VERBS.items():
            if verb in self.request.POST:
                return carry_out(self)
        raise ValidationError(_("Choose what to do with it."))

    def refuse(self, error: ValidationError) -> None:
        """Keep what was typed, and say what is wrong beside it."""
        decided = isinstance(error, AlreadyDecided)
        self.status = 409 if decided else 422
        if self.form is not None and self.form.is_bound and not decided:
            self.form.refuse(error)
            if not self.form.non_field_errors():
                return
        self.problems = error.messages


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a document's candidates, or decide one and go on to the next."""
    if not request.user.has_perm("commitments.view_candidate"):
        raise PermissionDenied
    document = get_object_or_404(Document, pk=pk)
    shown = Shown(request, document)
    if request.method == "POST":
        if not request.user.has_perm("commitments.change_candidate"):
            raise PermissionDenied
        try:
            told = shown.decide()
        except ValidationError as error:
            shown.refuse(error)
        else:
            messages.success(request, told)
            return HttpResponseRedirect(_address(document, shown.chosen), status=303)
    return _page(shown)


def _page(shown: Shown) -> HttpResponse:
    request, document = shown.request, shown.document
    screen = screen_of(document, shown.by, shown.chosen)
    current = screen.current
    if current is not None and current.state == "new":
        shown.form = shown.form or _form(current)
        shown.evidence = shown.evidence or EvidenceForm(initial={"claim": _claim(current)})
    context = {
        **admin.site.each_context(request),
        "title": document.title,
        "opts": Candidate._meta,
        "document": document,
        "screen": screen,
        "current": current,
        "sentence": _sentence(screen),
        "form": shown.form,
        "evidence": shown.evidence,
        "reasons": REASONS[CandidateType.of(current.type)] if current else (),
        "all_reasons": [one for one in RejectReason if one != RejectReason.SPLIT],
        "split_places": split_places(current) if current and current.state == "new" else [],
        "problems": shown.problems,
        "stale": screen.run is not None and is_stale(screen.run),
        "may_decide": request.user.has_perm("commitments.change_candidate"),
        "parties": Party.objects.order_by("name_en") if shown.form else (),
        "pledges": _pledges(document) if shown.form else (),
        "files": document.files.defer("content"),
    }
    return TemplateResponse(
        request, "admin/commitments/queue/review.html", context, status=shown.status
    )


def _form(candidate: Candidate, data: Any = None) -> DraftForm:
    return DraftForm(candidate, data, draft=draft_of(candidate, defaults_of(candidate.document)))


def _accept(shown: Shown) -> str:
    candidate = shown.candidate()
    if candidate.is_claim and shown.request.POST["accept"] == "keep":
        accept_candidate(candidate=candidate, by=shown.by)
        return _("Kept as a right find; nothing here to attach it to.")
    shown.form = _form(candidate, shown.request.POST)
    if not shown.form.is_valid():
        raise ValidationError(_("Nothing was saved: correct what is marked."))
    done = accept_candidate(candidate=candidate, by=shown.by, draft=shown.form.draft())
    return _linked(_("Drafted"), done.commitment)


def _join(shown: Shown) -> str:
    candidate = shown.candidate()
    commitment = _chosen_commitment(shown, candidate)
    done = join_candidate(
        candidate=candidate,
        commitment=commitment,
        by=shown.by,
        differences=[one for one in shown.request.POST.getlist("difference") if one.strip()],
    )
    return _linked(_("Joined to"), done.commitment)


def _attach(shown: Shown) -> str:
    candidate = shown.candidate()
    shown.evidence = EvidenceForm(shown.request.POST, initial={})
    commitment = _chosen_commitment(shown, candidate)
    if not shown.evidence.is_valid():
        raise ValidationError(_("Nothing was saved: correct what is marked."))
    done = attach_as_evidence(
        candidate=candidate, commitment=commitment, by=shown.by, **shown.evidence.cleaned_data
    )
    return _linked(_("Evidence on"), done.commitment)


def _reject(shown: Shown) -> str:
    candidate = shown.candidate()
    reject_candidates(
        candidates=[candidate],
        why=shown.request.POST["reject"],
        words=_plain(shown.request.POST.get("reject_words", "")),
        by=shown.by,
    )
    return _("Rejected.")


def _reject_many(shown: Shown) -> str:
    keys = [key for one in shown.request.POST.getlist("selected") if (key := _number(one))]
    done = reject_candidates(
        candidates=shown.document.candidates.filter(pk__in=keys),
        why=shown.request.POST.get("why", ""),
        words=_plain(shown.request.POST.get("many_words", "")),
        by=shown.by,
    )
    return ngettext("%d rejected.", "%d rejected.", len(done)) % len(done)


def _split(shown: Shown) -> str:
    candidate = shown.candidate()
    at = _number(shown.request.POST["split"]) or 0
    parts = split_candidate(candidate=candidate, at=at, by=shown.by)
    shown.chosen = parts[0].pk
    return _("Split in two: decide each part.")


def _undo(shown: Shown) -> str:
    undone = undo_last_decision(document=shown.document, by=shown.by)
    shown.chosen = undone[0].pk
    return _("Taken back.")


_VERBS: dict[str, Callable[[Shown], str]] = {
    "accept": _accept,
    "join": _join,
    "attach": _attach,
    "reject": _reject,
    "reject_many": _reject_many,
    "split": _split,
    "undo": _undo,
}


def _chosen_commitment(shown: Shown, candidate: Candidate) -> Commitment:
    typed = _plain(shown.request.POST.get("reference", ""))
    if typed:
        # A list of names offers "SCO-2021-001 Title"; the reference is its first word.
        found = Commitment.objects.filter(reference__iexact=typed.split()[0]).first()
        if found is None:
            raise ValidationError(_("There is no commitment %s.") % typed.split()[0])
        return found
    if candidate.match is None:
        raise ValidationError(_("Say to which commitment it belongs."))
    return candidate.match


def _address(document: Document, chosen: int | None) -> str:
    """Return where to go on: the next to decide behind the one just decided."""
    address = reverse("admin:commitments_candidate_review", args=[document.pk])
    last = document.candidates.filter(pk=chosen or 0).first()
    following = last if last and last.state == "new" else next_to_decide(document, last)
    if following is not None:
        return f"{address}?candidate={following.pk}"
    return f"{address}?candidate={last.pk}" if last else address


def _sentence(screen: Screen) -> tuple[str, str, str]:
    """Return the sentence around the words in hand: before, the words, after."""
    one = screen.current
    if one is None:
        return "", "", ""
    raw = screen.document.raw_text
    return (
        raw[one.sentence_start : one.start],
        raw[one.start : one.end],
        raw[one.end : one.sentence_end],
    )


def _claim(candidate: Candidate) -> str:
    """Return a claim to start from: who said what, when."""
    said = defaults_of(candidate.document)
    who = (said.actor.name_en if said.actor else "") or candidate.extracted.get("actor") or ""
    return _("%(who)s said on %(day)s: %(words)s") % {
        "who": who or _("The speaker"),
        "day": candidate.document.dated or _("an unknown day"),
        "words": " ".join(candidate.exact.split()),
    }


def _pledges(document: Document) -> list[tuple[str, str]]:
    """Return the commitments a candidate may be joined to, those of the same meeting first."""
    found = Commitment.objects.exclude(publication="withdrawn").values_list(
        "reference", "title", "event"
    )
    ranked = sorted(found, key=lambda one: (one[2] != document.event_id, one[0]))
    return [(reference, title) for reference, title, _event in ranked[:500]]


def _linked(verb: str, commitment: Commitment | None) -> str:
    if commitment is None:
        raise Http404
    address = reverse("admin:commitments_commitment_change", args=[commitment.pk])
    return format_html(
        '{} <a href="{}">{}</a>: {}', verb, address, commitment.reference, commitment.title
    )


def _plain(text: str) -> str:
    return text.replace("\x00", "").strip()


def _number(text: object) -> int | None:
    return int(str(text)) if str(text).isdecimal() and len(str(text)) < 10 else None
