"""No word without a definition, no vocabulary without a place on the methodology page."""

import inspect

import pytest
from django.urls import reverse

from commitments.core import vocabulary
from commitments.core.crosswalks import CROSSWALKS
from commitments.core.vocabulary import Status, Word
from commitments.views.methodology import SECTIONS
from tests.views.html import parse

VOCABULARIES = [
    words
    for _name, words in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(words, Word) and words is not Word
]


def test_every_status_is_defined_and_compared():
    assert all(status.label and status.definition for status in Status)
    assert set(CROSSWALKS) == set(Status)
    assert all(
        other.loses for status, other in CROSSWALKS.items() if status is not Status.FULFILLED
    )


def test_every_vocabulary_has_a_section():
    assert {section.words for section in SECTIONS} | {Status} == set(VOCABULARIES)


def test_every_word_stands_on_the_page(client):
    page = parse(client.get(reverse("methodology")))
    for status in Status:
        entry = page.one(id=f"status-{status.value}").words
        assert status.label in entry
        assert status.definition in entry
    assert vocabulary.NOT_ASSESSED_DEFINITION in page.one(id="status-not_assessed").words
    for section in SECTIONS:
        for word in section.words:
            entry = page.one(id=f"{section.anchor}-{word.value}").words
            assert word.label in entry
            assert word.definition in entry


@pytest.mark.parametrize("words", [vocabulary.Basis, vocabulary.Strength, vocabulary.Kind])
def test_words_that_classify_have_definitions(words):
    assert all(word.definition for word in words)
