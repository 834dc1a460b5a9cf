"""Reading what a file holds: in its order, as of one moment, a bounded piece at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice, repeat
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet, Value
from django.db.models.expressions import Combinable

from commitments.exports.registry import File
from commitments.selectors.criteria import AnyOf, Criteria

#: Commitments in the first piece (small: a reader sees the file begin) and in later ones.
FIRST_PIECE, PIECE = 200, 4000


@dataclass(frozen=True)
class Contents:
    """The rows of a file that some criteria ask for; read inside ``one_moment``.

    Commitments come in the order asked for (by reference when none was), the rows of other
    files always by reference and then as the file says.
    """

    file: File
    criteria: Criteria

    def pieces(self) -> Iterator[list[int]]:
        """Yield the ids of the commitments asked for, some thousand at a time, in order."""
        ordered = self._ordered()
        found = ordered.order(ordered.rows()).values_list("pk", flat=True)
        keys = found.iterator(chunk_size=PIECE)
        for size in chain([FIRST_PIECE], repeat(PIECE)):
            ids = list(islice(keys, size))
            if not ids:
                return
            yield ids

    def rows(self, ids: list[int]) -> QuerySet[Any]:
        """Return the file's rows for one piece."""
        rows = self.file.rows().filter(AnyOf(F(self.file.commitment), Value(ids)))
        return rows.order_by(*(self.file.order or self._ordered().order_expressions()))

    def _ordered(self) -> Criteria:
        by_reader = bool(self.criteria.ordering) and not self.file.order
        return self.criteria if by_reader else replace(self.criteria, ordering="reference")


class Statement:
    """The statement that reads some expressions of a piece's rows, put together once.

    Django takes as long to write a statement of forty expressions as PostgreSQL takes to
    read a hundred rows with it, and a long file has hundreds of pieces.
    """

    def __init__(self, contents: Contents, expressions: list[Combinable]) -> None:
        """Write the statement with a place left for the ids."""
        self._ids: list[int] = []
        rows = contents.rows(self._ids).values_list(*expressions)
        self._sql, self._params = rows.query.sql_with_params()
        if sum(one is self._ids for one in self._params) != 1:
            raise AssertionError("The ids of a piece must be one parameter.")

    def of(self, ids: list[int]) -> bytes:
        """Return the complete statement for one piece."""
        params = [ids if one is self._ids else one for one in self._params]
        with connection.cursor() as cursor:
            return bytes(cursor.mogrify(self._sql, params))
