"""What every form on an editor's page can do: be read as plain values, and merged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.forms.models import model_to_dict
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commitments.admin.editor.directory import Directory
from commitments.admin.editor.fields import MAX_TEXT, DateInput
from commitments.core.merging import ROW_ID, Values

REMOVE = "remove"


def formfield(field: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    """Give a model's fields the inputs an editor works with."""
    if isinstance(field, models.DateField):
        options["widget"] = DateInput
    elif isinstance(field, models.TextField):
        options |= {"widget": forms.Textarea(attrs={"rows": 3}), "max_length": MAX_TEXT}
    elif isinstance(field, models.IntegerField):
        options["widget"] = forms.TextInput(attrs={"inputmode": "numeric"})
    if isinstance(field, models.URLField):
        options["assume_scheme"] = "https"
    made = field.formfield(**options)
    return made if isinstance(made, forms.Field) else None


class PageForm(forms.ModelForm):
    """A form whose values can be read as a sheet; declared from a model, saved by actions.

    Only the fields are checked here. The record as a whole, with its constraints, is
    checked once, by the action that saves it.
    """

    #: Rows of fields, as they stand on the page.
    layout: ClassVar[tuple[tuple[str, ...], ...]] = ()
    #: Fields that are folded away until somebody needs them: a title and their rows.
    more: ClassVar[tuple[tuple[Any, tuple[tuple[str, ...], ...]], ...]] = ()

    class Meta:
        model: type[models.Model]
        fields: list[str] = []
        formfield_callback = formfield

    def __init__(self, *args: Any, directory: Directory, **options: Any) -> None:
        self.directory = directory
        instance = options.get("instance")
        if instance is not None:
            # Fields declared by hand too: a value that is not shown would be saved as empty.
            columns = {field.name for field in instance._meta.concrete_fields}
            stored = model_to_dict(instance, fields=columns & set(self.base_fields))
            options["initial"] = {**stored, **(options.get("initial") or {})}
        options |= {"use_required_attribute": False, "label_suffix": ""}
        super().__init__(*args, **options)
        for field in self.fields.values():
            if hasattr(field, "directory"):
                field.directory = directory

    def _post_clean(self) -> None:
        """Leave the record alone: the action checks it."""

    def quiet(self) -> None:
        """Show what was typed without judging it (another row was asked for)."""
        self._errors = ErrorDict()

    def values(self) -> Values:
        """Return what an untouched form would send, by field."""
        return {name: _as_sent(self[name]) for name in self.fields}

    def sent(self) -> Values:
        """Return what the browser sent, by field: line ends as in the database, no blanks."""
        found = {}
        data: Any = self.data
        for name, field in self.fields.items():
            if field.disabled:
                found[name] = _as_sent(self[name])
                continue
            given = data.getlist(self.add_prefix(name))
            if isinstance(field.widget, forms.CheckboxInput):
                given = ["on"] if given and given[-1] not in ("", "false") else []
            found[name] = _plain(given) if getattr(field, "strip", True) else _kept(given)
        return found


class RowForm(PageForm):
    """One row of a part: knows its record by ``id``, and can be removed."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    remove = forms.BooleanField(required=False, label=_("Remove"))

    #: What the row is called.
    title: Any = ""
    #: Fields that the page fills in by itself: alone they do not make a row.
    proposed: tuple[str, ...] = ()
    #: The stored record behind the row, if there is one, and the record of the page.
    record: Any = None
    owner: Any = None
    #: True for the empty row that the script copies.
    is_template = False

    @property
    def can_go(self) -> bool:
        """Whether to offer removal: not for an empty row, nor for what was public."""
        if getattr(self.record, "publication", "draft") != "draft":
            return False
        return self.record is not None or self.is_bound or self.is_template

    def has_changed(self) -> bool:
        """Say whether anything was filled in that the page had not put there."""
        own = {ROW_ID, REMOVE, *self.proposed}
        return any(name not in own for name in self.changed_data)

    def clean(self) -> dict[str, Any]:
        """Let a row that is to go, go, whatever else it says."""
        cleaned = super().clean() or {}
        if cleaned.get(REMOVE):
            self._errors = ErrorDict()
        return cleaned

    def row_values(self) -> dict[str, Any]:
        """Return the cleaned values without the row's own bookkeeping."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in (ROW_ID, REMOVE)
        }


def _plain(values: list[str]) -> list[str]:
    cleaned = (value.replace("\r\n", "\n").strip() for value in values)
    return [value for value in cleaned if value]


def _kept(values: list[str]) -> list[str]:
    return [value.replace("\r\n", "\n") for value in values]


def _as_sent(bound: forms.BoundField) -> list[str]:
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(value) else []
    shown = widget.format_value(value)
    if shown is None:
        return []
    return _plain([str(one) for one in shown] if isinstance(shown, list | tuple) else [str(shown)])


def as_data(values: Mapping[str, list[str]], prefix: str, data: QueryDict) -> None:
    """Write a form's values into the data that binds it."""
    for name, value in values.items():
        data.setlist(f"{prefix}-{name}" if prefix else name, value)
