"""The columns of ``assessments.csv``: a row per commitment and assessed year.

Accounts of authors and reviewers are left out: that two people signed is a rule of the
database, who they were may put them at risk.
"""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from commitments.core.vocabulary import Basis
from commitments.exports.columns import Address, Column
from commitments.models import Assessment, Evidence

#: The order of the file's rows.
ORDER = ("commitment__reference", "year")


def rows() -> QuerySet[Assessment]:
    """Return what readers may see: current assessments of published commitments."""
    return Assessment.public.all()


def _evidence() -> QuerySet[Evidence]:
    return Evidence.public.filter(assessment_links__assessment=OuterRef("pk"))


def _basis() -> Combinable:
    own = Exists(_evidence().filter(own_statement=True))
    other = Exists(_evidence().filter(own_statement=False))
    return Case(
        When(own & other, then=Value(Basis.MIXED.value)),
        When(own, then=Value(Basis.SELF_REPORTED.value)),
        When(other, then=Value(Basis.INDEPENDENT.value)),
        output_field=TextField(),
    )


def _owners() -> Combinable:
    others = _evidence().filter(own_statement=False).order_by().values("commitment")
    counted = others.annotate(owners=Count("publisher__owner_group", distinct=True))
    return Coalesce(Subquery(counted.values("owners")), 0, output_field=IntegerField())


def _keys() -> Combinable:
    keys = ArraySubquery(_evidence().order_by("key").values("key"))
    return Func(keys, Value("; "), function="array_to_string", output_field=TextField())


COLUMNS = (
    Column(
        "reference",
        _("Reference"),
        _("Public reference of the commitment."),
        "text",
        "commitment__reference",
    ),
    Column("title", _("Commitment"), _("Title of the commitment."), "text", "commitment__title"),
    Column("year", _("Year"), _("The year that was assessed."), "integer", "year"),
    Column(
        "status",
        _("Status"),
        _("Status of that year; a year without a row was not assessed."),
        "word",
        "status",
    ),
    Column("rationale", _("Rationale"), _("Why this status, in words."), "text", "rationale"),
    Column("contested", _("Contested"), _("Whether the sources disagree."), "boolean", "contested"),
    Column("conflict", _("Conflict"), _("What the sources disagree on."), "text", "conflict"),
    Column(
        "basis",
        _("Basis"),
        _("Whose word the assessment rests on; blank when no public evidence is attached."),
        "word",
        _basis(),
    ),
    Column(
        "independent_sources",
        _("Independent sources"),
        _("How many separate owners stand behind its evidence, the pledger's word not counted."),
        "integer",
        _owners(),
    ),
    Column(
        "evidence",
        _("Evidence"),
        _("Keys of the evidence it rests on, as in evidence.csv under the same reference."),
        "list",
        _keys(),
    ),
    Column(
        "searched",
        _("What was searched"),
        _("Where somebody looked; always there with no_evidence."),
        "text",
        "searched",
    ),
    Column(
        "reviewed_up_to",
        _("Reviewed up to"),
        _("Last day that the search covered."),
        "date",
        "reviewed_up_to",
    ),
    Column(
        "version",
        _("Version"),
        _("1 for the first assessment of the year, more after each change of mind."),
        "integer",
        "version",
    ),
    Column(
        "change_reason",
        _("Reason for the change"),
        _("Why an earlier assessment of the year was replaced; blank for version 1."),
        "text",
        "change_reason",
    ),
    Column(
        "methodology_version",
        _("Methodology version"),
        _("Version of the methodology by which it was made."),
        "text",
        "methodology_version",
    ),
    Column(
        "decided_on",
        _("Approved on"),
        _("Day (UTC) on which a second person approved it."),
        "date",
        TruncDate(F("decided_at")),
    ),
    Column(
        "url",
        _("Address"),
        _("The commitment's own page."),
        "url",
        Address("commitment", "commitment__reference"),
    ),
)
