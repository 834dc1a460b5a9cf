"""Form fields for an editor's hands: names instead of menus, numbers as people write them.

A name field is a text input with the browser's own completion (a datalist): it works from
the keyboard, without a script, and one list serves every row of a page.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from commitments.admin.editor.directory import Directory
from commitments.models import Commitment

#: Longest text of one input; more is a mistake, and would be slow to compare.
MAX_TEXT = 20_000
_GROUPED = re.compile(r"\d{1,3}([, \u00a0\u202f]\d{3})+(\.\d+)?")


class DateInput(forms.DateInput):
    """The browser's own date input; ISO dates in and out."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class ListInput(forms.Widget):
    """Several values of one field, an input for each and one more to add another."""

    template_name = "admin/commitments/editor/list_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, long: bool = False) -> None:
        super().__init__(attrs)
        self.long = long

    def format_value(self, value: Any) -> list[str]:
        """Return the values as strings."""
        return [str(one) for one in value or []]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add one empty input, so that another value can be typed without a script."""
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"values": [*self.format_value(value), ""], "long": self.long}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return what was typed, blanks left out."""
        given = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [one for one in given if one.strip()]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A field that is not there was not sent."""
        return name not in data

    def id_for_label(self, id_: str) -> str:
        """Point the label at the first input."""
        return f"{id_}_0" if id_ else id_


class NamedField(forms.CharField):
    """A record of ``model``, typed by name; cleans to the record or None."""

    def __init__(self, model: type[models.Model], **options: Any) -> None:
        self.model = model
        self.directory: Directory | None = None
        options.setdefault("max_length", 300)
        super().__init__(**options)
        if not isinstance(self.widget, forms.HiddenInput):
            self.widget.attrs |= {"list": list_id(model), "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Show a record, or its key, by its name; leave what was typed as it is."""
        if isinstance(value, models.Model):
            value = value.pk
        if isinstance(value, int) and self.directory:
            return self.directory.name(self.model, value)
        return value

    def clean(self, value: Any) -> Any:
        """Return the record of that name. Raises ValidationError with the nearest name."""
        # A disabled field hands over what it started with: the key of the record.
        return resolve(self, super().clean(self.prepare_value(value)))


class NamedListField(forms.Field):
    """Several records of ``model`` in order, each typed by name; cleans to a list."""

    def __init__(self, model: type[models.Model], **options: Any) -> None:
        self.model = model
        self.directory: Directory | None = None
        attrs = {"list": list_id(model), "autocomplete": "off"}
        super().__init__(widget=ListInput(attrs), **options)

    def prepare_value(self, value: Any) -> Any:
        """Show records by their names."""
        if not self.directory:
            return value
        return [
            self.directory.name(self.model, one.pk) if isinstance(one, models.Model) else one
            for one in value or []
        ]

    def clean(self, value: Any) -> list[Any]:
        """Return the records, in order. Raises ValidationError naming what is unknown."""
        text = forms.CharField(max_length=300)
        found = [resolve(self, text.clean(one)) for one in super().clean(value) or []]
        return list(dict.fromkeys(found))


class TextListField(forms.Field):
    """Several texts, one input each; cleans to a list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=ListInput({"rows": 2}, long=True), **options)

    def clean(self, value: Any) -> list[str]:
        """Return the texts without blanks around them."""
        text = forms.CharField(max_length=MAX_TEXT)
        return [text.clean(one) for one in super().clean(value) or []]


class QuantityField(forms.DecimalField):
    """A number in whole units; thousands may be grouped (2,000,000,000)."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=24, decimal_places=6, **options)
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Any:
        """Read grouped thousands; anything else as Django does."""
        if isinstance(value, str) and _GROUPED.fullmatch(value.strip()):
            value = re.sub(r"[, \u00a0\u202f]", "", value)
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Show 2000000000, not 2000000000.000000 nor 2E+9."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class KeysField(forms.CharField):
    """Evidence keys, like “E01, E03”; cleans to a list."""

    def prepare_value(self, value: Any) -> Any:
        """Show a list of keys in one line."""
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the keys in capitals, each once."""
        keys = re.split(r"[\s,;，；、]+", super().clean(value).upper())
        return list(dict.fromkeys(key for key in keys if key))


def resolve(field: NamedField | NamedListField, name: str) -> Any:
    """Return the record a typed name stands for, None for nothing typed."""
    if not name:
        return None
    if field.directory is None:
        raise TypeError("a name field needs its form's directory")
    found = field.directory.find(field.model, name)
    if found is not None:
        return found
    near = field.directory.nearest(field.model, name)
    message = _("There is no %(what)s called “%(name)s”.") % {
        "what": field.model._meta.verbose_name,
        "name": name[:80],
    }
    if near:
        message += " " + _("Do you mean “%s”?") % near
    if field.model is Commitment:
        raise ValidationError(message, code="unknown")
    # In another tab: what was typed here stays, and the next save finds the new name.
    address = reverse(f"admin:{field.model._meta.label_lower.replace('.', '_')}_add")
    link = format_html('{} <a href="{}" target="_blank">{}</a>', message, address, _("Add it"))
    raise ValidationError(link, code="unknown")


def list_id(model: type[models.Model]) -> str:
    """Return the id of the page's datalist for a kind of record."""
    return f"list-{model._meta.model_name}"
