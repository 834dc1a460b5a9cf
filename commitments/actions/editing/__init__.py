"""Saving a whole page of an editor's work at once: all of it, or none of it.

Each problem is reported beside the row it belongs to, and all of them together.
"""

from commitments.actions.editing.commitment import save_commitment
from commitments.actions.editing.pages import save_evidence, save_party
from commitments.actions.editing.rows import PageErrors, Row

__all__ = ["PageErrors", "Row", "save_commitment", "save_evidence", "save_party"]
