"""The shipped data, read as plain files, and the shape it must have."""

from pathlib import Path

import yaml

from commitments.core import vocabulary

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
    "kind": vocabulary.Kind,
    "strength": vocabulary.Strength,
    "status": vocabulary.Status,
    "role": vocabulary.CitationRole,
    "comparator": vocabulary.Comparator,
    "measure": vocabulary.Measure,
    "link": vocabulary.LinkKind,
    "evidence_kind": vocabulary.EvidenceKind,
    "bears_on": vocabulary.BearsOn,
    "basis": vocabulary.MeasurementBasis,
    "document_kind": vocabulary.DocumentKind,
    "party_kind": vocabulary.PartyKind,
    "event_format": vocabulary.EventFormat,
    "confidence": vocabulary.Confidence,
}


def load(name):
    """Return one vocabulary file."""
    return yaml.safe_load((FIXTURES / f"{name}.yaml").read_text(encoding="utf-8"))


def is_shaped(item, kind):
    """Fail unless the item has exactly its fields, and no text is empty or padded."""
    assert set(item) == set(FIELDS[kind].split()), (kind, item.get("slug") or item.get("key"))
    for name, value in item.items():
        assert not isinstance(value, str) or (value and value == value.strip()), (kind, name)


def is_word(value, name):
    """Fail unless the value belongs to a closed vocabulary."""
    assert value in {word.value for word in WORDS[name]}, (name, value)


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
