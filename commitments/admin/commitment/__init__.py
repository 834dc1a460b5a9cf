"""The commitment's pages: list, editor's page, review."""
