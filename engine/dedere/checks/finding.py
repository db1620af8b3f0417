"""What is found in the rules, at a clause, a fact or a declaration."""

from __future__ import annotations

from dedere.language.records import Clause, Fact
from dedere.language.vocabulary import Predicate
from dedere.schema.lint import LintFinding, Severity


def found_at(
    place: Clause | Fact | Predicate, check: str, message: str, hint: str | None, level: Severity = "error"
) -> LintFinding:
    """A finding that stands where the clause, fact or declaration stands that it is about."""
    return LintFinding(check=check, level=level, file=place.file, line=place.line, message=message, hint=hint)
