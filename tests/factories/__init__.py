"""Records for tests, made through the ORM; what is not named is the simplest valid thing.

``CommitmentFactory`` makes a published commitment with an actor, a theme and a citation in a
published document. ``AssessmentFactory`` makes a reviewed, current assessment; give it
``evidence=[...]``. Drafts: ``CommitmentFactory(draft=True)``, ``EvidenceFactory(draft=True)``,
``DocumentFactory(draft=True)``, ``AssessmentFactory(draft=True)``.
"""

from tests.factories.candidates import CandidateFactory, RunFactory
from tests.factories.people import PartyFactory, PublisherFactory, ThemeFactory, UserFactory
from tests.factories.records import (
    AssessmentFactory,
    CitationFactory,
    CommitmentFactory,
    DocumentFactory,
    EventFactory,
    EvidenceFactory,
    MeasurementFactory,
    TargetFactory,
)

__all__ = [
    "AssessmentFactory",
    "CandidateFactory",
    "CitationFactory",
    "CommitmentFactory",
    "DocumentFactory",
    "EventFactory",
    "EvidenceFactory",
    "MeasurementFactory",
    "PartyFactory",
    "PublisherFactory",
    "RunFactory",
    "TargetFactory",
    "ThemeFactory",
    "UserFactory",
]
