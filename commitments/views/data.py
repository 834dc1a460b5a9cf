"""Downloads, and what each column means."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.exports.columns import Column
from commitments.exports.registry import FILES, File, columns
from commitments.filters import CommitmentFilter
from commitments.views.errors import reader_page

#: What a column's kind means for whoever reads the file.
KINDS: dict[str, str | Promise] = {
    "text": _("text"),
    "list": _("texts joined with “; ”"),
    "word": _("a word of a closed vocabulary"),
    "integer": _("whole number"),
    "number": _("number"),
    "date": _("date, YYYY-MM-DD"),
    "boolean": _("true or false"),
    "url": _("address"),
}


@dataclass(frozen=True, slots=True)
class Download:
    """One file with its formats (ending, address) and its columns as they are today."""

    file: File
    formats: tuple[tuple[str, str], ...]
    columns: tuple[tuple[Column, str | Promise], ...]


@reader_page
def data(request: HttpRequest) -> HttpResponse:
    """Offer every file, and the dictionary of every column and filter."""
    downloads = [
        Download(
            file=one,
            formats=tuple((ending, _address(one, ending)) for ending in one.formats),
            columns=tuple((column, KINDS[column.kind]) for column in columns(one.name)),
        )
        for one in FILES
    ]
    filters = [
        (name, one.label, one.extra["help_text"])
        for name, one in CommitmentFilter.base_filters.items()
    ]
    return render(
        request,
        "commitments/data.html",
        {"section": "data", "downloads": downloads, "filters": filters},
    )


def _address(one: File, ending: str) -> str:
    if len(one.formats) > 1:
        return reverse(f"{one.name}_file", args=[ending])
    return reverse(f"{one.name}_{ending}")
