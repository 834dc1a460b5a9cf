"""The only writers: every change to a record is a verb of this package.

Each takes keyword arguments only, says who acts (``by``), runs in one transaction, checks
the record in full before saving and leaves who, what and why in the history.
"""
