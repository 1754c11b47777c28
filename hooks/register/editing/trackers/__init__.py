"""Brings a tracker in: a table of findings as a force keeps it in a spreadsheet becomes records of the register.

A file becomes sheets of cells (workbooks, text_tables), sheets become tables with rows (layout, headings), rows become
drafts of findings (rows, vocabulary, days, roles, notes_in_cells), and drafts become records (drafts, writing, changes).
What only people can tell is asked once a cause (asking, mapping, review).
"""
