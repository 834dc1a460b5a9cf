"""Words a second of the whole extraction against plain `nlp.pipe` of the same text, same run.

    python bench/extraction.py [rounds]

Both start warm from the same text: the reference documents, English and Chinese apart, repeated.
The plain pipeline is the language model as it comes (English, all its components) or a blank
pipeline (Chinese, characters only: it does no analysis at all); ours reads, parses only the
sentences that can hold a pledge, and weighs them. Chinese is counted in characters. A ratio
above 1 means the whole extraction is faster than the plain pipeline.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

import spacy

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commitments.extraction.chinese.marks import chinese  # noqa: E402
from commitments.extraction.english.finder import can_hold  # noqa: E402
from commitments.extraction.english.model import MODELS, english  # noqa: E402
from commitments.extraction.pipeline import extract  # noqa: E402
from commitments.extraction.reading import read_sentences  # noqa: E402
from commitments.extraction.types import Options  # noqa: E402

COPIES = 12


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Return the best wall time of several rounds: the one least disturbed."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def plain_english() -> spacy.Language:
    """Load the model as it comes, all components on."""
    for name in MODELS:
        try:
            return import_module(name).load()
        except ImportError:
            continue
    raise SystemExit("No English model: install requirements.txt.")


def main() -> None:
    """Print the two speeds and their ratio for each language."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    sources = sorted((ROOT / "fixtures" / "sources").glob("*.txt"))
    sentences = [s for p in sources for s in read_sentences(p.read_text(encoding="utf-8"))]
    english()
    chinese()
    options = Options(spoken=date(2021, 9, 17), actor="China")
    for language, nlp in {"en": plain_english(), "zh": spacy.blank("zh")}.items():
        chosen = [s.text for s in sentences if s.language == language] * COPIES
        gap = "" if language == "zh" else " "
        # Real speeches come in paragraphs; both get the same ones.
        paragraphs = [gap.join(chosen[i : i + 10]) for i in range(0, len(chosen), 10)]
        whole = "\n\n".join(paragraphs)
        size = len(whole) if language == "zh" else len(whole.split())

        def plain(nlp: spacy.Language = nlp, paragraphs: list[str] = paragraphs) -> int:
            return sum(len(doc) for doc in nlp.pipe(paragraphs))

        def ours(whole: str = whole) -> int:
            return len(extract(whole, options))

        slow, fast = seconds(plain, rounds), seconds(ours, rounds)
        note = ""
        if language == "en":
            note = f"; {sum(map(can_hold, chosen)) / len(chosen):.0%} of sentences parsed"
        unit = "characters" if language == "zh" else "words"
        print(
            f"{language}: {size:,} {unit}; plain nlp.pipe {size / slow:,.0f}/s, whole extraction "
            f"{size / fast:,.0f}/s, ratio {slow / fast:.2f}{note}"
        )


if __name__ == "__main__":
    main()
