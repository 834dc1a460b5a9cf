"""Synthetic commitments: varied enough that filters, words and facets have something to do.

Everything follows from the number of the commitment, so two runs load the same. Ten assessed
years, one to three themes, about one source and one meeting per thirty commitments, two
pieces of evidence, a target for every second one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from commitments.core.vocabulary import Kind, Status, Strength

#: Ids of synthetic rows start here, far above those of the shipped data.
FIRST_ID = 10_000_000
PER_DOCUMENT = 30
PARTIES, THEMES, PUBLISHERS = 200, 24, 400
YEARS = range(2016, 2026)

_VERBS = [
    *("build", "fund", "train", "supply", "restore", "open"),
    *("share", "host", "teach", "repair", "extend", "protect"),
]
_THINGS = [
    ("vaccines", "疫苗"), ("bridges", "桥梁"), ("scholarships", "奖学金"), ("workshops", "工坊"),
    ("railways", "铁路"), ("hospitals", "医院"), ("forests", "森林"), ("satellites", "卫星"),
    ("laboratories", "实验室"), ("ports", "港口"), ("clinics", "诊所"), ("schools", "学校"),
    ("turbines", "风电机"), ("wells", "水井"), ("archives", "档案馆"), ("teachers", "教师"),
    ("nurses", "护士"), ("seeds", "种子"), ("cables", "电缆"), ("roads", "公路"),
    ("markets", "市场"), ("museums", "博物馆"), ("grids", "电网"), ("loans", "贷款"),
]  # fmt: skip
_PLACES = [
    *("valley", "coast", "capital", "border", "island"),
    *("delta", "highlands", "north", "south", "interior"),
]
_STATUSES = [Status.IN_PROGRESS, Status.FULFILLED, *Status]
_NOW = "2025-12-31 12:00:00+00"

#: Rows per table; a row is its cells in the order of COLUMNS, None for NULL.
Rows = dict[str, list[tuple[object, ...]]]

COLUMNS = {
    "commitments_party": "id slug kind name_en name_zh iso_code note",
    "commitments_theme": "id slug name_en name_zh description cap_codes sdg",
    "commitments_publisher": "id slug name owner_group country note",
    "commitments_event": "id slug series ordinal name_en name_zh starts_on ends_on place format "
    "host_id note",
    "commitments_document": "id slug version replaces_id file_name title kind languages event_id "
    "speaker_id speaker_as_given publisher_id url url_normalised published_on retrieved_on dated "
    "date_stated date_reason note raw_text sha256 publication withdrawn_reason revision",
    "commitments_commitment": "id reference slug title title_zh summary kind strength confidence "
    "event_id made_on period_text period_start period_end alternative_start alternative_end "
    "alternative_reason criteria_fulfilled criteria_partly criteria_not wording_differences "
    "conflicts analysis gaps note publication submitted_by_id published_by_id published_at "
    "withdrawn_reason revision",
    "commitments_commitmentactor": "id commitment_id party_id position",
    "commitments_commitmentbeneficiary": "id commitment_id party_id wording excludes_actor "
    "position",
    "commitments_commitmenttheme": "id commitment_id theme_id position",
    "commitments_target": "id commitment_id indicator quantity quantity_text unit comparator "
    "measure baseline note position",
    "commitments_citation": "id document_id commitment_id evidence_id exact prefix suffix start "
    "end sentence_start sentence_end language role health",
    "commitments_evidence": "id commitment_id key claim kind bears_on own_statement year dated "
    "document_id url url_normalised publisher_id publisher_as_given title published_on "
    "published_note retrieved_on reliability publication withdrawn_reason",
    "commitments_assessment": "id commitment_id year version state status rationale contested "
    "conflict searched reviewed_up_to change_reason methodology_version author_id reviewer_id "
    "created_at decided_at",
    "commitments_assessmentevidence": "id assessment_id evidence_id",
}


def vocabularies() -> Rows:
    """Return parties, themes and publishers."""
    return {
        "commitments_party": [
            (FIRST_ID + n, f"party-{n}", "organisation", f"Party {n}", f"组织{n}", "", "")
            for n in range(PARTIES)
        ],
        "commitments_theme": [
            (FIRST_ID + n, f"theme-{n}", f"Theme {n}", f"主题{n}", "", "{}", "{}")
            for n in range(THEMES)
        ],
        "commitments_publisher": [
            (FIRST_ID + n, f"publisher-{n}", f"Publisher {n}", f"Owner {n // 2}", "", "")
            for n in range(PUBLISHERS)
        ],
    }


def chunks(total: int, people: tuple[int, int], size: int = 6000) -> Iterator[Rows]:
    """Yield the rows of some thousand commitments at a time, children included.

    ``people`` are the ids of two accounts: authors and reviewers. ``size`` is a multiple of
    PER_DOCUMENT.
    """
    for first in range(0, total, size):
        rows: Rows = defaultdict(list)
        for start in range(first, min(first + size, total), PER_DOCUMENT):
            numbers = range(start, min(start + PER_DOCUMENT, total))
            add_document(rows, start // PER_DOCUMENT, numbers, people)
        yield rows


def add_document(rows: Rows, place: int, numbers: range, people: tuple[int, int]) -> None:
    """Add one source with its commitments and all that belongs to them."""
    chance = Random(place)
    key = FIRST_ID + place
    made_on = date(2010, 1, 1) + timedelta(days=chance.randrange(5000))
    rows["commitments_event"].append(
        (key, f"event-{place}", "Synthetic", place % 30 + 1, f"Meeting {place}", f"会议{place}",
         made_on, made_on, "", "in_person", None, "")
    )  # fmt: skip
    at, sentences = 0, []
    for number in numbers:
        words = _commitment(rows, number, (key, made_on), chance, people)
        sentence = f"{words} (pledge {number})."
        rows["commitments_citation"].append(
            (FIRST_ID + number, key, FIRST_ID + number, None, words, "", " (pledge", at,
             at + len(words), at, at + len(sentence), "en", "origin", "exact")
        )  # fmt: skip
        sentences.append(sentence)
        at += len(sentence) + 1
    text = " ".join(sentences)
    rows["commitments_document"].append(
        (key, f"source-{place}", 1, None, "", f"Speech {place}", "transcript", "{en}", key,
         FIRST_ID + place % PARTIES, "", None, "", "", made_on, None, made_on, True, "", "",
         text, hashlib.sha256(text.encode()).hexdigest(), "published", "", 1)
    )  # fmt: skip


def _commitment(
    rows: Rows, number: int, said: tuple[int, date], chance: Random, people: tuple[int, int]
) -> str:
    key, (event, made_on) = FIRST_ID + number, said
    thing, thing_zh = chance.choice(_THINGS)
    quantity = chance.randrange(2, 5000)
    words = f"We will {chance.choice(_VERBS)} {quantity} {thing} in the {chance.choice(_PLACES)}"
    due = made_on + timedelta(days=chance.randrange(200, 2500)) if chance.random() < 0.8 else None
    rows["commitments_commitment"].append(
        (key, f"SYN-{made_on.year}-{number:06d}", f"syn-{number}", words.removeprefix("We will "),
         f"提供{quantity}个{thing_zh}", f"Synthetic commitment {number}.",
         chance.choice(list(Kind)), chance.choice(list(Strength)), "core", event, made_on,
         "in the coming years", made_on, due, None, None, "", "All of it is there.", "", "",
         "{}", "{}", "{}", "{}", "", "published", *people, _NOW, "", 1)
    )  # fmt: skip
    party = int(PARTIES * chance.random() ** 2)
    rows["commitments_commitmentactor"].append((key, key, FIRST_ID + party, 1))
    rows["commitments_commitmentbeneficiary"].append(
        (key, key, FIRST_ID + chance.randrange(PARTIES), "", False, 1)
    )
    for place, theme in enumerate(chance.sample(range(THEMES), 1 + number % 3)):
        rows["commitments_commitmenttheme"].append((key * 3 + place, key, FIRST_ID + theme, place))
    if number % 2:
        rows["commitments_target"].append(
            (key, key, thing, quantity, str(quantity), thing, "exactly", "cumulative", "", "", 1)
        )
    for place in range(2):
        rows["commitments_evidence"].append(
            (key * 2 + place, key, f"E{place + 1:02d}", f"Report {place} on {thing}.", "news",
             "progress", bool(chance.randrange(2)), 2016 + place, None, None,
             f"https://news.example/{number}/{place}", "", FIRST_ID + chance.randrange(PUBLISHERS),
             "", "", None, "", None, "", "published", "")
        )  # fmt: skip
    _assess(rows, number, chance, people)
    return words


def _assess(rows: Rows, number: int, chance: Random, people: tuple[int, int]) -> None:
    commitment = FIRST_ID + number
    contested_year = chance.choice(YEARS) if number % 20 == 0 else None
    for place, year in enumerate(YEARS):
        key = commitment * 10 + place
        status = chance.choice(_STATUSES)
        nothing = status == "no_evidence"
        contested = year == contested_year
        rows["commitments_assessment"].append(
            (key, commitment, year, 1, "current", status, f"What is known of {year}.", contested,
             "Two sources disagree." if contested else "", "News archives." if nothing else "",
             f"{year}-12-31" if nothing else None, "", "1.0", *people, _NOW, _NOW)
        )  # fmt: skip
        if status not in {"not_started", "no_evidence", "not_assessable"}:
            rows["commitments_assessmentevidence"].append((key, key, commitment * 2 + place % 2))
