"""Doors of Dedere for programs: questions as documents, and the tools of assistants."""
