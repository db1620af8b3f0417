"""What a question needs of record and law: the protocol, the question, the facts and clauses that matter."""
