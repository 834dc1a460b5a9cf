"""Loading the shipped data: files to records, all or nothing, again and again."""

from commitments.actions.loading.load import LoadReport, load_reference
from commitments.actions.loading.problems import LoadError, Problem

__all__ = ["LoadError", "LoadReport", "Problem", "load_reference"]
