"""The forms of the review queue: what comes in, what it is, what a candidate becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin.editor.fields import DateInput, QuantityField
from commitments.core.quotes import locate
from commitments.core.vocabulary import (
    BearsOn,
    CitationRole,
    Comparator,
    DocumentKind,
    EventFormat,
    Kind,
    Measure,
    Strength,
)
from commitments.models import Candidate, Document, Theme
from commitments.models.base import choices_of
from commitments.selectors.proposing import Draft

#: Characters of one pasted text; a book comes in as a file.
MAX_PASTE = 3_000_000
MAX_FILE = 50 * 1024 * 1024


class IntakeForm(forms.Form):
    """A text or a file, and where it comes from."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=MAX_PASTE,
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"rows": 16, "autofocus": True}),
        help_text=gettext_lazy("Paste the whole text. It is kept letter for letter."),
    )
    file = forms.FileField(
        required=False,
        label=gettext_lazy("or a file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.md,.html,.htm,.pdf,.docx"}),
        help_text=gettext_lazy("Text, web page, PDF or Word. The file itself is kept too."),
    )
    url = forms.URLField(
        required=False,
        max_length=2000,
        assume_scheme="https",
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("Where readers find it, if it is on the web."),
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than any speech."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_FILE:
            raise ValidationError(_("This file is larger than 50 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        text, file = (cleaned.get("text") or "").strip(), cleaned.get("file")
        if bool(text) == bool(file) and not self.errors:
            raise ValidationError(
                _("Paste a text or choose a file, not both.")
                if text
                else _("Paste a text, or choose a file.")
            )
        return cleaned


class MetadataForm(forms.Form):
    """What a new document is, as proposed from its text and confirmed by an editor."""

    title = forms.CharField(max_length=300, label=gettext_lazy("Title"))
    kind = forms.ChoiceField(choices=choices_of(DocumentKind), label=gettext_lazy("Kind"))
    languages = forms.MultipleChoiceField(
        choices=[("en", gettext_lazy("English")), ("zh", gettext_lazy("Chinese"))],
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Languages"),
    )
    dated = forms.DateField(
        required=False,
        widget=DateInput,
        label=gettext_lazy("Spoken on"),
        help_text=gettext_lazy("“Next year” is counted from this day."),
    )
    date_stated = forms.BooleanField(required=False, label=gettext_lazy("The text states this day"))
    date_reason = forms.CharField(
        required=False, max_length=2000, label=gettext_lazy("Its words, or why inferred")
    )
    speaker = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Speaker"),
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    event = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Meeting"),
        widget=forms.TextInput(attrs={"list": "events", "autocomplete": "off"}),
    )
    organisation = forms.CharField(
        required=False,
        max_length=40,
        label=gettext_lazy("Letters of its references"),
        help_text=gettext_lazy("For a new meeting: SCO gives SCO-2021-001."),
    )
    format = forms.ChoiceField(
        choices=choices_of(EventFormat), label=gettext_lazy("How a new meeting was held")
    )
    #: Names the page has already said are new: sent again, they are added.
    told_new = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A meeting that is new needs a day."""
        cleaned = super().clean() or {}
        if cleaned.get("date_stated") and not cleaned.get("dated"):
            self.add_error("dated", _("Which day does the text state?"))
        return cleaned


class DraftForm(forms.Form):
    """What a candidate becomes, prefilled; sends back a Draft."""

    title = forms.CharField(
        max_length=200, label=gettext_lazy("Title"), widget=forms.Textarea(attrs={"rows": 2})
    )
    words = forms.CharField(
        label=gettext_lazy("Quote"),
        strip=True,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The document's own words; change them to mark more or less."),
    )
    actor = forms.CharField(
        max_length=200,
        label=gettext_lazy("Who"),
        widget=forms.TextInput(attrs={"list": "parties", "autocomplete": "off"}),
    )
    beneficiary = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("For whom"),
        widget=forms.TextInput(attrs={"list": "parties", "autocomplete": "off"}),
    )
    beneficiary_wording = forms.CharField(
        required=False, max_length=200, label=gettext_lazy("as worded")
    )
    excludes_actor = forms.BooleanField(
        required=False, label=gettext_lazy("without the actor itself")
    )
    theme = forms.ChoiceField(required=False, label=gettext_lazy("Theme"))
    kind = forms.ChoiceField(choices=choices_of(Kind), label=gettext_lazy("Kind"))
    strength = forms.ChoiceField(choices=choices_of(Strength), label=gettext_lazy("Strength"))
    quantity = QuantityField(required=False, label=gettext_lazy("Amount"))
    unit = forms.CharField(required=False, max_length=80, label=gettext_lazy("Unit"))
    comparator = forms.ChoiceField(choices=choices_of(Comparator), label=gettext_lazy("read as"))
    measure = forms.ChoiceField(choices=choices_of(Measure), label=gettext_lazy("counted"))
    quantity_text = forms.CharField(
        required=False, max_length=100, label=gettext_lazy("Amount as spoken")
    )
    period_text = forms.CharField(
        required=False, max_length=200, label=gettext_lazy("Period as spoken")
    )
    period_start = forms.DateField(required=False, widget=DateInput, label=gettext_lazy("from"))
    period_end = forms.DateField(required=False, widget=DateInput, label=gettext_lazy("until"))
    alternative_start = forms.DateField(
        required=False, widget=DateInput, label=gettext_lazy("other reading from")
    )
    alternative_end = forms.DateField(
        required=False, widget=DateInput, label=gettext_lazy("other reading until")
    )
    made_on = forms.DateField(required=False, widget=DateInput, label=gettext_lazy("Made on"))
    role = forms.ChoiceField(
        choices=choices_of(CitationRole), label=gettext_lazy("These words are")
    )
    title_zh = forms.CharField(
        required=False, max_length=200, label=gettext_lazy("Title in Chinese")
    )

    #: Rows of the form as they stand on the screen; the rest is folded away.
    LAYOUT = (
        ("title",),
        ("actor", "theme"),
        ("kind", "strength"),
        ("quantity", "unit"),
        ("period_text", "period_end"),
    )
    MORE = (
        ("words",),
        ("beneficiary", "beneficiary_wording"),
        ("excludes_actor",),
        ("quantity_text", "comparator", "measure"),
        ("period_start", "made_on"),
        ("alternative_start", "alternative_end"),
        ("role", "title_zh"),
    )

    def __init__(self, candidate: Candidate, data: Any = None, *, draft: Draft) -> None:
        """Fill the form with what is proposed for a candidate."""
        self.candidate = candidate
        words = candidate.document.raw_text[draft.start : draft.end]
        initial = {**asdict(draft), "words": words}
        super().__init__(data, initial=initial, label_suffix="", use_required_attribute=False)
        themes = Theme.objects.order_by("name_en")
        self.fields["theme"].choices = [  # type: ignore[attr-defined]
            ("", _("– choose –")),
            *((one.slug, one.name) for one in themes),
        ]

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields everybody looks at."""
        return [[self[name] for name in row] for row in self.LAYOUT]

    @property
    def more(self) -> list[list[forms.BoundField]]:
        """The fields that are folded away."""
        return [[self[name] for name in row] for row in self.MORE]

    @property
    def folded_errors(self) -> bool:
        """Whether something to correct is folded away."""
        return any(name in self.errors for row in self.MORE for name in row)

    def clean_words(self) -> tuple[int, int]:
        """Find the quote: where it was, or the place nearest to that."""
        quote = self.cleaned_data["words"].replace("\r\n", "\n")
        document: Document = self.candidate.document
        if quote == self.candidate.exact.replace("\r\n", "\n").strip():
            return self.candidate.start, self.candidate.end
        places = locate(document.raw_text, quote)
        if not places:
            raise ValidationError(_("These words are not in the document."))
        nearest = min(places, key=lambda place: abs(place.start - self.candidate.start))
        return nearest.start, nearest.end

    def draft(self) -> Draft:
        """Return the draft the form describes; only after is_valid()."""
        values = dict(self.cleaned_data)
        start, end = values.pop("words")
        return Draft(start=start, end=end, **values)

    def refuse(self, error: ValidationError) -> None:
        """Show what an action refused beside the field it names."""
        by_field: Mapping[str, list[ValidationError]] = (
            error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        )
        for name, problems in by_field.items():
            messages = [message for problem in problems for message in problem.messages]
            self.add_error(name if name in self.fields else None, messages)


class EvidenceForm(forms.Form):
    """What a progress claim says, in the tracker's own words."""

    claim = forms.CharField(
        label=gettext_lazy("What it shows, in your own words"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    bears_on = forms.ChoiceField(
        choices=choices_of(BearsOn), initial=BearsOn.PROGRESS.value, label=gettext_lazy("Bears on")
    )
    own_statement = forms.BooleanField(
        required=False, initial=True, label=gettext_lazy("The pledger's own statement")
    )

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any]) -> None:
        """Fill the form with a claim to start from."""
        super().__init__(data, initial=dict(initial), label_suffix="", use_required_attribute=False)
