"""What users get: the models of `dedere.*/1` and nothing else."""
