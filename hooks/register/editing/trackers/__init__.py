"""Brings a tracker in: a table of findings as a force keeps it in a spreadsheet becomes records of the register.

A file becomes sheets of cells (workbooks, text_tables), sheets become tables (layout, headings, columns), their rows
become findings (interpreting, subjects, states, dating), and findings become records (findings, writing, changes).
What only people can tell is asked once a cause (asking, mapping, review). Nothing here writes a file.
"""
