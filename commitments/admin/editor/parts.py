"""The parts of a page that have rows: citations, targets, evidence …."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commitments.actions.editing import Row
from commitments.admin.editor.directory import Directory
from commitments.admin.editor.forms import REMOVE, RowForm, as_data
from commitments.core.merging import ROW_ID, Values

#: More rows than this in one part is no page an editor filled in.
MAX_ROWS = 300
#: Stands for the row's number in the template that the script copies.
PLACEHOLDER = "__n__"


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored row: its record, and its values by form field."""

    record: models.Model
    values: Mapping[str, Any]


class PartKind:
    """Describes one part: its form, where its rows come from, what an empty row holds."""

    name: ClassVar[str]
    title: ClassVar[Any]
    help: ClassVar[Any] = ""
    add_label: ClassVar[Any] = _("Add a row")
    form: ClassVar[type[RowForm]]
    #: How many empty rows a new page offers.
    blank: ClassVar[int] = 1

    def stored(self, owner: Any) -> Iterable[Stored]:
        """Return the rows of a stored record."""
        raise NotImplementedError

    def notes(self, owner: Any) -> Iterable[str]:
        """Return lines to show above the rows: what belongs here but is not edited here."""
        return ()

    def defaults(
        self, owner: Any, taken: list[Values], proposed: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return what an empty row starts with; ``taken`` are the rows there are."""
        return {}


class Part:
    """One part of one page: its rows as forms."""

    def __init__(
        self, kind: PartKind, owner: Any, directory: Directory, proposed: Mapping[str, Any]
    ) -> None:
        self.kind, self.owner, self.directory = kind, owner, directory
        self.proposed = proposed
        self._stored = {str(one.record.pk): one for one in kind.stored(owner)} if owner else {}
        self.forms: list[RowForm] = []
        self.bound = False

    @property
    def name(self) -> str:
        """The part's name, and the prefix of its fields."""
        return self.kind.name

    def stored_values(self) -> list[Values]:
        """Return the stored rows as values."""
        forms = (self._form(0, initial=one.values) for one in self._stored.values())
        return [
            {**form.values(), ROW_ID: [key]} for key, form in zip(self._stored, forms, strict=True)
        ]

    def sent(self, data: QueryDict) -> list[Values]:
        """Return the rows the browser sent; none if the count is missing or nonsense."""
        count = data.get(f"{self.name}-rows", "")
        number = min(int(count), MAX_ROWS) if count.isdecimal() and len(count) < 6 else 0
        return [self._form(at, data=data).sent() for at in range(number)]

    def show(self, blank: int | None = None) -> None:
        """Lay out the stored rows and some empty ones."""
        values = self.stored_values()
        wanted = self.kind.blank if blank is None else blank
        if self._stored:
            wanted = 0
        self.forms = [
            self._form(at, initial={**one.values, ROW_ID: one.record.pk}, record=one.record)
            for at, one in enumerate(self._stored.values())
        ]
        for at in range(len(self.forms), len(self.forms) + wanted):
            self.forms.append(self._form(at, initial=self._defaults(values)))

    def bind(self, rows: list[Values], data: QueryDict) -> None:
        """Lay out the rows as they were sent, or merged."""
        self.bound = True
        for at, row in enumerate(rows):
            as_data(row, f"{self.name}-{at}", data)
        taken: list[Values] = []
        for at, row in enumerate(rows):
            key = (row.get(ROW_ID) or [""])[0]
            known = self._stored.get(key)
            initial = known.values if known else self._defaults(taken)
            form = self._form(
                at, data=data, initial=initial, record=known.record if known else None
            )
            form.empty_permitted = not key
            self.forms.append(form)
            taken.append(row)

    def add_blank(self, rows: list[Values]) -> None:
        """Add an empty row to the rows that were sent."""
        rows.append(self._form(0, initial=self._defaults(rows)).values())

    def filled(self) -> list[RowForm]:
        """Return the rows that say something, in order."""
        return [form for form in self.forms if form.data and self._says_something(form)]

    def rows(self) -> list[Row]:
        """Return the filled rows as plain values, for the action that saves them."""
        return [
            Row(
                form.row_values(),
                pk=form.cleaned_data.get(ROW_ID),
                remove=bool(form.cleaned_data.get(REMOVE)),
            )
            for form in self.filled()
        ]

    @property
    def template_row(self) -> RowForm:
        """The empty row that the script copies."""
        made = self._form(0, initial=self._defaults([], numbered=False))
        made.prefix, made.is_template = f"{self.name}-{PLACEHOLDER}", True
        return made

    @property
    def notes(self) -> list[str]:
        """What belongs to the part but is not edited in its rows."""
        return list(self.kind.notes(self.owner)) if self.owner else []

    @property
    def errors(self) -> bool:
        """True when a row has something to correct."""
        return self.bound and any(form.errors for form in self.forms)

    def _says_something(self, form: RowForm) -> bool:
        stored = bool(form.cleaned_data.get(ROW_ID)) if form.is_valid() else True
        return stored or (form.has_changed() and not form.cleaned_data.get(REMOVE))

    def _defaults(self, taken: list[Values], *, numbered: bool = True) -> dict[str, Any]:
        defaults = self.kind.defaults(self.owner, taken, self.proposed)
        return defaults if numbered else {**defaults, "key": ""}

    def _form(
        self,
        number: int,
        data: QueryDict | None = None,
        initial: Mapping[str, Any] | None = None,
        record: models.Model | None = None,
    ) -> RowForm:
        form = self.kind.form(
            data,
            prefix=f"{self.name}-{number}",
            initial=dict(initial or {}),
            directory=self.directory,
        )
        form.record = record
        form.owner = self.owner
        return form
