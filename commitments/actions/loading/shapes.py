"""The shape of every item in the fixture files; fixtures/README.md shows them in use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from commitments.core.vocabulary import (
    BearsOn,
    CitationRole,
    Comparator,
    Confidence,
    DocumentKind,
    EventFormat,
    EvidenceKind,
    Kind,
    LinkKind,
    Measure,
    MeasurementBasis,
    PartyKind,
    Status,
    Strength,
)

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=120)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Optional = Annotated[str | None, Field(default=None)]
Year = Annotated[int, Field(ge=1945, le=2200)]
Offset = Annotated[int, Field(ge=0)]


class Shape(BaseModel):
    """An item or a part of one: unknown fields are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ThemeItem(Shape):
    """A theme of themes.yaml."""

    slug: Slug
    name_en: Words
    name_zh: str = ""
    description: str = ""
    cap_codes: list[int] = []
    sdg: list[int] = []


class PartyItem(Shape):
    """A party of parties.yaml."""

    slug: Slug
    kind: PartyKind
    name_en: Words
    name_zh: str = ""
    iso_code: Optional
    note: Optional


class MembershipItem(Shape):
    """A membership of parties.yaml."""

    member: Slug
    group: Slug
    start: date
    end: date | None = None
    source: Optional


class EventItem(Shape):
    """An event of events.yaml."""

    slug: Slug
    series: str = ""
    ordinal: int | None = None
    name_en: Words
    name_zh: str = ""
    start: date
    end: date
    place: Optional
    format: EventFormat
    host: Slug | None = None
    note: Optional


class PublisherItem(Shape):
    """A publisher of publishers.yaml."""

    slug: Slug
    name: Words
    owner_group: Words
    country: Optional
    note: Optional


class DocumentItem(Shape):
    """A document of documents.yaml; its text is the file beside it, byte for byte."""

    slug: Slug
    file: Words
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    title: Words
    kind: DocumentKind
    languages: Annotated[list[str], Field(min_length=1)]
    event: Slug | None = None
    speaker: Slug | None = None
    speaker_as_given: Optional
    publisher: Slug | None = None
    url: Optional
    published: date | None = None
    retrieved: date | None = None
    dated: date | None = Field(default=None, alias="date")
    date_basis: Annotated[str, StringConstraints(pattern="^(stated|inferred)$")]
    date_reason: Words
    date_quote: Optional
    date_start: Offset | None = None
    date_end: Offset | None = None
    note: Optional
    publication: Annotated[str, StringConstraints(pattern="^(draft|published)$")] = "published"


class UserItem(Shape):
    """An account of users.yaml with which shipped data is signed; nobody can log in as it."""

    username: Slug
    name: Words
    note: Optional


class BeneficiaryPart(Shape):
    """Who is to benefit, as worded."""

    party: Slug
    wording: Optional
    excludes_actor: bool = False


class AlternativePart(Shape):
    """The other way the period can be read."""

    start: date | None = None
    end: date | None = None
    reason: Words


class PeriodPart(Shape):
    """When the pledge is due."""

    text: Words
    start: date | None = None
    end: date | None = None
    alternative: AlternativePart | None = None


class TargetPart(Shape):
    """A number the pledge names."""

    indicator: Words
    quantity: Decimal | None = None
    quantity_text: Optional
    unit: Optional
    comparator: Comparator = Comparator.EXACTLY
    measure: Measure = Measure.CUMULATIVE
    baseline: Optional
    note: Optional


class CriteriaPart(Shape):
    """What would count as what."""

    fulfilled: Words
    partly: Words
    not_: Words = Field(alias="not")


class LinkPart(Shape):
    """How this commitment stands to another."""

    to: Words
    kind: LinkKind
    note: Optional


class CitationPart(Shape):
    """The exact words of a document, by place."""

    document: Slug
    language: Words
    role: CitationRole
    start: Offset
    end: Offset
    exact: Words
    sentence_start: Offset | None = None
    sentence_end: Offset | None = None


class MeasurementPart(Shape):
    """A number that evidence states."""

    value: Decimal
    unit: Words
    as_given: Optional
    qualifier: Comparator = Comparator.EXACTLY
    basis: MeasurementBasis = MeasurementBasis.OTHER
    scope: Optional
    as_of: date | None = None
    period_start: date | None = None
    period_end: date | None = None


class EvidencePart(Shape):
    """A claim about what became of the pledge, and where it stands."""

    key: Annotated[str, StringConstraints(pattern=r"^E[0-9]{2,3}$")]
    year: Year | None = None
    dated: date | None = None
    claim: Words
    kind: EvidenceKind
    document: Slug | None = None
    start: Offset | None = None
    end: Offset | None = None
    exact: Optional
    url: Optional
    publisher: Slug
    publisher_as_given: Optional
    title: Optional
    published: date | None = None
    published_note: Optional
    bears_on: BearsOn
    own_statement: bool
    reliability: Optional
    measurements: list[MeasurementPart] = []


class AssessmentPart(Shape):
    """The judgement on one year."""

    year: Year
    status: Status
    rationale: Words
    evidence: list[str] = []
    contested: bool = False
    conflict: Optional
    searched: Optional
    reviewed_up_to: date | None = None
    author: Slug
    reviewer: Slug


class CommitmentItem(Shape):
    """One file of commitments/: a pledge with everything that belongs to it."""

    reference: Words
    slug: Slug
    title: Words
    title_zh: str = ""
    summary: str = ""
    kind: Kind
    strength: Strength
    confidence: Confidence = Confidence.CORE
    event: Slug | None = None
    made_on: date
    actors: Annotated[list[Slug], Field(min_length=1)]
    beneficiaries: list[BeneficiaryPart] = []
    themes: Annotated[list[Slug], Field(min_length=1)]
    period: PeriodPart | None = None
    targets: list[TargetPart] = []
    criteria: CriteriaPart
    wording_differences: list[str] = []
    note: Optional
    links: list[LinkPart] = []
    citations: Annotated[list[CitationPart], Field(min_length=1)]
    evidence: list[EvidencePart] = []
    assessments: list[AssessmentPart] = []
    conflicts: list[str] = []
    analysis: list[str] = []
    gaps: list[str] = []
