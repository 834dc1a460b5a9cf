"""The review queue's verbs: bring a source in, read it for pledges, decide what was found.

Nothing here publishes. An accepted candidate becomes a draft; a second person does the rest.
"""
