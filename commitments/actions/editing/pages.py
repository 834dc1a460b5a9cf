"""Saving the smaller pages: a party with its memberships, evidence with its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.actions.base import Actor, action, lock, settle, store, touch
from commitments.actions.editing.evidence import save_evidence_row
from commitments.actions.editing.rows import Problems, Row, save_rows
from commitments.core.vocabulary import Publication
from commitments.models import Evidence, Measurement, Membership, Party


@action
def save_party(
    *, party: Party, parts: Mapping[str, Sequence[Row]], by: Actor, reason: str = ""
) -> Party:
    """Save a party with its memberships in groups. Raises ValidationError or PageErrors."""
    store(party)
    problems = Problems()
    save_rows(
        problems,
        "memberships",
        parts.get("memberships", ()),
        stored=party.memberships.select_related("group"),
        new=partial(Membership, member=party),
    )
    problems.refuse()
    settle()
    return party


@action
def save_evidence(
    *,
    evidence: Evidence,
    values: Mapping[str, object],
    parts: Mapping[str, Sequence[Row]],
    by: Actor,
    reason: str = "",
) -> Evidence:
    """Save one piece of evidence with its quote and its numbers, from its own page.

    ``values`` are its fields, with ``quote`` and ``place``. What was public needs a
    ``reason``. Raises ValidationError or PageErrors.
    """
    lock(commitment=evidence.commitment)
    if evidence.publication != Publication.DRAFT and not reason.strip():
        raise ValidationError({"reason": _("This is public: say why you change it.")})
    save_evidence_row(evidence, values)
    problems = Problems()
    save_rows(
        problems,
        "measurements",
        parts.get("measurements", ()),
        stored=evidence.measurements.all(),
        new=partial(Measurement, evidence=evidence),
    )
    problems.refuse()
    touch(evidence.commitment)
    settle()
    return evidence
