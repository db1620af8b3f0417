"""What if, what would turn it, and what changed between two records."""
