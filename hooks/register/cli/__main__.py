"""python -m register.cli: the command `register`, where it is not on the path."""

from register.cli import main

if __name__ == "__main__":
    main()
