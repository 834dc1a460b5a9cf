"""From a file's bytes to clean running sentences, each with an exact map back to the raw text.

`decode` turns bytes into text, `blocks` cuts the text into paragraphs and drops page furniture,
`joins` mends what a page or column break cut, `sentences` splits; `offsets` remembers where
every character came from.
"""

from commitments.extraction.reading.offsets import Piece, Strand
from commitments.extraction.reading.sentences import Sentence, read_sentences

__all__ = ["Piece", "Sentence", "Strand", "read_sentences"]
