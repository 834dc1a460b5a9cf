"""Rows of a page: plain values in, records out, problems by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from commitments.actions.base import readable_errors, store


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a form: its values by field, the record it stands for, or None if new."""

    values: Mapping[str, Any]
    pk: int | None = None
    remove: bool = False


Rows = Sequence[Row]


class PageErrors(ValidationError):
    """Everything that is wrong with a page: ``rows`` by part and number of the row."""

    def __init__(self, rows: dict[tuple[str, int], ValidationError]) -> None:
        """Hold the problems; the page shows each beside its row."""
        self.rows = rows
        super().__init__([message for error in rows.values() for message in error.messages])


@dataclass
class Problems:
    """Collects the problems of rows, so that an editor sees them all in one go."""

    rows: dict[tuple[str, int], ValidationError] = field(default_factory=dict)

    @contextmanager
    def of(self, part: str, number: int) -> Iterator[None]:
        """Undo what the block did and note the problem if there is one."""
        try:
            with readable_errors(), transaction.atomic():
                yield
        except ValidationError as error:
            self.rows[part, number] = error

    def refuse(self) -> None:
        """Raise PageErrors if anything was wrong."""
        if self.rows:
            raise PageErrors(self.rows)


def is_new(record: models.Model) -> bool:
    """Say whether a record has not been stored yet."""
    return record.pk is None


#: Saves one row: the record (new or stored), its values.
Saver = Callable[[Any, Mapping[str, Any]], None]


def save_rows(
    problems: Problems,
    part: str,
    rows: Rows,
    *,
    stored: models.QuerySet[Any, Any],
    new: Callable[[], models.Model],
    save: Saver | None = None,
) -> None:
    """Make the records behind a part's rows what the rows say.

    ``stored`` are the records the rows may name; a row whose record is gone becomes a new
    one. Removals come first, so that a row may take a removed row's place. ``save`` stores
    one row; without it the values are set on the record.
    """
    records = {record.pk: record for record in stored}
    for number, row in enumerate(rows):
        if row.remove and row.pk in records:
            with problems.of(part, number):
                records[row.pk].delete()
    for number, row in enumerate(rows):
        if not row.remove:
            record = records.get(row.pk) or new()
            with problems.of(part, number):
                (save or set_values)(record, row.values)


def set_values(record: models.Model, values: Mapping[str, Any]) -> None:
    """Set values on a record and store it, unless they are what it holds already."""
    if not is_new(record) and all(getattr(record, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(record, name, value)
    store(record)


def save_choice(
    stored: models.QuerySet[Any, Any], new: Callable[[], models.Model], name: str, chosen: Rows
) -> None:
    """Make an ordered choice (actors, themes) what was chosen; doubles count once.

    ``name`` is the relation's field; each row's values hold it. Order becomes position.
    """
    wanted = list(dict.fromkeys(row.values[name] for row in chosen))
    records = {getattr(record, name): record for record in stored}
    for gone in records.keys() - set(wanted):
        records[gone].delete()
    for position, one in enumerate(wanted, 1):
        set_values(records.get(one) or new(), {name: one, "position": position})
