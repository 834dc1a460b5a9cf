"""The records: one file per family, its queryset beside it."""

from commitments.models.archive import DocumentFile
from commitments.models.assessments import METHODOLOGY_VERSION, Assessment, AssessmentEvidence
from commitments.models.candidates import Candidate
from commitments.models.citations import Citation
from commitments.models.commitments import Commitment
from commitments.models.documents import Document, Event
from commitments.models.evidence import Evidence, Measurement, Publisher
from commitments.models.extraction_runs import ExtractionRun
from commitments.models.loading import LoadedItem
from commitments.models.parties import Membership, Party
from commitments.models.roles import CommitmentActor, CommitmentBeneficiary, CommitmentTheme
from commitments.models.summary import CommitmentSummary
from commitments.models.targets import CommitmentLink, Target
from commitments.models.themes import Theme

__all__ = [
    "METHODOLOGY_VERSION",
    "Assessment",
    "AssessmentEvidence",
    "Candidate",
    "Citation",
    "Commitment",
    "CommitmentActor",
    "CommitmentBeneficiary",
    "CommitmentLink",
    "CommitmentSummary",
    "CommitmentTheme",
    "Document",
    "DocumentFile",
    "Event",
    "Evidence",
    "ExtractionRun",
    "LoadedItem",
    "Measurement",
    "Membership",
    "Party",
    "Publisher",
    "Target",
    "Theme",
]
