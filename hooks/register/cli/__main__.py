"""Runs the command `register` as `python -m register.cli`, where it is not on the path."""

from register.cli import main

if __name__ == "__main__":
    main()
