"""Reasons read off an answer set: proofs, and why not."""
