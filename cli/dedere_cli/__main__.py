"""`python -m dedere_cli` is the command `dedere`."""

from dedere_cli.main import main

if __name__ == "__main__":
    main()
