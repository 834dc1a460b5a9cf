import hashlib
from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from commitments.models import (
    Assessment,
    AssessmentEvidence,
    Citation,
    Commitment,
    Document,
    Event,
    Evidence,
    Measurement,
    Target,
)
from tests.factories.people import PartyFactory, PublisherFactory, ThemeFactory, UserFactory

NOW = datetime(2024, 1, 1, tzinfo=UTC)


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event
        django_get_or_create = ["slug"]

    slug = factory.Sequence(lambda n: f"event-{n}")
    name_en = factory.LazyAttribute(lambda event: event.slug.title())
    starts_on = date(2021, 9, 17)
    ends_on = date(2021, 9, 17)
    format = "in_person"


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    class Params:
        draft = factory.Trait(publication="draft")

    slug = factory.Sequence(lambda n: f"document-{n}")
    title = factory.LazyAttribute(lambda document: document.slug.title())
    kind = "transcript"
    languages = ["en"]
    raw_text = factory.Sequence(lambda n: f"Speech number {n}. We will build {n} bridges.")
    sha256 = factory.LazyAttribute(
        lambda document: hashlib.sha256(document.raw_text.encode()).hexdigest()
    )
    publication = "published"


class CommitmentFactory(DjangoModelFactory):
    """Published unless ``draft=True``; ``actors``, ``beneficiaries``, ``themes`` are slugs."""

    class Meta:
        model = Commitment
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(
            publication="draft", published_at=None, published_by=None, submitted_by=None
        )

    reference = factory.Sequence(lambda n: f"TST-2021-{n + 1:03d}")
    slug = factory.LazyAttribute(lambda commitment: commitment.reference.lower())
    title = factory.LazyAttribute(lambda commitment: f"Build bridge {commitment.reference}")
    kind = "event"
    strength = "firm"
    made_on = date(2021, 9, 17)
    criteria_fulfilled = "The bridge stands."
    publication = "published"
    published_at = NOW
    submitted_by = factory.SubFactory(UserFactory)
    published_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def actors(self, create, extracted, **kwargs):
        for position, slug in enumerate(extracted or ["actor"], 1):
            self.actor_links.create(party=PartyFactory(slug=slug), position=position)

    @factory.post_generation
    def beneficiaries(self, create, extracted, **kwargs):
        for position, slug in enumerate(extracted or [], 1):
            self.beneficiary_links.create(party=PartyFactory(slug=slug), position=position)

    @factory.post_generation
    def themes(self, create, extracted, **kwargs):
        for position, slug in enumerate(extracted or ["theme"], 1):
            self.theme_links.create(theme=ThemeFactory(slug=slug), position=position)

    @factory.post_generation
    def document(self, create, extracted, **kwargs):
        CitationFactory(commitment=self, document=extracted or DocumentFactory())


class CitationFactory(DjangoModelFactory):
    """The whole document's words, unless ``exact`` names a part of them."""

    class Meta:
        model = Citation

    document = factory.SubFactory(DocumentFactory)
    exact = factory.LazyAttribute(lambda citation: citation.document.raw_text)
    start = factory.LazyAttribute(lambda citation: citation.document.raw_text.index(citation.exact))
    end = factory.LazyAttribute(lambda citation: citation.start + len(citation.exact))
    sentence_start = factory.SelfAttribute("start")
    sentence_end = factory.SelfAttribute("end")
    language = "en"


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    commitment = factory.SubFactory(CommitmentFactory)
    indicator = "bridges built"
    quantity = 3
    unit = "bridge"


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    class Params:
        draft = factory.Trait(publication="draft")

    commitment = factory.SubFactory(CommitmentFactory)
    key = factory.Sequence(lambda n: f"E{n:02d}")
    claim = factory.LazyAttribute(lambda evidence: f"Claim {evidence.key}")
    kind = "news"
    bears_on = "fulfilment"
    own_statement = False
    url = factory.LazyAttribute(lambda evidence: f"https://news.example/{evidence.key}")
    publisher = factory.SubFactory(PublisherFactory)
    publication = "published"


class MeasurementFactory(DjangoModelFactory):
    class Meta:
        model = Measurement

    evidence = factory.SubFactory(EvidenceFactory)
    value = 2
    unit = "bridge"


class AssessmentFactory(DjangoModelFactory):
    """Reviewed and current unless ``draft=True``; evidence is made when the status needs it."""

    class Meta:
        model = Assessment
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(state="draft", reviewer=None, decided_at=None)

    commitment = factory.SubFactory(CommitmentFactory)
    year = 2022
    status = "fulfilled"
    rationale = factory.LazyAttribute(lambda one: f"Rationale of {one.year}")
    state = "current"
    author = factory.SubFactory(UserFactory)
    reviewer = factory.SubFactory(UserFactory)
    decided_at = NOW

    @classmethod
    def _create(cls, model_class, *args, evidence=None, **kwargs):
        # Evidence is attached before the review: a reviewed assessment keeps what it has.
        final = {name: kwargs.pop(name) for name in ("state", "reviewer", "decided_at")}
        made = super()._create(model_class, *args, state="draft", **kwargs)
        if evidence is None and made.status not in {"no_evidence", "not_started", "not_assessable"}:
            evidence = [EvidenceFactory(commitment=made.commitment)]
        for item in evidence or []:
            AssessmentEvidence.objects.create(assessment=made, evidence=item)
        for name, value in final.items():
            setattr(made, name, value)
        made.save()
        return made
