"""Domain rules as plain functions over plain values.

Nothing here knows Django, spaCy, a database or what time it is: pass ``as_of`` where a
rule depends on the date. If a rule can be tried in a bare Python shell, it belongs here.
"""
