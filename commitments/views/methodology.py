"""What the words mean, straight from the vocabularies."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.core import vocabulary
from commitments.core.crosswalks import CROSSWALKS
from commitments.core.vocabulary import NEEDS_EVIDENCE, Status, Word
from commitments.models import METHODOLOGY_VERSION
from commitments.views.errors import reader_page


@dataclass(frozen=True, slots=True)
class Section:
    """One vocabulary on the page: where it stands, what it answers, its words."""

    anchor: str
    title: str | Promise
    intro: str | Promise
    words: type[Word]

    @property
    def entries(self) -> list[Word]:
        """The words themselves (templates would call the class)."""
        return list(self.words)


#: Every vocabulary a reader meets, except the statuses, which have a section of their own.
SECTIONS = (
    Section("strength", _("Strength"), _("How firmly the words bind whoever speaks."),
            vocabulary.Strength),
    Section("kind", _("Kind"), _("What sort of act is promised."), vocabulary.Kind),
    Section("confidence", _("Is it a pledge at all?"), _("How sure the readers were."),
            vocabulary.Confidence),
    Section("basis", _("Basis"), _("Whose word an assessment rests on."), vocabulary.Basis),
    Section("bears-on", _("What evidence bears on"), _("What a piece of evidence speaks to."),
            vocabulary.BearsOn),
    Section("evidence-kind", _("Where evidence comes from"), _("The kind of source."),
            vocabulary.EvidenceKind),
    Section("measure", _("How a number is read"),
            _("Numbers are compared only where unit, measure and scope fit, and overlapping "
              "periods are never added up."), vocabulary.Measure),
    Section("comparator", _("How exact a number is"), _("As the words around it say."),
            vocabulary.Comparator),
    Section("measurement-basis", _("What was counted"),
            _("Delivered, donated and sold are different things and are never mixed."),
            vocabulary.MeasurementBasis),
    Section("citation-role", _("What a quote is to the pledge"), "", vocabulary.CitationRole),
    Section("citation-health", _("Whether a quote still stands"),
            _("Checked against the newest version of the document."), vocabulary.CitationHealth),
    Section("document-kind", _("Kinds of source text"), "", vocabulary.DocumentKind),
    Section("links", _("How commitments hang together"), "", vocabulary.LinkKind),
    Section("party-kind", _("Kinds of party"), "", vocabulary.PartyKind),
    Section("event-format", _("How a meeting was held"), "", vocabulary.EventFormat),
    Section("publication", _("On the way to readers"),
            _("Only what is published is shown; what was published is never deleted."),
            vocabulary.Publication),
    Section("assessment-state", _("Versions of an assessment"),
            _("An assessment is never rewritten: a change is a new version with its reason."),
            vocabulary.AssessmentState),
    Section("candidate-type", _("What the extraction looks for"),
            _("Software proposes passages; nothing it proposes is shown before two people agree."),
            vocabulary.CandidateType),
    Section("candidate-state", _("What editors make of a proposal"), "",
            vocabulary.CandidateState),
    Section("reject-reason", _("Why a passage is not a pledge"),
            _("The reasons for which a proposal is turned down."), vocabulary.RejectReason),
    Section("run-state", _("Runs of the extraction"), "", vocabulary.RunState),
)  # fmt: skip


@reader_page
def methodology(request: HttpRequest) -> HttpResponse:
    """Explain every word the tracker uses as a verdict, a kind or a role."""
    return render(
        request,
        "commitments/methodology.html",
        {
            "section": "methodology",
            "statuses": [(status, status in NEEDS_EVIDENCE) for status in Status],
            "blank": (vocabulary.NOT_ASSESSED_LABEL, vocabulary.NOT_ASSESSED_DEFINITION),
            "sections": SECTIONS,
            "crosswalks": CROSSWALKS.items(),
            "version": METHODOLOGY_VERSION,
        },
    )
