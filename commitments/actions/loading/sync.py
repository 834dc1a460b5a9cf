"""Three-way comparison of a file's values with the record: the heart of loading again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from commitments.actions.loading.problems import Problem
from commitments.actions.loading.reading import Item
from commitments.actions.loading.storing import store

Values = Mapping[str, Any]


@dataclass
class Run:
    """One loading run: what was found wrong, what was done, what is known by its key."""

    overwrite: bool = False
    problems: list[Problem] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0

    def complain(self, item: Item, where: str, message: str) -> None:
        """Note a problem; the run goes on to find the others and then changes nothing."""
        self.problems.append(item.problem(where, message))


def sync_record(
    run: Run,
    item: Item,
    model: type[models.Model],
    lookup: Values,
    new: Values,
    old: Values | None,
    where: str = "",
) -> models.Model | None:
    """Create the record, or bring over the values that changed in the file.

    ``old`` holds the values of the file as last loaded. A value that changed both in the
    file and in the tracker is a problem, unless the run may overwrite. Returns the record,
    or None when it could not be stored.
    """
    record = model._default_manager.filter(**lookup).first()
    if record is None:
        return _store(run, item, model(**lookup, **new), where, created=True)
    changed = []
    for name, value in new.items():
        stored = getattr(record, name)
        if stored == value or (old is not None and old.get(name) == value):
            continue
        if not run.overwrite and (old is None or old.get(name) != stored):
            run.complain(
                item,
                _path(where, name),
                f"changed both in the file and in the tracker (there: {stored!r}, "
                f"here: {value!r}); load with --overwrite to take the file's",
            )
            continue
        setattr(record, name, value)
        changed.append(name)
    if not changed:
        return record
    return _store(run, item, record, where, created=False)


def sync_children(
    run: Run,
    item: Item,
    model: type[models.Model],
    parent: Values,
    new: Mapping[tuple[Any, ...], tuple[Values, Values]],
    old: Mapping[tuple[Any, ...], tuple[Values, Values]],
    where: str,
    remove: Callable[[models.Model], None] | None = None,
) -> dict[tuple[Any, ...], models.Model]:
    """Bring a list of parts in line with the file; what editors added stays.

    ``new`` and ``old`` map each part's key to its lookup and its values. Parts that stood
    in the file before and no longer do are removed with ``remove`` (default: deleted).
    """
    made: dict[tuple[Any, ...], models.Model] = {}
    for key, (lookup, _values) in old.items():
        if key not in new:
            for record in model._default_manager.filter(**parent, **lookup):
                _remove(run, item, record, remove, _path(where, key))
    for key, (lookup, values) in new.items():
        stored = sync_record(
            run,
            item,
            model,
            {**parent, **lookup},
            values,
            old[key][1] if key in old else None,
            _path(where, key),
        )
        if stored is not None:
            made[key] = stored
    return made


def _remove(
    run: Run,
    item: Item,
    record: models.Model,
    remove: Callable[[models.Model], None] | None,
    where: str,
) -> None:
    try:
        if remove is None:
            record.delete()
        else:
            remove(record)
        run.removed += 1
    except ValidationError as error:
        run.complain(item, where, "; ".join(error.messages))


def _store(
    run: Run, item: Item, record: models.Model, where: str, *, created: bool
) -> models.Model | None:
    try:
        store(record)
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            for name, messages in error.message_dict.items():
                run.complain(item, _path(where, "" if name == "__all__" else name), messages[0])
        else:
            run.complain(item, where, "; ".join(error.messages))
        return None
    if created:
        run.created += 1
    else:
        run.updated += 1
    return record


def _path(where: str, name: Any) -> str:
    if isinstance(name, tuple):
        name = " ".join(str(part) for part in name)
    return f"{where}.{name}".strip(".") if where and name else str(name or where)
