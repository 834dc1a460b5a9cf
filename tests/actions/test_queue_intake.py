import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from commitments.actions.queue.extracting import (
    STALE,
    ask_for_extraction,
    fail_run,
    read_document,
)
from commitments.actions.queue.intake import (
    Confirmed,
    Received,
    add_event,
    add_person,
    bring_in,
    confirm_metadata,
)
from commitments.actions.sources import DuplicateText
from commitments.extraction.english.model import ModelMissing
from commitments.models import Candidate, Document, DocumentFile, ExtractionRun
from tests.extraction.test_formats import pdf
from tests.factories import DocumentFactory, EventFactory, PartyFactory, UserFactory

SOURCES = Path(__file__).resolve().parents[2] / "fixtures" / "sources"
pytestmark = pytest.mark.django_db


def source(number: str) -> str:
    (path,) = SOURCES.glob(f"{number}_*.txt")
    return path.read_bytes().decode()


SPEECH = (
    "Remarks by Prime Minister Jonas Store\n\n12 July 2023\n\nDear colleagues,\n\n"
    "Norway will build 30 schools in Malawi by 2026. We need to work together. "
    "The world is facing many difficult crises today. Peace is in the interest of all of us."
)


def test_a_pasted_text_becomes_a_draft_with_what_it_says_of_itself() -> None:
    document = bring_in(by=UserFactory(), text=SPEECH)
    assert document.publication == "draft"
    assert document.raw_text == SPEECH
    assert document.dated == date(2023, 7, 12)
    assert document.date_stated
    assert document.date_reason == "12 July 2023"
    assert document.speaker is None
    assert document.speaker_as_given == "Remarks by Prime Minister Jonas Store"
    assert document.kind == "transcript"
    assert not document.files.exists()


def test_what_is_in_the_tracker_is_recognised() -> None:
    event = EventFactory(name_en="21st Meeting of the SCO Council of Heads of State", ordinal=21)
    EventFactory(name_en="20th Meeting of the SCO Council of Heads of State", ordinal=20)
    speaker = PartyFactory(slug="xi-jinping", name_en="Xi Jinping", kind="person")
    document = bring_in(by=UserFactory(), text=source("002"))
    assert (document.event, document.speaker) == (event, speaker)


def test_line_ends_of_a_browser_are_those_of_the_text() -> None:
    document = bring_in(by=UserFactory(), text=source("002").replace("\n", "\r\n"))
    assert document.raw_text == source("002")


def test_a_file_is_kept_byte_for_byte_with_its_hash() -> None:
    data = pdf("China will open 10 Luban Workshops in 2022.")
    document = bring_in(by=UserFactory(), file=Received("speech.pdf", data))
    (kept,) = DocumentFile.objects.filter(document=document)
    assert bytes(kept.content) == data
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert kept.media_type == "application/pdf"
    assert "China will open 10 Luban Workshops in 2022." in document.raw_text


def test_the_same_text_or_file_is_told_not_doubled() -> None:
    by = UserFactory()
    first = bring_in(by=by, file=Received("a.txt", SPEECH.encode()))
    for again in (
        {"text": SPEECH},
        {"file": Received("b.txt", SPEECH.encode())},
        {"text": SPEECH.replace("\n", "\r\n")},
    ):
        with pytest.raises(DuplicateText) as caught:
            bring_in(by=by, **again)
        assert caught.value.existing == first
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": " \n"}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"file": Received("scan.pdf", pdf(""))}, "file"),
        ({"file": Received("x.txt", b"\x93\x94")}, "file"),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(given, field) -> None:
    with pytest.raises(ValidationError) as caught:
        bring_in(by=UserFactory(), **given)
    assert field in caught.value.message_dict
    assert not Document.objects.exists()


def test_an_editor_confirms_the_metadata() -> None:
    by = UserFactory()
    document = bring_in(by=by, text=SPEECH)
    event = add_event(name="Oslo Forum", day=date(2023, 7, 12), organisation="", by=by)
    speaker = add_person(name="Jonas Store", by=by)
    assert add_person(name="Jonas Store", by=by).slug == "jonas-store-2"
    confirm_metadata(
        document=document,
        confirmed=Confirmed(
            title="Remarks in Oslo",
            kind="transcript",
            languages=["en"],
            dated=date(2023, 7, 13),
            date_stated=False,
            date_reason="The day after it was given.",
            event=event,
            speaker=speaker,
        ),
        by=by,
    )
    document.refresh_from_db()
    assert (document.title, document.dated) == ("Remarks in Oslo", date(2023, 7, 13))
    assert event.slug == "event-oslo-forum-2023"


def read(document: Document) -> ExtractionRun:
    run = ask_for_extraction(document=document, by=UserFactory())
    read_document.call(run.pk)
    run.refresh_from_db()
    return run


def test_reading_stores_finds_and_a_seeded_sample_of_the_rest() -> None:
    document = bring_in(by=UserFactory(), text=source("002"))
    run = read(document)
    assert (run.state, run.progress, run.error) == ("done", 100, "")
    assert run.found == document.candidates.exclude(type="sample").count() >= 13
    samples = document.candidates.filter(type="sample")
    assert samples.count() == -(-run.unflagged // 10)
    assert run.sentences > run.unflagged > 20
    for one in document.candidates.all():
        assert document.raw_text[one.start : one.end] == one.exact
        if one.type != "sample":
            assert one.cues
            assert 0 < one.score <= 1
            assert one.extracted["strength"]
    finds = document.candidates.exclude(type="sample")
    for sample in samples:
        assert not finds.filter(
            sentence_start__lt=sample.end, sentence_end__gt=sample.start
        ).exists()


def test_reading_again_draws_the_same_sample_and_keeps_what_was_decided() -> None:
    document = bring_in(by=UserFactory(), text=source("002"))
    read(document)

    def spans() -> list[tuple[int, int, str]]:
        return list(document.candidates.values_list("start", "end", "type"))

    before = spans()
    decided = document.candidates.filter(type="pledge").first()
    from commitments.actions.queue.deciding import reject_candidates

    reject_candidates(candidates=[decided], why="vague", by=UserFactory())
    read(document)
    assert sorted(spans()) == sorted(before)
    assert Candidate.objects.get(pk=decided.pk).state == "rejected"


def test_one_run_at_a_time_and_a_lost_one_gives_way() -> None:
    document = bring_in(by=UserFactory(), text=SPEECH)
    run = ask_for_extraction(document=document, by=UserFactory())
    with pytest.raises(ValidationError, match="being read already"):
        ask_for_extraction(document=document, by=UserFactory())
    ExtractionRun.objects.filter(pk=run.pk).update(asked_at=run.asked_at - 2 * STALE)
    ask_for_extraction(document=document, by=UserFactory())
    run.refresh_from_db()
    assert run.state == "failed"
    assert "ended before it was done" in run.error
    # The lost one comes back late: it finds the door closed.
    read_document.call(run.pk)
    assert not document.candidates.exists()


@pytest.mark.parametrize("problem", [ModelMissing("no model: install it"), MemoryError("too big")])
def test_a_failed_run_says_why_and_leaves_the_document(monkeypatch, problem) -> None:
    def broken(*_: object) -> None:
        raise problem

    monkeypatch.setattr("commitments.extraction.pipeline.extract", broken)
    document = bring_in(by=UserFactory(), text=SPEECH)
    run = read(document)
    assert run.state == "failed"
    assert str(problem) in run.error
    assert Document.objects.filter(pk=document.pk).exists()
    monkeypatch.undo()
    assert read(document).state == "done"


def test_a_finished_run_cannot_fail_any_more() -> None:
    document = DocumentFactory(draft=True)
    run = read(document)
    fail_run(run=run, error="late", by=None)
    run.refresh_from_db()
    assert run.state == "done"
