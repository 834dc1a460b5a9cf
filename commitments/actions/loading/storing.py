"""How loading saves a record."""

from __future__ import annotations

from django.db import models

from commitments.actions import base


def store(record: models.Model) -> None:
    """Save a record, the database being the one to check the rules that are constraints."""
    base.store(record, leave_rules_to_database=True)
