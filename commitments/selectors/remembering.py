"""Figures of the whole collection, kept in memory while nothing public has changed.

Counting everything takes a second at a hundred thousand commitments, and the first page is
asked for more often than anything changes. Small trackers count every time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

from django.db import connection

from commitments.selectors.tally import MANY

Value = TypeVar("Value")

#: With more changes than this in transactions that are still open, nothing is remembered.
_MOST = 1000

_STATE = """
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text,
        pg_current_xact_id_if_assigned() IS NULL AND (SELECT count(*) >= %(many)s FROM (
            SELECT 1 FROM commitments_commitmentsummary WHERE visible LIMIT %(many)s
        ) AS first)
"""
_SINCE = """
    SELECT commitment_id, changed::text FROM commitments_commitmentsummary
    WHERE changed >= %s::xid8 ORDER BY commitment_id LIMIT %s
"""

Rows = list[tuple[int, str]]


def remembered(function: Callable[[], Value]) -> Callable[[], Value]:
    """Answer with the last value while every summary row is as it was.

    Every change to what is public stamps its commitment's summary row with the transaction
    that made it. A value is kept with the oldest transaction that was open when it was
    counted, and with the rows stamped since: while these are the same, so is everything.
    A transaction that has written something itself always counts anew.
    """
    kept: list[tuple[str, Rows, Value]] = []
    lock = Lock()

    @wraps(function)
    def answer() -> Value:
        oldest_open, worth_it = _state()
        if not worth_it:
            return function()
        with lock:
            if kept and _since(kept[0][0]) == kept[0][1]:
                return kept[0][2]
            # Looked at before counting: what changes meanwhile makes the value old at once.
            rows = _since(oldest_open)
            value = function()
            kept[:] = [(oldest_open, rows, value)] if len(rows) < _MOST else []
            return value

    return answer


def _state() -> tuple[str, bool]:
    with connection.cursor() as cursor:
        cursor.execute(_STATE, {"many": MANY})
        oldest_open, worth_it = cursor.fetchone()
    return str(oldest_open), bool(worth_it)


def _since(transaction: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, [transaction, _MOST])
        return [(int(pk), str(changed)) for pk, changed in cursor.fetchall()]
