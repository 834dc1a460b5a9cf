"""Who changed what, when and why, whatever the path: read from the history tables.

django-pghistory's triggers keep a full copy of a row at every insert, update and delete. A
change is the difference between one copy and the one before it. What went through an action
has a context row that says who and why; what came by bare SQL has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from commitments.models import (
    Assessment,
    AssessmentEvidence,
    Citation,
    Commitment,
    CommitmentActor,
    CommitmentBeneficiary,
    CommitmentLink,
    CommitmentTheme,
    Document,
    Evidence,
    Measurement,
    Membership,
    Party,
    Target,
)

#: Columns that say nothing to a reader: bookkeeping, and what follows from other columns.
_QUIET = frozenset(
    {"id", "revision", "url_normalised", "created_at", "commitment", "position", "sentence_start",
     "sentence_end", "prefix", "suffix", "sha256"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record: its column, and its value before and after."""

    column: models.Field[Any, Any]
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What happened to one record: ``kind`` is insert, update or delete."""

    model: type[models.Model]
    name: str
    kind: str
    fields: list[FieldChange]


@dataclass(slots=True)
class ChangeSet:
    """Everything one person did in one go.

    ``direct`` is true for a change by bare SQL, past every verb; ``who`` is empty then, and
    also when the tracker itself acted (loading shipped data).
    """

    at: datetime
    who: str
    direct: bool
    verb: str
    why: str
    records: list[RecordChange] = field(default_factory=list)


def history_model(model: type[models.Model]) -> Any:
    """Return the table that keeps a model's versions."""
    return apps.get_model(model._meta.app_label, f"{model.__name__}History")


def changes_of(record: models.Model) -> list[ChangeSet]:
    """Return everything that ever happened to a record and its parts, newest first."""
    found: list[tuple[Any, RecordChange]] = []
    for model, condition in _family(record):
        found += _changes_in(model, condition)
    found.sort(
        key=lambda pair: (pair[0].pgh_created_at, pair[0].pgh_context_id is None), reverse=True
    )
    return _together(found)


def _family(record: models.Model) -> Iterator[tuple[type[models.Model], Q]]:
    """Yield the models whose rows make up a record, with what picks this record's rows."""
    key = record.pk
    if isinstance(record, Commitment):
        yield Commitment, Q(pgh_obj_id=key)
        evidence = _ids(Evidence, Q(commitment_id=key))
        assessments = _ids(Assessment, Q(commitment_id=key))
        yield Citation, Q(commitment_id=key) | Q(evidence_id__in=evidence)
        for part in (CommitmentActor, CommitmentBeneficiary, CommitmentTheme, Target):
            yield part, Q(commitment_id=key)
        yield CommitmentLink, Q(source_id=key)
        yield Evidence, Q(commitment_id=key)
        yield Measurement, Q(evidence_id__in=evidence)
        yield Assessment, Q(commitment_id=key)
        yield AssessmentEvidence, Q(assessment_id__in=assessments)
        return
    yield type(record), Q(pgh_obj_id=key)
    if isinstance(record, Party):
        yield Membership, Q(member_id=key)
    elif isinstance(record, Document):
        yield Citation, Q(document_id=key)
    elif isinstance(record, Evidence):
        yield Measurement, Q(evidence_id=key)
        yield Citation, Q(evidence_id=key)
    elif isinstance(record, Assessment):
        yield AssessmentEvidence, Q(assessment_id=key)


def _ids(model: type[models.Model], condition: Q) -> list[int]:
    # From the history, so that what belonged to rows long deleted is found too.
    return list(history_model(model).objects.filter(condition).values_list("pgh_obj_id", flat=True))


def _changes_in(model: type[models.Model], condition: Q) -> Iterator[tuple[Any, RecordChange]]:
    table = history_model(model)
    ids = table.objects.filter(condition).values("pgh_obj_id")
    versions = table.objects.filter(pgh_obj_id__in=ids).select_related("pgh_context")
    before: dict[int, Any] = {}
    for version in versions.order_by("pgh_id"):
        old = before.get(version.pgh_obj_id)
        before[version.pgh_obj_id] = version
        fields = list(_differences(model, old, version))
        if fields or version.pgh_label != "update":
            name = _name(model, version)
            yield version, RecordChange(model, name, version.pgh_label, fields)


def _differences(model: type[models.Model], old: Any, new: Any) -> Iterator[FieldChange]:
    for column in model._meta.concrete_fields:
        if column.name in _QUIET or not hasattr(new, column.attname):
            continue
        after = getattr(new, column.attname)
        if new.pgh_label == "delete":
            before, after = after, None
        else:
            before = getattr(old, column.attname) if old is not None else None
        if before != after and not (_empty(before) and _empty(after)):
            yield FieldChange(column, before, after)


def _empty(value: Any) -> bool:
    return value is None or value in ("", [])


def _name(model: type[models.Model], version: Any) -> str:
    for attribute in ("reference", "key", "exact", "indicator", "as_given", "wording", "title"):
        value = getattr(version, attribute, "")
        if value:
            return str(value)[:80]
    if model is Assessment:
        return f"{version.year} (v{version.version})"
    return ""


def _together(found: Iterable[tuple[Any, RecordChange]]) -> list[ChangeSet]:
    """Group what one person did in one go: by context, or by transaction where none is."""
    sets: dict[Any, ChangeSet] = {}
    for version, change in found:
        context = version.pgh_context
        # One moment is one transaction: PostgreSQL's now() stands still inside it.
        key = (version.pgh_context_id, version.pgh_created_at)
        if key not in sets:
            facts = context.metadata if context else {}
            sets[key] = ChangeSet(
                at=version.pgh_created_at,
                who=str(facts.get("username") or facts.get("user") or ""),
                direct=not (facts.get("action") or facts.get("user")),
                verb=str(facts.get("action", "")),
                why=str(facts.get("reason", "")),
            )
        sets[key].records.append(change)
    return list(sets.values())


def names_of(sets: Iterable[ChangeSet]) -> dict[tuple[type[models.Model], Any], str]:
    """Return names for the keys that changes of foreign keys hold, one query per model."""
    wanted: dict[type[models.Model], set[Any]] = {}
    for one in sets:
        for record in one.records:
            for changed in record.fields:
                target = changed.column.related_model
                if target is not None:
                    wanted.setdefault(target, set()).update(
                        value for value in (changed.old, changed.new) if value is not None
                    )
    names: dict[tuple[type[models.Model], Any], str] = {}
    for target, keys in wanted.items():
        rows = target._default_manager.filter(pk__in=keys)
        if target is Document:
            rows = rows.defer("raw_text")
        if target is AssessmentEvidence or target is Assessment:
            rows = rows.select_related("commitment")
        for row in rows:
            names[target, row.pk] = row.get_username() if isinstance(row, User) else str(row)
    return names
