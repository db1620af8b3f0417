"""What is told of an answer, and how it looks in each format."""
