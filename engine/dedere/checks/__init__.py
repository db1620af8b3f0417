"""Faults of the record and of the law."""
