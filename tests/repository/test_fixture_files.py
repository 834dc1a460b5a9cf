"""The shipped data as files: its shape, its quotes, its counts. Needs no database.

What the loader would refuse is refused here too, and what no loader can know (that nothing
was lost, that a quote is the text's own) is checked against the texts themselves.
"""

import hashlib
import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from commitments.core.vocabulary import NEEDS_EVIDENCE
from tests.repository.fixture_files import (
    COMMITMENT_FILES,
    COMMITMENTS,
    FIXTURES,
    PARTIES,
    REFERENCES,
    SLUGS,
    TEXTS,
    VOCABULARIES,
    is_shaped,
    is_word,
)

each_commitment = pytest.mark.parametrize(
    "commitment", COMMITMENTS, ids=[item["reference"] for item in COMMITMENTS]
)


def all_of(name):
    return [item for commitment in COMMITMENTS for item in commitment[name]]


def test_nothing_was_lost_on_the_way():
    assert Counter(item["made_on"].year for item in COMMITMENTS) == {2020: 10, 2021: 22}
    assert len(all_of("citations")) == 48
    assert len(all_of("targets")) == 15
    assert len(all_of("assessments")) == 113
    # 129 from the reading of pages and speeches, 9 added here (fixtures/README.md).
    assert len(all_of("evidence")) == 138
    assert sum(len(item["measurements"]) for item in all_of("evidence")) == 124
    assert sum(item["strength"] == "proposal" for item in COMMITMENTS) == 4
    due = [item["period"]["end"] for item in COMMITMENTS if item["period"]]
    assert Counter(day.year for day in due if day) == {2021: 3, 2022: 3, 2023: 1, 2024: 3, 2026: 1}
    contested = {
        (item["reference"], year["year"])
        for item in COMMITMENTS
        for year in item["assessments"]
        if year["contested"]
    }
    assert contested == {
        ("SCO-2021-001", 2021),
        ("SCO-2021-001", 2022),
        ("SCO-2021-003", 2025),
        ("SCO-2021-007", 2024),
        ("SCO-2021-007", 2025),
    }
    blank = {item["reference"] for item in COMMITMENTS if not item["assessments"]}
    assert blank == {"SCO-2020-008", "SCO-2021-014"}


def test_natural_keys_are_unique():
    for name, slugs in SLUGS.items():
        assert len(slugs) == len(set(slugs)), name
    assert len(REFERENCES) == len({item["slug"] for item in COMMITMENTS}) == len(COMMITMENTS)
    assert [path.stem for path in COMMITMENT_FILES] == [item["reference"] for item in COMMITMENTS]


def test_vocabulary_files_have_their_fields_and_words():
    for name, items in VOCABULARIES.items():
        for item in items:
            is_shaped(item, name)
    for party in PARTIES["parties"]:
        is_shaped(party, "parties")
        is_word(party["kind"], "party_kind")
        assert bool(party["iso_code"]) == (party["kind"] == "country"), party["slug"]
        assert re.search(r"[\u4e00-\u9fff]", party["name_zh"]), party["slug"]
    for theme in VOCABULARIES["themes"]:
        assert set(theme["cap_codes"]) <= set(range(1, 24)) - {11, 22}, theme["slug"]
        assert set(theme["sdg"]) <= set(range(1, 18)), theme["slug"]
    for event in VOCABULARIES["events"]:
        is_word(event["format"], "event_format")
        assert event["host"] in SLUGS["parties"]
        assert event["start"] <= event["end"]


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2001, 6, 14), 0),
        (date(2001, 6, 15), 6),
        (date(2020, 11, 10), 8),
        (date(2023, 7, 4), 9),
        (date(2024, 7, 3), 9),
        (date(2024, 7, 4), 10),
    ],
)
def test_sco_members_by_date(day, members):
    for item in PARTIES["memberships"]:
        is_shaped(item, "memberships")
        assert {item["member"], item["group"]} <= set(SLUGS["parties"])
    on_the_day = [
        item
        for item in PARTIES["memberships"]
        if item["group"] == "sco" and item["start"] <= day and not item["end"]
    ]
    assert len(on_the_day) == members


@pytest.mark.parametrize("document", VOCABULARIES["documents"], ids=SLUGS["documents"])
def test_documents_are_the_texts_they_name(document):
    raw = (FIXTURES / "sources" / document["file"]).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == document["sha256"]
    assert b"\r" not in raw, "a changed line end moves every offset"
    is_word(document["kind"], "document_kind")
    assert document["event"] in SLUGS["events"]
    assert document["speaker"] in SLUGS["parties"]
    assert document["publisher"] is None or document["publisher"] in SLUGS["publishers"]
    quoted = TEXTS[document["slug"]][document["date_start"] or 0 : document["date_end"] or 0]
    assert quoted == (document["date_quote"] or "")
    assert document["date_basis"] in {"stated", "inferred"}
    assert document["date_basis"] == "inferred" or document["date_quote"]


def test_every_source_text_is_described():
    files = {path.name for path in (FIXTURES / "sources").iterdir()}
    assert files == {item["file"] for item in VOCABULARIES["documents"]}


@each_commitment
def test_commitment_has_its_fields_and_words(commitment):
    is_shaped(commitment, "commitment")
    assert re.fullmatch(rf"SCO-{commitment['made_on'].year}-\d{{3}}", commitment["reference"])
    is_word(commitment["kind"], "kind")
    is_word(commitment["strength"], "strength")
    is_word(commitment["confidence"], "confidence")
    assert commitment["event"] in SLUGS["events"]
    assert commitment["actors"]
    assert set(commitment["actors"]) <= set(SLUGS["parties"])
    assert commitment["themes"]
    assert set(commitment["themes"]) <= set(SLUGS["themes"])
    assert len(commitment["themes"]) == len(set(commitment["themes"]))
    assert len(commitment["title"]) <= 200
    assert re.search(r"[\u4e00-\u9fff]", commitment["title_zh"])
    is_shaped(commitment["criteria"], "criteria")
    assert all(len(words) > 20 for words in commitment["criteria"].values())
    for link in commitment["links"]:
        is_shaped(link, "links")
        is_word(link["kind"], "link")
        assert link["to"] in REFERENCES - {commitment["reference"]}


@each_commitment
def test_words_given_as_spoken_stand_in_the_cited_sentences(commitment):
    sentences = " ".join(
        TEXTS[item["document"]][item["sentence_start"] : item["sentence_end"]]
        for item in commitment["citations"]
    )
    for item in commitment["beneficiaries"]:
        is_shaped(item, "beneficiaries")
        assert item["party"] in SLUGS["parties"]
        assert item["wording"] is None or item["wording"] in sentences
    for target in commitment["targets"]:
        is_shaped(target, "targets")
        assert target["quantity_text"] in sentences
        assert Decimal(target["quantity"]) > 0
        assert target["unit"]
        is_word(target["comparator"], "comparator")
        is_word(target["measure"], "measure")
    period = commitment["period"]
    if period:
        is_shaped(period, "period")
        assert period["text"] in sentences
        readings = [period, period["alternative"]] if period["alternative"] else [period]
        assert all(r["start"] is None or r["start"] <= r["end"] for r in readings)


@each_commitment
def test_quotes_are_the_words_of_the_text(commitment):
    for item in commitment["citations"]:
        is_shaped(item, "citations")
        text = TEXTS[item["document"]]
        assert text[item["start"] : item["end"]] == item["exact"]
        assert item["sentence_start"] <= item["start"] < item["end"] <= item["sentence_end"]
        assert (item["language"] == "zh") == bool(re.search(r"[\u4e00-\u9fff]", item["exact"]))
        is_word(item["role"], "role")
    roles = Counter(item["role"] for item in commitment["citations"])
    assert roles["origin"] == 1


@each_commitment
def test_evidence_names_its_source(commitment):
    keys = [item["key"] for item in commitment["evidence"]]
    assert keys == [f"E{number:02d}" for number in range(1, len(keys) + 1)]
    for item in commitment["evidence"]:
        is_shaped(item, "evidence")
        is_word(item["kind"], "evidence_kind")
        is_word(item["bears_on"], "bears_on")
        assert isinstance(item["own_statement"], bool)
        assert item["publisher"] in SLUGS["publishers"]
        if item["kind"] == "source_document":
            assert TEXTS[item["document"]][item["start"] : item["end"]] == item["exact"]
            assert item["exact"]
            assert item["url"] is None
        else:
            assert re.match(r"https?://[^\s/]+/\S*$", item["url"])
            assert [item[name] for name in ("document", "start", "end", "exact")] == [None] * 4
        for measured in item["measurements"]:
            is_shaped(measured, "measurements")
            assert Decimal(measured["value"]) > 0
            is_word(measured["qualifier"], "comparator")
            is_word(measured["basis"], "basis")
            start, end = measured["period_start"], measured["period_end"]
            assert bool(start) == bool(end)
            assert not start or start <= end


@each_commitment
def test_assessments_carry_what_their_status_needs(commitment):
    years = [item["year"] for item in commitment["assessments"]]
    assert years == sorted(set(years))
    assert not years or years[0] >= commitment["made_on"].year
    keys = {item["key"] for item in commitment["evidence"]}
    for item in commitment["assessments"]:
        is_shaped(item, "assessments")
        is_word(item["status"], "status")
        assert item["rationale"]
        assert set(item["evidence"]) <= keys
        assert len(item["evidence"]) == len(set(item["evidence"]))
        assert item["evidence"] or item["status"] not in NEEDS_EVIDENCE
        assert bool(item["searched"]) == (item["status"] == "no_evidence")
        assert isinstance(item["reviewed_up_to"], date)
        assert item["contested"] == bool(item["conflict"])
        assert item["author"] != item["reviewer"]
        assert {item["author"], item["reviewer"]} <= set(SLUGS["users"])


def test_no_text_speaks_of_file_numbers():
    """Readers know a speech by its speaker and day, not by the file it came in."""
    for path in COMMITMENT_FILES:
        assert not re.search(r"[Ss]peech 00\d|\b00\d_", path.read_text(encoding="utf-8")), path
