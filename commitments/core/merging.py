"""Two people fill in the same form: what each changed, and what stands after both.

A sheet is a form as plain values: every field a list of strings, as a browser would send
it. Three sheets meet: ``base`` (as the form was opened), ``theirs`` (as it is stored now)
and ``mine`` (as it comes back). The method is the three-way merge of version control,
with form fields in the place of lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

Values = dict[str, list[str]]

#: The field by which a row is known; empty for a row that is not stored yet.
ROW_ID = "id"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form's values: its own fields, and its rows by part ("evidence", "targets" …)."""

    main: Values = field(default_factory=dict)
    rows: dict[str, list[Values]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the sheet as values that JSON can carry."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Sheet:
        """Return the sheet that ``as_json`` gave."""
        return cls(main=dict(value["main"]), rows=dict(value["rows"]))


@dataclass(frozen=True, slots=True)
class Cell:
    """One field that somebody else changed. ``clash`` is true where I changed it too."""

    name: str
    was: list[str]
    theirs: list[str]
    mine: list[str]
    clash: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What somebody else did to the form's own fields (``part`` empty) or to one row.

    ``kind`` is ``changed``, ``added`` or ``removed``; ``kept`` is true where a row they
    removed stays in my form because I had changed it.
    """

    part: str
    row: str
    kind: str
    cells: list[Cell]
    kept: bool = False

    @property
    def clash(self) -> bool:
        """True where both of us changed the same thing, so that a person must decide."""
        return self.kept or any(cell.clash for cell in self.cells)


def merge(base: Sheet, theirs: Sheet, mine: Sheet) -> tuple[Sheet, list[Difference]]:
    """Return the sheet with both people's changes, and what the other one had changed.

    Where only one changed a field, that change stands. Where both did, mine stays in the
    form and the difference is marked as a clash: nobody's words are dropped unseen.
    """
    main, cells = _merge_fields(base.main, theirs.main, mine.main)
    differences = [Difference("", "", "changed", cells)] if cells else []
    rows: dict[str, list[Values]] = {}
    for part in mine.rows | theirs.rows:
        rows[part], found = _merge_rows(
            part, base.rows.get(part, []), theirs.rows.get(part, []), mine.rows.get(part, [])
        )
        differences += found
    return Sheet(main, rows), differences


def _merge_fields(base: Values, theirs: Values, mine: Values) -> tuple[Values, list[Cell]]:
    merged: Values = {}
    cells = []
    for name in dict.fromkeys([*mine, *theirs]):
        was, now, own = (values.get(name, []) for values in (base, theirs, mine))
        taken_over = own in (was, now)
        merged[name] = now if taken_over else own
        if now != was:
            cells.append(Cell(name, was, now, own, clash=not taken_over))
    return merged, cells


def _merge_rows(
    part: str, base: list[Values], theirs: list[Values], mine: list[Values]
) -> tuple[list[Values], list[Difference]]:
    was, now = _by_id(base), _by_id(theirs)
    merged: list[Values] = []
    differences = []
    seen = set()
    for own in mine:
        key = _id(own)
        seen.add(key)
        if not key or (key not in was and key not in now):
            merged.append(own | {ROW_ID: []})
        elif key in now:
            row, cells = _merge_fields(was.get(key, {}), now[key], own)
            merged.append(row)
            if cells:
                differences.append(Difference(part, key, "changed", cells))
        else:
            kept = own != was[key]
            cells = [
                Cell(name, value, [], own.get(name, []), False)
                for name, value in was[key].items()
                if value and name != ROW_ID
            ]
            if kept:
                merged.append(own | {ROW_ID: []})
            differences.append(Difference(part, key, "removed", cells, kept))
    for key, row in now.items():
        if key not in seen:
            merged.append(row)
            if key not in was:
                cells = [
                    Cell(name, [], value, [], False)
                    for name, value in row.items()
                    if value and name != ROW_ID
                ]
                differences.append(Difference(part, key, "added", cells))
    return merged, differences


def _id(row: Values) -> str:
    return (row.get(ROW_ID) or [""])[0]


def _by_id(rows: list[Values]) -> dict[str, Values]:
    return {_id(row): row for row in rows}
