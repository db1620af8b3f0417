"""What a whole process has settled on before it imports the rest."""

from __future__ import annotations

PLAIN = False
"""Whether answers are plain objects; see `models`. Set by a process that does nothing but ask and print."""
