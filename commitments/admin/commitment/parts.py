"""Where the rows of a commitment's page come from, and what an empty row starts with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Prefetch
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.admin.commitment import forms
from commitments.admin.editor.parts import PartKind, Stored
from commitments.core.merging import Values
from commitments.models import Citation, Commitment, Measurement
from commitments.selectors.defaults import next_evidence_keys


def _rows(records: Iterable[Any], form: type[forms.RowForm]) -> Iterator[Stored]:
    names = list(form.base_fields)
    for record in records:
        yield Stored(record, model_to_dict(record, fields=names))


class Citations(PartKind):
    """The words of the pledge, in each document and language."""

    name = "citations"
    title = _("Quotes")
    add_label = _("Add another quote")
    form = forms.CitationForm

    def stored(self, owner: Commitment) -> Iterator[Stored]:
        """Return the quotes of a commitment."""
        for one in owner.citations.order_by("pk"):
            values = {"document": one.document_id, "quote": one.exact, "place": one.start}
            yield Stored(one, {**values, "role": one.role})

    def defaults(
        self, owner: Any, taken: list[Values], proposed: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Stay with the document of the row before."""
        document = next((row["document"][0] for row in reversed(taken) if row.get("document")), "")
        return {"document": document or proposed.get("document", ""), "role": "origin"}


class Beneficiaries(PartKind):
    """Who is to benefit."""

    name = "beneficiaries"
    title = _("Beneficiaries")
    add_label = _("Add a beneficiary")
    form = forms.BeneficiaryForm

    def stored(self, owner: Commitment) -> Iterator[Stored]:
        """Return the beneficiaries of a commitment."""
        return _rows(owner.beneficiary_links.all(), self.form)


class Targets(PartKind):
    """Numbers promised."""

    name = "targets"
    title = _("Targets")
    help = _("The first is the main one. Leave the row empty when no number was promised.")
    add_label = _("Add a target")
    form = forms.TargetForm

    def stored(self, owner: Commitment) -> Iterator[Stored]:
        """Return the targets of a commitment."""
        return _rows(owner.targets.all(), self.form)


class EvidenceRows(PartKind):
    """What is known of the follow-through."""

    name = "evidence"
    title = _("Evidence")
    help = _("In your own words; one claim a row. Its key is how assessments name it.")
    add_label = _("Add evidence")
    form = forms.EvidenceForm

    def stored(self, owner: Commitment) -> Iterator[Stored]:
        """Return the evidence of a commitment, with the words each quotes."""
        quotes = Prefetch("citations", queryset=Citation.objects.order_by("pk"))
        for one in owner.evidence.order_by("key").prefetch_related(quotes):
            quote = next(iter(one.citations.all()), None)
            values = model_to_dict(one, fields=list(self.form.base_fields))
            values |= {
                "quote": quote.exact if quote else "",
                "place": quote.start if quote else None,
                "publication": one.publication,
            }
            yield Stored(one, values)

    def defaults(
        self, owner: Any, taken: list[Values], proposed: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Give the row the next key, so that an assessment can name it in the same save."""
        keys = [row["key"][0] for row in taken if row.get("key")]
        return {"key": next_evidence_keys(keys, 1)[0]}


class Measurements(PartKind):
    """Numbers that the evidence states."""

    name = "measurements"
    title = _("Numbers in the evidence")
    add_label = _("Add a number")
    form = forms.MeasurementForm

    def stored(self, owner: Commitment) -> Iterator[Stored]:
        """Return the numbers of a commitment's evidence."""
        found = Measurement.objects.filter(evidence__commitment=owner).select_related("evidence")
        for one in found.order_by("evidence__key", "pk"):
            values = model_to_dict(one, fields=list(self.form.base_fields))
            yield Stored(one, {**values, "evidence": one.evidence.key})

    def defaults(
        self, owner: Any, taken: list[Values], proposed: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Leave the key to the editor: a number must not land on the wrong evidence."""
        return {}


class Assessments(PartKind):
    """Assessments that wait for a second person; reviewed ones are shown, not edited."""

    name = "assessments"
    title = _("Proposed assessments")
    help = _("One year a row. A second person approves it; until then nobody outside sees it.")
    add_label = _("Add a year")
    form = forms.AssessmentForm

    def notes(self, owner: Commitment) -> Iterator[str]:
        """Return the years that are assessed already: a row for one proposes its next version."""
        for one in owner.assessments.current().order_by("year"):
            yield f"{one.year}: {one.get_status_display()}"

    def stored(self, owner: Commitment) -> Iterator[Stored]:
        """Return the drafts of a commitment."""
        drafts = owner.assessments.filter(state="draft").prefetch_related(
            "evidence_links__evidence"
        )
        for one in drafts.order_by("year"):
            values = model_to_dict(one, fields=list(self.form.base_fields))
            keys = sorted(link.evidence.key for link in one.evidence_links.all())
            yield Stored(one, {**values, "evidence": keys})

    def defaults(
        self, owner: Any, taken: list[Values], proposed: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Propose this year."""
        return {"year": timezone.localdate().year}


class Links(PartKind):
    """How the commitment stands to others."""

    name = "links"
    title = _("Links to other commitments")
    add_label = _("Add a link")
    form = forms.LinkForm

    def stored(self, owner: Commitment) -> Iterator[Stored]:
        """Return the links of a commitment."""
        for one in owner.links.select_related("target"):
            yield Stored(one, {"kind": one.kind, "note": one.note, "target": one.target.reference})


PARTS = (
    Citations(),
    Beneficiaries(),
    Targets(),
    EvidenceRows(),
    Measurements(),
    Assessments(),
    Links(),
)
