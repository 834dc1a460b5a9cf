"""What changed on a public commitment, who changed it, when and why.

Read from the history that database triggers keep (django-pghistory), so that a change by
any path is here. Only what readers could see counts: nothing before publication, no
drafts, nobody's account name, and nothing of evidence or documents that are not public.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from commitments.core.vocabulary import AssessmentState, Publication
from commitments.models import Commitment, Document, Evidence, Party, Theme

#: Fields of a commitment that readers see; the others are bookkeeping.
SHOWN = (
    "title", "title_zh", "summary", "kind", "strength", "confidence", "event", "made_on",
    "period_text", "period_start", "period_end", "alternative_start", "alternative_end",
    "alternative_reason", "criteria_fulfilled", "criteria_partly", "criteria_not",
    "wording_differences", "conflicts", "analysis", "gaps", "note",
)  # fmt: skip
_EVIDENCE = (
    "claim", "kind", "bears_on", "own_statement", "year", "dated", "url", "publisher", "title",
    "published_on", "published_note", "reliability",
)  # fmt: skip
_TARGET = ("indicator", "quantity", "quantity_text", "unit", "comparator", "measure", "baseline")
_MEASUREMENT = (
    "value", "unit", "as_given", "qualifier", "basis", "scope", "as_of", "period_start",
    "period_end",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changed, in words; before and after where a reader wants to compare."""

    what: str
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class Change:
    """Everything that one act changed."""

    at: datetime
    who: str = ""
    why: str = ""
    lines: list[Line] = field(default_factory=list)


Event = Any  # a row of a <Model>History table
Pair = tuple[Event | None, Event]


def history_of(commitment: Commitment) -> list[Change]:
    """Return the public changes of a published commitment, newest first."""
    own = _rows("Commitment", pgh_obj_id=commitment.pk)
    first = next((row for row in own if row.publication == Publication.PUBLISHED), None)
    if first is None:
        return []
    since = first.pgh_created_at
    found: list[tuple[Event, Line]] = [(first, Line(_("Published")))]
    for source in (
        _commitment_lines(own),
        _assessment_lines(commitment),
        _evidence_lines(commitment),
        _citation_lines(commitment),
        _part_lines(commitment),
    ):
        # What came in the same transaction as the publication is part of it.
        found += [(row, line) for row, line in source if row.pgh_created_at > since]
    return _grouped(found)


def _rows(name: str, **filters: Any) -> list[Event]:
    model = apps.get_model("commitments", f"{name}History")
    return list(model.objects.filter(**filters).select_related("pgh_context").order_by("pgh_id"))


def _pairs(rows: Iterable[Event]) -> Iterator[Pair]:
    """Yield each version with the one before it, record by record."""
    last: dict[int, Event] = {}
    for row in rows:
        yield last.get(row.pgh_obj_id), row
        last[row.pgh_obj_id] = row


def _commitment_lines(rows: list[Event]) -> Iterator[tuple[Event, Line]]:
    for before, row in _pairs(rows):
        if before is not None:
            for line in _differences(before, row, SHOWN):
                yield row, line


def _assessment_lines(commitment: Commitment) -> Iterator[tuple[Event, Line]]:
    current: dict[int, Event] = {}
    for before, row in _pairs(_rows("Assessment", commitment_id=commitment.pk)):
        became = row.state if before is None or before.state != row.state else ""
        if became == AssessmentState.CURRENT:
            earlier = current.get(row.year)
            text = _("Assessment of %(year)s: %(status)s") % {
                "year": row.year,
                "status": _shown(row, "status"),
            }
            if row.contested:
                text += _(" (contested)")
            yield row, Line(text, _shown(earlier, "status") if earlier else "", row.change_reason)
            current[row.year] = row
        elif became == AssessmentState.WITHDRAWN and current.get(row.year) is not None:
            yield row, Line(_("Assessment of %(year)s withdrawn") % {"year": row.year})
            current.pop(row.year, None)


def _evidence_lines(commitment: Commitment) -> Iterator[tuple[Event, Line]]:
    public = set(Evidence.public.filter(commitment=commitment).values_list("pk", flat=True))
    since: dict[int, datetime] = {}
    for before, row in _pairs(_rows("Evidence", commitment_id=commitment.pk)):
        was = before.publication if before is not None else ""
        if row.pgh_obj_id in public and row.publication == Publication.PUBLISHED:
            if was != Publication.PUBLISHED:
                since[row.pgh_obj_id] = row.pgh_created_at
                yield row, Line(_("Evidence %(key)s added") % {"key": row.key}, after=row.claim)
            elif before is not None:
                for line in _differences(before, row, _EVIDENCE, prefix=row.key):
                    yield row, line
        elif was == Publication.PUBLISHED and row.publication == Publication.WITHDRAWN:
            text = _("Evidence %(key)s withdrawn") % {"key": row.key}
            yield row, Line(text, after=row.withdrawn_reason)
    for before, row in _pairs(_rows("Measurement", evidence_id__in=list(since))):
        if row.pgh_created_at > since[row.evidence_id]:
            yield from _part(before, row, _("Number"), _MEASUREMENT, row.as_given or str(row.value))


def _citation_lines(commitment: Commitment) -> Iterator[tuple[Event, Line]]:
    titles = dict(Document.public.values_list("pk", "title").filter(citations__isnull=False))
    for before, row in _pairs(_rows("Citation", commitment_id=commitment.pk)):
        if row.document_id not in titles:
            continue
        title = titles[row.document_id]
        if row.pgh_label == "delete":
            yield row, Line(_("Quote from “%(title)s” removed") % {"title": title}, row.exact)
        elif before is None:
            yield row, Line(_("Quote from “%(title)s” added") % {"title": title}, after=row.exact)
        elif before.exact != row.exact:
            text = _("Quote from “%(title)s” changed") % {"title": title}
            yield row, Line(text, before.exact, row.exact)


def _part_lines(commitment: Commitment) -> Iterator[tuple[Event, Line]]:
    its = {"commitment_id": commitment.pk}
    for before, row in _pairs(_rows("Target", **its)):
        yield from _part(before, row, _("Target"), _TARGET, row.quantity_text or row.indicator)
    named = [
        ("CommitmentActor", _("Actor"), "party_id", Party, ()),
        ("CommitmentBeneficiary", _("Beneficiary"), "party_id", Party, ("wording",)),
        ("CommitmentTheme", _("Theme"), "theme_id", Theme, ()),
    ]
    for name, label, key, model, fields in named:
        rows = _rows(name, **its)
        names = model._default_manager.in_bulk({getattr(row, key) for row in rows})
        for before, row in _pairs(rows):
            its_name = str(names.get(getattr(row, key), ""))
            yield from _part(before, row, label, fields, its_name)


def _part(
    before: Event | None, row: Event, label: str, fields: tuple[str, ...], name: str
) -> Iterator[tuple[Event, Line]]:
    """Yield what happened to a part that is public whenever its commitment is."""
    words = {"what": label, "name": name}
    if row.pgh_label == "delete":
        yield row, Line(_("%(what)s removed: %(name)s") % words)
    elif before is None:
        yield row, Line(_("%(what)s added: %(name)s") % words)
    else:
        for line in _differences(before, row, fields, prefix=label):
            yield row, line


def _differences(
    before: Event, after: Event, fields: Iterable[str], prefix: str = ""
) -> Iterator[Line]:
    for name in fields:
        old, new = _shown(before, name), _shown(after, name)
        if old != new:
            label = str(after._meta.get_field(name).verbose_name)
            yield Line(f"{prefix}: {label}" if prefix else label.capitalize(), old, new)


def _shown(row: Event, name: str) -> str:
    """Return a field's value as a reader would see it."""
    of_field = row._meta.get_field(name)
    if isinstance(of_field, models.ForeignKey):
        related = of_field.related_model._default_manager.filter(pk=getattr(row, of_field.attname))
        return str(related.first() or "")
    if of_field.choices:
        return str(getattr(row, f"get_{name}_display")())
    return _plain(getattr(row, name))


def _plain(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return str(number_format(value.normalize(), force_grouping=True))
        case date():
            return date_format(value)
        case list():
            return "\n".join(str(one) for one in value)
    return str(value)


def _grouped(found: list[tuple[Event, Line]]) -> list[Change]:
    """Put lines of one act together and name who acted, newest act first."""
    acts: dict[Any, list[tuple[Event, Line]]] = defaultdict(list)
    for row, line in found:
        acts[row.pgh_context_id or row.pgh_created_at, row.pgh_created_at].append((row, line))
    users = {
        context.metadata.get("user")
        for row, _line in found
        if (context := row.pgh_context) is not None
    }
    names = get_user_model()._default_manager.in_bulk([pk for pk in users if isinstance(pk, int)])
    changes = []
    for rows in acts.values():
        context = rows[0][0].pgh_context
        metadata = context.metadata if context is not None else None
        change = Change(at=rows[0][0].pgh_created_at, who=_who(metadata, names))
        change.why = str((metadata or {}).get("reason") or "")
        for _row, line in rows:
            if line not in change.lines:
                change.lines.append(line)
        changes.append(change)
    return sorted(changes, key=lambda one: one.at, reverse=True)


def _who(metadata: dict[str, Any] | None, users: dict[int, Any]) -> str:
    """Name whoever acted by the name they chose to show, never by their account."""
    if metadata is None:
        return _("a change made directly in the database")
    user = users.get(metadata.get("user") or 0)
    if user is not None:
        return public_name(user)
    return _("the tracker (shipped data)")


def public_name(user: Any) -> str:
    """Return the name a person shows to readers, or the role when there is none."""
    return user.get_full_name() or _("an editor")
