"""The forms of a commitment's page."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.citing import QuoteAmbiguous, QuoteNotFound, find_quote
from commitments.actions.editing.quotes import same_words
from commitments.admin.editor.fields import (
    KeysField,
    NamedField,
    NamedListField,
    QuantityField,
    TextListField,
)
from commitments.admin.editor.forms import PageForm, RowForm, formfield
from commitments.core.quotes import CONTEXT, surroundings
from commitments.core.vocabulary import CitationRole
from commitments.models import (
    Assessment,
    Citation,
    Commitment,
    CommitmentBeneficiary,
    CommitmentLink,
    Document,
    Event,
    Evidence,
    Measurement,
    Party,
    Publisher,
    Target,
    Theme,
)
from commitments.models.base import choices_of
from commitments.selectors.defaults import defaults_of

#: The longest quote that is looked for; more is a paste of something else.
MAX_QUOTE = 5_000


class CommitmentForm(PageForm):
    """The commitment's own fields. What its document already says may be left empty."""

    event = NamedField(Event, required=False, label=gettext_lazy("Event"))
    actors = NamedListField(
        Party, required=False, label=gettext_lazy("Actors"), help_text=gettext_lazy("Who pledges.")
    )
    themes = NamedListField(
        Theme,
        required=False,
        label=gettext_lazy("Themes"),
        help_text=gettext_lazy("The first is the main one."),
    )
    wording_differences = TextListField(
        required=False, label=gettext_lazy("Wording differences between versions")
    )
    conflicts = TextListField(required=False, label=gettext_lazy("Conflicts in the evidence"))
    analysis = TextListField(required=False, label=gettext_lazy("Analysis"))
    gaps = TextListField(required=False, label=gettext_lazy("What is not known"))
    reason = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("Reason for the change"),
        help_text=gettext_lazy("Needed once a commitment has been public; shown in its history."),
        widget=forms.TextInput,
    )

    class Meta:
        model = Commitment
        fields = [
            "reference", "event", "title", "title_zh", "summary", "kind", "strength", "confidence",
            "made_on", "period_text", "period_start", "period_end", "alternative_start",
            "alternative_end", "alternative_reason", "criteria_fulfilled", "criteria_partly",
            "criteria_not", "note", "slug",
        ]  # fmt: skip
        formfield_callback = formfield

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reference"].required = False
        self.fields["slug"].required = False
        self.fields["made_on"].required = False
        if self.instance.published_at is not None:
            self.fields["reference"].disabled = True
        else:
            del self.fields["reason"]

    def clean_reference(self) -> str:
        """Read references in capitals, however they are typed."""
        return str(self.cleaned_data["reference"]).upper()

    def take_from(self, document: Document) -> None:
        """Fill what was left empty with what the source document says."""
        found = defaults_of(document)
        for name, value in (("event", found.event), ("made_on", found.made_on)):
            if not self.cleaned_data.get(name):
                self.cleaned_data[name] = value
        if not self.cleaned_data.get("actors") and found.actor is not None:
            self.cleaned_data["actors"] = [found.actor]

    def require_day(self) -> None:
        """Complain when neither the editor nor the document gives a day."""
        if not self.cleaned_data.get("made_on") and "made_on" not in self.errors:
            self.add_error("made_on", _("Say when the pledge was made: the document does not."))


class QuoteMixin(RowForm):
    """A row that quotes a document: the quote is looked for while the form is checked.

    ``place`` is where the quote starts; it is asked for when the words occur several times.
    """

    #: The places to choose from, when there are several: start, before, words, after.
    places: tuple[tuple[int, str, str, str], ...] = ()
    #: Where the words were found: before, words, after.
    found: tuple[str, str, str] | None = None

    def find(self) -> None:
        """Look for the quote. Adds an error with the nearest passage, or asks which place."""
        document, quote = self.cleaned_data.get("document"), self.cleaned_data.get("quote")
        if not document or not quote or self.cleaned_data.get("remove") or self._unchanged():
            return
        place = self.cleaned_data.get("place")
        try:
            span = find_quote(document, quote, place)
            before, after = surroundings(document.raw_text, span.start, span.end)
            self.found = (before, document.raw_text[span.start : span.end], after)
        except QuoteNotFound as error:
            self.add_error("quote", ValidationError(error.messages))
        except QuoteAmbiguous as error:
            self._ask(document, error)

    def _unchanged(self) -> bool:
        was = {name: self.get_initial_for_field(self.fields[name], name) for name in
               ("document", "quote", "place")}  # fmt: skip
        return (
            bool(self.cleaned_data.get("id"))
            and was["document"] == self.cleaned_data["document"].pk
            and same_words(str(was["quote"] or ""), self.cleaned_data["quote"])
            and was["place"] == self.cleaned_data.get("place")
        )

    def _ask(self, document: Document, error: QuoteAmbiguous) -> None:
        text = document.raw_text
        found = []
        for span in error.places:
            before, after = surroundings(text, span.start, span.end)
            before = "…" + before if span.start > CONTEXT else before
            found.append((span.start, before, text[span.start : span.end], after))
        self.places = tuple(found)
        self.add_error("quote", error.messages)


class CitationForm(QuoteMixin):
    """The words of the pledge."""

    document = NamedField(Document, label=gettext_lazy("Document"))
    quote = forms.CharField(
        label=gettext_lazy("Quote"),
        max_length=MAX_QUOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Paste the words; they are looked up in the text of the document."),
    )
    place = forms.IntegerField(required=False, widget=forms.HiddenInput)
    role = forms.ChoiceField(
        choices=choices_of(CitationRole), label=gettext_lazy("Role"), initial="origin"
    )
    layout = (("document", "role"), ("quote",))
    title = gettext_lazy("Quote")
    proposed = ("document", "role", "place")

    class Meta:
        model = Citation
        fields: list[str] = []

    def clean(self) -> dict[str, Any]:
        """Find the quote."""
        cleaned = super().clean()
        self.find()
        return cleaned


class BeneficiaryForm(RowForm):
    """Who is to benefit."""

    party = NamedField(Party, label=gettext_lazy("Party"))
    layout = (("party", "wording", "excludes_actor"),)
    title = gettext_lazy("Beneficiary")

    class Meta:
        model = CommitmentBeneficiary
        fields = ["wording", "excludes_actor"]
        formfield_callback = formfield


class TargetForm(RowForm):
    """A number promised."""

    quantity = QuantityField(required=False, label=gettext_lazy("Quantity"))
    layout = (
        ("indicator", "quantity_text"),
        ("comparator", "quantity", "unit", "measure"),
    )
    more = ((gettext_lazy("Baseline and note"), (("baseline",), ("note",))),)
    title = gettext_lazy("Target")

    class Meta:
        model = Target
        fields = ["indicator", "quantity_text", "unit", "comparator", "measure", "baseline", "note"]
        formfield_callback = formfield


class EvidenceForm(QuoteMixin):
    """One claim about what became of the pledge, and where it is from."""

    document = NamedField(Document, required=False, label=gettext_lazy("Document held here"))
    quote = forms.CharField(
        required=False,
        label=gettext_lazy("Its words"),
        max_length=MAX_QUOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    place = forms.IntegerField(required=False, widget=forms.HiddenInput)
    publisher = NamedField(Publisher, label=gettext_lazy("Publisher"))
    layout = (
        ("key", "bears_on", "kind", "year", "dated"),
        ("claim",),
        ("url", "publisher", "own_statement"),
    )
    more = (
        (
            gettext_lazy("More about the source"),
            (
                ("title", "publisher_as_given"),
                ("published_on", "retrieved_on", "published_note"),
                ("reliability",),
            ),
        ),
        (gettext_lazy("Quote a document held here"), (("document",), ("quote",))),
    )
    title = gettext_lazy("Evidence")
    proposed = ("key",)
    own_statement = forms.TypedChoiceField(
        label=gettext_lazy("Who says so"),
        choices=[
            ("", "---------"),
            ("True", gettext_lazy("The pledger: its government, its state media or the host")),
            ("False", gettext_lazy("Somebody outside the pledger")),
        ],
        coerce=lambda value: value == "True",
    )

    class Meta:
        model = Evidence
        fields = [
            "key", "claim", "kind", "bears_on", "year", "dated", "url",
            "publisher_as_given", "title", "published_on", "published_note", "retrieved_on",
            "reliability",
        ]  # fmt: skip
        formfield_callback = formfield

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["key"].required = False
        self.fields["key"].help_text = self.fields["year"].help_text = ""

    def clean_key(self) -> str:
        """Read keys in capitals."""
        return str(self.cleaned_data["key"]).strip().upper()

    def clean(self) -> dict[str, Any]:
        """Find the quote, if there is one."""
        cleaned = super().clean()
        if cleaned.get("quote") and not cleaned.get("document") and "document" not in self.errors:
            self.add_error("document", _("Say which document the quote is from."))
        self.find()
        return cleaned


class MeasurementForm(RowForm):
    """A number that a piece of evidence states; the evidence is named by its key."""

    evidence = forms.CharField(
        max_length=16, label=gettext_lazy("Evidence"), help_text=gettext_lazy("Its key: E01.")
    )
    value = QuantityField(label=gettext_lazy("Value"))
    layout: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("evidence", "qualifier", "value", "unit", "basis"),
        ("as_given", "scope"),
        ("as_of", "period_start", "period_end"),
    )
    title = gettext_lazy("Number")

    class Meta:
        model = Measurement
        fields = ["unit", "as_given", "qualifier", "basis", "scope", "as_of", "period_start",
                  "period_end"]  # fmt: skip
        formfield_callback = formfield


class AssessmentForm(RowForm):
    """What a year's evidence amounts to, proposed for a second person's look."""

    evidence = KeysField(
        required=False,
        max_length=500,
        label=gettext_lazy("Evidence"),
        help_text=gettext_lazy("Keys, like E01, E03; evidence from this page counts."),
    )
    layout = (
        ("year", "status", "evidence"),
        ("rationale",),
    )
    more = (
        (gettext_lazy("The sources disagree"), (("contested",), ("conflict",))),
        (
            gettext_lazy("What was searched; why an earlier assessment changes"),
            (("searched",), ("reviewed_up_to",), ("change_reason",)),
        ),
    )
    title = gettext_lazy("Assessment")
    proposed = ("year",)

    class Meta:
        model = Assessment
        fields = ["year", "status", "rationale", "contested", "conflict", "searched",
                  "reviewed_up_to", "change_reason"]  # fmt: skip
        formfield_callback = formfield


class LinkForm(RowForm):
    """How this commitment stands to another."""

    target = NamedField(
        Commitment, label=gettext_lazy("Commitment"), help_text=gettext_lazy("Its reference.")
    )
    layout = (("kind", "target", "note"),)
    title = gettext_lazy("Link")

    class Meta:
        model = CommitmentLink
        fields = ["kind", "note"]
        formfield_callback = formfield
