"""Loading a fixtures folder: one transaction, changed items only, every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pghistory
from django.db import IntegrityError, transaction

from commitments.actions.base import Actor, explain, settle
from commitments.actions.loading.commitment import load_commitment, load_links
from commitments.actions.loading.problems import LoadError, Problem
from commitments.actions.loading.reading import Item, read_folder
from commitments.actions.loading.shapes import CommitmentItem
from commitments.actions.loading.simple import load_simple
from commitments.actions.loading.sync import Run
from commitments.models import LoadedItem

_LOCK = 7_231_094  # any number: two loads at once would undo each other's comparison


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, in records."""

    items: int
    created: int
    updated: int
    removed: int
    unchanged: int


def load_reference(*, folder: Path, by: Actor = None, overwrite: bool = False) -> LoadReport:
    """Load every file of a fixtures folder, keyed by natural keys, all or nothing.

    Items that did not change since they were last loaded are skipped, so a second run
    changes nothing and what editors did in the tracker stays. An item that changed updates
    what changed in it. Raises LoadError listing each problem with file, line, item and
    field; nothing is loaded then.
    """
    items = read_folder(folder)
    run = Run(overwrite=overwrite)
    with transaction.atomic():
        _lock()
        known = {(row.kind, row.key): row for row in LoadedItem.objects.all()}
        changed: list[tuple[Item, Any]] = []
        for item in items:
            row = known.get((item.kind, item.key))
            if row is not None and row.content == item.content:
                run.unchanged += 1
            else:
                old = type(item.shape).model_validate(row.content) if row else None
                changed.append((item, old))
        for item, old in changed:
            with pghistory.context(**_why(item, by)):
                _guarded(run, item, old, folder)
        for item, old in changed:
            if isinstance(item.shape, CommitmentItem):
                with pghistory.context(**_why(item, by)):
                    load_links(run, item, old)
        if run.problems:
            raise LoadError(sorted(run.problems, key=lambda one: (one.file, one.line)))
        for item, _old in changed:
            LoadedItem.objects.update_or_create(
                kind=item.kind, key=item.key, defaults={"content": item.content}
            )
        settle()
    return LoadReport(len(items), run.created, run.updated, run.removed, run.unchanged)


def _guarded(run: Run, item: Item, old: Any, folder: Path) -> None:
    """Load one item; what only the database can refuse becomes a problem of the item."""
    try:
        with transaction.atomic():
            if isinstance(item.shape, CommitmentItem):
                load_commitment(run, item, old)
                settle()
            else:
                load_simple(run, item, old, folder)
    except IntegrityError as error:
        run.problems.append(Problem(item.file, item.line, item.key, "", explain(error)))


def _why(item: Item, by: Actor) -> dict[str, Any]:
    context: dict[str, Any] = {"action": "load_reference", "reason": f"Loaded from {item.file}"}
    if by is not None:
        context |= {"user": by.pk, "username": by.get_username()}
    return context


def _lock() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
