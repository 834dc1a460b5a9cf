"""Putting what somebody else changed into words, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from commitments.admin.editor.forms import REMOVE
from commitments.admin.editor.page import Page
from commitments.core.merging import Cell, Difference


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table of differences, ready to read."""

    where: str
    field: str
    was: str
    theirs: str
    mine: str
    clash: bool


def lines_of(page: Page) -> Iterator[Line]:
    """Yield what others changed since the page was opened."""
    for difference in page.differences:
        where = _where(page, difference)
        for cell in difference.cells:
            if cell.name != REMOVE:
                yield _line(page, difference, where, cell)


def _line(page: Page, difference: Difference, where: str, cell: Cell) -> Line:
    field = _fields(page, difference.part).get(cell.name)
    label = str(field.label) if field is not None else cell.name
    was, theirs, mine = (_words(field, value) for value in (cell.was, cell.theirs, cell.mine))
    if cell.mine == cell.was and difference.kind == "changed":
        mine = _("(not changed)")
    if difference.kind == "removed":
        theirs = _("(removed)")
        mine = mine if difference.kept else _("(removed too)")
    return Line(where, label, was, theirs, mine, cell.clash or difference.kept)


def _where(page: Page, difference: Difference) -> str:
    if not difference.part:
        return ""
    part = next(one for one in page.parts if one.name == difference.part)
    words = (
        value
        for cell in difference.cells
        for value in (cell.was, cell.theirs)
        if value and cell.name in ("key", "quote", "indicator", "claim", "party", "year")
    )
    row = next((value[0][:60] for value in words), "")
    if not row:
        sheet = {one["id"][0]: one for one in page.stored.rows[difference.part]}
        stored = sheet.get(difference.row, {})
        row = next((value[0][:60] for name, value in stored.items() if value and name != "id"), "")
    verbs = {
        "changed": _("%(part)s: “%(row)s”"),
        "added": _("%(part)s: “%(row)s” was added"),
        "removed": _("%(part)s: “%(row)s” was removed"),
    }
    return verbs[difference.kind] % {"part": part.kind.title, "row": row}


def _fields(page: Page, name: str) -> dict[str, forms.Field]:
    if not name:
        return page.main.fields
    return next(part for part in page.parts if part.name == name).template_row.fields


def _words(field: Any, values: list[str]) -> str:
    if isinstance(field, forms.BooleanField):
        return _("yes") if values else _("no")
    if isinstance(field, forms.TypedChoiceField | forms.ChoiceField):
        choices: Any = field.choices
        labels = {str(value): str(label) for value, label in choices}
        values = [labels.get(value, value) for value in values]
    return "; ".join(values) or _("(empty)")
