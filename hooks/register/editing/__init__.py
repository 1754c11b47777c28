"""How a program writes a record."""
