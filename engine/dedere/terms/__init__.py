"""A term of ASP in Python: one reader, one pattern, one matcher, one unifier."""
