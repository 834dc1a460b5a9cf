"""The real data in tests: loaded once a session, copied back in a moment for each test."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


class _Enough(Exception):
    """Ends the transaction in which the data was loaded, leaving nothing behind."""


def _tables() -> list[str]:
    models = [*apps.get_app_config("commitments").get_models(), apps.get_model("auth", "User")]
    return [model._meta.db_table for model in [*models, apps.get_model("pghistory", "Context")]]


@pytest.fixture(scope="session")
def reference_rows(django_db_setup: None, django_db_blocker: Any) -> dict[str, str]:
    """Load fixtures/ once with the real loader, and keep every table's rows as text."""
    from commitments.actions.loading import load_reference

    rows: dict[str, str] = {}
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                load_reference(folder=FIXTURES)
                with connection.cursor() as cursor:
                    for table in _tables():
                        out = io.StringIO()
                        cursor.copy_expert(f'COPY "{table}" TO STDOUT', out)
                        rows[table] = out.getvalue()
                raise _Enough
        except _Enough:
            pass
    return rows


def restore(rows: dict[str, str]) -> None:
    """Put the kept rows back as they were, triggers asleep: history came with them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, text in rows.items():
            cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.StringIO(text))
            cursor.execute(
                "SELECT a.attname, pg_get_serial_sequence(%s, a.attname) FROM pg_attribute a "
                "WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped",
                [f'"{table}"', f'"{table}"'],
            )
            for column, sequence in [row for row in cursor.fetchall() if row[1]]:
                cursor.execute(
                    f'SELECT setval(%s, (SELECT coalesce(max("{column}"), 0) + 1 FROM "{table}"))',
                    [sequence],
                )
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.fixture
def reference_data(db: None, reference_rows: dict[str, str]) -> Iterator[None]:
    """Give this test the 32 real pledges with everything that belongs to them.

    With ``live_server`` or ``transactional_db`` the rows are really committed; the flush
    at the end of such a test removes them.
    """
    restore(reference_rows)
    yield
