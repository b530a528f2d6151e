"""`python -m textmend`: the command, where its script is not on the path."""

from textmend.cli import main

if __name__ == "__main__":
    main()
