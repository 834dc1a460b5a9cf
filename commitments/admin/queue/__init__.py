"""The review queue: bring a source in, see it read, decide what was found."""
