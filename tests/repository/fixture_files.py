"""The shipped data, read as plain files, and the shape it must have."""

from pathlib import Path

import yaml

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
COMMITMENT_FILES = sorted((FIXTURES / "commitments").glob("*.yaml"))

FIELDS = {
    "themes": "slug name_en name_zh description cap_codes sdg",
    "parties": "slug kind name_en name_zh iso_code note",
    "memberships": "member group start end source",
    "events": "slug series ordinal name_en name_zh start end place format host note",
    "publishers": "slug name owner_group country note",
    "documents": "slug file sha256 title kind languages event speaker speaker_as_given publisher "
    "url published retrieved date date_basis date_reason date_quote date_start date_end note "
    "publication",
    "users": "username name note",
    "commitment": "reference slug title title_zh summary kind strength event made_on actors "
    "beneficiaries themes period targets criteria wording_differences note confidence links "
    "citations evidence assessments conflicts analysis gaps",
    "beneficiaries": "party wording excludes_actor",
    "period": "text start end alternative",
    "targets": "indicator quantity quantity_text unit comparator measure baseline note",
    "criteria": "fulfilled partly not",
    "links": "to kind note",
    "citations": "document language role start end exact sentence_start sentence_end",
    "evidence": "key year dated claim kind document start end exact url publisher "
    "publisher_as_given title published published_note bears_on own_statement reliability "
    "measurements",
    "measurements": "value unit as_given qualifier basis scope as_of period_start period_end",
    "assessments": "year status rationale evidence contested conflict searched reviewed_up_to "
    "author reviewer",
}
WORDS = {
    "kind": "quantified event institution finance policy cooperation presidency",
    "strength": "firm proposal support conditional continuing invitation institutional_decision",
    "status": "not_started in_progress partly_fulfilled fulfilled not_fulfilled abandoned "
    "no_evidence not_assessable",
    "role": "origin restatement translation",
    "comparator": "exactly at_least about up_to",
    "measure": "cumulative level per_year",
    "link": "restates expands continues part_of supersedes",
    "evidence_kind": "news official independent source_document",
    "bears_on": "fulfilment progress non_fulfilment context",
    "basis": "delivered donated sold provided held announced trade imports trips places people "
    "other",
    "document_kind": "transcript readout news_report machine_translation",
    "party_kind": "country organisation group person",
    "event_format": "in_person video hybrid",
    "confidence": "core borderline",
}
NEEDS_EVIDENCE = {"in_progress", "partly_fulfilled", "fulfilled", "not_fulfilled", "abandoned"}


def load(name):
    """Return one vocabulary file."""
    return yaml.safe_load((FIXTURES / f"{name}.yaml").read_text(encoding="utf-8"))


def is_shaped(item, kind):
    """Fail unless the item has exactly its fields, and no text is empty or padded."""
    assert set(item) == set(FIELDS[kind].split()), (kind, item.get("slug") or item.get("key"))
    for name, value in item.items():
        assert not isinstance(value, str) or (value and value == value.strip()), (kind, name)


def is_word(value, vocabulary):
    """Fail unless the value belongs to a closed vocabulary."""
    assert value in WORDS[vocabulary].split(), (vocabulary, value)


VOCABULARIES = {
    name: load(name) for name in ("themes", "events", "publishers", "documents", "users")
}
PARTIES = load("parties")
COMMITMENTS = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in COMMITMENT_FILES]
SLUGS = {
    name: [item.get("slug") or item["username"] for item in items]
    for name, items in {**VOCABULARIES, "parties": PARTIES["parties"]}.items()
}
TEXTS = {
    item["slug"]: (FIXTURES / "sources" / item["file"]).read_bytes().decode("utf-8")
    for item in VOCABULARIES["documents"]
}
REFERENCES = {item["reference"] for item in COMMITMENTS}
