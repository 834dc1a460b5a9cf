"""Reading the summary table into postings, a few million rows in seconds.

Two COPYs: one of fixed-width binary records that numpy takes as they are, one of text for
the slugs, of which there can be any number a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from commitments.core.vocabulary import Basis, Kind, Status, Strength
from commitments.selectors.index.postings import Mask, Postings
from commitments.selectors.years import assessed_years

TABLE = "commitments_commitmentsummary"
_SLUGS = ("event", "actor", "beneficiary", "theme", "source")
_SLUG_SQL = (
    "event_slug, array_to_string(actor_slugs, chr(31)), "
    "array_to_string(beneficiary_slugs, chr(31)), array_to_string(theme_slugs, chr(31)), "
    "array_to_string(source_slugs, chr(31))"
)
#: Columns of closed vocabularies, sent as one letter each: value 0 is "a", blank is "-".
_CODED: dict[str, tuple[str, Sequence[str]]] = {
    "kind": ("kind", list(Kind)),
    "strength": ("strength", list(Strength)),
    "basis": ("basis", list(Basis)),
    "status": ("headline_status", list(Status)),
    "quantified": ("quantified::text", ["true", "false"]),
    "contested": ("contested::text", ["true", "false"]),
}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_COPY_HEADER = 19


@dataclass(frozen=True)
class Segment:
    """Some rows of the summary table as they were when read; only ``alive`` ones count.

    ``ids`` are in ascending order; ``due`` is a day's ordinal, 0 where nothing is due.
    ``postings`` has the facets by name, and for every year in ``years`` the statuses of it.
    """

    ids: NDArray[np.int64]
    due: NDArray[np.int32]
    postings: Mapping[str, Postings]
    years: tuple[str, ...]
    alive: Mask

    def __len__(self) -> int:
        return len(self.ids)

    def places(self, ids: NDArray[np.int64]) -> NDArray[np.intp]:
        """Return the row numbers of those ids that are here."""
        if not len(self.ids):
            return np.empty(0, dtype=np.intp)
        places = np.searchsorted(self.ids, ids)
        inside = places < len(self.ids)
        places, ids = places[inside], ids[inside]
        return places[self.ids[places] == ids]

    def overdue(self, as_of: date) -> Mask:
        """Return the rows whose day has passed, whatever their status."""
        return Mask.of((self.due > 0) & (self.due < as_of.toordinal()))


def read(ids: Sequence[int] | None = None) -> Segment:
    """Read the public rows of some commitments, or of all; run inside ``one_moment``."""
    years = assessed_years()
    where, parameters = "visible", []
    if ids is not None:
        where, parameters = "visible AND commitment_id = ANY(%s)", [list(ids)]
    fixed = _fixed(where, parameters, years)
    size = len(fixed)
    postings = {
        "year": _numbers(size, fixed["made_year"]),
        "due_year": _numbers(size, fixed["due_year"]),
    }
    letters = np.ascontiguousarray(fixed["letters"]).view(np.uint8)
    letters = letters.reshape(size, len(_CODED) + len(years))
    for place, (name, (_column, words)) in enumerate(_CODED.items()):
        postings[name] = _words(size, letters[:, place], [str(word) for word in words])
    for place, year in enumerate(years, len(_CODED)):
        postings[year] = _words(size, letters[:, place], [str(word) for word in Status])
    postings.update(_slugs(where, parameters, size))
    everything = Mask.of(np.ones(size, dtype=np.bool_))
    return Segment(fixed["id"].astype(np.int64), fixed["due"], postings, years, everything)


def _copied(select: str, parameters: list[Any], options: str) -> bytes:
    out = BytesIO()
    with connection.cursor() as cursor:
        statement = bytes(cursor.mogrify(select, parameters))
        cursor.copy_expert(b"COPY (" + statement + b") TO STDOUT " + options.encode(), out)
    return out.getvalue()


def _letter(sql: str, words: Sequence[str]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return (
        f"coalesce(substr('{_LETTERS}', "
        f"array_position(ARRAY[{listed}]::text[], ({sql})::text), 1), '-')"
    )


def _fixed(where: str, parameters: list[Any], years: tuple[str, ...]) -> NDArray[Any]:
    """Return one record per row, in the order of ids; every field has a fixed width."""
    letters = [_letter(column, words) for column, words in _CODED.values()]
    letters += [_letter(f"statuses ->> '{year}'", list(Status)) for year in years]
    fields = {
        "id": ("commitment_id", ">i8"),
        "made_year": ("made_year", ">i2"),
        "due_year": ("coalesce(due_year, 0)::int2", ">i2"),
        # 1 January of the year 1 is day 1, as in Python.
        "due": ("coalesce(due_on - date '0001-01-01' + 1, 0)", ">i4"),
        "letters": (" || ".join(letters), f"S{len(letters)}"),
    }
    # A record of COPY BINARY: the number of fields, then each with its length before it.
    record: list[tuple[str, str]] = [("count", ">i2")]
    for name, (_sql, kind) in fields.items():
        record += [(f"length_of_{name}", ">i4"), (name, kind)]
    columns = ", ".join(sql for sql, _kind in fields.values())
    found = _copied(
        f"SELECT {columns} FROM {TABLE} WHERE {where} ORDER BY commitment_id",  # noqa: S608
        parameters,
        "WITH (FORMAT binary)",
    )
    kinds = np.dtype(record)
    rows = np.frombuffer(found[_COPY_HEADER:-2], dtype=kinds)
    return rows.copy()


def _numbers(size: int, column: NDArray[Any]) -> Postings:
    values, codes = np.unique(column, return_inverse=True)
    held = np.flatnonzero(column != 0)
    return Postings(
        size, held.astype(np.int32), codes[held].astype(np.int32), [str(one) for one in values]
    )


def _words(size: int, letters: NDArray[np.uint8], words: list[str]) -> Postings:
    codes = letters.astype(np.int32) - ord("a")
    held = np.flatnonzero(codes >= 0)  # "-" comes before the letters
    return Postings(size, held.astype(np.int32), codes[held], words)


def _slugs(where: str, parameters: list[Any], size: int) -> dict[str, Postings]:
    """Return the postings of the columns that hold slugs.

    Whole cells are told apart first (there are far fewer different ones than rows), then
    the different cells are taken apart into slugs.
    """
    found = _copied(
        f"SELECT {_SLUG_SQL} FROM {TABLE} WHERE {where} ORDER BY commitment_id",  # noqa: S608
        parameters,
        "",
    )
    lines = found.decode().split("\n")[:-1]
    columns = zip(*(line.split("\t") for line in lines), strict=True) if lines else [()] * 5
    return {name: _cells(size, cells) for name, cells in zip(_SLUGS, columns, strict=True)}


def _cells(size: int, cells: Iterable[str]) -> Postings:
    places: dict[str, int] = {}
    cell_of = np.fromiter(
        (places.setdefault(cell, len(places)) for cell in cells), dtype=np.int64, count=size
    )
    codes: dict[str, int] = {}
    slugs_of = [
        [codes.setdefault(slug, len(codes)) for slug in dict.fromkeys(_unescaped(cell)) if slug]
        for cell in places
    ]
    lengths = np.array([len(slugs) for slugs in slugs_of], dtype=np.int64)
    flat = np.array([code for slugs in slugs_of for code in slugs], dtype=np.int32)
    starts = np.cumsum(lengths) - lengths
    held = lengths[cell_of] if size else np.empty(0, dtype=np.int64)
    rows = np.repeat(np.arange(size, dtype=np.int32), held)
    nth = np.arange(len(rows)) - np.repeat(np.cumsum(held) - held, held)
    pairs = flat[np.repeat(starts[cell_of], held) + nth] if len(rows) else flat[:0]
    return Postings(size, rows, pairs, list(codes))


def _unescaped(cell: str) -> list[str]:
    """Return the slugs of a cell of COPY's text format, where a backslash is doubled."""
    return cell.replace("\\\\", "\\").split("\x1f")
