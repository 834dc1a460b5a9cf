import factory
from factory.django import DjangoModelFactory

from commitments.models import Candidate, ExtractionRun
from tests.factories.records import NOW, DocumentFactory


class RunFactory(DjangoModelFactory):
    class Meta:
        model = ExtractionRun

    document = factory.SubFactory(DocumentFactory, draft=True)
    extractor_version = "1"
    state = "done"
    finished_at = NOW
    progress = 100


class CandidateFactory(DjangoModelFactory):
    """An undecided pledge; ``exact`` names its words, by default the document's last sentence."""

    class Meta:
        model = Candidate

    run = factory.SubFactory(RunFactory)
    document = factory.SelfAttribute("run.document")
    type = "pledge"
    exact = factory.LazyAttribute(lambda one: one.document.raw_text.split(". ")[-1].rstrip("."))
    start = factory.LazyAttribute(lambda one: one.document.raw_text.index(one.exact))
    end = factory.LazyAttribute(lambda one: one.start + len(one.exact))
    sentence_start = factory.SelfAttribute("start")
    sentence_end = factory.SelfAttribute("end")
    language = "en"
    extracted = factory.LazyAttribute(
        lambda one: (
            {}
            if one.type == "sample"
            else {
                "actor": "Norway",
                "beneficiaries": [],
                "strength": "firm",
                "kind": "quantified",
                "theme": "",
                "quantities": [],
                "period": None,
            }
        )
    )
    score = factory.LazyAttribute(lambda one: None if one.type == "sample" else 0.9)
    extractor_version = "1"
