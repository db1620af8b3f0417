"""Case files: read, run, rewritten; coverage of the rules."""
