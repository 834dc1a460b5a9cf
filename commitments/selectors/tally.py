"""Counting a list and its facets, by whichever way is quick enough."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from commitments.selectors.counting import Counts, count_choices
from commitments.selectors.criteria import Criteria

#: From this many public commitments on, the index in memory counts instead of the database.
MANY = 2000
#: Up to this many matches, a list is fetched by its ids instead of searched for again.
FEW = 1000


@dataclass(frozen=True)
class Tally:
    """What a list holds in all, and what every choice of every facet would leave.

    ``ids`` are the commitments that match, in no order, when they are known and few.
    """

    total: int
    counts: Counts
    ids: list[int] | None = None


def tally(criteria: Criteria) -> Tally:
    """Count the list and its facets; real counts, never estimates.

    Inside a transaction that has written something the database is asked, whatever the
    size: the index knows only what is committed.
    """
    if not _many():
        counts, total = count_choices(criteria)
        return Tally(total, counts)
    # Not imported before it is needed: a small tracker does without numpy altogether.
    from commitments.selectors.index.keeper import INDEX, answer

    return Tally(*answer(INDEX.refreshed(), criteria, FEW))


def _many() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_current_xact_id_if_assigned() IS NULL AND (SELECT count(*) >= %(many)s FROM "
            "(SELECT 1 FROM commitments_commitmentsummary WHERE visible LIMIT %(many)s) AS first)",
            {"many": MANY},
        )
        return bool(cursor.fetchone()[0])
