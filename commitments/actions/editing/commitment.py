"""Saving a commitment with everything on its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commitments.actions.assessing import propose_assessment, revise_draft
from commitments.actions.base import action, lock, settle, store, touch
from commitments.actions.editing.evidence import (
    evidence_by_key,
    save_evidence_rows,
    save_measurement_rows,
)
from commitments.actions.editing.quotes import save_citation
from commitments.actions.editing.rows import (
    Problems,
    Row,
    Rows,
    Saver,
    is_new,
    save_choice,
    save_rows,
)
from commitments.core.vocabulary import Publication
from commitments.models import (
    Assessment,
    Citation,
    Commitment,
    CommitmentActor,
    CommitmentBeneficiary,
    CommitmentLink,
    CommitmentTheme,
    Target,
)
from commitments.selectors.defaults import next_reference

#: What only the verbs of publishing.py set; a form's copy of them is never believed.
_DECIDED = ("publication", "submitted_by", "published_by", "published_at", "withdrawn_reason")

#: Parts whose order on the page means something.
_ORDERED = frozenset({"beneficiaries", "targets"})


@action
def save_commitment(
    *,
    commitment: Commitment,
    parts: Mapping[str, Sequence[Row]],
    by: User,
    reason: str = "",
    expected_revision: int | None = None,
) -> Commitment:
    """Save a commitment as its form says, with every part named in ``parts``.

    Parts: ``actors``, ``themes`` (ordered), ``beneficiaries``, ``citations``, ``targets``,
    ``evidence``, ``measurements``, ``assessments`` (drafts), ``links``. A part that is left
    out is not touched. What was published needs a ``reason``. Whoever changes a commitment
    in review answers for it from then on, so that somebody else publishes it. Raises
    ValidationError for the commitment's own fields, PageErrors for its rows, Conflict when
    ``expected_revision`` is no longer the latest.
    """
    if is_new(commitment):
        commitment.reference = commitment.reference or next_reference(
            commitment.event, commitment.made_on.year
        )
    else:
        _check_stored(commitment, by, reason, expected_revision)
    commitment.slug = commitment.slug or _slug(commitment)
    store(commitment)
    problems = Problems()
    _save_choices(problems, commitment, parts)
    _save_parts(problems, commitment, parts)
    _save_assessments(problems, commitment, parts.get("assessments", ()), by)
    problems.refuse()
    touch(commitment)
    settle()
    return commitment


def _check_stored(
    commitment: Commitment, by: User, reason: str, expected_revision: int | None
) -> None:
    stored = lock(commitment=commitment, expected_revision=expected_revision)
    if stored.published_at is not None and not reason.strip():
        raise ValidationError({"reason": _("This is public: say why you change it.")})
    commitment.revision = stored.revision
    for name in _DECIDED:
        setattr(commitment, name, getattr(stored, name))
    if stored.publication == Publication.IN_REVIEW:
        commitment.submitted_by = by


def _slug(commitment: Commitment) -> str:
    # The reference makes it unique, whatever the titles are.
    return f"{slugify(commitment.title)[:80].strip('-')}-{commitment.reference.lower()}".strip("-")


def _save_choices(
    problems: Problems, commitment: Commitment, parts: Mapping[str, Sequence[Row]]
) -> None:
    choices: tuple[tuple[str, Any, Any, str], ...] = (
        ("actors", commitment.actor_links, CommitmentActor, "party"),
        ("themes", commitment.theme_links, CommitmentTheme, "theme"),
    )
    for part, links, model, name in choices:
        if part in parts:
            with problems.of(part, 0):
                save_choice(
                    links.select_related(name),
                    partial(model, commitment=commitment),
                    name,
                    parts[part],
                )


def _save_parts(
    problems: Problems, commitment: Commitment, parts: Mapping[str, Sequence[Row]]
) -> None:
    kinds: tuple[tuple[str, Any, Callable[[], models.Model], Saver | None], ...] = (
        (
            "beneficiaries",
            commitment.beneficiary_links.select_related("party"),
            partial(CommitmentBeneficiary, commitment=commitment),
            None,
        ),
        (
            "citations",
            commitment.citations.all(),
            partial(Citation, commitment=commitment),
            save_citation,
        ),
        ("targets", commitment.targets.all(), partial(Target, commitment=commitment), None),
        (
            "links",
            commitment.links.select_related("target"),
            partial(CommitmentLink, source=commitment),
            None,
        ),
    )
    for part, stored, new, save in kinds:
        if part in parts:
            rows = _in_order(parts[part]) if part in _ORDERED else parts[part]
            save_rows(problems, part, rows, stored=stored, new=new, save=save)
    if "evidence" in parts:
        save_evidence_rows(problems, commitment, parts["evidence"])
    if "measurements" in parts:
        save_measurement_rows(problems, commitment, parts["measurements"])


def _in_order(rows: Rows) -> list[Row]:
    """Give rows their place by the order in which they stand on the page."""
    position = 0
    placed = []
    for row in rows:
        position += not row.remove
        placed.append(Row({**row.values, "position": position}, row.pk, row.remove))
    return placed


def _save_assessments(problems: Problems, commitment: Commitment, rows: Rows, by: User) -> None:
    by_key = {one.key: one for one in commitment.evidence.all()}

    def save(record: Any, values: Mapping[str, Any]) -> None:
        assessment: Assessment = record
        evidence = [evidence_by_key(by_key, key) for key in values["evidence"]]
        facts = {name: value for name, value in values.items() if name != "evidence"}
        if is_new(assessment):
            facts["reason"] = facts.pop("change_reason")
            propose_assessment(commitment=commitment, by=by, evidence=evidence, **facts)
            return
        cited = {link.evidence_id for link in assessment.evidence_links.all()}
        same = cited == {one.pk for one in evidence}
        if same and all(getattr(assessment, name) == value for name, value in facts.items()):
            return
        for name, value in facts.items():
            setattr(assessment, name, value)
        revise_draft(assessment=assessment, by=by, evidence=evidence)

    drafts = commitment.assessments.filter(state="draft").prefetch_related("evidence_links")
    new = partial(Assessment, commitment=commitment)
    save_rows(problems, "assessments", rows, stored=drafts, new=new, save=save)
