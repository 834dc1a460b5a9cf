"""Every file, and every column of every file, in one place.

Pages read ``page_columns``, the writers read ``columns``, the dictionary (docs and the data
page) reads ``FILES``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.exports import assessments, citations, commitments, evidence
from commitments.exports.columns import Column
from commitments.selectors.years import assessed_span


@dataclass(frozen=True)
class File:
    """A downloadable file: ``name`` without ending, what a row is, its columns.

    ``rows`` starts at a public manager and is in terms of the model that the columns speak
    of; ``commitment`` is the field that leads to the commitment a row belongs to.
    """

    name: str
    formats: tuple[str, ...]
    row: Promise | str
    columns: tuple[Column, ...]
    rows: Callable[[], QuerySet[Any]]
    commitment: str = "pk"
    order: tuple[str, ...] = ()


FILES = (
    File(
        name="commitments",
        formats=("csv", "xlsx", "json"),
        row=_("A row per published commitment, by reference unless ordering says otherwise."),
        columns=commitments.COLUMNS,
        rows=commitments.rows,
    ),
    File(
        name="assessments",
        formats=("csv",),
        row=_("A row per commitment and assessed year, by reference and year."),
        columns=assessments.COLUMNS,
        rows=assessments.rows,
        commitment="commitment_id",
        order=assessments.ORDER,
    ),
    File(
        name="citations",
        formats=("csv",),
        row=_("A row per passage quoted, by reference, for a commitment or for its evidence."),
        columns=citations.COLUMNS,
        rows=citations.rows,
        commitment="shown_commitment",
        order=citations.ORDER,
    ),
    File(
        name="evidence",
        formats=("csv",),
        row=_("A row per piece of evidence and number it states, by reference and key."),
        columns=evidence.COLUMNS,
        rows=evidence.rows,
        commitment="commitment_id",
        order=evidence.ORDER,
    ),
)


def file(name: str) -> File:
    """Return a file by its name. Raises KeyError."""
    return {one.name: one for one in FILES}[name]


def columns(name: str) -> tuple[Column, ...]:
    """Return a file's columns as they are today, with a status column for every year.

    The years run from the first to the last assessed one in all public data, whatever the
    filter, so that two downloads of the same day have the same shape.
    """
    fixed = file(name).columns
    span = assessed_span() if name == "commitments" else None
    if span is None:
        return fixed
    first, last = span
    return fixed + tuple(commitments.status_column(year) for year in range(first, last + 1))


def page_columns() -> tuple[Column, ...]:
    """Return the columns that the list page shows by default."""
    return tuple(column for column in commitments.COLUMNS if column.shown)
