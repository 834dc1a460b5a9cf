"""How fast the tracker is, against the database's own figures in the same run.

``python -m bench`` (N=100000 by default, N=1000000 for the larger one) makes a database of
its own on the configured server, loads the shipped data and N synthetic commitments with ten
assessments each beside it, measures, prints and drops the database. docs/benchmarks.md has
the figures and what they mean.
"""
