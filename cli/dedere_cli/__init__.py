"""The command `dedere`: it parses what is typed, asks the library, and shows the answer. It knows no law."""
