"""The one border to clingo for answering."""
