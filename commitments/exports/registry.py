"""Every file, and every column of every file, in one place.

Pages read ``page_columns``, the writers read ``columns``, the dictionary (docs and the data
page) reads ``FILES``.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.exports import commitments
from commitments.exports.columns import Column
from commitments.selectors.years import assessed_span


@dataclass(frozen=True)
class File:
    """A downloadable file: ``name`` without ending, what a row is, its columns."""

    name: str
    formats: tuple[str, ...]
    row: Promise | str
    columns: tuple[Column, ...]


FILES = (
    File(
        "commitments",
        ("csv", "xlsx", "json"),
        _("One row per published commitment, by reference."),
        commitments.COLUMNS,
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
