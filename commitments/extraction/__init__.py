"""Reads a speech, finds its pledges and progress claims, and says why. No Django in here.

`pipeline.extract` is the way in. Every find carries `EXTRACTOR_VERSION`; raise it whenever a
rule, a weight or the language model changes, so that stored candidates say which rules made
them.
"""

EXTRACTOR_VERSION = "1.0.0"
