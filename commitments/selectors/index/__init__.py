"""Facet counts over very many commitments: which rows hold which value, kept in memory.

A derived cache of the summary table, one per process, used above a few thousand rows where
grouping the whole table for every page would take seconds (docs/adr/0006-facet-counts.md).
``postings`` holds the rows of each value and counts, ``reading`` gets them from the
database, ``keeper`` keeps them up to date with what has been committed since. The same
questions can be asked of ``commitments.selectors.counting``, and tests compare the two.
"""
