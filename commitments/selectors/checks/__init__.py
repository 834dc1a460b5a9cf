"""Looking the whole tracker over: whether every quote is true and every rule holds.

The database refuses what breaks a rule, but a restored backup, a switched-off trigger or a
hand at the files can get past it. These reads find what did.
"""

from commitments.selectors.checks.citations import citation_faults
from commitments.selectors.checks.invariants import invariant_faults

__all__ = ["citation_faults", "invariant_faults"]
