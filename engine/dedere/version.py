"""The version of Dedere, alone, so that whatever names it need import nothing else."""

__version__ = "0.1.0"
