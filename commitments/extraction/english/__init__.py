"""English: cues over the parse, the clauses they govern, and the weighing of each clause."""
