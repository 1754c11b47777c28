"""Writes records by program: new ones, changes of state, imported tables, the plain form."""
