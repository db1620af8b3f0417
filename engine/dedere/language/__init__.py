"""How rules and facts are written: annotations, syntax, vocabulary, and the way from files to records."""
