"""Reading what a file holds: in its order, as of one moment, a bounded piece at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice, repeat
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet, Value
from django.db.models.expressions import Combinable

from commitments.exports.registry import File
from commitments.selectors.criteria import AnyOf, Criteria

#: Commitments in the first piece (small: a reader sees the file begin) and in later ones.
FIRST_PIECE, PIECE = 200, 4000


def pieces(file: File, criteria: Criteria) -> Iterator[QuerySet[Any]]:
    """Yield a file's rows as querysets of bounded size; run inside ``one_moment``.

    Commitments come in the order asked for (by reference when none was), the rows of other
    files always by reference and then as the file says.
    """
    ordered_by_reader = bool(criteria.ordering) and not file.order
    if not ordered_by_reader:
        criteria = replace(criteria, ordering="reference")
    keys = criteria.order(criteria.rows()).values_list("pk", flat=True).iterator(chunk_size=PIECE)
    for size in chain([FIRST_PIECE], repeat(PIECE)):
        ids = list(islice(keys, size))
        if not ids:
            return
        rows = file.rows().filter(AnyOf(F(file.commitment), Value(ids)))
        yield rows.order_by(*(file.order or criteria.order_expressions()))


def sql(rows: QuerySet[Any], expressions: list[Combinable]) -> bytes:
    """Return the complete statement that reads some expressions of some rows."""
    statement, params = rows.values_list(*expressions).query.sql_with_params()
    with connection.cursor() as cursor:
        return bytes(cursor.mogrify(statement, params))
